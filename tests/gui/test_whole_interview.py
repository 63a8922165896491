"""One interview through the real window, from the preparation to files that outside tools verify.

In its middle the process is killed, as when a battery dies; nothing that was shown as saved may be missing after it.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from interviewtool.gui.export import ExportScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.main_window import MainWindow
from interviewtool.model import Disposition, InterviewState, Reference
from interviewtool.team import allowed_signers
from tests.gui.conftest import AnsweringDialogs
from tests.gui.driving import AGE, HALF_TYPED, NAME, STORY, WAIT, Person
from tests.gui.studies import Study
from tests.vault.second_reader import SecondReader
from tests.workspaces import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def vault(study: Study, tmp_path: Path) -> Path:
    """A copy of the interviewer's vault, at the place that the window of the test offers."""
    shutil.copytree(study.pristine, tmp_path / "vault")
    return tmp_path / "vault"


def run(*command: object, folder: Path, **given: object) -> str:
    done = subprocess.run([str(each) for each in command], cwd=folder, capture_output=True, text=True, **given)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_killed_in_the_middle_and_brought_to_its_end(
    qtbot, vault: Path, study: Study, dialogs: AnsweringDialogs, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "tests.gui.driving", vault, PASSPHRASE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert child.returncode == -9, child.stderr
    interview_id = child.stdout.strip()

    window: MainWindow = request.getfixturevalue("window")
    person = Person(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))
    person.unlock(PASSPHRASE)
    listed = person.shown(InterviewListScreen)
    person.wait(lambda: bool(listed.selected()))
    newest = listed.selected()[0].interview
    assert (newest.interview_id, newest.state) == (interview_id, InterviewState.IN_PROGRESS)
    person.press("Open")
    screen = person.shown(InterviewScreen)
    question = screen.session.question
    assert question(Reference("/data/person/name")).shown == NAME
    assert question(Reference("/data/person/age")).view.value == AGE
    assert question(Reference("/data/person/story")).view.value == STORY
    screen.go(Reference("/data/place[1]"))
    field = screen.page.card(Reference("/data/place[1]/place_name")).field
    assert field.edit.text() == HALF_TYPED

    person.answer(screen, "place[1]/place_name", "120")
    assert question(Reference("/data/place[1]/place_name")).view.value == f"{HALF_TYPED}120"
    screen.go(Reference("/data/after"))
    screen.page.card(Reference("/data/after/where")).field.buttons()[f"{HALF_TYPED}120"].click()
    person.press("Finish…")
    screen.finish.endings[Disposition.COMPLETED].click()
    dialogs.answer(True)
    person.press("Finalize the interview")

    export = person.shown(ExportScreen)
    person.wait(lambda: export.bundle.isEnabled() and export.summary.isEnabled())
    bundle, summary = tmp_path / "bundle.tar", tmp_path / "summary.pdf"
    dialogs.answer(bundle)
    person.press("Save the bundle…")
    person.wait(lambda: bundle.exists() and window.isEnabled() and export.isEnabled())
    dialogs.answer(True, summary)
    person.press("Save as PDF…")
    person.wait(lambda: summary.exists() and export.isEnabled())
    window.lock()
    person.wait(lambda: window.ended is not None)
    assert window.ended == 75

    check_outside(study, bundle, summary, tmp_path)
    no_word_of_it_in_clear(vault)
    answers = SecondReader(vault, PASSPHRASE)
    connection = answers.database("answers.db", answers.vault_key, "answers.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def check_outside(study: Study, bundle: Path, summary: Path, folder: Path) -> None:
    """pdfsig and pyHanko on the summary; ssh-keygen, sha256sum and age on the bundle."""
    signature = run("pdfsig", "-nocert", summary, folder=folder)
    assert "Signature is Valid" in signature
    assert "Total document signed" in signature
    certificate = study.interviewer.team.own_card().pdf_certificate
    (folder / "int-01.pem").write_bytes(certificate)
    pyhanko = Path(sys.executable).with_name("pyhanko")
    verdict = run(
        pyhanko, "sign", "validate", "--no-revocation-check", "--trust", "int-01.pem", "--trust-replace", summary,
        folder=folder,
    )  # fmt: skip
    assert "INTACT:TRUSTED,UNTOUCHED" in verdict

    run("tar", "xf", bundle, folder=folder)
    (folder / "allowed_signers").write_text(allowed_signers(study.interviewer.team.current()))
    run(
        "ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", "int-01", "-n", "interviewtool-bundle@1",
        "-s", "SHA256SUMS.sig", folder=folder, input=(folder / "SHA256SUMS").read_text(),
    )  # fmt: skip
    run("sha256sum", "--strict", "-c", "SHA256SUMS", folder=folder)
    (folder / "key.txt").write_text(study.supervisor.team.keys().age_identity.secret)
    run("age", "-d", "-i", "key.txt", "-o", "payload.tar", "payload.age", folder=folder)
    assert "Того ранку ми виїхали".encode() in (folder / "payload.tar").read_bytes()


def no_word_of_it_in_clear(vault: Path) -> None:
    words = (NAME, "Ґедзь", "Того ранку", "блокпосту", HALF_TYPED)
    forms = [
        form for word in words for form in (word.encode(), word.encode("utf-16-le"), base64.b64encode(word.encode()))
    ]
    for path in vault.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any(form in content for form in forms), path.name
