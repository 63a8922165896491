"""The exchange file: interviews signed by the interviewer and encrypted to the supervisor."""

from interviewtool.bundle.heads import GivenHead, read_heads, write_heads
from interviewtool.bundle.manifest import Manifest
from interviewtool.bundle.open import OpenedBundle, SealedBundle, inspect_bundle, open_bundle
from interviewtool.bundle.write import write_bundle

__all__ = [
    "GivenHead",
    "Manifest",
    "OpenedBundle",
    "SealedBundle",
    "inspect_bundle",
    "open_bundle",
    "read_heads",
    "write_bundle",
    "write_heads",
]
