"""An old copy that was put back is told with every unlocking and every check, until somebody says why.

The anchor moves on with the next lock, and then nothing in the vault disagrees any more: so a note is kept beside the
entry in the audit log, and only a reason, which goes into the log as well, takes it out.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from interviewtool.errors import KnownError
from interviewtool.vault.audit import Audit
from interviewtool.vault.documents import Documents
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.store import Store

FOUND = "old copy found"
"""Audit event: at unlocking, the database was behind the header or did not agree with itself."""

ACKNOWLEDGED = "old copy acknowledged"
"""Audit event. Details: reason, and when it was found."""

_KIND = "put_back"


@dataclass(frozen=True, slots=True)
class PutBack:
    """found: when it was first noticed. anchored, present: number of log entries the header knew of, and that are
    there.
    """

    found: datetime
    anchored: int
    present: int


def note_put_back(store: Store, anchored: int, *, old_copy: bool) -> None:
    """Write down what was found. old_copy: False for a broken chain, which every check finds again by itself."""
    noted = PutBack(store.clock(), anchored, store.head.sequence)
    if old_copy and standing(store) is None:
        with suppress(KnownError):  # the old page is one of this very table: every check finds that again
            Documents(store).put(_KIND, _KIND, pack(noted))
    details = {"anchored": str(anchored), "found": str(store.head.sequence)}
    Audit(store).append(None, FOUND, details=details)


def standing(store: Store) -> PutBack | None:
    """What nobody has acknowledged yet."""
    try:
        content = Documents(store).get(_KIND, _KIND)
    except KnownError:
        return None
    return None if content is None else unpack(PutBack, content)


def acknowledge(store: Store, reason: str) -> None:
    """Take the note out. KnownError vault.nothing_put_back, vault.no_reason."""
    noted = standing(store)
    if noted is None:
        raise KnownError("vault.nothing_put_back")
    if not reason.strip():
        raise KnownError("vault.no_reason")
    Documents(store).delete(_KIND, _KIND)
    details = {"reason": reason.strip(), "found": noted.found.isoformat()}
    Audit(store).append(None, ACKNOWLEDGED, details=details)
