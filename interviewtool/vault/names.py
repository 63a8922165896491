"""Names typed while the register is closed.

A name is stored twice: under the interview's data key, at hand until the interview is finalized; and, under a key of
its own, sealed to the identity public key, waiting for the register to be opened with the passphrase.
The record of a person belongs to the interview that named the person first. Another interview with the same person, or
a new version, only has the name at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewtool.crypto.boxes import seal_to
from interviewtool.crypto.sealing import SealBroken
from interviewtool.errors import KnownError
from interviewtool.model import Identity, InterviewId, PersonCode
from interviewtool.vault.data_keys import KeyOf
from interviewtool.vault.person_records import PersonEntry, box_place, digest, seal_person
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.rows import Rows
from interviewtool.vault.sealed_rows import SealedRows, keys_of
from interviewtool.vault.store import Store


class Names:
    """The names of one transaction's vault."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._own = SealedRows(store, "own_names")
        self._persons = Rows(store, "persons")
        self._waiting = Rows(store, "waiting_names")
        self._pseudonyms = Rows(store, "pseudonyms")

    def put(self, identity: Identity, *, at: InterviewId | None = None) -> None:
        """Add or correct a name. KnownError vault.no_such_interview; vault.person_code_taken by another interview.

        identity.interview_id: whose record it is. at: the interview that has the name at hand, if it is another one; it
        takes the record over where that one was erased.
        """
        key = identity.person_code.encode("utf-8")
        at = at or identity.interview_id
        if at != identity.interview_id and self._persons.get(identity.interview_id, key) is None:
            identity = replace(identity, interview_id=at)
        owner = identity.interview_id
        keys_of(self._store, owner)
        others = self._store.execute("SELECT 1 FROM persons WHERE key = ? AND owner <> ?", (key, owner)).fetchone()
        if others is not None:
            raise KnownError("vault.person_code_taken")
        slot, person_key = self._person_key(owner, identity.person_code)
        record = seal_person(person_key, identity)
        self._persons.put(owner, key, PersonEntry(slot, digest(record)).encode())
        box = seal_to(self._store.identity_public_key, record, box_place(identity.person_code))
        self._waiting.put(owner, key, box)
        self.hold(identity, at=at)

    def hold(self, identity: Identity, *, at: InterviewId) -> None:
        """Have a name at hand whose record belongs to another interview. KnownError vault.no_such_interview."""
        self._own.put(at, identity.person_code.encode("utf-8"), pack(identity))

    def hand_over(self, heirs: Mapping[PersonCode, InterviewId], *, of: InterviewId) -> None:
        """Before an interview is erased: give the records of persons whom another interview knows, too, to that one."""
        for key, content in self._persons.all(of):
            heir = heirs.get(PersonCode(key.decode("utf-8")))
            if heir is not None:
                self._persons.delete(of, key)
                self._persons.put(heir, key, content)
                box = self._waiting.get(of, key)
                if box is not None:
                    self._waiting.delete(of, key)
                    self._waiting.put(heir, key, box)

    def get(self, interview_id: InterviewId) -> tuple[Identity, ...]:
        """The own names of an interview that is not finalized, in the order in which they were first typed."""
        return tuple(unpack(Identity, plaintext) for plaintext in self._own.all(interview_id))

    def forget(self, interview_id: InterviewId) -> None:
        """The interview is finalized: its names stand in the register alone from now on."""
        self._own.clear(interview_id)

    def count(self, interview_id: InterviewId) -> int:
        """How many persons, units and addresses an interview has brought into the register."""
        return len(self._persons.all(interview_id))

    def owners(self) -> dict[PersonCode, InterviewId]:
        """To which interview the record of each person, unit and address belongs."""
        rows = self._store.rows("SELECT key, owner FROM persons", (bytes, str))
        return {PersonCode(key.decode("utf-8")): InterviewId(owner) for key, owner in rows}

    def erase(self, interview_id: InterviewId, person_code: PersonCode | None = None) -> None:
        """Destroy the record of one person of an interview, or of all, in the register too, and their pseudonyms.

        Of all: nobody has them at hand any more, this interview or another. The keys go right after this transaction is
        durable; killed in between, when the vault is next unlocked.
        """
        for key, content in self._persons.all(interview_id):
            if person_code is None or key == person_code.encode("utf-8"):
                slot = PersonEntry.decode(content).slot
                self._store.execute("INSERT OR IGNORE INTO doomed_slots (slot) VALUES (?)", (slot,))
                self._store.doomed = True
                self._own.delete(interview_id, key)
                self._waiting.delete(interview_id, key)
                self._persons.delete(interview_id, key)
                self._pseudonyms.delete("", key)
                if person_code is None:
                    for (holder,) in self._store.rows("SELECT owner FROM own_names WHERE key = ?", (str,), (key,)):
                        self._own.delete(holder, key)
        if person_code is None:
            self._own.clear(interview_id)

    def _person_key(self, owner: InterviewId, person_code: PersonCode) -> tuple[int, bytes]:
        known = self._persons.get(owner, person_code.encode("utf-8"))
        if known is not None:
            slot = PersonEntry.decode(known).slot
            try:
                return slot, self._store.data_keys.open(KeyOf.PERSON, person_code, slot)
            except SealBroken:
                pass  # its key is damaged, and with it the old name: the new one gets a new key
        return self._store.data_keys.add(KeyOf.PERSON, person_code)
