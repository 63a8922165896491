"""The hash chain of the audit log.

link(n) = SHA-256("interviewtool audit chain" 00, link(n-1), and of entry n, each with its length: sequence, owner,
state, changed sums, sealed entry). It runs over *sealed* entries, so that it can still be checked when an interview
was erased. state is the sum of the tally at that moment, and so ties every row of the database to the chain.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from interviewtool.crypto.sealing import place

LINK_BYTES = 32
_LABEL = b"interviewtool audit chain\0"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry. sequence: from 1; 0 when there is none. link: its link. state: the tally it was written with.
    interview: whose the last entry of an interview was, "" before the first."""

    sequence: int
    link: bytes
    state: bytes
    interview: str = ""


EMPTY = Head(0, bytes(LINK_BYTES), bytes(32))


def next_head(previous: Head, owner: str, state: bytes, sums: bytes, sealed: bytes) -> Head:
    """The head after one more entry."""
    sequence = previous.sequence + 1
    body = place(sequence.to_bytes(8, "big"), owner, state, sums, sealed)
    link = hashlib.sha256(_LABEL + previous.link + body).digest()
    return Head(sequence, link, state, owner or previous.interview)
