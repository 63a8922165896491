"""Who else has to decide: a supervisor, a guardian, and what is not theirs to say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewtool.consent import DO_NOT_PROCEED, Act, Authorisation
from interviewtool.interview import Session
from interviewtool.model import (
    ConsentItem,
    ConsentRole,
    ContentHash,
    Disposition,
    EventKind,
    KeptEvent,
    Reference,
    StoredAnswer,
    Tier,
    now,
)
from interviewtool.workspace import Workspace
from tests.consent.hard_form import REPRISAL, SAID, from_the_desk, refused, stored
from tests.workspaces import GUARDED_FORM, PASSPHRASE, decide, give_consent, xform


def test_a_supervisors_no_closes_what_was_open(workspace: Workspace, session: Session) -> None:
    owner = session.interview.interview_id
    denied = KeptEvent(
        EventKind.AUTHORISATION,
        {"interview": owner, "decision": DO_NOT_PROCEED},
        now(),
        own=False,
        supervisor=True,
        author="S1",
        line="{}",
    )
    workspace.vault.run(lambda transaction: transaction.events.append(denied))
    workspace.withdrawals.carry_out()
    assert not workspace.consent.is_open(owner)


@pytest.mark.parametrize("own", [True, False])
def test_what_is_not_the_supervisors_to_say_counts_for_nothing(
    workspace: Workspace, session: Session, own: bool
) -> None:
    """A colleague neither withdraws nor decides; and an interviewer does not decide in the supervisor's place."""
    owner = session.interview.interview_id
    decided = KeptEvent(
        EventKind.AUTHORISATION, {"interview": owner, "decision": DO_NOT_PROCEED}, now(), own=own, supervisor=False
    )
    said = [decided] if own else [decided, replace(from_the_desk(owner, Tier.ERASE_ALL), supervisor=False)]
    for event in said:
        workspace.vault.run(lambda transaction, event=event: transaction.events.append(event))
    workspace.withdrawals.carry_out()
    assert workspace.interviews.get(owner)
    assert workspace.consent.gate(owner, Act.ANSWER).open


def test_whom_the_preparation_names_to_decide_closes_the_gate_in_the_vault(workspace: Workspace) -> None:
    session = workspace.interviews.prepare(workspace.forms.add(xform(GUARDED_FORM)), "uk")
    give_consent(workspace, session)
    owner, age, minor = session.interview.interview_id, Reference("/data/person/age"), Reference("/data/before/minor")
    session.answer(minor, "yes").saved.result()
    row = (StoredAnswer(age, "17"),)
    assert refused(lambda: workspace.vault.run(lambda inside: inside.answers.put(owner, row))) == "vault.gate_closed"
    assert refused(lambda: session.answer(age, "17")) == "consent.guardian_required"
    assert refused(lambda: session.finalize(Disposition.PARTIAL)) == "consent.guardian_required"
    session.answer(minor, "no").saved.result()  # a slip of the hand
    session.answer(age, "27").saved.result()


def test_a_risk_found_between_the_first_yes_and_the_last_waits_for_the_supervisor(
    workspace: Workspace, form: ContentHash
) -> None:
    session = workspace.interviews.prepare(form, "uk")
    decide(workspace, session.interview.interview_id, ConsentItem.INTERVIEW, given=True)
    session.answer(REPRISAL, "yes").saved.result()
    decide(workspace, session.interview.interview_id, ConsentItem.STORING, given=True)
    session.consent_changed()
    assert refused(lambda: session.answer(SAID, "сказано")) == "interview.consent_required"
    assert workspace.consent.gate(session.interview.interview_id, Act.ANSWER).authorisation is Authorisation.AWAITED


def test_a_guardian_who_says_no_may_say_yes_later(workspace: Workspace, session: Session) -> None:
    owner = session.interview.interview_id

    def guardian(given: bool) -> None:
        decide(workspace, owner, ConsentItem.INTERVIEW, given=given, role=ConsentRole.GUARDIAN)
        session.consent_changed()

    session.answer(SAID, "спершу").saved.result()
    guardian(given=False)
    assert refused(lambda: session.answer(SAID, "потім")) == "consent.guardian_denied"
    assert workspace.consent.gate(owner, Act.ANSWER).guardian is Authorisation.DENIED
    guardian(given=True)
    session.answer(SAID, "потім").saved.result()
    session.finalize(Disposition.PARTIAL)
    later = workspace.interviews.add_to(owner, passphrase=PASSPHRASE)
    assert workspace.consent.standing(later.interview.interview_id).guardian is Authorisation.GIVEN
    assert stored(workspace, later)[SAID] == "потім"
