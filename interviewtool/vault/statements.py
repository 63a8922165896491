"""The SQL of single rows, and which statements stay prepared as long as a connection is open: those of a save.

A prepared statement lies in the memory that SQLite keeps at hand for a connection (lookaside, 48 kB), and so does what
it needs while it runs. Once that is used up, SQLite asks for memory piece by piece, and SQLCipher locks and wipes each
(cipher_memory_security): 20 pieces and more in one save, where it is 3 otherwise, a fifth of its processor time.
sqlcipher3 forgets the statement that came last when it has as many as it was told to keep. So those of a save come
first, and there is room for one more: every other statement is prepared whenever it is run.
"""

from __future__ import annotations

BEGIN = "BEGIN IMMEDIATE"
COMMIT = "COMMIT"
APPEND = "INSERT INTO audit (sequence, owner, state, sums, sealed, link) VALUES (?, ?, ?, ?, ?, ?)"

# Table names come from this package alone.


def find_row(table: str) -> str:
    """By owner and key."""
    return f"SELECT id, content FROM {table} WHERE owner = ? AND key = ?"  # noqa: S608


def insert_row(table: str) -> str:
    """owner, key, content."""
    return f"INSERT INTO {table} (owner, key, content) VALUES (?, ?, ?)"  # noqa: S608


def update_row(table: str) -> str:
    """New content, by id: an upsert would run the triggers of an insert as well, a fifth of the time of a save."""
    return f"UPDATE {table} SET content = ? WHERE id = ?"  # noqa: S608


def rows_of(table: str) -> str:
    """By owner."""
    return f"SELECT id, key, content FROM {table} WHERE owner = ?"  # noqa: S608


OF_A_SAVE = (
    BEGIN,
    COMMIT,
    find_row("answers"),
    update_row("answers"),
    insert_row("answers"),
    APPEND,
    rows_of("interviews"),
)
"""What a save of an answer runs, in an order in which they can be run; what a session asks beside it comes last."""
