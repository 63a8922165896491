"""Takes the rows out of single pages of an SQLite database, whatever has become of the tree they hung in.

Rows are read from leaves of tables alone (SQLite file format, sections 1.6 and 2): every row of ours lies in one, and
its overflow pages are found from it. An overflow page cannot be taken for a leaf, since its first byte is 0 in every
file under 64 GiB; pages that were freed are zeros (secure_delete).
"""

from __future__ import annotations

from collections.abc import Iterator

from interviewtool.vault.pages import USABLE, PageLost, Pages

Value = str | bytes | int | None

_INNER_OF_TABLE, _LEAF_OF_TABLE = 0x05, 0x0D
_FIRST_HEADER = 100
_LEAF_HEADER, _INNER_HEADER = 8, 12
_MOST_LOCAL = USABLE - 35
_LEAST_LOCAL = (USABLE - 12) * 32 // 255 - 23
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)
_ZERO, _ONE, _FIRST_BLOB = 8, 9, 12


class CellBroken(Exception):
    """Bytes that are no row, or whose overflow page is lost."""


def cell_offsets(page: bytes, number: int) -> Iterator[int]:
    """Where the rows of a page begin; nothing for a page that is no leaf of a table."""
    start = _FIRST_HEADER if number == 1 else 0
    if page[start] != _LEAF_OF_TABLE:
        return
    cells = int.from_bytes(page[start + 3 : start + 5], "big")
    for position in range(start + _LEAF_HEADER, min(start + _LEAF_HEADER + 2 * cells, USABLE - 1), 2):
        offset = int.from_bytes(page[position : position + 2], "big")
        if offset < USABLE:
            yield offset


def last_row_id(pages: Pages, root: int) -> int:
    """The largest row id of a table, down the right edge of its tree; 0 in an empty one. CellBroken if it is lost."""
    number, seen = root, set[int]()
    try:
        while (page := pages.page(number))[start := _FIRST_HEADER if number == 1 else 0] == _INNER_OF_TABLE:
            seen.add(number)
            number = int.from_bytes(page[start + _LEAF_HEADER : start + _INNER_HEADER], "big")
            if number in seen:
                raise CellBroken
        if page[start] != _LEAF_OF_TABLE:
            raise CellBroken
    except PageLost:
        raise CellBroken from None
    return max((read_row(pages, number, offset)[0] for offset in cell_offsets(page, number)), default=0)


def read_row(pages: Pages, number: int, offset: int) -> tuple[int, tuple[Value, ...]]:
    """Row id and columns of the row that begins there. CellBroken."""
    try:
        page = pages.page(number)
        size, at = _varint(page, offset)
        row_id, at = _varint(page, at)
        return row_id, _columns(_payload(pages, page, at, size))
    except (PageLost, IndexError, UnicodeDecodeError):
        raise CellBroken from None


def _payload(pages: Pages, page: bytes, at: int, size: int) -> bytes:
    if size > pages.count * USABLE:
        raise CellBroken
    if size <= _MOST_LOCAL:
        local = size
    else:
        local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (USABLE - 4)
        local = local if local <= _MOST_LOCAL else _LEAST_LOCAL
    parts = [page[at : at + local]]
    missing = size - local
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    while missing > 0:
        overflow = pages.page(following)
        parts.append(overflow[4 : 4 + missing])
        missing -= USABLE - 4
        following = int.from_bytes(overflow[:4], "big")
    payload = b"".join(parts)
    if len(payload) != size:
        raise CellBroken
    return payload


def _columns(payload: bytes) -> tuple[Value, ...]:
    length, at = _varint(payload, 0)
    types = []
    while at < length:
        kind, at = _varint(payload, at)
        types.append(kind)
    values = []
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise CellBroken
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind < len(_INTEGER_BYTES):
        end = at + _INTEGER_BYTES[kind]
        return (int.from_bytes(payload[at:end], "big", signed=True) if kind else None), end
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    if kind < _FIRST_BLOB:
        raise CellBroken  # a float, or reserved: no table of ours has one
    end = at + (kind - _FIRST_BLOB) // 2
    content = payload[at:end]
    return (content.decode() if kind % 2 else content), end


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for position in range(at, at + 8):
        byte = content[position]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, position + 1
    return value << 8 | content[at + 8], at + 9
