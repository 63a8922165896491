"""What is asked of all interviews together: whether a person was asked before, and which referrals are due."""

from __future__ import annotations

from datetime import date

import pytest

from interviewtool.errors import KnownError
from interviewtool.interview import Session
from interviewtool.model import ConsentItem, ContentHash, Disposition, InterviewState, PersonCode, Reference, Tier
from interviewtool.pseudonym import Reason, Sought
from interviewtool.workspace import Workspace
from tests.workspaces import PASSPHRASE, ask_again, decide, give_consent, xform

# ruff: noqa: E501 - a table is as wide as it is
FORM = """
| survey | | | | | | | |
|---|---|---|---|---|---|---|---|
| | type | name | label::Українська (uk) | bind::interviewtool:preparation | bind::interviewtool:identity | bind::interviewtool:sensitive | bind::interviewtool:referral | calculation | bind::interviewtool:authorisation |
| | begin_group | before | Перед | yes | | | | | |
| | select_one yes_no | reprisal | Помста | | | | | | |
| | calculate | decides | | | | | | if(${reprisal} = 'yes', 'yes', 'no') | yes |
| | end_group | | | | | | | | |
| | begin_group | person | Людина | | | | | | |
| | text | name | Ім’я | | respondent | | | | |
| | integer | birth_year | Рік народження | | | | | | |
| | text | contact | Зв’язок | | contact | | | | |
| | text | son | Син | | affected_person | | | | |
| | text | victim | Хто загинув | | person | | | | |
| | end_group | | | | | | | | |
| | begin_group | hard | Важке | | | yes | | | |
| | text | told | Розкажіть | | | | | | |
| | begin_repeat | blow | Удар | | | | | | |
| | text | how | Як | | | | | | |
| | end_repeat | | | | | | | | |
| | end_group | | | | | | | | |
| | begin_repeat | need | Потреба | | | | | | |
| | select_one need | kind | Яка | | | | need | | |
| | text | whom | Кому | | | | to | | |
| | date | until | Коли | | | | due | | |
| | end_repeat | | | | | | | | |
| choices | | | |
| | list_name | name | label::Українська (uk) |
| | yes_no | yes | Так |
| | yes_no | no | Ні |
| | need | legal | Правнича |
| | need | medical | Лікарська |
| settings | | | | | |
| | form_id | form_title | version | default_language | namespaces |
| | over | Over | 1 | Українська (uk) | interviewtool="urn:interviewtool:xlsform:1" |
"""


def ref(path: str) -> Reference:
    return Reference(f"/data/{path}")


@pytest.fixture
def form(workspace: Workspace) -> ContentHash:
    return workspace.forms.add(xform(FORM))


@pytest.fixture
def mother(workspace: Workspace, form: ContentHash) -> Session:
    session = workspace.interviews.prepare(form, "uk")
    give_consent(workspace, session)
    session.answer_identity(ref("person/name"), "Олена Коваленко")
    session.answer(ref("person/birth_year"), "1971")
    session.answer_identity(ref("person/contact"), "вайбер +380 67 123 45 67")
    session.answer_identity(ref("person/son"), "Гнат Прикладний")
    return session


def test_a_person_asked_before_is_found_in_any_script(workspace: Workspace, form: ContentHash, mother: Session) -> None:
    mother.finalize(Disposition.COMPLETED)
    session = workspace.interviews.prepare(form, "uk")
    with pytest.raises(KnownError, match=r"vault\.wrong_passphrase"):
        workspace.interviews.look_for(session, Sought("Kovalenko Olena"), passphrase="no")
    assert not session.interview.looked_for
    (found,) = workspace.interviews.look_for(
        session, Sought("Kovalenko Elena", 1971, "067 1234567"), passphrase=PASSPHRASE
    )
    assert found.likeness.reasons == (Reason.NAME, Reason.PHONE, Reason.BIRTH_YEAR)
    assert [each.interview_id for each in found.spoke_in] == [mother.interview.interview_id]
    assert session.interview.looked_for
    (named,) = workspace.interviews.look_for(session, Sought("Гната Прикладного"), passphrase=PASSPHRASE)
    assert (named.spoke_in, len(named.named_in)) == ((), 1)
    assert workspace.interviews.look_for(session, Sought("Остап Зразковий"), passphrase=PASSPHRASE) == ()

    session.know_respondent(named.person_code, named.identities)
    give_consent(workspace, session)
    assert session.question(ref("person/name")).shown == "Гнат Прикладний"
    assert session.interview.respondent == named.person_code
    with pytest.raises(KnownError, match=r"interview\.not_in_preparation"):
        session.know_respondent(found.person_code, found.identities)


def test_a_person_is_typed_once_and_picked_again(mother: Session) -> None:
    son = next(person for person in mother.persons() if person.shown == "Гнат Прикладний")
    assert [person.shown for person in mother.persons()] == ["Олена Коваленко", "Гнат Прикладний"]
    mother.answer_identity_code(ref("person/victim"), son.code).saved.result()
    victim = mother.question(ref("person/victim"))
    assert (victim.shown, victim.picked) == ("Гнат Прикладний", True)
    mother.answer_identity(ref("person/son"), "Гнат Приклад")
    assert mother.question(ref("person/victim")).shown == "Гнат Приклад", "one person, one name"
    mother.answer_identity(ref("person/victim"), "Остап Зразковий")
    assert mother.question(ref("person/son")).shown == "Гнат Приклад", (
        "a new name where one only points is a new person"
    )
    assert len(mother.persons()) == 3
    with pytest.raises(KnownError, match=r"interview\.no_such_person"):
        mother.answer_identity_code(ref("person/victim"), PersonCode("P-0000-0000"))


def test_whom_an_earlier_interview_named_stays_at_hand(
    workspace: Workspace, form: ContentHash, mother: Session
) -> None:
    mother.finalize(Disposition.COMPLETED)
    again = workspace.interviews.another(mother.interview.interview_id, form, "uk", passphrase=PASSPHRASE)
    give_consent(workspace, again)
    son = next(person for person in again.persons() if person.shown == "Гнат Прикладний")
    again.answer_identity_code(ref("person/victim"), son.code)
    again.answer(ref("person/victim"), "").saved.result()
    assert son in again.persons()


def test_needs_are_followed_up_over_all_interviews(workspace: Workspace, mother: Session) -> None:
    for number, (kind, until) in enumerate((("legal", "2026-05-02"), ("medical", "2026-04-01")), 1):
        if number > 1:
            mother.add_repeat(ref("need"))
        mother.answer(ref(f"need[{number}]/kind"), kind)
        mother.answer(ref(f"need[{number}]/until"), until)
    mother.answer(ref("need[2]/whom"), "Лікарня")
    mother.finalize(Disposition.COMPLETED)
    first, second = workspace.interviews.referrals()
    assert (first.need, first.to, first.due, second.due) == ("Лікарська", "Лікарня", date(2026, 4, 1), date(2026, 5, 2))
    assert str(first.shown).startswith("«")
    workspace.interviews.note_referral(first, done=True)
    again, done = workspace.interviews.referrals()
    assert (again.need, again.done, done.need, done.done) == ("Правнича", False, "Лікарська", True)

    assert again.contact
    workspace.withdrawals.withdraw(mother.interview.interview_id, Tier.STOP)
    assert not any(each.contact for each in workspace.interviews.referrals())


def test_who_is_not_to_be_contacted_is_not_followed_up(workspace: Workspace, mother: Session) -> None:
    """The one who agreed comes first, though due later."""
    give_consent(workspace, mother, declined=(ConsentItem.RECONTACT,))
    mother.answer(ref("need[1]/kind"), "legal")
    mother.answer(ref("need[1]/until"), "2026-04-01")
    mother.finalize(Disposition.COMPLETED)
    other = workspace.interviews.prepare(mother.interview.form_hash, "uk")
    give_consent(workspace, other)
    other.answer(ref("need[1]/kind"), "medical")
    other.answer(ref("need[1]/until"), "2026-05-02")
    other.close()
    assert [(each.need, each.contact) for each in workspace.interviews.referrals()] == [
        ("Лікарська", True),
        ("Правнича", False),
    ]
    decide(workspace, mother.interview.interview_id, ConsentItem.RECONTACT, given=True)
    assert [each.need for each in workspace.interviews.referrals()] == ["Правнича", "Лікарська"]


def test_a_sensitive_module_opens_when_consent_is_asked_again(workspace: Workspace, mother: Session) -> None:
    hard = next(entry for entry in mother.outline() if entry.reference == ref("hard"))
    assert (hard.sensitive, hard.closed, hard.locked) == (True, True, False)
    for act in (lambda: mother.answer(ref("hard/told"), "…"), lambda: mother.add_repeat(ref("hard/blow"))):
        with pytest.raises(KnownError, match=r"interview\.sensitive_closed"):
            act()
    ask_again(workspace, mother)
    mother.answer(ref("hard/told"), "Того дня").saved.result()
    assert not any(entry.closed for entry in mother.outline())
    assert len(workspace.interviews.find("того").places) == 1
    give_consent(workspace, mother, declined=(ConsentItem.SENSITIVE,))
    assert workspace.interviews.find("того").places == (), "closed again, it is not told by a search either"


def test_a_sensitive_module_is_left_as_not_asked(mother: Session) -> None:
    mother.leave_sensitive(ref("hard"))
    left = [mother.question(ref(path)).view.missing for path in ("hard/told", "hard/blow[1]/how")]
    assert left == ["not_asked", "not_asked"]
    assert mother.first_open() not in (ref("hard/told"), ref("hard/blow[1]/how"))


def test_near_certain_reprisal_waits_for_a_supervisor(workspace: Workspace, form: ContentHash) -> None:
    session = workspace.interviews.prepare(form, "uk")
    session.answer(ref("before/reprisal"), "yes").saved.result()
    assert session.interview.needs_authorisation
    with pytest.raises(KnownError, match=r"consent\.authorisation_required"):
        give_consent(workspace, session)
    assert workspace.interviews.get(session.interview.interview_id).state is InterviewState.PREPARATION
    session.answer(ref("before/reprisal"), "no").saved.result()
    give_consent(workspace, session)


def test_breaks_and_place_outlive_a_lock(workspace: Workspace, mother: Session, clock) -> None:
    mother.course.pause().result()
    clock.advance(minutes=14)
    mother.course.stand_at(ref("person/son"))
    mother.close()
    again = workspace.interviews.open(mother.interview.interview_id)
    assert (again.interview.breaks, again.interview.break_seconds, again.course.on_break) == (1, 14 * 60, False)
    assert again.interview.place == ref("person/son")
    audit = workspace.vault.run(lambda transaction: transaction.audit.entries(mother.interview.interview_id))
    assert [entry.event for entry in audit if entry.event in ("break", "resume")] == ["break", "resume"]
