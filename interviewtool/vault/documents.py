"""Files the vault keeps: questionnaires, consent texts, the team file, cards, own keys. Encrypted by SQLCipher.

Every version that was ever put stays and is found by its hash, since an interview keeps the form it was begun with and
a consent record the text that was read.
"""

from __future__ import annotations

import builtins
import hashlib
from dataclasses import dataclass
from datetime import datetime

from interviewtool.errors import KnownError
from interviewtool.model import ContentHash
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.rows import Rows
from interviewtool.vault.store import Store


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """kind: what sort of file. name: unique within its kind but for versions. hash: of the content. time: when put."""

    kind: str
    name: str
    hash: ContentHash
    time: datetime


class Documents:
    """Puts and finds."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = Rows(store, "documents")

    def put(self, kind: str, name: str, content: bytes, *, again: bool = False) -> ContentHash:
        """Keep a file; it is now the newest of its name. Putting the newest again changes nothing, but for its time
        where again is set.
        """
        found = ContentHash(hashlib.sha256(content).hexdigest())
        newest = self._newest(kind, name)
        if again or newest is None or newest.hash != found:
            self.bring(DocumentEntry(kind, name, found, self._store.clock()), content)
        return found

    def bring(self, entry: DocumentEntry, content: bytes) -> None:
        """Keep a file under an entry that another vault made; it is now the newest of its name."""
        self._store.execute(
            "INSERT OR IGNORE INTO document_contents (hash, content) VALUES (?, ?)", (entry.hash, content)
        )
        (number,) = self._store.execute("SELECT coalesce(max(id), 0) + 1 FROM documents").fetchone()
        self._rows.put("", number.to_bytes(8, "big"), pack(entry))

    def replace(self, kind: str, name: str, content: bytes) -> None:
        """Keep a file in the place of every earlier version: for what nothing points back to."""
        self.delete(kind, name)
        self.put(kind, name, content)

    def get(self, kind: str, name: str) -> bytes | None:
        """The newest file of this kind and name. KnownError vault.rows_put_back where its content is not there."""
        newest = self._newest(kind, name)
        if newest is None:
            return None
        content = self.by_hash(newest.hash)
        if content is None:
            raise _put_back()
        return content

    def by_hash(self, content_hash: ContentHash) -> bytes | None:
        """The file with this hash. KnownError vault.rows_put_back when it no longer has it."""
        row = self._store.row("SELECT content FROM document_contents WHERE hash = ?", (bytes,), (content_hash,))
        if row is None:
            return None
        if hashlib.sha256(row[0]).hexdigest() != content_hash:
            raise _put_back()
        content: bytes = row[0]
        return content

    def list(self, kind: str) -> tuple[DocumentEntry, ...]:
        """The newest of each name, in the order in which the names were first put."""
        return tuple({entry.name: entry for entry in self.history(kind)}.values())

    def history(self, kind: str) -> builtins.list[DocumentEntry]:
        """Every version, oldest first."""
        entries = (unpack(DocumentEntry, content) for _, content in self._rows.all(""))
        return [entry for entry in entries if entry.kind == kind]

    def delete(self, kind: str, name: str) -> None:
        """Take every version out; a content that another name has too stays."""
        for key, content in self._rows.all(""):
            entry = unpack(DocumentEntry, content)
            if (entry.kind, entry.name) == (kind, name):
                self._rows.delete("", key)
        kept = {unpack(DocumentEntry, content).hash for _, content in self._rows.all("")}
        for (content_hash,) in self._store.rows("SELECT hash FROM document_contents", (str,)):
            if content_hash not in kept:
                self._store.execute("DELETE FROM document_contents WHERE hash = ?", (content_hash,))

    def _newest(self, kind: str, name: str) -> DocumentEntry | None:
        found = [entry for entry in self.history(kind) if entry.name == name]
        return found[-1] if found else None


def _put_back() -> KnownError:
    return KnownError("vault.rows_put_back", part="document_contents", interview="")
