"""What went wrong underneath, as an error a person can mend; without a word of what was being written.

SQLite's own messages name tables and columns, the operating system's name files; neither holds content, and neither is
passed on. A cap by RLIMIT_FSIZE shows as an I/O error while writing, a full file system as SQLITE_FULL (measured).
"""

from __future__ import annotations

import errno

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from interviewtool.errors import KnownError, Place

GATE_CLOSED = "gate_closed"
"""What the triggers on answers raise."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}

_SQLITE_BUSY, _SQLITE_READONLY, _SQLITE_IOERR, _SQLITE_CORRUPT, _SQLITE_FULL = 5, 8, 10, 11, 13
_SQLITE_CANTOPEN, _SQLITE_NOTADB, _SQLITE_LOCKED, _SQLITE_PERM = 14, 26, 6, 3
_BY_RESULT = {
    _SQLITE_BUSY: "vault.already_open",
    _SQLITE_LOCKED: "vault.already_open",
    _SQLITE_READONLY: "vault.read_only",
    _SQLITE_PERM: "vault.read_only",
    _SQLITE_IOERR: "vault.disk_full",  # sqlcipher3 does not tell which I/O error; see Worker for a disk that is gone
    _SQLITE_CANTOPEN: "vault.disk_failed",
    _SQLITE_CORRUPT: "vault.database_damaged",
    _SQLITE_NOTADB: "vault.database_damaged",
    _SQLITE_FULL: "vault.disk_full",
}


def known(error: BaseException, file: str = "") -> KnownError | None:
    """The error for a person, or None when this is none of theirs but a bug of ours."""
    place = Place(file=file)
    if isinstance(error, KnownError):
        return error
    if isinstance(error, dbapi2.Error):
        if str(error) == GATE_CLOSED:
            return KnownError("vault.gate_closed")
        code = _BY_RESULT.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)
        return KnownError(code, place) if code else None
    if isinstance(error, OSError):
        if error.errno in _FULL:
            return KnownError("vault.disk_full", place)
        if error.errno in _FORBIDDEN:
            return KnownError("vault.read_only", place)
        if error.errno == errno.ENAMETOOLONG:
            return KnownError("vault.path_too_long")  # without the name, which is as long
        return KnownError("vault.disk_failed", place)
    return None


def is_disk_full(error: BaseException) -> bool:
    """Whether free space would help."""
    found = known(error)
    return found is not None and found.code == "vault.disk_full"
