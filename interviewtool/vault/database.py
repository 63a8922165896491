"""Opens answers.db and identity.db by SQLCipher, and believes nothing that was not checked.

Every assertion here stands for a way in which a database was silently *not* encrypted, or content stayed on the disk:
the standard sqlite3 ignores PRAGMA key; a raw key that is not 64 hex digits is taken as a passphrase; an empty file
opens as an empty database; a WAL or a kept journal holds deleted rows. Keys pass through SQL text: no trace callback is
ever set, and what sets a key goes past the connection's cache of statements, which would keep its text.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from interviewtool.errors import KnownError, Place
from interviewtool.vault.durable import sync_folder
from interviewtool.vault.failures import is_disk_full, known
from interviewtool.vault.schema import Migrations

if TYPE_CHECKING:
    from sqlite3 import Connection

KEY_BYTES = 32
_PLAIN = b"SQLite format 3"
_SETTINGS = (  # statement, question, the only answer that will do
    ("PRAGMA cipher_memory_security = ON", "PRAGMA cipher_memory_security", "1"),
    ("PRAGMA locking_mode = EXCLUSIVE", "PRAGMA locking_mode", "exclusive"),
    ("PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"),
    ("PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"),
    ("PRAGMA journal_mode = TRUNCATE", "PRAGMA journal_mode", "truncate"),
    ("PRAGMA synchronous = FULL", "PRAGMA synchronous", "2"),
    ("PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0"),
    ("PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"),
)


def create_database(path: Path, key: bytes, migrations: Migrations) -> Connection:
    """A new database with its schema, readable by its owner alone. path must not exist."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    connection = _connect(path, key, migrations)
    with path.open("rb") as file:
        if file.read(len(_PLAIN)) in (_PLAIN, b""):
            connection.close()
            raise AssertionError("the database was not encrypted")
    sync_folder(path.parent)
    return connection


def open_database(path: Path, key: bytes, migrations: Migrations, lasting: tuple[str, ...] = ()) -> Connection:
    """An existing database, brought to the newest schema, locked for this process.

    lasting: statements that stay prepared, in an order in which they can be run; see `statements`.
    KnownError vault.database_missing, database_empty, database_damaged, newer_version, already_open, read_only,
    no_room_to_update.
    """
    place = Place(file=path.name)
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN))
    except FileNotFoundError:
        raise KnownError("vault.database_missing", place) from None
    if not start:
        raise KnownError("vault.database_empty", place)
    if start == _PLAIN:
        raise KnownError("vault.database_damaged", place)
    return _connect(path, key, migrations, lasting)


def _connect(path: Path, key: bytes, migrations: Migrations, lasting: tuple[str, ...] = ()) -> Connection:
    digits = key.hex()
    if len(key) != KEY_BYTES or len(digits) != 2 * KEY_BYTES:
        raise AssertionError("a raw key has 32 bytes")
    connection: Connection | None = None
    try:
        connection = dbapi2.connect(str(path), isolation_level=None, timeout=0, cached_statements=len(lasting) + 1)
        assert connection is not None
        connection.executescript("PRAGMA cipher_log_level = NONE")  # to stderr; errors are raised as well
        connection.executescript(f"PRAGMA key = \"x'{digits}'\"")
        _set_up(connection)
        _keep_prepared(connection, lasting)
        _check(connection)
        _migrate(connection, migrations, path.name)
    except BaseException as error:
        if connection is not None:
            connection.close()
        explained = known(error, path.name)
        if explained is not None:
            raise explained from None
        raise
    return connection


def _set_up(connection: Connection) -> None:
    # By scripts, which the connection does not keep, so that what lasts is prepared before everything else.
    for statement, _question, _answer in _SETTINGS:
        connection.executescript(statement)
    connection.executescript("SELECT count(*) FROM sqlite_master")  # the first read tells whether the key fits
    connection.executescript("BEGIN EXCLUSIVE; COMMIT")  # from now on the lock is held


def _keep_prepared(connection: Connection, lasting: tuple[str, ...]) -> None:
    """Nothing is read or written: NULL is no owner, and a statement for many rows is given none."""
    with suppress(dbapi2.OperationalError):  # tables of a newer version, which `_migrate` refuses
        for statement in lasting:
            if statement.startswith(("INSERT", "UPDATE")):
                connection.executemany(statement, ())
            else:
                connection.execute(statement, (None,) * statement.count("?"))


def _check(connection: Connection) -> None:
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if version is None or not str(version[0]).startswith("4."):
        raise AssertionError("this is not SQLCipher 4")
    for statement, question, answer in _SETTINGS:
        if str(connection.execute(question).fetchone()[0]) != answer:
            raise AssertionError(f"SQLCipher does not keep: {statement}")


def _migrate(connection: Connection, migrations: Migrations, file: str) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        raise KnownError("vault.newer_version", Place(file=file))
    for number, statements in enumerate(migrations[version:], version + 1):
        connection.execute("BEGIN EXCLUSIVE")
        try:
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number:d}")
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if version and is_disk_full(error):  # a new one is made, not updated
                raise KnownError("vault.no_room_to_update", Place(file=file)) from None
            raise
