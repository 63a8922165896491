"""The interviewer's own assessment, in the standard questionnaire: kept as evidence for the supervisor, on no paper and
in no list. Nothing that a branch hides leaves; nor does an interview held for practice.
"""

from __future__ import annotations

import subprocess

import pytest

from interviewtool.bundle import open_bundle
from interviewtool.consent.words import closing_sentences, goes, stays, told
from interviewtool.errors import KnownError
from interviewtool.interview import EntryKind, Pages, Session, account
from interviewtool.model import Disposition, InterviewId, Reference, Tier
from interviewtool.team import signers
from interviewtool.workspace import Workspace
from tests.workspaces import PASSPHRASE, give_consent

JUDGED, WEIGHED = "Суперечність-у-датах", "зустрітися-без-телефонів"
"""After the interview, and of its risks before it."""
HIDDEN, HIDDEN_NAME = "осколок-у-плечі", "Тарас Прихований"
TITLE, LEVEL = "Власна оцінка", "є сумніви"
"""Of its page, and of the reliability that was chosen."""


def text_of(pdf: bytes) -> str:
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def shown(pages: Pages) -> str:
    return " ".join(
        question.shown or question.view.value
        for entry in pages.outline()
        if entry.kind is EntryKind.PAGE
        for question in pages.page(entry.reference).questions
    )


def held(workspace: Workspace, *, practice: bool = False) -> Session:
    """An interview that was broken off after a few answers."""
    session = workspace.interviews.prepare(workspace.forms.default().form_hash, "uk", practice=practice)
    session.answer(Reference("/data/m1/m1_risk/risk_measures"), WEIGHED)
    give_consent(workspace, session)
    session.answer_identity(Reference("/data/respondent/respondent_name"), "Остап Зразковий")
    session.answer(Reference("/data/respondent/case_count"), "1")
    session.answer(Reference("/data/case[1]/m3/case_group"), "pow_family")
    session.answer_identity(Reference("/data/case[1]/m3/affected_name"), HIDDEN_NAME)
    session.answer(Reference("/data/case[1]/m3/case_group"), "pow_self")
    session.answer(Reference("/data/case[1]/m5_codes/wounded"), "yes")
    session.answer(Reference("/data/case[1]/m5_codes/wounded_text"), HIDDEN)
    session.answer(Reference("/data/case[1]/m5_codes/wounded"), "no")
    session.answer(Reference("/data/m17/needs_named"), "yes")
    session.answer(Reference("/data/need[1]/need_kind"), "legal")
    session.answer(Reference("/data/m19/m19_assessment/assessment_note"), JUDGED)
    session.answer(Reference("/data/m19/m19_assessment/assessment_reliability"), "2")
    session.finalize(Disposition.PARTIAL)
    return session


def lists(workspace: Workspace) -> str:
    """What goes over all interviews."""
    return repr((workspace.interviews.list(), workspace.interviews.referrals()))


@pytest.fixture
def alone(workspace: Workspace) -> Workspace:
    workspace.team.create("Sample", "sup-01")
    return workspace


def test_what_an_interviewer_thinks_reaches_the_supervisor_and_stands_on_no_paper(alone: Workspace) -> None:
    session = held(alone)
    owner = session.interview.interview_id
    bundle = alone.export.bundle([owner], passphrase=PASSPHRASE)
    keys, team = alone.team.keys(), alone.team.current()
    assert team is not None
    opened = open_bundle(bundle, (keys.age_identity.secret,), signers(team), received=alone.clock())
    inside = b"".join((*opened.files.values(), *(opened.identities or {}).values()))
    kept = ("Остап Зразковий", JUDGED, WEIGHED)
    assert all(each.encode() in inside for each in kept), "it is evidence, and kept"
    assert not [each for each in (HIDDEN, HIDDEN_NAME) if each.encode() in inside], "a branch hides them"
    (received,) = alone.review.open(bundle).interviews
    assert JUDGED in shown(received.pages("uk"))
    for pdf in (alone.export.summary(owner, "uk", passphrase=PASSPHRASE), received.summary):
        text = text_of(pdf)
        assert owner in text
        assert not [word for word in (JUDGED, WEIGHED, TITLE, LEVEL, HIDDEN, HIDDEN_NAME) if word in text]
    assert JUDGED not in repr([question.view.value for page in account(session) for question in page.questions])
    preview = alone.withdrawals.preview(owner, Tier.ERASE_ALL)
    said = (goes(preview), stays(preview), told(preview), closing_sentences(preview))
    assert JUDGED not in repr(said)
    assert len(alone.interviews.referrals()) == 1
    assert JUDGED not in lists(alone)


def test_practice_is_in_no_export_and_in_no_list_of_what_is_to_be_done(alone: Workspace) -> None:
    owner = held(alone, practice=True).interview.interview_id
    ways = (
        lambda: alone.export.summary(owner, "uk"),
        lambda: alone.export.summary(owner, "uk", passphrase=PASSPHRASE),
        lambda: alone.export.bundle([owner]),
        lambda: alone.export.bundle([real, owner], passphrase=PASSPHRASE),
    )
    real: InterviewId = held(alone).interview.interview_id
    for leave in ways:
        with pytest.raises(KnownError, match=r"export\.practice"):
            leave()
    assert [each.interview_id for each in alone.interviews.referrals()] == [real]
    (line,) = [each for each in alone.interviews.list() if each.interview.interview_id == owner]
    assert line.interview.practice
