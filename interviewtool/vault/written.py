"""The rows that were written last: one that is written again, as while somebody types, need not be read before.

Everything that changes a counted row goes through `rows.Rows`, and nobody else has the database open.
"""

from __future__ import annotations

_MOST = 1_000


class WrittenRows:
    """For table, owner and key of a row: its id, and its number in the tally."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, bytes], tuple[int, int]] = {}

    def get(self, table: str, owner: str, key: bytes) -> tuple[int, int] | None:
        """None for a row that was not written lately, or is not there."""
        return self._rows.get((table, owner, key))

    def note(self, table: str, owner: str, key: bytes, row_id: int, number: int) -> None:
        """This row stands so now."""
        if len(self._rows) >= _MOST:
            self._rows.clear()
        self._rows[table, owner, key] = row_id, number

    def forget(self) -> None:
        """Rows were taken out, or what was written is taken back."""
        self._rows.clear()
