"""What is written: whole or not at all, for the user alone, never in the place of another file unless told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interviewtool.paths import FORMS
from tests.commands import COMMAND, interviewtool, process, refused


def test_a_file_is_replaced_only_when_told(tmp_path: Path) -> None:
    target = tmp_path / "form.pdf"
    target.write_bytes(b"somebody's letter")
    refused(
        "consent", "print", target, says=("already a file of this name; it was left as it is", str(target), "--force")
    )
    assert target.read_bytes() == b"somebody's letter"
    done = interviewtool("consent", "print", "--force", "--text-language", "ru", target)
    assert done.code == 0
    assert done.out == f"Written: {target}\n"
    assert target.read_bytes().startswith(b"%PDF-")
    assert target.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    refused("form", "xlsx", tmp_path / "nowhere" / "form.xlsx", says=("folder this file is to lie in does not exist",))


def test_what_the_system_refuses_is_said_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(
        *("demo", "--out", tmp_path / "file" / "demo"),
        says=("cannot be read or written: a part of its path is a file and no folder.", "Look whether the disk"),
    )


@pytest.mark.skipif(os.name == "nt", reason="descriptors of POSIX")
def test_two_passphrases_come_one_after_the_other_on_one_descriptor(tmp_path: Path) -> None:
    """And what is typed behind a passphrase is left for the questions."""
    vault = ("--vault", tmp_path / "vault")
    assert interviewtool("vault", "create", *vault, passphrase="the old one").code == 0
    reading, writing = os.pipe()
    os.write(writing, "the old one\r\nнова фраза\nthe rest".encode())
    os.close(writing)
    one = ("--passphrase-fd", reading, "--new-passphrase-fd", reading)
    done = interviewtool("vault", "slots", "change-passphrase", *vault, *one)
    assert (done.code, os.read(reading, 100)) == (0, b"the rest"), done.said
    os.close(reading)
    assert interviewtool("vault", "info", *vault, passphrase="нова фраза").code == 0


FULL_DISK = """
import resource, sys
from interviewtool.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
main(["--language", "en", "consent", "print", sys.argv[1]])
"""


@pytest.mark.skipif(os.name == "nt", reason="a limit of POSIX")
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "form.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "The file could not be written" in done.stderr
    assert "Nothing of it was left behind." in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_workbook_for_the_spreadsheet_is_the_same_questionnaire(tmp_path: Path) -> None:
    target = tmp_path / "standard.xlsx"
    assert interviewtool("form", "xlsx", target).code == 0
    for file in (target, FORMS / "standard.md"):
        checked = interviewtool("form", "check", file)
        assert checked.code == 0, checked.said
        assert "no mistake found" in checked.out


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_ends_with_a_sentence() -> None:
    command = [*COMMAND, "--language", "en", "form", "check", str(FORMS / "standard.md")]
    # A shell that starts the tests in the background has Ctrl+C ignored, and children inherit that.
    heeded = signal.signal(signal.SIGINT, signal.default_int_handler)
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, heeded)
    assert program.stderr is not None
    said = program.stderr.readline()  # it has begun, and takes another second
    assert said == "Checking the questionnaire …\n"
    program.send_signal(signal.SIGINT)
    begun = time.monotonic()
    out, err = program.communicate(timeout=30)
    assert time.monotonic() - begun < 10
    assert (program.returncode, out, err.lstrip()) == (130, "", "Stopped. Nothing that was begun is left half done.\n")


def test_nobody_at_the_keyboard_to_be_asked_for_a_passphrase(tmp_path: Path) -> None:
    done = process("--language", "en", "vault", "info", "--vault", tmp_path)
    assert done.code == 1
    assert "no terminal on which the passphrase could be asked for" in done.err
    assert "--passphrase-fd" in done.err
    refused("vault", "info", "--passphrase-fd", 999, says=("No passphrase can be read from the file descriptor 999.",))


def test_wrong_use_is_told_apart(tmp_path: Path) -> None:
    for arguments in (("form", "check", tmp_path / "nowhere"), ("form", "chek"), ("interview", "export", "A-B")):
        assert interviewtool(*arguments).code == 2
