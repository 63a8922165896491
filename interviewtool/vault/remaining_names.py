"""The register of who is who, as far as it can be read: records of identity.db page by page."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from interviewtool.crypto.boxes import identity_pair, open_box
from interviewtool.crypto.sealing import SealBroken
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.vault.cells import CellBroken, cell_offsets, read_row
from interviewtool.vault.pages import PageLost, Pages
from interviewtool.vault.person_records import box_place


class RemainingRegister:
    """The sealed records of persons. damaged: some of the file could not be read."""

    def __init__(self, identity_key: bytes | None, path: Path | None) -> None:
        """identity_key None: the secret does not lead to it, and no record can be read."""
        self.open = identity_key is not None
        self.damaged = False
        self._pair = None if identity_key is None else identity_pair(identity_key)
        self._records: dict[str, bytes] = {}
        if identity_key is not None and path is not None:
            try:
                pages = Pages(path, subkey(identity_key, Label.IDENTITY_DATABASE))
            except OSError:
                self.damaged = True
            else:
                self._read(pages)
                pages.close()

    def record(self, person_code: str, box: bytes | None) -> bytes | None:
        """The sealed record of a person: the one that waits to move in, if there is one, else the register's."""
        if self._pair is not None and box is not None:
            with suppress(SealBroken):
                return open_box(self._pair, box, box_place(person_code))
        return self._records.get(person_code)

    def close(self) -> None:
        """Forget the key and the records."""
        self._pair = None
        self._records.clear()

    def _read(self, pages: Pages) -> None:
        self.damaged = pages.blind or not pages.count
        for number in range(1, pages.count + 1):
            try:
                page = pages.page(number)
            except PageLost:
                self.damaged = True
                continue
            for offset in cell_offsets(page, number):
                try:
                    _row_id, columns = read_row(pages, number, offset)
                except CellBroken:
                    self.damaged = True
                    continue
                if len(columns) == 2 and isinstance(columns[0], str) and isinstance(columns[1], bytes):
                    self._records[columns[0]] = columns[1]
