"""What can still be read in a vault's folder, whatever has become of it. Nothing in the folder is changed.

Rows come page by page (`pages`, `cells`), so that one damaged page costs the rows on it and no more. Each row is known
by its shape, and proves its table, its owner and its place by its seal; rows that are not sealed are proved, with all
others, by the sums of the tally, which are added up anew from the audit log. What does not add up is a finding.
A blob is read chunk by chunk. Interviews are read one after the other: memory grows with their number, not their size.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import cast

from interviewtool.crypto.kdf import LIMITS, CostLimits
from interviewtool.crypto.slots import KeyKind
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError
from interviewtool.model import ConsentRecord, ContentHash, DocumentKind, Interview, InterviewId, KeptEvent, PersonCode
from interviewtool.vault.audit import AuditEntry, open_entry
from interviewtool.vault.blob_file import BlobReader
from interviewtool.vault.cells import CellBroken, cell_offsets, last_row_id, read_row
from interviewtool.vault.chain import EMPTY, Head, next_head
from interviewtool.vault.data_keys import DataKeys
from interviewtool.vault.documents import DocumentEntry
from interviewtool.vault.events import KEY_START
from interviewtool.vault.header_file import read_generations
from interviewtool.vault.interviews import Tombstone
from interviewtool.vault.key_file import KeyFile
from interviewtool.vault.layout import Layout
from interviewtool.vault.opening import Secret, find_key, open_header
from interviewtool.vault.pages import PageLost, Pages
from interviewtool.vault.reconstruction import Timed, held, reconstruct
from interviewtool.vault.records import unpack
from interviewtool.vault.remaining_interview import InterviewRows, SavedInterview, read_interview
from interviewtool.vault.remaining_names import RemainingRegister
from interviewtool.vault.report import Finding, FindingKind
from interviewtool.vault.slot_number import SLOT_NUMBER_BYTES, after_slot, slot_of
from interviewtool.vault.tally import Tally

_INTERVIEW_ID = re.compile(rb"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}")
_OFFSET_BITS = 16
_EVENT_KEY = len(KEY_START) + 8


@dataclass(slots=True)
class _Index:
    """Where rows begin: page number and offset in one number. audit_root: the page that the log's tree hangs on."""

    owners: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("Q")))
    audit: dict[int, int] = field(default_factory=dict)
    contents: dict[str, int] = field(default_factory=dict)
    audit_root: int | None = None


class Remains:
    """A vault folder, opened for reading only, with any secret that opens its header.

    log_whole: no entry of the log is lost. sums_known: what every table must add up to is known, in spite of gaps; only
    then does every row that is lost show.
    """

    def __init__(self, folder: Path, secret: str | Secret, *, limits: CostLimits = LIMITS) -> None:
        """KnownError vault.wrong_passphrase, not_a_vault, header_damaged, keys_missing, database_missing."""
        self.layout = Layout(folder)
        secret = Secret.of(secret)
        opened = open_header(read_generations(self.layout), secret, limits)
        self.header = opened.header
        self._vault_key = opened.vault_key
        self.findings: list[Finding] = list(opened.findings)
        self.register = self._open_register(secret, limits)
        self._data_keys = DataKeys(
            KeyFile(self.layout.keys, self.header.vault_id, salvage=True), self.header.vault_id, self._vault_key
        )
        try:
            self._pages = Pages(self.layout.answers, subkey(self._vault_key, Label.ANSWERS_DATABASE))
        except FileNotFoundError:
            self._data_keys.file.close()
            raise KnownError("vault.database_missing") from None
        self._index = _Index()
        self._reconstructed: dict[InterviewId, Interview | None] = {}
        self._tally = Tally(subkey(self._vault_key, Label.TALLY))
        self.head = EMPTY
        self.log_whole = self.sums_known = False
        self._make_index()
        self._audit_by_owner = self._follow_chain()
        self._own: dict[str, list[tuple[bytes, bytes]]] = self._read_own_rows()

    def close(self) -> None:
        """Let go of the files."""
        self._pages.close()
        self._data_keys.file.close()
        self.register.close()

    def interview_ids(self) -> tuple[InterviewId, ...]:
        """Every interview of which anything is left and which was not erased, in the order of their first rows; then
        those of which only the log knows.
        """
        erased = {"", *(stone.interview_id for stone in self.tombstones())}
        owners = dict.fromkeys((*self._index.owners, *self._audit_by_owner))
        return tuple(InterviewId(owner) for owner in owners if owner not in erased)

    def interview(self, interview_id: InterviewId) -> SavedInterview | None:
        """One interview, with what is left of it; what is missing becomes findings. None when nothing opens it."""
        rows = [(key, content) for _, key, content in self._rows(interview_id)]
        found = InterviewRows(interview_id, rows, self._tally, partial(self._reconstruct, interview_id))
        saved, findings = read_interview(found, self._data_keys, self.register)
        for finding in findings:
            self._found(finding)
        if saved is None and not self._erased(rows):
            self._found(Finding(FindingKind.DAMAGED, "interviews", interview_id))
        if saved is not None and saved.retention is None:
            return replace(saved, retention=held(self.audit(interview_id)))
        return saved

    def audit(self, owner: str) -> Iterator[AuditEntry]:
        """The entries of an interview, or of the vault itself, that can be read, oldest first."""
        key = subkey(self._vault_key, Label.AUDIT)
        if owner:
            known = self._data_keys.known(owner)
            if known is None:
                return
            key = known.rows
        for sequence in self._audit_by_owner.get(owner, ()):
            columns = self._columns(self._index.audit[sequence])
            entry = open_entry(key, sequence, owner, cast(bytes, columns[4]))
            if entry is None:
                self._found(Finding(FindingKind.DAMAGED, "audit"))
            else:
                yield entry

    def blob(self, saved: SavedInterview, blob_id: str) -> BlobReader:
        """A blob of an interview. KnownError vault.blob_missing, blob_damaged."""
        keys = (saved.blobs_key, subkey(self._vault_key, Label.BLOBS))
        path = self.layout.blobs / blob_id
        return BlobReader(path, keys, saved.interview.interview_id, blob_id, saved.blobs[blob_id])

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Of the interviews that were erased, oldest first."""
        found = []
        for key, content in self._own["tombstones"]:
            time = after_slot(content).decode("ascii", "replace")
            with suppress(ValueError):  # not sealed: on pages that do not authenticate it may be anything
                found.append(Tombstone(InterviewId(key.decode("ascii")), datetime.fromisoformat(time)))
        return tuple(found)

    def pseudonyms(self) -> dict[PersonCode, str]:
        """Person code → pseudonym."""
        return {
            PersonCode(key.decode("utf-8", "replace")): content.decode("utf-8", "replace")
            for key, content in self._own["pseudonyms"]
        }

    def events(self) -> tuple[KeptEvent, ...]:
        """What was said in the vault or received, oldest first."""
        found = []
        for _, packed in self._own["events"]:
            try:
                found.append(unpack(KeptEvent, packed))
            except (ValueError, KeyError, TypeError):  # as with the tombstones
                self._found(Finding(FindingKind.DAMAGED, "events"))
        return tuple(found)

    def documents(self) -> Iterator[tuple[DocumentEntry, bytes]]:
        """Every version of every document whose content is whole, oldest first."""
        for _, packed in self._own["documents"]:
            try:
                entry = unpack(DocumentEntry, packed)
            except (ValueError, KeyError, TypeError):  # as above
                self._found(Finding(FindingKind.DAMAGED, "documents"))
                continue
            content = self._content(entry.hash)
            if content is None:
                self._found(Finding(FindingKind.DAMAGED, "documents", entry.name))
            else:
                yield entry, content

    def _reconstruct(
        self, interview_id: InterviewId, preparation: Timed, answers: Timed, consent: Sequence[ConsentRecord]
    ) -> Interview | None:
        if interview_id not in self._reconstructed:  # once: its respondent's new code is random
            self._reconstructed[interview_id] = reconstruct(
                interview_id,
                preparation=preparation,
                answers=answers,
                consent=consent,
                entries=self.audit(interview_id),
                forms=((one.hash, content) for one, content in self.documents() if one.kind == DocumentKind.FORM),
            )
        return self._reconstructed[interview_id]

    def _erased(self, rows: list[tuple[bytes, bytes]]) -> bool:
        """Whether an erase has destroyed the key already, and only waits for room to delete the rows."""
        slots = (slot_of(content) for key, content in rows if not key and len(content) > SLOT_NUMBER_BYTES)
        return any(map(self._data_keys.erased, slots))

    def _found(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)

    def _open_register(self, secret: Secret, limits: CostLimits) -> RemainingRegister:
        try:
            identity_key, _slot = find_key(self.header, secret, KeyKind.IDENTITY, limits)
        except KnownError as error:
            if error.code != "vault.not_in_escrow":
                raise
            return RemainingRegister(None, None)
        register = RemainingRegister(identity_key, self.layout.identity)
        if register.damaged:
            self._found(Finding(FindingKind.DAMAGED, self.layout.identity.name))
        return register

    def _make_index(self) -> None:
        if self._pages.blind or not self._pages.count:
            self._found(Finding(FindingKind.DAMAGED, self.layout.answers.name))
        for number in range(1, self._pages.count + 1):
            try:
                page = self._pages.page(number)
            except PageLost:
                self._found(Finding(FindingKind.DAMAGED, self.layout.answers.name))
                continue
            for offset in cell_offsets(page, number):
                try:
                    row_id, columns = read_row(self._pages, number, offset)
                except CellBroken:
                    self._found(Finding(FindingKind.DAMAGED, self.layout.answers.name))
                    continue
                at = number << _OFFSET_BITS | offset
                types = tuple(map(type, columns))
                if types == (type(None), str, bytes, bytes):
                    self._index.owners[cast(str, columns[1])].append(at)
                elif types == (type(None), str, bytes, bytes, bytes, bytes):
                    self._index.audit[row_id] = at
                elif types == (str, bytes):
                    self._index.contents[cast(str, columns[0])] = at
                elif columns[:2] == ("table", "audit"):  # of the schema
                    self._index.audit_root = cast(int, columns[3])

    def _follow_chain(self) -> dict[str, array[int]]:
        """Add the sums up from the log, and tell whether the chain is whole and as long as the header says.

        A gap is harmless where what it swallowed was said again: then the sums add up to the state of the last entry.
        """
        by_owner: dict[str, array[int]] = defaultdict(lambda: array("Q"))
        head: Head = EMPTY
        changes: list[bytes] = []
        whole = True
        anchor = self.header.read_anchor(self._vault_key)
        anchored = anchor.sequence == 0
        for sequence in sorted(self._index.audit):
            _, owner, state, sums, sealed, link = cast(
                tuple[None, str, bytes, bytes, bytes, bytes], self._columns(self._index.audit[sequence])
            )
            following = next_head(head, owner, state, sums, sealed)
            whole = whole and (following.sequence, following.link) == (sequence, link)
            head = Head(sequence, link, state)
            anchored = anchored or (sequence, link) == (anchor.sequence, anchor.link)
            by_owner[owner].append(sequence)
            changes.append(sums)
        self._tally.load((), changes)
        self.head = head
        ends = self._log_ends(head)
        self.sums_known = ends and anchored and self._tally.state == head.state
        self.log_whole = whole = whole and ends
        if not whole:
            self._found(Finding(FindingKind.DAMAGED, "audit"))
        elif not anchored:
            self._found(Finding(FindingKind.PUT_BACK, self.layout.answers.name))
        return by_owner

    def _log_ends(self, head: Head) -> bool:
        """Whether this is the last entry there was, and nothing after it is on a page that is lost."""
        try:
            return self._index.audit_root is not None and (
                last_row_id(self._pages, self._index.audit_root) == head.sequence
            )
        except CellBroken:
            return False

    def _read_own_rows(self) -> dict[str, list[tuple[bytes, bytes]]]:
        found: dict[str, list[tuple[bytes, bytes]]] = {
            "documents": [],
            "tombstones": [],
            "pseudonyms": [],
            "events": [],
        }
        for _, key, content in self._rows(""):
            if len(key) == 8 and content.startswith(b"{"):
                table = "documents"
            elif len(key) == _EVENT_KEY and key.startswith(KEY_START):
                table = "events"
            else:
                table = "tombstones" if _INTERVIEW_ID.fullmatch(key) else "pseudonyms"
            found[table].append((key, content))
        found["documents"].sort()
        found["events"].sort()
        for table, rows in found.items():
            total = sum(self._tally.of_row(table, "", key, content) for key, content in rows)
            if total % (1 << 256) != self._tally.expected(table, ""):
                self._found(Finding(FindingKind.DAMAGED, table))
        return found

    def _rows(self, owner: str) -> list[tuple[int, bytes, bytes]]:
        """Row id, key and content, in the order of row ids, which is that of first writing within a table."""
        rows = []
        for at in self._index.owners.get(owner, ()):
            row_id, columns = read_row(self._pages, at >> _OFFSET_BITS, at & (1 << _OFFSET_BITS) - 1)
            rows.append((row_id, cast(bytes, columns[2]), cast(bytes, columns[3])))
        return sorted(rows, key=lambda row: row[0])

    def _columns(self, at: int) -> tuple[object, ...]:
        return read_row(self._pages, at >> _OFFSET_BITS, at & (1 << _OFFSET_BITS) - 1)[1]

    def _content(self, content_hash: ContentHash) -> bytes | None:
        at = self._index.contents.get(content_hash)
        if at is None:
            return None
        content = cast(bytes, self._columns(at)[1])
        return content if hashlib.sha256(content).hexdigest() == content_hash else None
