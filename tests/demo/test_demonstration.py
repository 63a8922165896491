"""The demonstration, conducted as a person would start it; every file is checked with somebody else's program."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from interviewtool.demo import PASSPHRASE
from interviewtool.demo.people import RESPONDENTS
from interviewtool.model import InterviewState, now
from interviewtool.workspace import Workspace
from tests.commands import interviewtool

NAMES = ("Зразков", "Прикладн", "Вигадан", "Примеров", "Образцов")


@pytest.fixture(scope="module")
def conducted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the demonstration, and what was printed."""
    folder = tmp_path_factory.mktemp("demonstration") / "out"
    command = [sys.executable, "-P", "-m", "interviewtool", "demo", "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def run(*command: str, folder: Path, stdin: bytes = b"") -> bytes:
    done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def opened(conducted: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the bundle, got at with tar, sha256sum, ssh-keygen and age alone."""
    folder, _printed = conducted
    apart = tmp_path_factory.mktemp("bundle")
    run("tar", "xf", str(folder / "bundle.tar"), folder=apart)
    run("sha256sum", "--strict", "-c", "SHA256SUMS", folder=apart)
    signers = str(folder / "allowed_signers")
    signed = ("-I", "int-01", "-n", "interviewtool-bundle@1", "-s", "SHA256SUMS.sig")
    run("ssh-keygen", "-Y", "verify", "-f", signers, *signed, folder=apart, stdin=(apart / "SHA256SUMS").read_bytes())
    files: dict[str, bytes] = {}
    for part in ("payload.age", "identities.age"):
        plain = run("age", "-d", "-i", str(folder / "supervisor-age-key.txt"), part, folder=apart)
        with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
            for member in archive:
                content = archive.extractfile(member)
                assert content is not None
                files[f"{part}/{member.name}"] = content.read()
    return files


def test_it_says_what_the_supervisor_found_and_how_to_check(conducted: tuple[Path, str]) -> None:
    folder, printed = conducted
    assert "Signed by int-01, a member of your team." in printed
    assert "Not a byte was changed since it was signed." in printed
    assert "1 person refused consent" in printed
    for name in ("bundle.tar", "summary-1.pdf", "summary-5.pdf", "allowed_signers"):
        assert (folder / name).stat().st_size
        assert name in printed
    assert {each.name for each in folder.iterdir()} == set(re.findall(r"^  (\S+)$", printed, re.MULTILINE))


def test_every_command_it_prints_is_run_as_it_stands(conducted: tuple[Path, str], tmp_path: Path) -> None:
    folder, printed = conducted
    tried = shutil.copytree(folder, tmp_path / "out")
    commands = dict(re.findall(r"^  (\S+)\n {6}(\S.+)$", printed, re.MULTILINE))
    for number in range(2, 6):  # pyHanko judges one of them, since it takes two seconds each
        commands[f"summary-{number}.pdf"] = commands[f"summary-{number}.pdf"].partition(" && ")[0]
    said = {
        name: run("bash", "-o", "pipefail", "-c", command, folder=tried).decode() for name, command in commands.items()
    }
    assert "judged VALID" in said["summary-1.pdf"]
    for name, words in {
        "team.interviewtool-team": ('Good "interviewtool-team@1" signature for sup-01', "team.json: OK"),
        "int-01.interviewtool-card": ('Good "interviewtool-card@1" signature for int-01',),
        "bundle.tar": ('Good "interviewtool-bundle@1" signature for int-01', "identities.age: OK", "manifest.json"),
        **{f"summary-{number}.pdf": ("Signature is Valid", "Total document signed") for number in range(1, 6)},
    }.items():
        assert not [word for word in words if word not in said[name]], name


def test_five_interviews_of_every_category_and_one_refusal(conducted: tuple[Path, str]) -> None:
    folder, _printed = conducted
    workspace = Workspace.unlock(folder / "interviewer-vault", PASSPHRASE, clock=now)
    listed = [each.interview for each in workspace.interviews.list()]
    workspace.lock()
    finalized = [each for each in listed if each.state is InterviewState.FINALIZED]
    assert sorted(each.categories for each in finalized) == [("A",), ("B", "C"), ("C",), ("D",), ("E",)]
    assert len(listed) - len(finalized) == sum(each.refuses for each in RESPONDENTS) == 1


def test_a_case_has_two_places_and_a_partial_date_and_a_language_was_switched(opened: dict[str, bytes]) -> None:
    instances = [content for name, content in opened.items() if name.endswith("instance.xml")]
    assert len(instances) == 5
    assert max(instance.count(b"<place>") for instance in instances) == 2
    assert max(instance.count(b"<case>") for instance in instances) == 2
    assert any(b"2022-05~" in instance for instance in instances)
    events = [content for name, content in opened.items() if name.endswith("audit.jsonl")]
    assert sum(b"language switch" in event for event in events) == 1


def test_the_payload_names_nobody_outside_their_own_words(opened: dict[str, bytes]) -> None:
    """Names stand in the identities part; in the payload only where a narrative says them, which is testimony."""
    identities = json.loads(opened["identities.age/identities.json"])
    assert {"Остап Зразковий", "Мотря Прикладна"} <= {each["text"] for each in identities}
    for name, content in opened.items():
        if name.startswith("payload") and not name.endswith((".pdf", "instance.xml")):
            assert not [each for each in NAMES if each.encode() in content], name


def test_a_summary_shows_pseudonyms(conducted: tuple[Path, str], tmp_path: Path) -> None:
    folder, _printed = conducted
    for number in range(1, 6):
        text = run("pdftotext", str(folder / f"summary-{number}.pdf"), "-", folder=tmp_path).decode()
        whole = text.replace("\u00ad", "").replace("-\n", "").replace("\n", " ")
        assert not [name for name in NAMES if name in whole], number
        assert "«" in whole


def test_the_supervisor_reads_it_on_the_command_line_in_words(conducted: tuple[Path, str]) -> None:
    """As the summary has it: days and times in words, no empty page; a terminal is told nothing it would obey."""
    folder, printed = conducted
    with_two_cases = re.search(r"^  (\S+) .*  B C ", printed, re.MULTILINE)
    assert with_two_cases is not None
    vault = ("--vault", folder / "supervisor-vault")
    done = interviewtool(
        "bundle", "open", folder / "bundle.tar", "--read", with_two_cases[1], *vault, passphrase=PASSPHRASE
    )
    lines = done.out.splitlines()
    assert "  Година початку: 10:30" in lines
    assert [line for line in lines if line.startswith("  Як вас звати? «")]
    assert "\ufffd" not in done.out
    assert not re.search(r"\d{4}-\d\d", "".join(line.partition("? ")[2] for line in lines))
    titles = [number for number, line in enumerate(lines) if not line][1:]
    assert titles
    assert all(lines[number + 2].startswith("  ") for number in titles)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("here")
    command = [sys.executable, "-P", "-m", "interviewtool", "demo", "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "empty folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


def started(before: str, folder: Path) -> list[str]:
    """The command of a demonstration, with something to be done before it."""
    program = f"import sys; {before}; from interviewtool.__main__ import main; main(sys.argv[1:])"
    return [sys.executable, "-P", "-c", program, "--language", "en", "demo", "--out", str(folder)]


@pytest.mark.skipif(os.name == "nt", reason="a signal of POSIX")
def test_a_demonstration_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl+C: a sentence, code 130, and the folder is free for another."""
    # A shell has the tests ignore the signal when it runs them in the background.
    command = started("import signal; signal.signal(signal.SIGINT, signal.default_int_handler)", tmp_path / "out")
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert demo.stdout is not None
    while "Interview 1" not in (line := demo.stdout.readline()):
        assert line, demo.communicate()
    os.kill(demo.pid, signal.SIGINT)
    _out, err = demo.communicate(timeout=60)
    assert (demo.returncode, err.strip()) == (130, "Stopped. Nothing that was begun is left half done.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="a limit of POSIX")
def test_a_demonstration_for_which_the_disk_has_no_room_leaves_nothing(tmp_path: Path) -> None:
    command = started("import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))", tmp_path)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "The disk is full." in done.stderr
    assert list(tmp_path.iterdir()) == []
