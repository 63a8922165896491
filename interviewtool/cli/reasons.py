"""Why the system refused, in words."""

from __future__ import annotations

import errno

from interviewtool.i18n import N_, _

_NO_ROOM, _NOT_PERMITTED = N_("there is no room left"), N_("it is not permitted")
_REASONS = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: N_("it would be larger than a file may be there"),
    errno.EACCES: _NOT_PERMITTED,
    errno.EPERM: _NOT_PERMITTED,
    errno.EROFS: N_("the disk can only be read"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of its path is a file and no folder"),
    errno.EIO: N_("the disk fails or was taken away"),
}


def reason(error: OSError) -> str:
    """Why the system refused, without the path: in the interface's language where it is one of the usual reasons."""
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or type(error).__name__
