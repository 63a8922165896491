"""Who stands in a document by name: never against the person's own word, whichever way the name came in."""

from __future__ import annotations

import subprocess

import pytest

from interviewtool.consent import Purpose
from interviewtool.export.own_word import not_to_be_named
from interviewtool.model import ContentHash, Disposition, InterviewId, Naming, Tier
from interviewtool.pseudonym import Sought
from interviewtool.workspace import Workspace
from tests.consent.test_erasing_who_it_was import FORM, MOTHER, NAME, SON, STORY, TARAS
from tests.consent.test_withdrawals import member, team  # noqa: F401 - fixtures
from tests.workspaces import PASSPHRASE, give_consent, xform

# ruff: noqa: F811 - fixtures are arguments


@pytest.fixture
def form(member: Workspace) -> ContentHash:
    return member.forms.add(xform(FORM))


def conduct(workspace: Workspace, form: ContentHash, naming: Naming, *, name: str = MOTHER, son: str) -> InterviewId:
    session = workspace.interviews.prepare(form, "uk")
    give_consent(workspace, session, naming=naming)
    session.answer_identity(NAME, name)
    session.answer_identity(SON, son)
    session.answer(STORY, f"{son} мовчав.")
    session.finalize(Disposition.PARTIAL)
    return session.interview.interview_id


def text_of(workspace: Workspace, interview_id: InterviewId) -> str:
    pdf = workspace.export.summary(
        interview_id, "uk", purpose=Purpose.AUTHORITIES, recipient="Слідча", passphrase=PASSPHRASE
    )
    said = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(said.split())


def test_a_relative_who_was_asked_decides_about_the_own_name(member: Workspace, form: ContentHash) -> None:
    mothers = conduct(member, form, Naming.NAMED, son=TARAS)
    own = member.interviews.prepare(form, "uk")
    (known,) = member.interviews.look_for(own, Sought("Тарас Прикладний"), passphrase=PASSPHRASE)
    own.know_respondent(known.person_code, known.identities)
    before = text_of(member, mothers)
    assert MOTHER in before
    assert f"{TARAS} мовчав" in before, "he was not asked yet"
    give_consent(member, own, naming=Naming.PSEUDONYM)
    after = text_of(member, mothers)
    assert MOTHER in after
    assert "Тарас" not in after

    both = (member.interviews.get(mothers).respondent, known.person_code)
    member.withdrawals.withdraw(mothers, Tier.NO_PUBLICATION)
    unnamed = member.vault.run(lambda transaction: not_to_be_named(transaction, mothers, both))
    assert unnamed == set(both), "what is not published names nobody"


def test_a_respondent_entered_once_more_as_a_relative_stays_unnamed(member: Workspace, form: ContentHash) -> None:
    twice = conduct(member, form, Naming.PSEUDONYM, name="Александр Прикладный", son="Олександр Прикладний")
    said = text_of(member, twice)
    assert "лександр" not in said
    assert "рикладн" not in said
