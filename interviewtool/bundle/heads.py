"""The heads of the audit log a vault has given out with its bundles: each bundle names those of the bundles before it.

A vault that was put back has forgotten the newest of them, and whoever received them sees it. As a file: one line for
each bundle, oldest first: the head (64 lowercase hex digits), a space, when the bundle was made, LF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from interviewtool.crypto.canonical import parse_time, time_text

_HEAD = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class GivenHead:
    """head: hex, the last link of the log when the bundle was made. created: when, UTC, by the signer's clock."""

    head: str
    created: datetime


def write_heads(heads: Iterable[GivenHead]) -> bytes:
    """The file; b"" for none."""
    return "".join(f"{each.head} {time_text(each.created)}\n" for each in heads).encode("ascii")


def read_heads(data: bytes) -> tuple[GivenHead, ...]:
    """What `write_heads` wrote. ValueError for anything else."""
    found = []
    for line in data.decode("ascii").splitlines():
        head, _space, created = line.partition(" ")
        if not _HEAD.fullmatch(head):
            raise ValueError("no head")
        found.append(GivenHead(head, parse_time(created)))
    if write_heads(found) != data or len({each.head for each in found}) != len(found):
        raise ValueError("not in its one text")
    return tuple(found)
