"""What of an interview leaves: never practice, the latest version with its link, never the interviewer's assessment."""

from __future__ import annotations

import pytest

from interviewtool.errors import KnownError
from interviewtool.export.summary import Summary
from interviewtool.interview import account
from interviewtool.model import ContentHash, Disposition, Reference
from interviewtool.workspace import Workspace
from tests.interview.test_continuing import AGE, NAME, PLACE, STORY
from tests.workspaces import PASSPHRASE, give_consent, xform


def held(workspace: Workspace, form: ContentHash, *, practice: bool = False):
    session = workspace.interviews.prepare(form, "uk", practice=practice)
    session.answer(Reference("/data/before/mode"), "наживо")
    give_consent(workspace, session)
    session.answer_identity(NAME, "Остап Зразковий")
    session.answer(AGE, "40")
    session.answer(PLACE, "підвал")
    session.finalize(Disposition.COMPLETED)
    return session.interview.interview_id


def test_practice_stays_a_later_version_names_the_one_before_and_a_correction_keeps_its_words(
    workspace: Workspace, small_form: ContentHash
) -> None:
    workspace.team.create("Sample", "sup-01")  # takes seconds, so practice is tried here, too
    practice = held(workspace, small_form, practice=True)
    for leave in (lambda: workspace.export.summary(practice, "uk"), lambda: workspace.export.bundle([practice])):
        with pytest.raises(KnownError, match=r"export\.practice"):
            leave()
    first = held(workspace, small_form)
    later = workspace.interviews.add_to(first, passphrase=PASSPHRASE)
    later.correcting = True
    later.answer(STORY, "Того ранку ми виїхали.")
    later.correcting = False
    later.finalize(Disposition.COMPLETED)
    bundle = workspace.export.bundle([later.interview.interview_id], passphrase=PASSPHRASE)
    received = workspace.review.open(bundle)
    (interview,) = received.interviews
    assert (interview.interview.version, interview.interview.follows) == (2, first)
    assert f"<deprecatedID>{later.interview.replaces}<" in interview._instance.decode()
    correction = next(entry for entry in interview.audit if entry["event"] == "correction")
    assert (correction["reference"], correction["details"]) == (STORY, {})
    own = workspace.vault.run(lambda transaction: transaction.audit.entries(later.interview.interview_id))
    assert next(entry for entry in own if entry.event == "correction").details["new"] == "Того ранку ми виїхали."
    assert interview.display("uk")(later.interview.respondent).startswith("«"), "the name travels, and C10 hides it"
    assert [each.text for each in interview._identities.values()] == ["Остап Зразковий"]


WITH_ASSESSMENT = """
| survey | | | | | |
|---|---|---|---|---|---|
| | type | name | label::Українська (uk) | bind::interviewtool:summary | bind::interviewtool:preparation |
| | begin_group | before | Перед | | yes |
| | text | mode | Спосіб | | |
| | end_group | | | | |
| | begin_group | told | Розповідь | | |
| | text | story | Що сталося? | | |
| | end_group | | | | |
| | begin_group | own | Власна оцінка | no | |
| | text | judgement | Чи віриться? | | |
| | begin_repeat | doubt | Сумнів | | |
| | text | doubt_text | Який? | | |
| | end_repeat | | | | |
| | end_group | | | | |
| settings | | | | |
| | form_id | form_title | version | default_language | namespaces |
| | assessed | Assessed | 1 | Українська (uk) | interviewtool="urn:interviewtool:xlsform:1" |
"""


def test_the_assessment_stands_in_no_summary_and_is_not_read_back(workspace: Workspace) -> None:
    session = workspace.interviews.prepare(workspace.forms.add(xform(WITH_ASSESSMENT)), "uk")
    session.answer(Reference("/data/before/mode"), "наживо")
    give_consent(workspace, session)
    for node, said in (("told/story", "сказане"), ("own/judgement", "моє"), ("own/doubt[1]/doubt_text", "моє теж")):
        session.answer(Reference(f"/data/{node}"), said)
    heard = [question.view.value for page in account(session) for question in page.questions]
    assert heard == ["сказане"]
    summary = Summary(session._instance, language="uk", display=str).sections()
    assert "сказане" in repr(summary)
    assert "моє" not in repr(summary)


def test_the_standard_form_keeps_its_assessment_apart(workspace: Workspace) -> None:
    form = workspace.forms.definition(workspace.forms.default().form_hash)
    assessment = [node for node in form.nodes() if "/m19_assessment/" in node.path]
    assert assessment
    assert all(node.extra("summary") == "no" for node in assessment)
