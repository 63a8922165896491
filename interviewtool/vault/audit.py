"""The audit log: what was done, in order; sealed entry by sealed entry, never changed, never deleted.

An entry of an interview is sealed under its data key, so that an erase reaches it too; others under the vault's audit
key. The table `audit_runs` tells where the entries of an interview stand: from entry `first` to the next run there are
none but those of `owner`, and the vault's own between them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from interviewtool.crypto.sealing import SealBroken, open_sealed, place, seal
from interviewtool.errors import KnownError
from interviewtool.model import InterviewId, Reference
from interviewtool.vault.chain import next_head
from interviewtool.vault.records import pack_list
from interviewtool.vault.sealed_rows import keys_of
from interviewtool.vault.statements import APPEND
from interviewtool.vault.store import Store

CHANGE = "vault change"
"""Event the vault writes itself when a transaction changed something and recorded nothing about it."""

IDENTITY_ERASED = "identity erased"
"""Event: the names of an interview and the signatures drawn in it were destroyed on purpose."""

HOLD, HOLD_LIFTED = "legal hold", "legal hold lifted"
"""Events: an interview is kept from being erased, and not any more."""

NEW_VERSION = "new version"
"""Event: an interview begins with everything of the one that `follows` names."""

_OF_INTERVIEW = (
    "SELECT sequence, audit.owner, sealed FROM audit_runs AS run JOIN audit ON sequence BETWEEN first AND "
    "(SELECT ifnull(min(first) - 1, ?2) FROM audit_runs WHERE first > run.first) "
    "WHERE run.owner = ?1 AND audit.owner <> '' ORDER BY sequence"
)

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """sequence: from 1, without gaps. event: as ODK names it. erased: its interview was, and only the place is left."""

    sequence: int
    interview_id: InterviewId | None
    time: datetime | None
    event: str
    reference: Reference
    details: Mapping[str, str]
    erased: bool = False


class Audit:
    """The log of one transaction's vault."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def append(
        self,
        interview_id: InterviewId | None,
        event: str,
        reference: str = "",
        details: Mapping[str, str] = _NOTHING,
        *,
        time: datetime | None = None,
    ) -> None:
        """Add an entry, in the transaction of what it records; best as its last act. KnownError no_such_interview.

        time: None but for an entry that another vault recorded before.
        """
        store = self._store
        owner = interview_id or ""
        plaintext = pack_list([(time or store.clock()).isoformat(), event, reference, dict(details)])
        sealed = seal(self._key(owner), plaintext, _place(store.head.sequence + 1, owner))
        sums = store.tally.take_changes()
        head = next_head(store.head, owner, store.tally.state, sums, sealed)
        store.execute(APPEND, (head.sequence, owner, head.state, sums, sealed, head.link))
        if head.interview != store.head.interview:
            store.execute("INSERT INTO audit_runs (first, owner) VALUES (?, ?)", (head.sequence, owner))
        store.head = head

    def entries(self, interview_id: InterviewId | None = None) -> tuple[AuditEntry, ...]:
        """All entries, or those of one interview, oldest first. KnownError vault.rows_put_back when one is altered."""
        types = (int, str, bytes)
        if interview_id is None:
            rows = self._store.rows("SELECT sequence, owner, sealed FROM audit ORDER BY sequence", types)
        else:
            rows = self._store.rows(_OF_INTERVIEW, types, (interview_id, self._store.head.sequence))
            if any(owner != interview_id for _, owner, _ in rows):
                raise KnownError("vault.rows_put_back", part="audit", interview=interview_id)
        return tuple(self._read(*row) for row in rows)

    def now(self) -> datetime:
        """What the vault's clock says."""
        return self._store.clock()

    def count(self) -> int:
        """How many entries there are."""
        return self._store.head.sequence

    def head(self) -> bytes:
        """The link of the last entry, 32 bytes: what is anchored in the header and in bundles."""
        return self._store.head.link

    def _key(self, owner: str) -> bytes:
        return keys_of(self._store, InterviewId(owner)).rows if owner else self._store.audit_key

    def _read(self, sequence: int, owner: str, sealed: bytes) -> AuditEntry:
        interview_id = InterviewId(owner) if owner else None
        try:
            key = self._key(owner)
        except KnownError:  # erased, or its key is damaged: nobody can read the entry any more
            return AuditEntry(sequence, interview_id, None, "", Reference(""), _NOTHING, erased=True)
        entry = open_entry(key, sequence, owner, sealed)
        if entry is None:
            raise KnownError("vault.rows_put_back", part="audit", interview=owner)
        return entry


def open_entry(key: bytes, sequence: int, owner: str, sealed: bytes) -> AuditEntry | None:
    """An entry; None when it does not authenticate. key: that of the owner's rows, or the vault's for its log."""
    try:
        time, event, reference, details = json.loads(open_sealed(key, sealed, _place(sequence, owner)))
    except SealBroken:
        return None
    return AuditEntry(
        sequence,
        InterviewId(owner) if owner else None,
        datetime.fromisoformat(time),
        event,
        Reference(reference),
        MappingProxyType(details),
    )


def _place(sequence: int, owner: str) -> bytes:
    return place("interviewtool audit entry", sequence.to_bytes(8, "big"), owner)
