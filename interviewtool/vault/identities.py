"""The register of who is who: identity.db, open only after the passphrase was given again.

Only the packages consent, pseudonym and vault may import this module. When it opens, the names that waited in
answers.db move in, and the records of erased persons go. It lives on the vault's thread, like everything else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interviewtool.crypto.boxes import identity_pair, open_box
from interviewtool.crypto.sealing import SealBroken
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.model import Identity, InterviewId, PersonCode
from interviewtool.vault.data_keys import KeyOf
from interviewtool.vault.database import open_database
from interviewtool.vault.person_records import PersonEntry, box_place, digest, open_person
from interviewtool.vault.report import Finding, FindingKind
from interviewtool.vault.rows import Rows
from interviewtool.vault.schema import IDENTITY
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

if TYPE_CHECKING:
    from sqlite3 import Connection

PART = "identity.db"


class IdentityRegister:
    """The open register. Reads; names come in through `transaction.names`, and move in with `take_in`."""

    def __init__(self, worker: Worker, identity_key: bytes) -> None:
        """Opens identity.db. KnownError as `database.open_database`."""
        self._worker = worker
        self._pair = identity_pair(identity_key)
        database_key = subkey(identity_key, Label.IDENTITY_DATABASE)

        def open_on_thread(store: Store) -> Connection:
            store.register = open_database(worker.layout.identity, database_key, IDENTITY)
            return store.register

        self._connection = worker.outside(open_on_thread)

    def take_in(self) -> None:
        """Move in the names that wait, and take out the records of erased persons."""
        self._worker.outside(self._take_in)

    def all(self) -> tuple[Identity, ...]:
        """Every person, by interview. A record that is damaged or was put back becomes a finding of the vault."""
        return self._worker.outside(lambda store: self._read(store, Rows(store, "persons").owners()))

    def get(self, person_code: PersonCode) -> Identity | None:
        """One person; None when there is none, or the record cannot be read."""

        def find(store: Store) -> Identity | None:
            query = "SELECT owner FROM persons WHERE key = ?"
            owner = store.row(query, (str,), (person_code.encode("utf-8"),))
            persons = self._read(store, [] if owner is None else [owner[0]])
            return next((person for person in persons if person.person_code == person_code), None)

        return self._worker.outside(find)

    def of(self, interview_id: InterviewId) -> tuple[Identity, ...]:
        """The persons of one interview."""
        return self._worker.outside(lambda store: self._read(store, [interview_id]))

    def close(self) -> None:
        """Lock it again. A vault that was closed meanwhile has closed its register first."""
        if not self._worker.thread.closed:
            self._worker.outside(close_register)

    def _take_in(self, store: Store) -> None:
        names, persons = Rows(store, "waiting_names"), Rows(store, "persons")
        waiting = [(owner, key, box) for owner in names.owners() for key, box in names.all(owner)]
        known = {key.decode("utf-8") for owner in persons.owners() for key, _ in persons.all(owner)}
        moved = []
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for owner, key, box in waiting:
                person_code = key.decode("utf-8")
                try:
                    record = open_box(self._pair, box, box_place(person_code))
                except SealBroken:
                    store.found(Finding(FindingKind.DAMAGED, "waiting_names", person_code))
                    continue
                self._connection.execute(
                    "INSERT INTO persons (person_code, sealed) VALUES (?, ?) "
                    "ON CONFLICT (person_code) DO UPDATE SET sealed = excluded.sealed",
                    (person_code, record),
                )
                moved.append((owner, key))
            for (person_code,) in self._connection.execute("SELECT person_code FROM persons").fetchall():
                if person_code not in known:
                    self._connection.execute("DELETE FROM persons WHERE person_code = ?", (person_code,))
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        if moved:  # killed before this, the same names move in once more: they only replace themselves
            self._worker.transact(lambda inner: _let_go(inner, moved))

    def _read(self, store: Store, owners: list[str]) -> tuple[Identity, ...]:
        found = []
        for owner, key, content in ((each, *row) for each in owners for row in Rows(store, "persons").all(each)):
            person_code, entry = key.decode("utf-8"), PersonEntry.decode(content)
            row = self._connection.execute(
                "SELECT sealed FROM persons WHERE person_code = ?", (person_code,)
            ).fetchone()
            if row is None:
                store.found(Finding(FindingKind.MISSING, PART, person_code))
            elif digest(row[0]) != entry.digest:
                store.found(Finding(FindingKind.PUT_BACK, PART, person_code))
            else:
                try:
                    person_key = store.data_keys.open(KeyOf.PERSON, person_code, entry.slot)
                    person = open_person(person_key, person_code, row[0])
                    # A record that another interview took over still says where it was written.
                    found.append(replace(person, interview_id=InterviewId(owner)))
                except SealBroken:
                    store.found(Finding(FindingKind.DAMAGED, PART, person_code))
        return tuple(found)


def close_register(store: Store) -> None:
    """Close identity.db, if it is open."""
    if store.register is not None:
        store.register.close()
        store.register = None


def _let_go(store: Store, moved: list[tuple[str, bytes]]) -> None:
    for owner, key in moved:
        Rows(store, "waiting_names").delete(owner, key)
