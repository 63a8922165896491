"""An interview in the form of hard_form.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewtool.interview import Session
from interviewtool.model import (
    ContentHash,
)
from interviewtool.workspace import Workspace
from interviewtool.xforms import convert
from tests.consent.hard_form import HARD_FORM
from tests.workspaces import ask_again, give_consent


@pytest.fixture
def form(workspace: Workspace, tmp_path: Path) -> ContentHash:
    (tmp_path / "hard.md").write_text(HARD_FORM, encoding="utf-8")
    return workspace.forms.add(convert(tmp_path / "hard.md"))


@pytest.fixture
def session(workspace: Workspace, form: ContentHash) -> Session:
    """Consent was given, and C16 asked again."""
    made = workspace.interviews.prepare(form, "uk")
    give_consent(workspace, made)
    ask_again(workspace, made)
    return made
