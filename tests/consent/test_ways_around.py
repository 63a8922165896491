"""What somebody would try who wants past the gates: a second session, a text of one's own, a hold on one version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from interviewtool.consent import Act, Decision, Purpose, opens_sensitive, parse
from interviewtool.interview import Session
from interviewtool.model import (
    ConsentItem,
    ConsentMethod,
    ContentHash,
    Disposition,
    InterviewState,
    Tier,
)
from interviewtool.workspace import Workspace
from tests.conftest import Clock
from tests.consent.hard_form import (
    BEATEN,
    BREAKS,
    BROUGHT_BY,
    MINUTES,
    MODE,
    REPRISAL,
    SAID,
    from_the_desk,
    refused,
    stored,
)
from tests.workspaces import PASSPHRASE, ask_again, decide, give_consent


def test_a_session_that_was_not_told_takes_nothing_sensitive(workspace: Workspace, session: Session) -> None:
    decide(workspace, session.interview.interview_id, ConsentItem.SENSITIVE, given=False)
    assert session.gates.sensitive, "it was not told"
    assert refused(session.answer(BEATEN, "палицею").saved.result) == "interview.sensitive_closed"
    assert refused(session.close) == "interview.sensitive_closed"
    other = workspace.interviews.open(session.interview.interview_id)
    assert refused(lambda: other.draft(BEATEN, "пали")) == "interview.sensitive_closed"
    assert stored(workspace, session).get(BEATEN, "") == ""
    other.leave_sensitive(BEATEN)  # that it was not asked may be noted all the same
    other.saving.result()


def test_a_yes_that_corrects_a_no_opens_nothing_before_the_moment_has_come(
    workspace: Workspace, form: ContentHash
) -> None:
    made = workspace.interviews.prepare(form, "uk")
    give_consent(workspace, made, declined=(ConsentItem.SENSITIVE,))
    for _slip in range(2):
        decide(workspace, made.interview.interview_id, ConsentItem.SENSITIVE, given=True)
        made.consent_changed()
        assert refused(lambda: made.answer(BEATEN, "палицею")) == "interview.sensitive_closed"
    ask_again(workspace, made, given=False)
    assert not made.gates.sensitive
    ask_again(workspace, made)
    made.answer(BEATEN, "палицею").saved.result()
    before = [replace(each, reached=None) for each in workspace.consent.history(made.interview.interview_id)]
    assert opens_sensitive(before), "two decisions, from before it was noted"
    assert not opens_sensitive(before[:16])


def test_a_second_session_changes_nothing_in_what_the_first_has_closed(workspace: Workspace, session: Session) -> None:
    owner = session.interview.interview_id
    second = workspace.interviews.open(owner)
    session.answer(SAID, "нас вивезли")
    second.course.looked_for().result()
    session.finalize(Disposition.COMPLETED)
    assert workspace.interviews.get(owner).looked_for, "what was noted beside it stays"
    assert refused(lambda: second.answer(SAID, "інше")) == "interview.open_elsewhere"
    assert refused(second.close) == "interview.closed"
    third = workspace.interviews.open(owner)
    assert third.read_only
    assert workspace.interviews.get(owner).state is InterviewState.FINALIZED
    assert stored(workspace, session)[SAID] == "нас вивезли"


def test_two_sessions_never_write_in_one_interview(workspace: Workspace, session: Session) -> None:
    owner = session.interview.interview_id
    second = workspace.interviews.open(owner)
    session.answer(SAID, "перше").saved.result()
    for act in (
        lambda: second.answer(SAID, "друге"),
        lambda: second.draft(SAID, "др"),
        lambda: second.answer(MODE, ""),
    ):
        assert refused(act) == "interview.open_elsewhere"
    session.close()
    assert refused(lambda: second.finalize(Disposition.PARTIAL)) == "interview.open_elsewhere", (
        "it knows the old answer"
    )
    third = workspace.interviews.open(owner)
    assert third.question(SAID).view.value == "перше"
    session.answer(MODE, "наживо").saved.result()  # left, and gone on with: nobody else has written
    assert refused(lambda: third.answer(SAID, "третє")) == "interview.open_elsewhere"
    session.close()
    fourth = workspace.interviews.open(owner)
    fourth.answer(SAID, "четверте").saved.result()
    assert refused(lambda: session.answer(SAID, "перше")) == "interview.open_elsewhere"
    assert stored(workspace, session)[SAID] == "четверте"


def test_a_second_session_does_not_lift_what_the_first_has_found(workspace: Workspace, form: ContentHash) -> None:
    first = workspace.interviews.prepare(form, "uk")
    second = workspace.interviews.open(first.interview.interview_id)
    first.answer(REPRISAL, "yes").saved.result()
    second.course.looked_for().result()
    second.close()
    assert workspace.interviews.get(first.interview.interview_id).looked_for
    assert refused(lambda: decide(workspace, first.interview.interview_id, ConsentItem.INTERVIEW, given=True)) == (
        "consent.authorisation_required"
    )


def test_no_name_comes_in_once_who_it_was_is_erased(workspace: Workspace, form: ContentHash) -> None:
    session = workspace.interviews.prepare(form, "uk")
    session.saving.result()
    workspace.withdrawals.withdraw(session.interview.interview_id, Tier.ERASE_IDENTITY)
    session.consent_changed()
    named = refused(session.answer_identity(BROUGHT_BY, "Марта Зразкова").saved.result)
    assert named == "consent.withdrawn"
    with workspace.vault.identities(PASSPHRASE) as register:
        assert register.all() == ()


def test_consent_is_recorded_on_a_text_that_can_be_shown_again(workspace: Workspace, session: Session) -> None:
    ours = workspace.consent.current("uk")
    invented = parse(ours.content.replace("запис".encode(), "напис".encode()))
    assert invented.hash != ours.hash
    decided = refused(
        lambda: workspace.consent.decide(
            session.interview.interview_id, Decision(ConsentItem.AUDIO, True, ConsentMethod.SPOKEN, invented)
        )
    )
    assert decided == "consent.text_unknown"


def test_a_hold_and_a_review_are_of_every_version(workspace: Workspace, session: Session, clock: Clock) -> None:
    session.finalize(Disposition.COMPLETED)
    first = session.interview.interview_id
    later = workspace.interviews.add_to(first, passphrase=PASSPHRASE)
    second = later.interview.interview_id
    retention = workspace.retention
    retention.hold(first, "запит суду")
    assert workspace.withdrawals.preview(second, Tier.ERASE_ALL).held
    workspace.withdrawals.withdraw(first, Tier.NO_SHARING)
    (kept,) = retention.all()
    assert (kept.interview.interview_id, kept.retention.hold, kept.due) == (second, "запит суду", False)
    retention.review_on(second, clock().date() + timedelta(days=3))
    retention.lift(second)
    assert retention.get(first).retention.hold is None
    clock.advance(days=3)
    assert [each.interview.interview_id for each in retention.due()] == [second]


def test_a_hold_keeps_a_preparation_too(workspace: Workspace, form: ContentHash) -> None:
    owner = workspace.interviews.prepare(form, "uk").interview.interview_id
    workspace.retention.hold(owner, "запит суду")
    assert refused(lambda: workspace.interviews.refuse(owner)) == "consent.held"
    workspace.retention.lift(owner)
    workspace.interviews.refuse(owner)


def test_a_hold_that_is_lifted_lets_go_at_once_what_was_withdrawn(workspace: Workspace, session: Session) -> None:
    owner = session.interview.interview_id
    workspace.retention.hold(owner, "запит суду")
    session.close()
    workspace.vault.run(lambda transaction: transaction.events.append(from_the_desk(owner, Tier.ERASE_ALL)))
    workspace.withdrawals.carry_out()
    (kept,) = workspace.retention.due()
    assert kept.withdrawn
    assert not workspace.consent.gate(owner, Act.ANSWER).open
    assert not workspace.consent.is_open(owner)
    assert workspace.withdrawals.done() == ()
    workspace.retention.lift(owner)
    assert refused(lambda: workspace.interviews.get(owner)) == "vault.no_such_interview"
    assert [done.preview.tier for done in workspace.withdrawals.done()] == [Tier.ERASE_ALL]


def test_the_gate_closes_with_the_tombstone_itself(
    workspace: Workspace, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is killed before what it says is carried out stores no answer any more either."""
    monkeypatch.setattr(workspace.withdrawals, "carry_out", lambda: False)
    workspace.withdrawals.withdraw(session.interview.interview_id, Tier.STOP)
    assert not workspace.consent.is_open(session.interview.interview_id)


def test_after_a_withdrawal_nothing_is_decided_any_more(workspace: Workspace, session: Session) -> None:
    owner = session.interview.interview_id
    workspace.withdrawals.withdraw(owner, Tier.STOP)
    for given in (True, False):
        assert refused(lambda given=given: decide(workspace, owner, ConsentItem.INTERVIEW, given=given)) == (
            "consent.withdrawn"
        )


def test_a_no_in_the_last_version_closes_the_ones_before(workspace: Workspace, session: Session) -> None:
    session.answer(SAID, "нас вивезли")
    session.finalize(Disposition.COMPLETED)
    first = session.interview.interview_id
    later = workspace.interviews.add_to(first, passphrase=PASSPHRASE)
    decide(workspace, later.interview.interview_id, ConsentItem.INTERVIEW, given=False)
    assert not workspace.consent.is_open(first)


def test_a_clock_set_back_hides_nothing_that_is_due(workspace: Workspace, session: Session, clock: Clock) -> None:
    retention = workspace.retention
    retention.review_on(session.interview.interview_id, clock().date())
    assert retention.clock_is_behind() is None
    right = clock()
    clock.set(right - timedelta(days=4000))
    assert retention.due()
    assert retention.clock_is_behind() == right.date()
    clock.set(right + timedelta(days=4000))  # ahead: the list is long, and nothing is lost
    assert retention.due()
    assert workspace.interviews.get(session.interview.interview_id)


def test_a_version_begun_by_mistake_is_dropped(workspace: Workspace, session: Session, clock: Clock) -> None:
    session.answer(SAID, "нас вивезли")
    session.finalize(Disposition.COMPLETED)
    first = session.interview.interview_id
    later = workspace.interviews.add_to(first, passphrase=PASSPHRASE)
    mistaken = later.interview.interview_id
    later.course.pause()
    clock.advance(minutes=3)
    later.resume()
    later.close()
    workspace.interviews.open(mistaken).close()
    assert workspace.interviews.is_unchanged(mistaken)
    assert refused(lambda: workspace.interviews.drop_version(first)) == "interview.version_changed"
    assert workspace.interviews.drop_version(mistaken) == first
    assert [each.interview.interview_id for each in workspace.interviews.list()] == [first]
    log = workspace.vault.run(lambda transaction: transaction.audit.entries(first))
    assert (log[-1].event, log[-1].details) == ("version dropped", {"version": mistaken})
    assert workspace.vault.verify(lambda _: None).findings == ()

    again = workspace.interviews.add_to(first, passphrase=PASSPHRASE)
    again.draft(SAID, "нас вив").result()
    assert refused(lambda: workspace.interviews.drop_version(again.interview.interview_id)) == (
        "interview.version_changed"
    )


def test_breaks_are_entered_where_the_preparation_asks(workspace: Workspace, session: Session, clock: Clock) -> None:
    def rest(minutes: int) -> tuple[str, str]:
        session.course.pause()
        clock.advance(minutes=minutes)
        session.resume()
        return tuple(session.question(each).view.value for each in (BREAKS, MINUTES))  # type: ignore[return-value]

    assert rest(10) == ("1", "10")
    assert rest(5) == ("2", "15")
    session.answer(BREAKS, "4")  # two more, with the machine shut
    assert rest(5) == ("4", "20")


def test_what_was_said_before_a_stop_goes_its_way(workspace: Workspace, session: Session) -> None:
    session.answer_identity(BROUGHT_BY, "Марта Зразкова")
    session.answer(SAID, "Марта Зразкова бачила")
    session.draft(SAID, "Марта Зразкова бачила, як").result()
    session.course.pause().result()
    owner = session.interview.interview_id
    assert workspace.withdrawals.preview(owner, Tier.NO_PUBLICATION).in_progress
    workspace.withdrawals.withdraw(owner, Tier.NO_PUBLICATION)
    closed = workspace.interviews.get(owner)
    assert (closed.state, closed.disposition) == (InterviewState.FINALIZED, Disposition.PARTIAL)
    assert [each.reference for each in closed.mentions] == [SAID], "an export lays a pseudonym over the name"
    read = workspace.interviews.open(owner)
    assert (read.question(SAID).view.value, read.drafts) == ("Марта Зразкова бачила", {})
    assert not read.course.on_break
    assert workspace.consent.gate(owner, Purpose.ARCHIVE).open
    assert not workspace.consent.gate(owner, Purpose.PUBLICATION).open
    assert refused(session.answer(SAID, "більше").saved.result) == "interview.closed"
    assert refused(lambda: workspace.interviews.add_to(owner, passphrase=PASSPHRASE)) == "consent.withdrawn"
    workspace.withdrawals.withdraw(owner, Tier.ERASE_IDENTITY)
    assert not workspace.withdrawals.preview(owner, Tier.ERASE_ALL).in_progress
    assert workspace.vault.verify(lambda _: None).findings == ()
