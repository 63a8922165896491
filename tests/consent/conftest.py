"""An interview in the form of hard_form.py."""

from __future__ import annotations

import pytest

from interviewtool.interview import Session
from interviewtool.model import (
    ContentHash,
)
from interviewtool.workspace import Workspace
from tests.consent.hard_form import HARD_FORM
from tests.workspaces import ask_again, give_consent, xform


@pytest.fixture
def form(workspace: Workspace) -> ContentHash:
    return workspace.forms.add(xform(HARD_FORM))


@pytest.fixture
def session(workspace: Workspace, form: ContentHash) -> Session:
    """Consent was given, and C16 asked again."""
    made = workspace.interviews.prepare(form, "uk")
    give_consent(workspace, made)
    ask_again(workspace, made)
    return made
