"""The interviews of a vault: in clear only random id and slot of the data key; the rest is sealed under that key."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime

from interviewtool.errors import KnownError
from interviewtool.model import Interview, InterviewId
from interviewtool.vault.data_keys import KeyOf
from interviewtool.vault.names import Names
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.report import Finding, FindingKind
from interviewtool.vault.rows import Rows
from interviewtool.vault.sealed_rows import keys_of, open_row, seal_row
from interviewtool.vault.slot_number import after_slot, slot_of, with_slot
from interviewtool.vault.store import Store

_TABLE = "interviews"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of an erased interview: that there was one, and when it was erased."""

    interview_id: InterviewId
    erased: datetime


class Interviews:
    """Adds, lists and updates interviews."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = Rows(store, _TABLE)
        self._tombstones = Rows(store, "tombstones")

    def add(self, interview: Interview) -> None:
        """A new interview with a data key of its own, durable before the transaction is. Its gate is closed."""
        owner = interview.interview_id
        if self._rows.get(owner, b"") is not None:
            raise KnownError("vault.interview_exists", interview=owner)
        self._store.data_keys.add_interview(owner)
        self._write(interview)

    def get(self, interview_id: InterviewId) -> Interview:
        """One interview. KnownError vault.no_such_interview, interview_damaged, rows_put_back."""
        rows = self._rows.all(interview_id)
        if not rows:
            raise KnownError("vault.no_such_interview", interview=interview_id)
        return self._open(interview_id, rows[0][1])

    def stamp(self, interview_id: InterviewId) -> int:
        """A number that is the same as long as what is known of an interview is; told without reading it."""
        return self._store.tally.expected(_TABLE, interview_id)

    def list(self) -> tuple[Interview, ...]:
        """Every interview that can be read, oldest first. One that cannot becomes a finding of the vault."""
        found = []
        query = "SELECT owner, key, content FROM interviews ORDER BY id"
        for owner, key, content in self._store.rows(query, (str, bytes, bytes)):
            if not self._rows.agrees(owner, [(key, content)]):
                self._store.found(Finding(FindingKind.PUT_BACK, "interviews", owner))
                continue
            try:
                found.append(self._open(InterviewId(owner), content))
            except KnownError:
                # Where its key is gone, an erase waits for room to delete its rows.
                if not self._store.data_keys.erased(slot_of(content)):
                    self._store.found(Finding(FindingKind.DAMAGED, "interviews", owner))
        return tuple(found)

    def update(self, interview: Interview) -> None:
        """Replace what is known of an interview. Its own names are forgotten once it is finalized or refused."""
        keys_of(self._store, interview.interview_id)
        self._write(interview)
        if interview.closed:
            Names(self._store).forget(interview.interview_id)

    def bury(self, tombstone: Tombstone) -> None:
        """Take over the tombstone of an interview that another vault erased. Its slot of keys is made and erased."""
        if not any(known.interview_id == tombstone.interview_id for known in self.tombstones()):
            slot, _key = self._store.data_keys.add(KeyOf.INTERVIEW, tombstone.interview_id)
            self._store.data_keys.erase(slot)
            stone = with_slot(slot, tombstone.erased.isoformat().encode("ascii"))
            self._tombstones.put("", tombstone.interview_id.encode("utf-8"), stone)

    def tombstones(self) -> builtins.list[Tombstone]:
        """Of the erased interviews, oldest first."""
        return [
            Tombstone(InterviewId(key.decode()), datetime.fromisoformat(after_slot(content).decode()))
            for key, content in self._tombstones.all("")
        ]

    def _open(self, interview_id: InterviewId, content: bytes) -> Interview:
        keys = self._store.data_keys.interview(interview_id, slot_of(content))
        return unpack(Interview, open_row(keys, _TABLE, interview_id, b"", after_slot(content)))

    def _write(self, interview: Interview) -> None:
        owner = interview.interview_id
        keys = keys_of(self._store, owner)
        sealed = seal_row(keys, _TABLE, owner, b"", pack(interview))
        self._rows.put(owner, b"", with_slot(keys.slot, sealed))
