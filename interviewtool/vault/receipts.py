"""The receipt codes of the withdrawal cards: from an interview to its code, from the hash of a code to its interview.

The code is sealed under the interview's data key. The row is found by a hash keyed from the vault key, over the hash by
which others name a code: from a copy of the database nobody learns whether a card they hold belongs to it.
"""

from __future__ import annotations

import hashlib

from interviewtool.model import ContentHash, InterviewId
from interviewtool.vault.sealed_rows import SealedRows
from interviewtool.vault.store import Store

_KEY_BYTES = 16


class Receipts:
    """The receipt codes of one transaction's vault."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = SealedRows(store, "receipts")

    def put(self, interview_id: InterviewId, code: str, code_hash: ContentHash) -> None:
        """Give an interview its code, which it keeps. KnownError vault.no_such_interview."""
        if self._rows.all(interview_id):
            raise AssertionError("an interview keeps its receipt code")
        self._rows.put(interview_id, self._key(code_hash), code.encode("ascii"))

    def get(self, interview_id: InterviewId) -> str | None:
        """The code of an interview. KnownError vault.no_such_interview, interview_damaged, rows_put_back."""
        return next((plaintext.decode("ascii") for plaintext in self._rows.all(interview_id)), None)

    def find(self, code_hash: ContentHash) -> InterviewId | None:
        """Whose card it is."""
        row = self._store.row("SELECT owner FROM receipts WHERE key = ?", (str,), (self._key(code_hash),))
        return None if row is None else InterviewId(row[0])

    def _key(self, code_hash: ContentHash) -> bytes:
        return hashlib.blake2b(bytes.fromhex(code_hash), key=self._store.receipt_key, digest_size=_KEY_BYTES).digest()
