"""What the vault found out about itself, as frozen values that carry no content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interviewtool.i18n import N_


class FindingKind(StrEnum):
    """What can be wrong with a part of a vault."""

    DAMAGED = "damaged"
    MISSING = "missing"
    PUT_BACK = "put_back"
    LEFT_OVER = "left_over"
    UNFINISHED = "unfinished"


SENTENCES: dict[FindingKind, str] = {
    FindingKind.DAMAGED: N_("{part} is damaged or was altered."),
    FindingKind.MISSING: N_("{part} is missing."),
    FindingKind.PUT_BACK: N_("{part} is older than this vault remembers: an old copy was put back."),
    FindingKind.LEFT_OVER: N_("{part} belongs to nothing in this vault."),
    FindingKind.UNFINISHED: N_("{part} waits for free space on the disk to be cleared away."),
}
"""One English message id per kind; {part} is the file or table, with the interview's code where there is one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """kind: what is wrong. part: a file or table of the vault. subject: an interview's or blob's random id, or ""."""

    kind: FindingKind
    part: str
    subject: str = ""

    @property
    def sentence(self) -> tuple[str, str]:
        """Message id and the value of {part}."""
        return SENTENCES[self.kind], f"{self.part} {self.subject}".strip()


@dataclass(frozen=True, slots=True)
class Report:
    """findings: empty when all is well. interviews, blobs, entries: how many of each were checked."""

    findings: tuple[Finding, ...]
    interviews: int
    blobs: int
    entries: int
    register_checked: bool


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erase reached beside the keys, which are destroyed: rows and free pages wait for room on a full disk."""

    rows_deleted: bool
    vacuumed: bool
