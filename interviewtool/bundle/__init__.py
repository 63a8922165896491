"""The exchange file: interviews signed by the interviewer and encrypted to the supervisor."""

from interviewtool.bundle.heads import GivenHead, read_heads, write_heads
from interviewtool.bundle.manifest import Manifest
from interviewtool.bundle.open import OpenedBundle, SealedBundle, inspect_bundle, open_bundle
from interviewtool.bundle.write import write_bundle
from interviewtool.crypto.signers import AllowedSigner

__all__ = [
    "AllowedSigner",
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
