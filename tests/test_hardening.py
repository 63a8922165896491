"""Hardening, seen from outside: in a process of its own, so that the tests' own process keeps its hooks."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from interviewtool.hardening import ConnectionForbidden, ContentFreeFormatter, permit_connections, swap_is_readable

CANARY = "Оксана-canary-7731"


def in_hardened_process(code: str) -> subprocess.CompletedProcess[str]:
    """Run code after harden()."""
    script = "from interviewtool.hardening import *\nharden()\n" + textwrap.dedent(code)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_no_core_no_tracing_no_file_for_others(tmp_path: Path) -> None:
    done = in_hardened_process(
        f"""
        import ctypes, json, os, resource, stat
        open({str(tmp_path / "file")!r}, "w").close()
        print(json.dumps([
            resource.getrlimit(resource.RLIMIT_CORE),
            ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
            oct(stat.S_IMODE(os.stat({str(tmp_path / "file")!r}).st_mode)),
        ]))
        """
    )
    assert json.loads(done.stdout) == [[0, 0], 0, "0o600"]


def test_an_uncaught_error_shows_where_and_never_what() -> None:
    done = in_hardened_process(
        f"""
        def save(answer):
            try:
                raise ValueError("answer was " + answer)
            except ValueError as error:
                raise KeyError(answer) from error
        save("{CANARY}")
        """
    )
    assert done.returncode == 1
    assert "builtins.KeyError\n  __main__:9 in <module>\n  __main__:8 in save" in done.stderr
    assert "caused by\nbuiltins.ValueError" in done.stderr
    assert "may be sent" in done.stderr
    assert "canary" not in done.stderr
    assert ".py" not in done.stderr


def test_a_call_of_itself_without_end_is_told_in_a_few_lines() -> None:
    done = in_hardened_process(
        """
        def again():
            again()
        again()
        """
    )
    assert "builtins.RecursionError\n  __main__:6 in <module>\n  __main__:5 in again" in done.stderr
    assert " more\n" in done.stderr
    assert len(done.stderr.splitlines()) < 50


def test_errors_in_threads_and_finalizers_and_warnings_and_logs_show_no_content() -> None:
    done = in_hardened_process(
        f"""
        import logging, threading, warnings
        class Held:
            def __del__(self):
                raise ValueError("{CANARY}")
        def work():
            raise ValueError("{CANARY}")
        thread = threading.Thread(target=work); thread.start(); thread.join()
        Held()
        warnings.simplefilter("always"); warnings.warn("{CANARY}")
        logging.getLogger("some.library").error("refused %s", "{CANARY}")
        try:
            work()
        except ValueError:
            logging.getLogger("interviewtool.vault").exception("vault.save_failed", extra={{"interview_id": "a1-b2"}})
        """
    )
    assert done.returncode == 0
    assert done.stderr.count("builtins.ValueError") == 3
    assert "ERROR some.library:" in done.stderr
    assert "vault.save_failed a1-b2" in done.stderr
    assert "canary" not in done.stderr


def test_a_log_message_that_is_no_code_is_left_out() -> None:
    record = logging.LogRecord("interviewtool.gui", logging.ERROR, "", 7, f"saved {CANARY}", None, None)
    record.interview_id = CANARY + " " + CANARY
    assert "canary" not in ContentFreeFormatter().format(record)


def test_a_connection_raises_however_it_is_made() -> None:
    with pytest.raises(ConnectionForbidden):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.raises(ConnectionForbidden):
        socket.getaddrinfo("example.invalid", 80)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram, pytest.raises(ConnectionForbidden):
        datagram.sendto(b"", ("127.0.0.1", 9))


def test_inside_an_upload_a_connection_is_tried() -> None:
    with socket.socket() as listening, permit_connections():
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        socket.create_connection(listening.getsockname(), timeout=5).close()
    with pytest.raises(ConnectionForbidden):
        socket.create_connection(("127.0.0.1", 9))


def machine(folder: Path, swaps: str, devices: dict[str, str | None], slaves: dict[str, str] | None = None) -> bool:
    """A machine with lines in /proc/swaps, device-mapper ids by block device, and what lies on what."""
    (folder / "proc").mkdir()
    (folder / "proc" / "swaps").write_text("Filename\tType\tSize\tUsed\tPriority\n" + swaps)
    for name, uuid in devices.items():
        block = folder / "sys" / "class" / "block" / name
        block.mkdir(parents=True)
        if uuid is not None:
            (block / "dm").mkdir()
            (block / "dm" / "uuid").write_text(uuid)
    for upper, lower in (slaves or {}).items():
        (folder / "sys" / "class" / "block" / upper / "slaves" / lower).mkdir(parents=True)
    return swap_is_readable(folder / "proc", folder / "sys")


@pytest.mark.parametrize(
    ("swaps", "devices", "slaves", "readable"),
    [
        ("", {}, {}, False),
        ("/dev/sda2 partition 1 0 -2\n", {"sda2": None}, {}, True),
        ("/dev/dm-1 partition 1 0 -2\n", {"dm-1": "CRYPT-LUKS2-ab-swap"}, {}, False),
        ("/dev/dm-2 partition 1 0 -2\n", {"dm-2": "LVM-ab", "dm-0": "CRYPT-LUKS2-ab"}, {"dm-2": "dm-0"}, False),
        ("/dev/dm-2 partition 1 0 -2\n", {"dm-2": "LVM-ab", "sda3": None}, {"dm-2": "sda3"}, True),
        ("/dev/zram0 partition 1 0 100\n", {"zram0": None}, {}, False),
        ("/dev/zram0 partition 1 0 9\n/dev/sda2 partition 1 0 -2\n", {"zram0": None, "sda2": None}, {}, True),
        ("/swap\\040file file 1 0 -2\n", {}, {}, True),
    ],
)
def test_swap_in_clear_is_noticed(
    tmp_path: Path, swaps: str, devices: dict[str, str | None], slaves: dict[str, str], readable: bool
) -> None:
    assert machine(tmp_path, swaps, devices, slaves) is readable


def test_a_system_that_tells_nothing_gives_no_alarm(tmp_path: Path) -> None:
    assert not swap_is_readable(tmp_path, tmp_path)
