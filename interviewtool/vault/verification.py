"""Checks every byte of a vault that can be checked, and names what is damaged, missing or was put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from interviewtool.errors import KnownError
from interviewtool.model import InterviewId
from interviewtool.vault.attachments import Attachments
from interviewtool.vault.audit import IDENTITY_ERASED, Audit
from interviewtool.vault.blobs import Blobs
from interviewtool.vault.chain import EMPTY, LINK_BYTES, Head, next_head
from interviewtool.vault.consent_records import ConsentRecords
from interviewtool.vault.data_keys import KeyOf
from interviewtool.vault.header import Anchor, HeaderDamaged, parse_header
from interviewtool.vault.identities import IdentityRegister
from interviewtool.vault.layout import Layout
from interviewtool.vault.person_records import PersonEntry
from interviewtool.vault.report import Finding, FindingKind, Report
from interviewtool.vault.rows import SLOT_NUMBER_BYTES, Rows, keys_of
from interviewtool.vault.schema import COUNTED_TABLES
from interviewtool.vault.store import Store

Progress = Callable[[float], None]
T = TypeVar("T")

_SEALED_TABLES = ("answers", "preparation", "consent", "own_names", "attachments", "retention", "receipts")
_PAGE = 4096
_PLAIN = b"SQLite format 3"


class Verification:
    """One run over an open vault, on its thread."""

    def __init__(self, store: Store, layout: Layout, blobs: Blobs, vault_key: bytes, anchor: Anchor) -> None:
        self._store = store
        self._layout = layout
        self._blobs = blobs
        self._vault_key = vault_key
        self._anchor = anchor
        self._found: list[Finding] = []
        self._counted_blobs = self._counted_entries = 0

    def run(self, progress: Progress, register: IdentityRegister | None = None) -> Report:
        """progress: 0..1. register: when it is open, its records are read too."""
        self._headers()
        progress(0.02)
        self._databases()
        progress(0.2)
        self._read(self._chain)
        progress(0.4)
        owners = self._read(self._owners) or []
        self._read(lambda: self._leftover_sums(owners))
        for number, owner in enumerate(owners):
            self._read(partial(self._interview, InterviewId(owner)))
            progress(0.4 + 0.55 * (number + 1) / len(owners))
        self._read(self._own_rows)
        self._key_file()
        self._read(self._files)
        progress(1.0)
        return Report(
            findings=tuple(self._found),
            interviews=len(owners),
            blobs=self._counted_blobs,
            entries=self._counted_entries,
            register_checked=register is not None,
        )

    def _read(self, step: Callable[[], T]) -> T | None:
        """A step that reads answers.db; a page that does not authenticate ends the step, not the run."""
        try:
            return step()
        except (dbapi2.DatabaseError, KnownError):
            self._add(FindingKind.DAMAGED, self._layout.answers.name)
            return None

    def _owners(self) -> list[str]:
        return [owner for (owner,) in self._store.rows("SELECT owner FROM interviews ORDER BY id", (str,))]

    def _add(self, kind: FindingKind, part: str, subject: str = "") -> None:
        finding = Finding(kind, part, subject)
        if finding not in self._found:
            self._found.append(finding)

    def _headers(self) -> None:
        for path in (self._layout.header, self._layout.previous_header):
            try:
                if not parse_header(path.read_bytes()).written_with(self._vault_key):
                    self._add(FindingKind.DAMAGED, path.name)
            except FileNotFoundError:
                if path is self._layout.header:
                    self._add(FindingKind.MISSING, path.name)
            except (HeaderDamaged, KnownError):
                self._add(FindingKind.DAMAGED, path.name)

    def _databases(self) -> None:
        try:
            broken = self._store.rows("PRAGMA cipher_integrity_check", (str,)) or (
                [row for row in self._store.rows("PRAGMA integrity_check", (str,)) if row[0] != "ok"]
            )
        except (dbapi2.DatabaseError, KnownError):
            broken = [()]
        if broken:
            self._add(FindingKind.DAMAGED, self._layout.answers.name)
        # Without the identity key no page of the register can be authenticated; `register` reads its records.
        try:
            with self._layout.identity.open("rb") as file:
                start, size = file.read(len(_PLAIN)), file.seek(0, 2)
        except FileNotFoundError:
            self._add(FindingKind.MISSING, self._layout.identity.name)
        else:
            if start in (b"", _PLAIN) or size % _PAGE:
                self._add(FindingKind.DAMAGED, self._layout.identity.name)

    def _chain(self) -> None:
        findings, self._counted_entries = check_chain(self._store, EMPTY, self._anchor)
        for finding in findings:
            self._add(finding.kind, finding.part)
        if self._store.head.state != self._store.tally.state:
            self._add(FindingKind.PUT_BACK, "tallies")

    def _leftover_sums(self, owners: list[str]) -> None:
        for owner in self._store.tally.owners() - {*owners, ""}:
            self._add(FindingKind.LEFT_OVER, "tallies", owner)
        for table in COUNTED_TABLES:
            for owner in Rows(self._store, table).owners():
                if owner and owner not in owners:
                    self._add(FindingKind.LEFT_OVER, table, owner)

    def _interview(self, owner: InterviewId) -> None:
        row = Rows(self._store, "interviews").get(owner, b"") or b""
        slot = int.from_bytes(row[:SLOT_NUMBER_BYTES], "big")
        if self._store.data_keys.damaged_copies(KeyOf.INTERVIEW, owner, slot):
            self._add(FindingKind.DAMAGED, "keys", owner)
        for table in COUNTED_TABLES:
            self._check_rows(table, owner)
        for key, content in Rows(self._store, "persons").unchecked(owner):
            person_code, entry = key.decode("utf-8", "replace"), PersonEntry.decode(content)
            if self._store.data_keys.damaged_copies(KeyOf.PERSON, person_code, entry.slot):
                self._add(FindingKind.DAMAGED, "keys", person_code)
        try:
            keys = keys_of(self._store, owner)
        except KnownError:
            return
        for table in _SEALED_TABLES:
            rows = Rows(self._store, table)
            for key, sealed in rows.unchecked(owner):
                try:
                    rows.open(keys, owner, key, sealed)
                except KnownError:
                    self._add(FindingKind.DAMAGED, table, owner)
        self._interview_blobs(owner)

    def _interview_blobs(self, owner: InterviewId) -> None:
        keys = keys_of(self._store, owner)
        there = set()
        for key, content in Rows(self._store, "blobs").unchecked(owner):
            blob_id = key.decode("ascii", "replace")
            there.add(blob_id)
            self._counted_blobs += 1
            try:
                with self._blobs.reader(keys, owner, blob_id, int.from_bytes(content, "big")) as reader:
                    if reader.damaged():
                        self._add(FindingKind.DAMAGED, "blobs", blob_id)
            except KnownError as error:
                missing = error.code == "vault.blob_missing"
                self._add(FindingKind.MISSING if missing else FindingKind.DAMAGED, "blobs", blob_id)
        try:
            drawn = {record.handwriting for record in ConsentRecords(self._store).all(owner)} - {None}
            if any(entry.event == IDENTITY_ERASED for entry in Audit(self._store).entries(owner)):
                drawn = set()  # they went with the names
            attached = {attachment.blob for attachment in Attachments(self._store).all(owner)}
        except KnownError:
            return  # these rows are a finding already
        for lost in (drawn | attached) - there:
            self._add(FindingKind.MISSING, "blobs", str(lost))

    def _own_rows(self) -> None:
        for table in COUNTED_TABLES:
            self._check_rows(table, "")
        for key, content in Rows(self._store, "tombstones").unchecked(""):
            if not self._store.data_keys.erased(int.from_bytes(content[:SLOT_NUMBER_BYTES], "big")):
                self._add(FindingKind.PUT_BACK, "keys", key.decode("utf-8", "replace"))

    def _check_rows(self, table: str, owner: str) -> None:
        rows = Rows(self._store, table)
        try:
            agrees = rows.agrees(owner, rows.unchecked(owner))
        except (dbapi2.DatabaseError, KnownError):
            self._add(FindingKind.DAMAGED, table, owner)
            return
        if not agrees:
            self._add(FindingKind.PUT_BACK, table, owner)

    def _key_file(self) -> None:
        file = self._store.data_keys.file
        if not (file.whole and file.sound()):
            self._add(FindingKind.DAMAGED, "keys")

    def _files(self) -> None:
        known = {key.decode("ascii", "replace") for (key,) in self._store.rows("SELECT key FROM blobs", (bytes,))}
        for path in self._layout.blobs.iterdir():
            if path.name.removesuffix(".part") not in known:
                self._add(FindingKind.LEFT_OVER, "blobs", path.name)


def check_chain(store: Store, start: Head, anchor: Anchor) -> tuple[tuple[Finding, ...], int]:
    """Recompute the chain after `start`, and compare it with the anchor: findings, and how many entries were read."""
    findings = []
    head, count = start, 0
    anchored = anchor.sequence == start.sequence and anchor.link == start.link
    try:
        for row in _entries(store, start.sequence):
            sequence, owner, state, sums, sealed, link = row
            head = next_head(head, owner, state, sums, sealed)
            count += 1
            if head.sequence != sequence or head.link != link:
                findings.append(Finding(FindingKind.DAMAGED, "audit"))
                break
            anchored = anchored or (sequence == anchor.sequence and link == anchor.link)
    except (dbapi2.DatabaseError, KnownError):
        findings.append(Finding(FindingKind.DAMAGED, "audit"))
    if not anchored and not findings:
        findings.append(Finding(FindingKind.PUT_BACK, "answers.db"))
    return tuple(findings), count


def anchored_head(store: Store, anchor: Anchor) -> Head | None:
    """The entry the anchor names, to go on from; None when it is not there."""
    if anchor.sequence == 0:
        return EMPTY if anchor.link == bytes(LINK_BYTES) else None
    row = store.row("SELECT link, state FROM audit WHERE sequence = ?", (bytes, bytes), (anchor.sequence,))
    if row is None or row[0] != anchor.link:
        return None
    return Head(anchor.sequence, *row)


def _entries(store: Store, after: int) -> Iterator[tuple[int, str, bytes, bytes, bytes, bytes]]:
    cursor = store.execute(
        "SELECT sequence, owner, state, sums, sealed, link FROM audit WHERE sequence > ? ORDER BY sequence", (after,)
    )
    for sequence, owner, state, sums, sealed, link in cursor:
        if not isinstance(owner, str) or not all(isinstance(part, bytes) for part in (state, sums, sealed, link)):
            raise KnownError("vault.rows_put_back", part="audit", interview="")
        yield sequence, owner, state, sums, sealed, link
