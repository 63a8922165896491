"""Rows of answers.db: owner, key, content; every change counted in the tally, every full reading checked against it.

owner is an interview's id, or "" for what belongs to the vault as a whole. Table names come from this package alone.
"""

from __future__ import annotations

from interviewtool.errors import KnownError
from interviewtool.vault.statements import find_row, insert_row, rows_of, update_row
from interviewtool.vault.store import Store


class Rows:
    """One table. KnownError vault.rows_put_back when what is read is not what was last written."""

    def __init__(self, store: Store, table: str) -> None:
        self._store = store
        self._table = table

    def get(self, owner: str, key: bytes) -> bytes | None:
        """The content of one row, not checked against the tally."""
        found = self._store.row(find_row(self._table), (int, bytes), (owner, key))
        return None if found is None else found[1]

    def put(self, owner: str, key: bytes, content: bytes) -> None:
        """Add or replace one row."""
        store, table = self._store, self._table
        number = store.tally.of_row(table, owner, key, content)
        there = store.written.get(table, owner, key) or self._read(owner, key)
        if there is None:
            row_id = store.execute(insert_row(table), (owner, key, content)).lastrowid
            assert row_id is not None
            store.tally.change(table, owner, number, 0)
        else:
            row_id, taken = there
            if store.execute(update_row(table), (content, row_id)).rowcount != 1:
                raise KnownError("vault.rows_put_back", part=table, interview=owner)
            store.tally.change(table, owner, number, taken)
        store.written.note(table, owner, key, row_id, number)

    def delete(self, owner: str, key: bytes) -> None:
        """Take one row out; nothing happens when there is none."""
        old = self.get(owner, key)
        if old is not None:
            self._store.execute(f"DELETE FROM {self._table} WHERE owner = ? AND key = ?", (owner, key))  # noqa: S608
            self._store.tally.change(self._table, owner, 0, self._store.tally.of_row(self._table, owner, key, old))
            self._store.written.forget()

    def clear(self, owner: str) -> None:
        """Take all rows of an owner out."""
        self._store.execute(f"DELETE FROM {self._table} WHERE owner = ?", (owner,))  # noqa: S608
        self._store.tally.change(self._table, owner, 0, self._store.tally.expected(self._table, owner))
        self._store.written.forget()

    def all(self, owner: str) -> list[tuple[bytes, bytes]]:
        """Key and content of every row of an owner, oldest first."""
        rows = self.unchecked(owner)
        if not self.agrees(owner, rows):
            raise KnownError("vault.rows_put_back", part=self._table, interview=owner)
        return rows

    def owners(self) -> list[str]:
        """Whoever has rows in this table."""
        query = f"SELECT owner FROM {self._table} GROUP BY owner ORDER BY min(id)"  # noqa: S608
        return [owner for (owner,) in self._store.rows(query, (str,))]

    def unchecked(self, owner: str) -> list[tuple[bytes, bytes]]:
        """The same, without comparing them with the tally."""
        # Sorted here: SQLite's sorter asks for memory row by row, and SQLCipher locks each piece (4 of 6 µs for a row).
        rows = sorted(self._store.rows(rows_of(self._table), (int, bytes, bytes), (owner,)))
        return [(key, content) for _, key, content in rows]

    def agrees(self, owner: str, rows: list[tuple[bytes, bytes]]) -> bool:
        """Whether rows are those that were last written."""
        total = sum(self._store.tally.of_row(self._table, owner, key, content) for key, content in rows)
        return total % (1 << 256) == self._store.tally.expected(self._table, owner)

    def _read(self, owner: str, key: bytes) -> tuple[int, int] | None:
        found = self._store.row(find_row(self._table), (int, bytes), (owner, key))
        if found is None:
            return None
        row_id, content = found
        return row_id, self._store.tally.of_row(self._table, owner, key, content)
