"""What a process of this program does before anything else.

Rules: no memory image of the process is ever written or readable by others of the same user; new files are the user's
alone; nothing connects anywhere but inside `permit_connections`, which only the package `upload` may enter; an error
report names types, modules and lines, never a message, a value or a path, since those can hold testimony.
"""

from __future__ import annotations

import _thread
import contextvars
import ctypes
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

_PR_SET_DUMPABLE = 4
_HINT = "Nothing that was typed is shown here. These lines may be sent to the developers as they are."
_CALLS = 20  # told from either end of a report
_NETWORK_EVENTS = frozenset(
    f"socket.{act}"
    for act in ("bind", "connect", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo")
)
_permitted = contextvars.ContextVar("connections_permitted", default=False)
_guarded = False


class ConnectionForbidden(RuntimeError):
    """Something tried to reach the network outside an upload. Not an OSError, so that no library takes it for a fault
    of the network and tries again."""


def harden() -> None:
    """Do all of it; once per process, before anything heavy is imported."""
    forbid_memory_images()
    os.umask(0o077)
    forbid_connections()
    silence_reports()


def forbid_memory_images() -> None:
    """No core dumps; on Linux also no reading of this process by others of the same user (ptrace, /proc/PID/mem).

    The kernel sets the second back when a program is started, so every process says it for itself. Windows writes a
    dump only where an administrator has asked for it; nothing is done there.
    """
    if sys.platform != "win32":
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def forbid_connections() -> None:
    """From now on every connection, datagram and name look-up of this process raises ConnectionForbidden.

    An audit hook cannot be taken away again, and sees sockets however they were made.
    """
    global _guarded
    if not _guarded:
        _guarded = True
        sys.addaudithook(_refuse_network)


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _NETWORK_EVENTS and not _permitted.get():
        raise ConnectionForbidden(event)


@contextmanager
def permit_connections() -> Iterator[None]:
    """Let this thread (and no other) connect while inside. For `upload` alone; a layer contract sees to it."""
    token = _permitted.set(True)
    try:
        yield
    finally:
        _permitted.reset(token)


def silence_reports() -> None:
    """Take the content out of every report: uncaught errors, errors in threads and finalizers, warnings, logs."""
    sys.excepthook = _report
    threading.excepthook = lambda failed: _report(failed.exc_type, failed.exc_value, failed.exc_traceback)
    sys.unraisablehook = _report_unraisable
    handler = logging.StreamHandler()
    handler.setFormatter(ContentFreeFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)


def _report(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt) or sys.stderr is None:  # a program without a console has no stderr
        return
    sys.stderr.write(f"interviewtool met a mistake of its own.\n{describe(kind, error, traceback)}\n{_HINT}\n")


def _report_unraisable(failed: sys.UnraisableHookArgs) -> None:
    if issubclass(failed.exc_type, KeyboardInterrupt):
        _thread.interrupt_main()  # Ctrl+C came while an object was taken down, where nothing can be raised: once more
    else:
        _report(failed.exc_type, failed.exc_value, failed.exc_traceback)


def describe(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> str:
    """The error as type, and module, line and function of each call, and so for what caused it."""
    calls = []
    while traceback is not None:
        frame = traceback.tb_frame
        module = frame.f_globals.get("__name__", "?")
        calls.append(f"  {module}:{traceback.tb_lineno} in {frame.f_code.co_name}")
        traceback = traceback.tb_next
    if len(calls) > 2 * _CALLS:  # one that called itself without end
        calls[_CALLS:-_CALLS] = [f"  … {len(calls) - 2 * _CALLS} more"]
    lines = [f"{kind.__module__}.{kind.__qualname__}", *calls]
    cause = error and (error.__cause__ or (None if error.__suppress_context__ else error.__context__))
    if cause is not None:
        lines += ["caused by", describe(type(cause), cause, cause.__traceback__)]
    return "\n".join(lines)


class ContentFreeFormatter(logging.Formatter):
    """Writes who logged, where and how grave, and of our own loggers the event code and the interview's random id.

    An own message is an event code (`vault.locked`), an id comes as `extra={"interview_id": …}`; arguments are never
    written, and neither is what a library has to say, since it may quote what it was given.
    """

    _CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")
    _ID = re.compile(r"[0-9A-Za-z-]{1,36}")

    def format(self, record: logging.LogRecord) -> str:
        parts = [self.formatTime(record), record.levelname, f"{record.name}:{record.lineno}"]
        if record.name.partition(".")[0] == "interviewtool":
            identifier = str(getattr(record, "interview_id", ""))
            parts += [str(record.msg)] if self._CODE.fullmatch(str(record.msg)) else []
            parts += [identifier] if self._ID.fullmatch(identifier) else []
        if record.exc_info and record.exc_info[0] is not None:
            parts.append(describe(*record.exc_info))
        return " ".join(parts)


def swap_is_readable(proc: Path = Path("/proc"), sysfs: Path = Path("/sys")) -> bool:
    """Whether this machine swaps to a disk in clear, so that memory with testimony can end there.

    Linux: every swap must lie on dm-crypt, also through LVM, or in memory (zram); a swap file counts as the file
    system it lies in. macOS encrypts its swap. Windows does not tell an ordinary program; there it is False.
    """
    try:
        swaps = (proc / "swaps").read_text().splitlines()[1:]
    except OSError:
        return False
    return any(
        not _is_protected(_block_device(Path(line.split()[0].replace("\\040", " ")), sysfs), sysfs) for line in swaps
    )


def _block_device(swap: Path, sysfs: Path) -> Path:
    """The device in sysfs that a swap partition is, or that a swap file lies on."""
    if swap.is_relative_to("/dev"):
        return sysfs / "class" / "block" / swap.name
    try:
        device = swap.stat().st_dev
    except OSError:
        return sysfs / "unknown"
    return sysfs / "dev" / "block" / f"{os.major(device)}:{os.minor(device)}"


def _is_protected(block: Path, sysfs: Path) -> bool:
    uuid = block / "dm" / "uuid"
    if block.name.startswith("zram") or (uuid.exists() and "CRYPT-" in uuid.read_text()):
        return True
    below = list((block / "slaves").glob("*"))
    return bool(below) and all(_is_protected(sysfs / "class" / "block" / device.name, sysfs) for device in below)
