"""What the tables of a transaction stand on: the connection, the data keys, the tally and the clock.

It lives on the vault's thread and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from interviewtool.errors import KnownError
from interviewtool.vault.chain import EMPTY, Head
from interviewtool.vault.data_keys import DataKeys
from interviewtool.vault.report import Finding
from interviewtool.vault.tally import Tally
from interviewtool.vault.written import WrittenRows

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

Parameters = Sequence[str | bytes | int | None]


@dataclass(slots=True)
class Store:
    """connection: to answers.db, through SQLCipher. head: of the audit chain.
    doomed: whether this transaction gave up keys. register: to identity.db, while that is open.
    findings: grows when reading meets damage."""

    connection: Connection
    data_keys: DataKeys
    tally: Tally
    audit_key: bytes
    receipt_key: bytes
    identity_public_key: bytes
    clock: Callable[[], datetime]
    head: Head = EMPTY
    doomed: bool = False
    register: Connection | None = None
    findings: list[Finding] = field(default_factory=list)
    written: WrittenRows = field(default_factory=WrittenRows)

    def execute(self, statement: str, parameters: Parameters = ()) -> Cursor:
        """One statement; every value of it as a parameter."""
        return self.connection.execute(statement, parameters)

    def rows(self, statement: str, types: tuple[type, ...], parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, each column of its type: str, bytes or int.

        KnownError vault.rows_put_back otherwise: a page of one table that was put in the place of another's.
        """
        found: list[tuple[Any, ...]] = self.connection.execute(statement, parameters).fetchall()
        for row in found:
            if tuple(map(type, row)) != types:
                raise KnownError("vault.rows_put_back", part="answers.db", interview="")
        return found

    def row(self, statement: str, types: tuple[type, ...], parameters: Parameters = ()) -> tuple[Any, ...] | None:
        """The first row of a query, if there is one. KnownError as `rows`."""
        found = self.rows(statement, types, parameters)
        return found[0] if found else None

    def forget(self, finding: Finding) -> None:
        """Take what was to be shown out again."""
        self.findings[:] = [each for each in self.findings if each != finding]

    def found(self, finding: Finding) -> None:
        """Remember what is to be shown, once."""
        if finding not in self.findings:
            self.findings.append(finding)
