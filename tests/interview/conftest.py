"""A session over a small form, before consent and after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from interviewtool.interview import Session
from interviewtool.model import ContentHash, Reference
from interviewtool.workspace import Workspace
from tests.workspaces import give_consent, unlock

NAME = Reference("/data/person/name")
AGE = Reference("/data/person/age")
STORY = Reference("/data/person/story")
OLDER = Reference("/data/person/older")
MODE = Reference("/data/before/mode")
PLACES = Reference("/data/place")
WHERE = Reference("/data/after/where")


def place(number: int) -> Reference:
    return Reference(f"/data/place[{number}]/place_name")


@pytest.fixture
def session(workspace: Workspace, small_form: ContentHash) -> Session:
    session = workspace.interviews.prepare(small_form, "uk")
    session.answer(MODE, "наживо")
    return session


@pytest.fixture
def consented(workspace: Workspace, session: Session) -> Session:
    give_consent(workspace, session)
    return session


@pytest.fixture
def reopen(
    workspace: Workspace, clock: Callable[[], datetime], tmp_path: Path
) -> Iterator[Callable[[Session], Session]]:
    """Lock, unlock, open the interview again."""
    opened: list[Workspace] = []

    def reopened(session: Session) -> Session:
        session.close()
        workspace.lock()
        opened.append(unlock(tmp_path / "vault", clock))
        return opened[0].interviews.open(session.interview.interview_id)

    yield reopened
    for each in opened:
        each.vault.close()
