"""The outer form of a bundle, and the size classes of what is inside."""

from __future__ import annotations

from interviewtool.crypto.container import BUNDLE_NAMESPACE, Layout

PAYLOAD = "payload.age"
IDENTITIES = "identities.age"
LAYOUT = Layout(
    namespace=BUNDLE_NAMESPACE,
    first_member=PAYLOAD,
    longest=1024 * 1024 * 1024,
    most_members=2,
    unrecognised="bundle.not_a_bundle",
    truncated="bundle.truncated",
    altered="bundle.altered",
    too_large="bundle.too_large",
)
MEMBERS = ((PAYLOAD,), (PAYLOAD, IDENTITIES))
MOST_FILES = 100_000  # inside one age part
_SMALLEST = 64 * 1024  # bytes; one short interview and one long refusal look alike


def padded_size(size: int) -> int:
    """The size class (bytes) of a plaintext of this size: Padmé (Nikitin et al., PoPETs 2019(4), 4), at least 64 KiB.

    It leaves log log size bits to see and costs at most 12 %, on large ones far less.
    """
    size = max(size, _SMALLEST)
    exponent = size.bit_length() - 1
    dropped = exponent - exponent.bit_length()
    mask = (1 << dropped) - 1
    return (size + mask) & ~mask
