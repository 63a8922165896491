"""Whatever is wrong with what comes in: a clear sentence, what to do about it, code 1, and nothing lost.

Everything here goes through the real commands. The vaults are real, with the cheapest key derivation that the program
accepts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from interviewtool.bundle import write_bundle
from interviewtool.crypto.sshsig import SigningKey
from interviewtool.model import InterviewerCode, now
from interviewtool.team import OwnKeys, Role, TeamFile, write_team_file
from interviewtool.workspace import Workspace
from tests.commands import COMMAND, conduct, content_of, interviewtool, make_vault, process, refused
from tests.workspaces import PASSPHRASE

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Study:
    """A supervisor and an interviewer who joined the team, and what they exchange."""

    supervisor: Path
    interviewer: Path
    team_file: bytes
    bundle: bytes
    foreign: bytes


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory, form_cache: Path) -> Study:
    folder = tmp_path_factory.mktemp("study")
    supervisor = make_vault(folder / "supervisor", form_cache)
    interviewer = make_vault(folder / "interviewer", form_cache)
    supervisor.team.create("Studies", "sup-01")
    supervisor.team.take_card(interviewer.team.create_interviewer("int-01").to_bytes())
    team_file = supervisor.team.hand_out()
    interviewer.team.accept(team_file)
    interview_id = conduct(interviewer)
    bundle = interviewer.export.bundle([interview_id])
    foreign = write_bundle(
        {"a": b"b"},
        signer=SigningKey.generate(),
        signer_code=InterviewerCode("int-01"),
        recipients=[supervisor.team.keys().age_identity.recipient],
        interviews=[interview_id],
        clock=now,
    )
    supervisor.lock()
    interviewer.lock()
    return Study(folder / "supervisor", folder / "interviewer", team_file, bundle, foreign)


@pytest.fixture
def vault(study: Study, tmp_path: Path) -> Iterator[Path]:
    """A copy of the interviewer's vault, which opens again when the test has put right what it broke."""
    folder = tmp_path / "vault"
    shutil.copytree(study.interviewer, folder)
    yield folder


def opens(folder: Path) -> str:
    """What `vault info` says of a vault that opens."""
    done = interviewtool("vault", "info", "--vault", folder, passphrase=PASSPHRASE)
    assert done.code == 0, done.said
    assert "1 interview" in done.out
    return done.said


def test_a_refusal_as_a_person_meets_it(tmp_path: Path) -> None:
    """The process itself: the sentences on stderr, nothing else anywhere, code 1."""
    (tmp_path / "bundle.tar").write_bytes(b"somebody's letter" * 100)
    done = process("--language", "en", "bundle", "verify", tmp_path / "bundle.tar")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "Error: This file is not a bundle.\n"
        "Choose the file that the interviewer exported as a bundle. A team file or a card is taken in elsewhere.\n"
    )


# The vault ----------------------------------------------------------------------------------------------------------


def test_a_wrong_passphrase(vault: Path) -> None:
    before = content_of(vault)
    refused(
        *("interview", "list", "--vault", vault),
        passphrase="another one",
        says=("This passphrase does not open the vault.", "Check the keyboard layout", "recovery code"),
    )
    assert content_of(vault) == before
    opens(vault)


def test_a_folder_that_is_no_vault(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("somebody's letter")
    refused(
        *("vault", "info", "--vault", tmp_path),
        passphrase=PASSPHRASE,
        says=("This folder is not a vault.", tmp_path.name, "Choose the folder that holds the files “header”"),
    )
    refused(
        *("vault", "create", "--vault", tmp_path),
        passphrase=PASSPHRASE,
        says=("The folder for the new vault is not empty.", "Choose an empty folder or a new one."),
    )
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_vault_of_a_newer_version(vault: Path) -> None:
    kept = (vault / "header").read_bytes()
    newer = bytearray(kept[:-32])
    newer[20:22] = b"\0\2"
    (vault / "header").write_bytes(newer + hashlib.sha256(newer).digest())
    before = content_of(vault)
    refused(
        *("vault", "info", "--vault", vault),
        passphrase=PASSPHRASE,
        says=("written by a newer version of the program", "header", "Install the newest version"),
    )
    assert content_of(vault) == before
    (vault / "header").write_bytes(kept)
    opens(vault)


def test_a_damaged_header(vault: Path) -> None:
    """With one of the two copies damaged the vault opens, says so, and mends it; with both it is refused."""
    kept = (vault / "header").read_bytes()
    (vault / "header").write_bytes(kept[:100] + bytes([kept[100] ^ 1]) + kept[101:])
    assert "header is damaged or was altered." in opens(vault)
    assert "header is damaged" not in opens(vault)
    for name in ("header", "header.previous"):
        (vault / name).write_bytes(b"\xff" + kept[1:])
    before = content_of(vault)
    refused(
        *("vault", "info", "--vault", vault),
        passphrase=PASSPHRASE,
        says=("The file “header”", "is damaged, and so is its second copy", "Copy the file “header” from a backup"),
    )
    assert content_of(vault) == before
    (vault / "header").write_bytes(kept)
    opens(vault)


def test_an_empty_database(vault: Path) -> None:
    name = "answers.db"
    kept = (vault / name).read_bytes()
    (vault / name).write_bytes(b"")
    before = content_of(vault)
    refused(
        *("vault", "verify", "--vault", vault),
        passphrase=PASSPHRASE,
        says=("A database of the vault is empty: the file has 0 bytes.", name, "backup"),
    )
    assert content_of(vault) == before
    (vault / name).write_bytes(kept)
    opens(vault)


def test_a_second_program_on_the_same_vault(vault: Path) -> None:
    first = Workspace.unlock(vault, PASSPHRASE)
    refused(
        *("interview", "list", "--vault", vault),
        passphrase=PASSPHRASE,
        says=("This vault is open in another window.", "Go on there, or close it first."),
    )
    first.interviews.prepare(first.forms.default().form_hash, "uk").close()  # the first goes on
    first.lock()
    done = interviewtool("interview", "list", "--vault", vault, passphrase=PASSPHRASE)
    assert done.code == 0
    assert len(done.out.splitlines()) == 2


FULL_DISK = """
import resource, sys
from pathlib import Path
from interviewtool.errors import KnownError
from interviewtool.i18n.explain import explain
from interviewtool.model import Reference
from interviewtool.workspace import Workspace

vault, passphrase = Path(sys.argv[1]), sys.argv[2]
STORY, AGE = Reference("/data/person/story"), Reference("/data/person/age")
long = "довга відповідь " * 20_000

def answers(workspace, interview_id):
    rows = workspace.vault.run(lambda transaction: transaction.answers.all(interview_id))
    return {row.reference: row.value for row in rows}

from tests.workspaces import give_consent
workspace = Workspace.unlock(vault, passphrase)
form = next(form for form in workspace.forms.list() if form.form_id == "small")
session = workspace.interviews.prepare(form.form_hash, "uk")
interview_id = session.interview.interview_id
give_consent(workspace, session)
session.answer(AGE, "40").saved.result()

_soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, ((vault / "answers.db").stat().st_size, hard))
answered = session.answer(STORY, long)
try:
    answered.saved.result()
except KnownError as error:
    print(explain(error))
assert session.unsaved == 1
assert session.question(STORY).view.value == long, "the answer stays where it was typed"
assert answers(workspace, interview_id)[AGE] == "40", "what was saved before is there"

resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
session.answer(AGE, "41").saved.result()
assert session.unsaved == 0
session.close()
workspace.lock()
workspace = Workspace.unlock(vault, passphrase)
assert workspace.vault.findings == ()
found = answers(workspace, interview_id)
assert (found[STORY], found[AGE]) == (long, "41")
workspace.lock()
print("nothing lost")
"""


@pytest.mark.skipif(os.name == "nt", reason="a limit of POSIX")
def test_a_full_disk_while_an_answer_is_saved(vault: Path) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(vault), PASSPHRASE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert "The disk is full." in done.stdout
    assert "the last change is not saved yet" in done.stdout
    assert "Free some space" in done.stdout
    assert done.stdout.endswith("nothing lost\n")


# The bundle ---------------------------------------------------------------------------------------------------------


def altered(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


UNREADABLE: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "truncated": (
        lambda bundle: bundle[: len(bundle) // 2],
        "This bundle is incomplete: its end is missing.",
        "Ask the interviewer to send the same file again.",
    ),
    "empty": (lambda bundle: b"", "This bundle is incomplete", "It was probably cut off"),
    "altered in its content": (
        lambda bundle: altered(bundle, len(bundle) // 2),
        "This bundle was changed after it was signed, or damaged on the way. Nothing was opened.",
        "Ask the interviewer to send the same file again.",
    ),
    "altered in its list": (
        lambda bundle: altered(bundle, 520),
        "This bundle was changed after it was signed, or damaged on the way. Nothing was opened.",
        "Ask the interviewer to send the same file again.",
    ),
    "something else": (
        lambda bundle: b"%PDF-1.7 somebody's letter" * 100,
        "This file is not a bundle.",
        "Choose the file that the interviewer exported as a bundle.",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_bundle_that_is_none_or_was_changed(study: Study, tmp_path: Path, kind: str) -> None:
    """What is wrong can be seen without any key; `open` asks the same first."""
    change, what, remedy = UNREADABLE[kind]
    file = tmp_path / "bundle.tar"
    file.write_bytes(change(study.bundle))
    before = content_of(file)
    refused("bundle", "verify", file, says=(what, remedy))
    assert content_of(file) == before


def test_a_bundle_that_is_changed_or_of_someone_unknown_is_not_opened(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "bundle.tar"
    before = content_of(study.supervisor)
    for content, what, remedy in (
        (altered(study.bundle, len(study.bundle) // 2), "Nothing was opened.", "send the same file again"),
        (study.foreign, "signed with a key that nobody in your team has", "Otherwise do not trust it."),
    ):
        file.write_bytes(content)
        refused("bundle", "open", file, "--vault", study.supervisor, passphrase=PASSPHRASE, says=(what, remedy))
    assert content_of(study.supervisor) == before


def test_a_bundle_for_another_recipient(study: Study, vault: Path, tmp_path: Path) -> None:
    """The interviewer's own vault knows the signer and has another key than the bundle is for."""
    file = tmp_path / "bundle.tar"
    file.write_bytes(study.bundle)
    refused(
        *("bundle", "open", file, "--vault", vault),
        passphrase=PASSPHRASE,
        says=("genuine, but encrypted for somebody else", "export the bundle again for you"),
    )
    done = interviewtool("bundle", "open", file, "--vault", study.supervisor, passphrase=PASSPHRASE)
    assert done.code == 0
    assert "Signed by int-01, a member of your team." in done.out


# The team file ------------------------------------------------------------------------------------------------------


def test_a_team_file_that_is_altered_or_of_another_supervisor(study: Study, vault: Path, tmp_path: Path) -> None:
    keys = OwnKeys.generate("sup-01", clock=now)
    foreign = write_team_file(TeamFile("Studies", 9, now(), keys.card(Role.SUPERVISOR)), keys)
    file = tmp_path / "team"
    for content, what, remedy in (
        (altered(study.team_file, len(study.team_file) // 2), "changed after it was signed", "send it again"),
        (foreign, "This team file is not signed by your supervisor.", "Do not use it."),
    ):
        file.write_bytes(content)
        refused(
            *("team", "join", file, "--vault", vault),
            passphrase=PASSPHRASE,
            says=(what, "Your team stays as it was.", remedy),
        )
    shown = interviewtool("team", "show", "--vault", vault, passphrase=PASSPHRASE)
    assert "Team: Studies, version 2" in shown.out


# No display ---------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
def test_no_display(tmp_path: Path) -> None:
    """One sentence, and the demonstration begins; it is ended here, since tests/demo sees it through."""
    without = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    environment = {**without, "TMPDIR": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    heeded = signal.signal(signal.SIGINT, signal.default_int_handler)  # see tests/cli/test_files.py
    program = subprocess.Popen(
        COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, encoding="utf-8"
    )
    signal.signal(signal.SIGINT, heeded)
    try:
        assert program.stdout is not None
        first, second = program.stdout.readline(), program.stdout.readline()
    finally:
        program.send_signal(signal.SIGINT)
        _out, err = program.communicate(timeout=60)
    assert first == "There is no display here for the window, so the demonstration is conducted instead.\n"
    assert second.startswith("A supervisor creates a vault")
    assert err == "\nStopped. Nothing that was begun is left half done.\n"
    assert not list(tmp_path.glob("interviewtool-demonstration-*"))
