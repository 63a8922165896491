"""What goes on around the program: a wrong clock, odd paths, forbidden and vanishing folders.

The vault is the real one and so are the faults; each ends in a sentence and loses nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from interviewtool.errors import KnownError
from interviewtool.i18n.explain import explain
from interviewtool.model import ContentHash, Disposition, InterviewState, Reference
from interviewtool.workspace import Workspace
from interviewtool.xforms import convert
from tests.conftest import Clock
from tests.workspaces import SMALL_FORM, create, give_consent, unlock

ROOT = Path(__file__).parents[2]
AGE, STORY = Reference("/data/person/age"), Reference("/data/person/story")


@pytest.fixture
def clock() -> Clock:
    """One that can be set; the other tests of the vault have one that stands."""
    return Clock()


def conducted(workspace: Workspace, form: ContentHash):
    """An interview that was begun and has consent."""
    session = workspace.interviews.prepare(form, "uk")
    session.answer(Reference("/data/before/mode"), "наживо")
    give_consent(workspace, session)
    return session


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=4000)], ids=["back", "forward"])
def test_a_clock_that_is_set_while_working(
    workspace: Workspace, small_form: ContentHash, clock: Clock, tmp_path: Path, jump: timedelta
) -> None:
    """Order is that of the acts, whatever the clock says; nothing is taken for an old copy; and it can be finished."""
    first = conducted(workspace, small_form)
    first.answer(STORY, "до")
    first.saving.result()
    clock.set(clock.now + jump)
    first.answer(STORY, "після")
    first.answer(AGE, "41")
    first.close()
    second = conducted(workspace, small_form)
    second.close()
    workspace.lock()

    again = unlock(tmp_path / "vault", clock)
    with closing(again.vault):
        assert again.vault.findings == ()
        assert again.vault.verify(lambda _: None).findings == ()
        session = again.interviews.open(first.interview.interview_id)
        assert session.question(STORY).view.value == "після"
        log = again.vault.run(lambda t: t.audit.entries(first.interview.interview_id))
        said = [entry.details["new"] for entry in log if entry.reference == STORY]
        assert said == ["до", "після"]
        times = [entry.time for entry in log if entry.reference == STORY]
        assert times[1] - times[0] == jump  # what the clock said is kept as it was said
        listed = {each.interview.interview_id for each in again.interviews.list()}
        assert listed == {first.interview.interview_id, second.interview.interview_id}
        session.finalize(Disposition.PARTIAL)
        assert again.interviews.get(first.interview.interview_id).state is InterviewState.FINALIZED
        back = Clock()
        again.vault.anchor()
    third = unlock(tmp_path / "vault", back)  # the clock is right again
    with closing(third.vault):
        assert third.vault.findings == ()
        assert third.interviews.open(first.interview.interview_id).question(AGE).view.value == "41"


def test_a_clock_set_back_keeps_the_last_decision_of_consent(
    workspace: Workspace, small_form: ContentHash, clock: Clock
) -> None:
    """Consent that was withdrawn stays withdrawn, though the record says it was before it was given."""
    session = conducted(workspace, small_form)
    clock.set(clock.now - timedelta(days=400))
    give_consent(workspace, session, declined=("C1",))
    with pytest.raises(KnownError, match="consent"):
        session.answer(STORY, "ні")
    session.close()


@pytest.mark.parametrize(
    "name", ["Тека з ’апострофом’ %s{0}$HOME`id`; 🏠 \N{COMBINING ACUTE ACCENT}a", "x" * 200], ids=["odd", "long"]
)
def test_a_path_of_another_kind(name: str, tmp_path: Path, clock: Clock, form_cache: Path, form_path: Path) -> None:
    folder = tmp_path / name
    if name.startswith("x"):
        folder = folder / ("y" * max(1, 250 - len(str(folder)) - 1))
        assert len(str(folder)) >= 250
    folder.parent.mkdir(parents=True, exist_ok=True)
    workspace, code = create(folder, clock, form_cache)
    with closing(workspace.vault):
        session = conducted(workspace, workspace.forms.add(convert(form_path)))
        session.answer(STORY, "слова")
        session.close()
        workspace.vault.backup(tmp_path / "stick", lambda _: None)
        workspace.lock()
    again = unlock(folder, clock, secret=code)
    with closing(again.vault):
        assert again.interviews.open(session.interview.interview_id).question(STORY).view.value == "слова"
        assert again.vault.verify(lambda _: None).findings == ()


@pytest.fixture(scope="module")
def form_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "small.md"
    path.write_text(SMALL_FORM, encoding="utf-8")
    return path


def test_a_path_that_is_too_long_is_said(tmp_path: Path, clock: Clock, form_cache: Path) -> None:
    with pytest.raises(KnownError, match=r"vault\.path_too_long") as met:
        create(tmp_path / ("д" * 200), clock, form_cache)
    assert explain(met.value).remedy


def test_a_new_vault_without_room_for_its_questionnaire_is_none(
    tmp_path: Path, clock: Clock, form_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left of it, in whose way the next attempt would stand."""

    def full(*_given: object) -> None:
        raise KnownError("vault.disk_full")

    with monkeypatch.context() as patched, pytest.raises(KnownError, match=r"vault\.disk_full"):
        patched.setattr("interviewtool.workspace.add_texts", full)
        create(tmp_path / "vault", clock, form_cache)
    assert not (tmp_path / "vault").exists()
    workspace, _code = create(tmp_path / "vault", clock, form_cache)
    assert workspace.forms.list()
    workspace.lock()


def test_the_folder_is_deleted_under_the_program(workspace: Workspace, small_form: ContentHash, tmp_path: Path) -> None:
    """Nothing is said to be saved from then on; what was typed stays in memory; the lock ends in a sentence."""
    session = conducted(workspace, small_form)
    session.answer(STORY, "до")
    session.saving.result()
    shutil.rmtree(tmp_path / "vault")
    answered = session.answer(STORY, "після")
    with pytest.raises(KnownError, match=r"vault\.folder_gone") as met:
        answered.saved.result()
    assert explain(met.value).remedy
    assert session.unsaved
    assert session.question(STORY).view.value == "після"
    with pytest.raises(KnownError) as met:
        session.finalize(Disposition.PARTIAL)
    assert explain(met.value).remedy
    with pytest.raises(KnownError) as met:
        workspace.lock()
    assert explain(met.value).remedy


FORBIDDEN = """
import os, sys
from pathlib import Path
from interviewtool.errors import KnownError
from interviewtool.vault import Vault
from interviewtool.workspace import now
from interviewtool.i18n.explain import explain
from tests.workspaces import CHEAP, CHEAP_LIMITS, PASSPHRASE, unlock
folder = Path(sys.argv[1])
def said(work):
    try:
        work()
    except KnownError as error:
        assert explain(error).remedy
        return error.code
for name in ("header", "keys", "answers.db", "blobs", ""):
    os.chmod(folder / name, 0)
    print(name, said(lambda: unlock(folder, now)))
    os.chmod(folder / name, 0o700 if name in ("", "blobs") else 0o600)
os.chmod(folder.parent, 0o500)
print("new", said(lambda: Vault.create(folder.parent / "new", PASSPHRASE, clock=now, cost=CHEAP, limits=CHEAP_LIMITS)))
os.chmod(folder.parent, 0o700)
workspace = unlock(folder, now)
print("well", workspace.vault.findings, workspace.vault.verify(lambda _: None).findings)
workspace.lock()
"""


def test_permission_denied(workspace: Workspace, tmp_path: Path) -> None:
    """Also as root: without the capabilities that let root pass."""
    workspace.lock()
    away = "-dac_override,-dac_read_search"
    as_anyone = ["setpriv", f"--bounding-set={away}", f"--inh-caps={away}"] if os.geteuid() == 0 else []
    command = [*as_anyone, sys.executable, "-c", FORBIDDEN, str(tmp_path / "vault")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    *refusals, well = done.stdout.strip().split("\n")
    assert [line.split(" ")[-1] for line in refusals] == ["vault.read_only"] * 6, refusals
    assert well == "well () ()"
