"""The exchange file: interviews signed by the interviewer and encrypted to the supervisor."""

from interviewtool.bundle.manifest import Manifest
from interviewtool.bundle.open import OpenedBundle, SealedBundle, inspect_bundle, open_bundle
from interviewtool.bundle.write import write_bundle
from interviewtool.crypto.signers import AllowedSigner

__all__ = ["AllowedSigner", "Manifest", "OpenedBundle", "SealedBundle", "inspect_bundle", "open_bundle", "write_bundle"]
