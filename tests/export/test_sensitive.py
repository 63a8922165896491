"""What was said in a sensitive module stays behind once consent to it was taken back (C16), and nothing tells of it."""

from __future__ import annotations

import subprocess
from io import BytesIO

import pytest

from interviewtool.bundle import open_bundle
from interviewtool.interview import Picked, Session
from interviewtool.model import ConsentItem, Disposition, MissingReason, Reference
from interviewtool.team import signers
from interviewtool.workspace import Workspace
from tests.consent.test_withdrawals import member, supervisor, team  # noqa: F401 - fixtures
from tests.workspaces import ask_again, decide, give_consent, xform

# ruff: noqa: F811 - fixtures are arguments
FORM = """
| survey | | | | | |
|---|---|---|---|---|---|
| | type | name | label::Українська (uk) | bind::interviewtool:sensitive | bind::interviewtool:identity |
| | text | who | Хто | | person |
| | text | said | Сказано | | |
| | begin_repeat | blow | Випадок | yes | |
| | text | how | Як били | | |
| | file | scar | Знімок | | |
| | text | who_did | Хто бив | | person |
| | end_repeat | | | | |
| settings | | | | | |
| | form_id | form_title | version | default_language | namespaces |
| | hard | Тяжке | 1 | Українська (uk) | interviewtool="urn:interviewtool:xlsform:1" |
"""
WHO, SAID = Reference("/data/who"), Reference("/data/said")
HOW, SCAR, WHO_DID = (Reference(f"/data/blow[1]/{name}") for name in ("how", "scar", "who_did"))


@pytest.fixture
def session(member: Workspace) -> Session:
    made = member.interviews.prepare(member.forms.add(xform(FORM)), "uk")
    give_consent(member, made)
    ask_again(member, made)
    return made


def decide_anew(workspace: Workspace, session: Session, *, given: bool) -> None:
    decide(workspace, session.interview.interview_id, ConsentItem.SENSITIVE, given=given)
    session.consent_changed()


def text_of(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def test_what_was_told_stays_behind_from_then_on(member: Workspace, supervisor: Workspace, session: Session) -> None:
    owner = session.interview.interview_id
    session.answer_identity(WHO, "Марта Зразкова")
    session.answer(SAID, "Марта Зразкова бачила")
    session.answer(HOW, "Били при Марті Зразковій палицею")
    session.answer_identity(WHO_DID, "Охоронець Вигаданий")
    scar = member.attachments.attach(owner, Picked(BytesIO(b"a scar"), "scar.jpg", 6))
    session.answer(SCAR, scar.name)
    session.add_repeat(Reference("/data/blow"))
    session.finalize(Disposition.PARTIAL)
    (before,) = supervisor.review.open(member.export.bundle([owner])).interviews
    assert (len(before.record.attachments), before.record.sensitive_left_out) == (1, False)
    assert member.export.behind([owner]) == ()

    decide_anew(member, session, given=False)
    assert [each.sentences() for each in member.export.behind([owner])] == [
        (f"{owner}: what was said in the sensitive modules (C16)",)
    ]
    bundle = member.export.bundle([owner])
    keys, current = supervisor.team.keys(), supervisor.team.current()
    assert current is not None
    opened = open_bundle(bundle, (keys.age_identity.secret,), signers(current), received=supervisor.clock())
    inside = b"".join(content for name, content in opened.files.items() if name.startswith("interviews/"))
    for told in ("палицею", "blow[", scar.name, "a scar"):
        assert told.encode() not in inside, told
    (after,) = supervisor.review.open(bundle).interviews
    assert after.record.sensitive_left_out
    assert [each.reference for each in after.interview.mentions] == [SAID]
    assert [each.kind for each in after.record.persons] == ["person"], "the guard is named only in what was left out"
    assert "(C16)" in text_of(after.summary), "it says so"
    assert member.interviews.open(owner).question(HOW).view.value.endswith("палицею"), "it stays here"

    decide_anew(member, session, given=True)
    (again,) = supervisor.review.open(member.export.bundle([owner])).interviews
    assert not again.record.sensitive_left_out


def test_that_it_was_not_asked_is_told(member: Workspace, supervisor: Workspace, session: Session) -> None:
    decide_anew(member, session, given=False)
    session.leave_sensitive(HOW)
    session.finalize(Disposition.PARTIAL)
    (received,) = supervisor.review.open(member.export.bundle([session.interview.interview_id])).interviews
    assert not received.record.sensitive_left_out
    assert received.pages("uk").question(HOW).view.missing is MissingReason.NOT_ASKED
