"""An uncompressed ustar archive (POSIX.1-2017, pax, "ustar Interchange Format") with exactly one way to be written.

mode 0600, ids 0, mtime 0, no user names, regular files only, two zero blocks at the end. The reader accepts nothing but
what the writer makes: every header must be the header that this name and size have, so no byte can be changed
unnoticed and no path can lead out of a folder. GNU tar writes the same bytes:
`tar --format=ustar -b1 --mtime=@0 --owner=:0 --group=:0 --numeric-owner --mode=600 -cf ARCHIVE NAMES`. Memory: views
into the data given, nothing is copied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_BLOCK = 512
_END = 2 * _BLOCK
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_LONGEST_NAME = 100
_MAGIC = b"ustar\x0000"
_MAGIC_AT = 257
_LARGEST = 8**11 - 1  # bytes; eleven octal digits


class Malformed(ValueError):
    """An archive, but not as the writer makes it."""


class NotAnArchive(Malformed):
    """Nothing at its beginning speaks for an archive of this kind."""


class TooMany(Malformed):
    """More files than there may be. names: of those that were read before."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names


class CutOff(Malformed):
    """Right as far as it goes, but the end is missing."""


def pack(members: Mapping[str, bytes]) -> bytes:
    """The archive of these files, in this order. ValueError for a name that is not a plain relative ASCII path."""
    parts = []
    for name, content in members.items():
        parts += [_header(name, len(content)), content, bytes(-len(content) % _BLOCK)]
    return b"".join(parts) + bytes(_END)


def unpack(data: bytes, *, first: str, most: int, padded: bool = False) -> dict[str, memoryview]:
    """The files of an archive, in order.

    first: the name the first one must have. most: how many files there may be. padded: zeros may follow the end.
    Raises NotAnArchive, CutOff, TooMany or Malformed.
    """
    view = memoryview(data)
    _check_beginning(view, first)
    members: dict[str, memoryview] = {}
    at = 0
    while True:
        header = view[at : at + _BLOCK]
        if _is_zero(header):
            break
        if len(header) < _BLOCK:
            raise CutOff
        name, size = _name_and_size(bytes(header))
        if name in members or (not members and name != first):
            raise Malformed
        if len(members) == most:
            raise TooMany(tuple(members))
        begin, end = at + _BLOCK, at + _BLOCK + size
        at = end + -size % _BLOCK
        if at > len(view):
            raise CutOff
        if not _is_zero(view[end:at]):
            raise Malformed
        members[name] = view[begin:end]
    tail = view[at:]
    if not _is_zero(tail) or (len(tail) > _END and not padded):
        raise Malformed
    if len(tail) < _END:
        raise CutOff
    return members


def _check_beginning(view: memoryview, first: str) -> None:
    """Either the first name or the magic is intact: a file with one of them changed is still known for what it is."""
    named = first.encode() + b"\0"
    if len(view) < len(named):
        raise CutOff if named.startswith(view) else NotAnArchive
    magic = bytes(view[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)])
    if view[: len(named)] != named and magic != _MAGIC:
        raise NotAnArchive


def _name_and_size(header: bytes) -> tuple[str, int]:
    try:
        name = header[:_LONGEST_NAME].rstrip(b"\0").decode("ascii")
        digits = header[124:135]
        if not re.fullmatch(rb"[0-7]{11}", digits):
            raise Malformed
        size = int(digits, 8)
        if _header(name, size) != header:
            raise Malformed
    except ValueError as error:
        raise Malformed from error
    return name, size


def _header(name: str, size: int) -> bytes:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise ValueError("not a plain relative path")
    if size > _LARGEST:
        raise ValueError("too large for a ustar archive")
    before = name.encode().ljust(100, b"\0") + b"0000600\0" + b"0000000\0" * 2 + b"%011o\0" % size + b"%011o\0" % 0
    after = b"0" + bytes(100) + _MAGIC + bytes(64) + b"0000000\0" * 2 + bytes(167)
    checksum = sum(before) + sum(b" " * 8) + sum(after)
    return before + b"%06o\0 " % checksum + after


def _is_zero(view: memoryview) -> bool:
    return bytes(view).count(0) == len(view)
