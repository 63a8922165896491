"""Events said in this vault or received from others, in the order in which they came. Encrypted by SQLCipher.

They hold no testimony, and outlive the interview they speak of. The signatures of received ones were checked before
they came here; one's own wait here until there are keys to sign them with.
"""

from __future__ import annotations

from interviewtool.model import KeptEvent
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.rows import Rows
from interviewtool.vault.store import Store

KEY_START = b"E"
"""Tells the rows from those of other tables when only rows are left of a vault."""


class Events:
    """The events of one transaction's vault. Numbers count from 0, without gaps."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = Rows(store, "events")

    def append(self, event: KeptEvent) -> int:
        """Add an event; its number."""
        (number,) = self._store.execute("SELECT count(*) FROM events").fetchone()
        self._rows.put("", _key(number), pack(event))
        return int(number)

    def sign(self, number: int, event: KeptEvent) -> None:
        """Put the signed event in the place of the same one that waited for keys."""
        if self.all()[number].line:
            raise AssertionError("a signed event never changes")
        self._rows.put("", _key(number), pack(event))

    def all(self) -> tuple[KeptEvent, ...]:
        """Every event, oldest first. KnownError vault.rows_put_back."""
        return tuple(unpack(KeptEvent, content) for _, content in sorted(self._rows.all("")))


def _key(number: int) -> bytes:
    return KEY_START + int(number).to_bytes(8, "big")
