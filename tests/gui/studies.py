"""A team of two vaults and a finalized interview, made by the services. `conftest` gives the fixture to every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from interviewtool.gui.main_window import MainWindow
from interviewtool.interview import Session
from interviewtool.model import Disposition, InterviewId, Reference
from interviewtool.workspace import Workspace
from tests.conftest import Clock
from tests.workspaces import SMALL_FORM, create, give_consent, unlock, xform


@dataclass(frozen=True)
class Study:
    """Two members of one team. bundle: the finalized interview, as it was sent."""

    interviewer: Workspace
    supervisor: Workspace
    interview_id: InterviewId
    bundle: bytes
    folder: Path

    @property
    def pristine(self) -> Path:
        """A copy of the interviewer's vault as it was before any test, to be copied again."""
        return self.folder / "pristine"

    @property
    def pristine_desk(self) -> Path:
        """The same of the supervisor's vault."""
        return self.folder / "pristine-desk"


def answer_all(session: Session) -> None:
    """Say something to every question of the small form."""
    session.answer_identity(Reference("/data/person/name"), "Олена Ґедзь")
    session.answer(Reference("/data/person/age"), "41")
    session.answer(Reference("/data/person/story"), "Того ранку ми виїхали з міста. Нас зупинили на блокпосту.")
    session.answer(Reference("/data/place[1]/place_name"), "Колонія")
    session.answer(Reference("/data/after/where"), "Колонія")


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory, form_cache: Path) -> Iterator[Study]:
    """An interviewer and a supervisor who know each other, and one finalized interview.

    Made once, since keys take seconds: a test may add interviews, and must not change the team.
    """
    folder = tmp_path_factory.mktemp("study")
    clock = Clock()
    interviewer, _code = create(folder / "vault", clock, form_cache)
    supervisor, _code = create(folder / "desk", clock, form_cache)
    with closing(interviewer.vault), closing(supervisor.vault):
        supervisor.team.create("Команда", "sup-01")
        supervisor.team.take_card(interviewer.team.create_interviewer("int-01").to_bytes())
        interviewer.team.accept(supervisor.team.hand_out())
        session = interviewer.interviews.prepare(interviewer.forms.add(xform(SMALL_FORM)), "uk")
        session.answer(Reference("/data/before/mode"), "наживо")
        give_consent(interviewer, session)
        answer_all(session)
        session.finalize(Disposition.COMPLETED)
        session.close()
        interview_id = session.interview.interview_id
        made = Study(interviewer, supervisor, interview_id, interviewer.export.bundle([interview_id]), folder)
        shutil.copytree(folder / "vault", made.pristine)
        shutil.copytree(folder / "desk", made.pristine_desk)
        yield made


@pytest.fixture
def fresh(study: Study, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Study]:
    """The study with both vaults as no test has touched them, and codes that are the same every time."""
    interviewer = unlock(shutil.copytree(study.pristine, tmp_path / "vault"), clock)
    supervisor = unlock(shutil.copytree(study.pristine_desk, tmp_path_factory.mktemp("desk") / "vault"), clock)
    with closing(interviewer.vault), closing(supervisor.vault):
        yield replace(study, interviewer=interviewer, supervisor=supervisor)


def enter(window: MainWindow, workspace: Workspace) -> None:
    """Show the window as it is after unlocking this workspace."""
    window._enter(workspace, window.settings.vault)
