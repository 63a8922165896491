"""Checks every byte of a vault that can be checked, and names what is damaged, missing or was put back.

It goes in steps, each on the vault's thread and short, so that a save waits for one step and never for the run; what
lies in blobs is opened outside of it. An interview that is erased meanwhile is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from interviewtool.errors import KnownError
from interviewtool.model import InterviewId
from interviewtool.vault.attachments import Attachments
from interviewtool.vault.audit import IDENTITY_ERASED, Audit
from interviewtool.vault.blobs import PART, Blobs
from interviewtool.vault.chain import EMPTY
from interviewtool.vault.chain_check import ChainCheck
from interviewtool.vault.consent_records import ConsentRecords
from interviewtool.vault.data_keys import InterviewKeys, KeyOf
from interviewtool.vault.documents import Documents
from interviewtool.vault.header import Anchor, HeaderDamaged, parse_header
from interviewtool.vault.identities import IdentityRegister
from interviewtool.vault.interviews import Interviews
from interviewtool.vault.person_records import PersonEntry
from interviewtool.vault.put_back import standing
from interviewtool.vault.report import Finding, FindingKind, Report
from interviewtool.vault.rows import Rows
from interviewtool.vault.schema import COUNTED_TABLES
from interviewtool.vault.sealed_rows import keys_of, open_row
from interviewtool.vault.slot_number import slot_of
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

Progress = Callable[[float], None]
T = TypeVar("T")

_SEALED_TABLES = ("answers", "preparation", "consent", "own_names", "attachments", "retention", "receipts")
_PAGE = 4096
_PLAIN = b"SQLite format 3"


class Verification:
    """One run over an open vault. May be made and run on any thread but the vault's own."""

    def __init__(self, worker: Worker, blobs: Blobs, vault_key: bytes, read_anchor: Callable[[], Anchor]) -> None:
        self._worker = worker
        self._layout = worker.layout
        self._blobs = blobs
        self._vault_key = vault_key
        self._read_anchor = read_anchor
        self._found: list[Finding] = []
        self._counted_blobs = 0

    def run(self, progress: Progress, register: IdentityRegister | None) -> Report:
        """progress: 0..1, on the calling thread; may raise to stop. register: when it is open, it is read too."""
        self._step(self._headers)
        self._step(self._put_back)
        for number, table in enumerate(self._step(_tables) or ()):
            self._step(partial(self._table, table=table))
            progress(min(0.2, 0.02 * number))
        self._step(self._pages)
        entries = self._chain(lambda share: progress(0.2 + 0.2 * share))
        for table in COUNTED_TABLES:
            self._step(partial(self._leftovers, table=table))
        owners = self._step(_owners) or []
        for number, owner in enumerate(owners):
            self._interview(InterviewId(owner))
            progress(0.4 + 0.5 * (number + 1) / len(owners))
        for step in (self._own_rows, self._key_file, self._files, self._register_pages):
            self._step(step)
        if register is not None:
            self._worker.outside(self._forget_register)  # or what an earlier reading came upon would not be told again
            register.all()
            self._found += self._worker.outside(self._of_register)
        progress(1.0)
        return Report(
            findings=tuple(self._found),
            interviews=len(owners),
            blobs=self._counted_blobs,
            entries=entries,
            register_checked=register is not None,
        )

    def _step(self, step: Callable[[Store], T]) -> T | None:
        """Do it on the vault's thread; a page that does not authenticate ends the step, not the run."""

        def heeded(store: Store) -> T | None:
            try:
                return step(store)
            except (dbapi2.DatabaseError, KnownError):
                self._add(FindingKind.DAMAGED, self._layout.answers.name)
                return None

        return self._worker.outside(heeded)

    def _add(self, kind: FindingKind, part: str, subject: str = "") -> None:
        finding = Finding(kind, part, subject)
        if finding not in self._found:
            self._found.append(finding)

    def _of_register(self, store: Store) -> list[Finding]:
        known = [finding for finding in store.findings if finding.part == self._layout.identity.name]
        return [finding for finding in known if finding not in self._found]

    def _forget_register(self, store: Store) -> None:
        store.findings[:] = [finding for finding in store.findings if finding.part != self._layout.identity.name]

    def _put_back(self, store: Store) -> None:
        if standing(store) is not None:
            self._add(FindingKind.PUT_BACK, self._layout.answers.name)

    def _headers(self, _store: Store) -> None:
        for path in (self._layout.header, self._layout.previous_header):
            try:
                if not parse_header(path.read_bytes()).written_with(self._vault_key):
                    self._add(FindingKind.DAMAGED, path.name)
            except FileNotFoundError:
                if path == self._layout.header:
                    self._add(FindingKind.MISSING, path.name)
            except (HeaderDamaged, KnownError):
                self._add(FindingKind.DAMAGED, path.name)

    def _table(self, store: Store, table: str) -> None:
        if any(row[0] != "ok" for row in store.rows(f"PRAGMA integrity_check({table})", (str,))):
            self._add(FindingKind.DAMAGED, self._layout.answers.name)

    def _pages(self, store: Store) -> None:
        if store.rows("PRAGMA cipher_integrity_check", (str,)):
            self._add(FindingKind.DAMAGED, self._layout.answers.name)

    def _register_pages(self, store: Store) -> None:
        """Every page, where the register is open; without the identity key none can be authenticated."""
        name = self._layout.identity.name
        try:
            with self._layout.identity.open("rb") as file:
                start, size = file.read(len(_PLAIN)), file.seek(0, 2)
        except FileNotFoundError:
            self._add(FindingKind.MISSING, name)
            return
        whole = start not in (b"", _PLAIN) and not size % _PAGE
        if whole and store.register is not None:
            try:
                whole = store.register.execute("PRAGMA cipher_integrity_check").fetchall() == []
                whole = whole and store.register.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            except dbapi2.DatabaseError:
                whole = False
        if not whole:
            self._add(FindingKind.DAMAGED, name)

    def _chain(self, progress: Progress) -> int:
        check = self._worker.outside(lambda store: ChainCheck(store, EMPTY, self._read_anchor()))
        while self._worker.outside(lambda _store: check.step()):
            progress(check.share)
        finding = check.finding()
        if finding is not None:
            self._add(finding.kind, finding.part)
        if self._worker.outside(lambda store: store.head.state != store.tally.state):
            self._add(FindingKind.PUT_BACK, "tallies")
        return check.count

    def _leftovers(self, store: Store, table: str) -> None:
        """Rows, and sums, of an interview that there is not."""
        owners = {*_owners(store), ""}
        for owner in store.tally.owners() - owners:
            self._add(FindingKind.LEFT_OVER, "tallies", owner)
        for (owner,) in store.rows(f"SELECT DISTINCT owner FROM {table}", (str,)):  # noqa: S608
            if owner not in owners:
                self._add(FindingKind.LEFT_OVER, table, owner)

    def _interview(self, owner: InterviewId) -> None:
        taken = self._step(partial(self._rows_of, owner=owner))
        if taken is None:
            return
        keys, blobs = taken
        for blob_id, size in blobs.items():
            self._counted_blobs += 1
            kind = self._blob_fault(keys, owner, blob_id, size)
            if kind is not None and self._step(partial(_has_blob, owner=owner, blob_id=blob_id)):
                self._add(kind, "blobs", blob_id)

    def _rows_of(self, store: Store, owner: InterviewId) -> tuple[InterviewKeys, dict[str, int]] | None:
        """Check the rows of an interview: its keys, and its blobs with the sizes of their files."""
        row = Rows(store, "interviews").get(owner, b"")
        if row is None:
            return None
        if store.data_keys.damaged_copies(KeyOf.INTERVIEW, owner, slot_of(row)):
            self._add(FindingKind.DAMAGED, "keys", owner)
        for table in COUNTED_TABLES:
            self._check_rows(store, table, owner)
        for key, content in Rows(store, "persons").unchecked(owner):
            person_code, entry = key.decode("utf-8", "replace"), PersonEntry.decode(content)
            if store.data_keys.damaged_copies(KeyOf.PERSON, person_code, entry.slot):
                self._add(FindingKind.DAMAGED, "keys", person_code)
        try:
            keys = keys_of(store, owner)
        except KnownError:
            return None
        for table in _SEALED_TABLES:
            for key, sealed in Rows(store, table).unchecked(owner):
                try:
                    open_row(keys, table, owner, key, sealed)
                except KnownError:
                    self._add(FindingKind.DAMAGED, table, owner)
        blobs = {
            key.decode("ascii", "replace"): int.from_bytes(content, "big")
            for key, content in Rows(store, "blobs").unchecked(owner)
        }
        with suppress(KnownError):  # the rows they stand in are a finding already
            self._references(store, owner, frozenset(blobs))
        return keys, blobs

    def _references(self, store: Store, owner: InterviewId, blobs: frozenset[str]) -> None:
        """Whatever an interview points to is there: handwriting, attached files, its questionnaire, the texts read."""
        interview, records = Interviews(store).get(owner), ConsentRecords(store).all(owner)
        drawn = {record.handwriting for record in records} - {None}
        if any(entry.event == IDENTITY_ERASED for entry in Audit(store).entries(owner)):
            drawn = set()  # they went with the names
        attached = {attachment.blob for attachment in Attachments(store).all(owner)}
        for lost in (drawn | attached) - blobs:
            self._add(FindingKind.MISSING, "blobs", str(lost))
        for document in {interview.form_hash, *(record.text_hash for record in records)}:
            if Documents(store).by_hash(document) is None:
                self._add(FindingKind.MISSING, "documents", document)

    def _blob_fault(self, keys: InterviewKeys, owner: InterviewId, blob_id: str, size: int) -> FindingKind | None:
        try:
            with self._blobs.reader(keys, owner, blob_id, size) as reader:
                return FindingKind.DAMAGED if reader.damaged() else None
        except KnownError as error:
            return FindingKind.MISSING if error.code == "vault.blob_missing" else FindingKind.DAMAGED

    def _own_rows(self, store: Store) -> None:
        for table in COUNTED_TABLES:
            self._check_rows(store, table, "")
        for key, content in Rows(store, "tombstones").unchecked(""):
            if not store.data_keys.erased(slot_of(content)):
                self._add(FindingKind.PUT_BACK, "keys", key.decode("utf-8", "replace"))

    def _check_rows(self, store: Store, table: str, owner: str) -> None:
        rows = Rows(store, table)
        try:
            agrees = rows.agrees(owner, rows.unchecked(owner))
        except (dbapi2.DatabaseError, KnownError):
            self._add(FindingKind.DAMAGED, table, owner)
            return
        if not agrees:
            self._add(FindingKind.PUT_BACK, table, owner)

    def _key_file(self, store: Store) -> None:
        file = store.data_keys.file
        if not (file.whole and file.sound()):
            self._add(FindingKind.DAMAGED, "keys")

    def _files(self, store: Store) -> None:
        known = {key.decode("ascii", "replace") for (key,) in store.rows("SELECT key FROM blobs", (bytes,))}
        if not self._layout.blobs.is_dir():
            self._add(FindingKind.MISSING, self._layout.blobs.name)
            return
        for path in self._layout.blobs.iterdir():
            if path.suffix != PART and path.name not in known:  # a part is being written; unlocking clears it otherwise
                self._add(FindingKind.LEFT_OVER, "blobs", path.name)


def _tables(store: Store) -> list[str]:
    return [name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'", (str,))]


def _owners(store: Store) -> list[str]:
    return [owner for (owner,) in store.rows("SELECT owner FROM interviews ORDER BY id", (str,))]


def _has_blob(store: Store, owner: InterviewId, blob_id: str) -> bool:
    return Rows(store, "blobs").get(owner, blob_id.encode("utf-8")) is not None
