"""The launcher: every start of the program begins here, and what it starts is hardened first.

Rules: it never holds a key and never loads Qt. Without a command (a language may be named) it starts the window as a
process of its own; when that ends with code 75 the vault was locked, its memory is gone with the process, and a fresh
one shows the unlock view. Any other code ends the program. A command goes to `interviewtool.cli`.
Whatever takes time is imported inside `main`, where Ctrl+C ends with a sentence however early it comes.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `typing` takes time, too
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping, Sequence
    from types import FrameType

LOCKED = 75
"""The code with which the window ends when it was locked (EX_TEMPFAIL of sysexits.h)."""

WINDOW_PROCESS = "window-process"
"""The command that the launcher gives to the process it starts; not for people."""


STOPPED = 130
"""The code with which Ctrl+C ends it: 128 + SIGINT."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program. arguments: without the program's name. Returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return start(given)
    except KeyboardInterrupt:
        heed_ctrl_c(heed=False)
        say_stopped(given)
        return STOPPED
    finally:
        heed_ctrl_c(heed=True)  # by the system: while Python ends there is nobody left who would say anything


def heed_ctrl_c(*, heed: bool) -> None:
    """Let Ctrl+C end this process without a word, or have no effect."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL if heed else signal.SIG_IGN)


def start(given: Sequence[str]) -> int:
    """Harden the process, and be what is wanted: the window, its launcher, or a command. Returns the exit code."""
    import signal

    from interviewtool.hardening import harden

    harden()
    if given[:1] == [WINDOW_PROCESS]:
        from interviewtool.gui import main as window

        return window(given[1:])
    for_window = window_arguments(given)
    if for_window is None:
        return run_command(given)
    if not has_display(os.environ):
        return demonstrate(for_window)
    code = keep_window(window_command(for_window))
    if code == 128 + signal.SIGABRT:  # how Qt ends where the display that is named does not answer
        say_broken_off(for_window)
    return code


def window_arguments(given: Sequence[str]) -> list[str] | None:
    """What the window is started with, where it is the window that is wanted and no command; otherwise None."""
    if not given or given[0] == "window":
        return list(given[1:])
    language = given[0].partition("=")[2] if len(given) == 1 else given[1] if len(given) == 2 else ""
    if given[0].partition("=")[0] == "--language" and language:
        from interviewtool.i18n import LANGUAGES

        return [f"--language={language}"] if language in LANGUAGES else None
    return None


def run_command(arguments: Sequence[str]) -> int:
    """Hand over to the command line, which ends the process itself."""
    from interviewtool.cli import main as command_line

    command_line(args=list(arguments), prog_name="interviewtool")
    return 0


def demonstrate(arguments: Sequence[str]) -> int:
    """What a machine without a display can show. arguments: the language, if one was named."""
    import tempfile
    from contextlib import suppress
    from pathlib import Path

    from interviewtool.i18n import _

    speak(arguments)
    sys.stdout.write(_("There is no display here for the window, so the demonstration is conducted instead.") + "\n")
    sys.stdout.flush()
    folder = tempfile.mkdtemp(prefix="interviewtool-demonstration-")
    try:
        return run_command([*arguments, "demo", "--out", folder])
    finally:
        with suppress(OSError):  # only one in which nothing was left goes
            Path(folder).rmdir()


def say_broken_off(arguments: Sequence[str]) -> None:
    """Explain what Qt has said in its own words. arguments: the language, if one was named."""
    from interviewtool.i18n import _

    speak(arguments)
    sys.stderr.write(
        _(
            "The window broke off. If you never saw it, the display that DISPLAY or WAYLAND_DISPLAY names does not "
            "answer. Start the program from the desktop; without these two names the demonstration is conducted."
        )
        + "\n"
    )


def say_stopped(arguments: Sequence[str]) -> None:
    """That Ctrl+C was heard. arguments: as they were given."""
    from interviewtool.i18n import _

    speak(arguments)
    if sys.stderr is not None:
        sys.stderr.write(_("Stopped. Nothing that was begun is left half done.") + "\n")


def speak(arguments: Sequence[str]) -> None:
    """Choose the language, as a command does."""
    from interviewtool.cli.language import choose_language
    from interviewtool.settings import read_settings

    choose_language(arguments, read_settings().settings.interface_language)


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be shown. Asked before Qt is: without a display Qt aborts the process."""
    named = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return (
        platform != "linux"
        or named in ("offscreen", "minimal")
        or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    )


def window_command(arguments: Sequence[str]) -> list[str]:
    """The command of the window's process. -P: a file in the current folder must not pass for one of our modules."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "interviewtool"]
    return [*program, WINDOW_PROCESS, *arguments]


def keep_window(command: Sequence[str]) -> int:
    """Run the window until it ends other than locked; returns its code (128 + n where signal n ended it).

    SIGTERM, SIGINT and SIGHUP are passed on, and then the window is not started again. It has a process group of its
    own, so that Ctrl+C in a terminal reaches it once.
    """
    import signal
    import subprocess

    window: subprocess.Popen[bytes] | None = None
    asked_to_end: int | None = None

    def pass_on(number: int, _frame: FrameType | None) -> None:
        nonlocal asked_to_end
        asked_to_end = number
        if window is not None:
            window.send_signal(number)

    if sys.platform == "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the console sends it to the window as well
    else:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, pass_on)
    while True:
        window = subprocess.Popen(command, process_group=None if sys.platform == "win32" else 0)
        if asked_to_end is not None:  # it came before there was a process to pass it on to
            window.send_signal(asked_to_end)
        code = window.wait()
        if code != LOCKED or asked_to_end is not None:
            return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
