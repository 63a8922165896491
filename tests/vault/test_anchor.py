"""When the head of the audit chain is anchored in the header, and that every bundle carries it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from interviewtool.bundle import open_bundle
from interviewtool.model import ContentHash, Disposition, Reference
from interviewtool.team import signers
from interviewtool.workspace import Workspace
from tests.workspaces import give_consent, unlock

STORY = Reference("/data/person/story")


@pytest.fixture
def header(tmp_path: Path):
    return (tmp_path / "vault" / "header").read_bytes


def test_on_finalize_export_and_lock_and_not_with_every_answer(
    workspace: Workspace, small_form: ContentHash, tmp_path: Path, clock, header
) -> None:
    workspace.team.create("Команда", "sup-01")
    session = workspace.interviews.prepare(small_form, "uk")
    give_consent(workspace, session)
    session.saving.result()
    before = header()
    session.answer(STORY, "перше").saved.result()
    assert header() == before
    session.finalize(Disposition.PARTIAL)
    finalized = header()
    assert finalized != before

    own, known = workspace.team.keys(), signers(workspace.team.current())
    data = workspace.export.bundle([session.interview.interview_id])
    exported = header()
    assert exported != finalized
    opened = open_bundle(data, [own.age_identity.secret], known, received=clock())
    # The head as it was when the bundle was made; that it left is the entry after it.
    entries = workspace.vault.run(lambda t: t.audit.entries())
    assert entries[-1].event == "export"
    assert len(bytes.fromhex(opened.manifest.audit_head)) == 32

    again = workspace.interviews.prepare(small_form, "uk")
    again.answer(Reference("/data/before/mode"), "наживо")
    again.close()
    assert header() == exported
    workspace.lock()
    assert header() != exported
    with closing(unlock(tmp_path / "vault", clock).vault) as vault:
        assert vault.findings == ()


def test_nothing_listens_to_sql() -> None:
    """A trace callback would be given the key, since it goes through SQL text."""
    sources = (Path(__file__).parents[2] / "interviewtool").rglob("*.py")
    assert not [path for path in sources if "set_trace_callback" in path.read_text("utf-8")]
