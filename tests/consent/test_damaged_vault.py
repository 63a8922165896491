"""What comes out of a damaged vault: not a word of testimony is lost with a consent that was, and no lost no gives it
away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from interviewtool.consent import Act, Authorisation, ConsentText, Decision, Purpose
from interviewtool.errors import KnownError
from interviewtool.export.own_word import not_to_be_named
from interviewtool.interview import Session
from interviewtool.model import (
    ConsentItem,
    ConsentMethod,
    ConsentRole,
    ContentHash,
    Disposition,
    InterviewId,
    InterviewState,
    Naming,
    Reference,
    Tier,
)
from interviewtool.vault.restore import restore
from interviewtool.vault.salvage import NewVault, salvage
from interviewtool.workspace import Workspace
from tests.conftest import Clock
from tests.consent.test_erasing_who_it_was import FORM, MOTHER, NAME, SON, STORY, TARAS
from tests.vault.damage import last_page
from tests.workspaces import CHEAP, CHEAP_LIMITS, GUARDED_FORM, PASSPHRASE, copied, give_consent, unlock, xform

NEW = "шість інших слів на новому папері"


@contextmanager
def old_vault(team_folder: Path, folder: Path, clock: Clock, text: str) -> Iterator[tuple[Workspace, ContentHash]]:
    """The vault of a member before it was damaged, and a form in it."""
    with copied(team_folder / "member", folder / "old", clock) as member:
        yield member, member.forms.add(xform(text))


def begun(workspace: Workspace, form: ContentHash) -> Session:
    session = workspace.interviews.prepare(form, "uk")
    give_consent(workspace, session, naming=Naming.NAMED)
    session.answer_identity(NAME, MOTHER)
    session.answer_identity(SON, TARAS)
    session.answer(STORY, f"{TARAS} мовчав.").saved.result()
    return session


def decider(workspace: Workspace, owner: InterviewId) -> Callable[..., object]:
    text = workspace.consent.current("uk")

    def decide(item: ConsentItem, given: bool, text: ConsentText = text, **more: object) -> object:
        return workspace.consent.decide(owner, Decision(item, given, ConsentMethod.PAPER, text, **more))  # type: ignore[arg-type]

    return decide


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as refused:
        act()
    return refused.value.code


def test_a_lost_no_gives_nothing_away_until_somebody_decides_anew(
    team_folder: Path, tmp_path: Path, clock: Clock
) -> None:
    with old_vault(team_folder, tmp_path, clock, FORM) as (member, form):
        closed, going_on, spared = (begun(member, form) for _ in range(3))
        closed.finalize(Disposition.PARTIAL)
        spared.finalize(Disposition.PARTIAL)
        owner, other = closed.interview.interview_id, going_on.interview.interview_id
        rows = {each: member.vault.run(lambda t, each=each: t.answers.all(each)) for each in (owner, other)}
        decider(member, other)(ConsentItem.INTERVIEW, True, role=ConsentRole.GUARDIAN)
        going_on.close()
        for _hesitation in range(8):  # so that her last word stands on a page of its own
            decider(member, owner)(ConsentItem.AUTHORITIES, True)
        decider(member, owner)(ConsentItem.QUOTATION, False, naming=Naming.NONE)
        decider(member, owner)(ConsentItem.AUTHORITIES, False)
        decider(member, other)(ConsentItem.STORING, False)
        destroy = last_page(member.vault, tmp_path / "old", "consent")
        member.lock()
    destroy()
    new = NewVault(tmp_path / "new", NEW, clock, CHEAP, CHEAP_LIMITS)
    _code, moved = salvage(tmp_path / "old", PASSPHRASE, new, progress=float)
    assert set(moved.doubted) == {owner, other}

    member = unlock(tmp_path / "new", clock, NEW)
    assert {each.interview.interview_id for each in member.retention.due()} == {owner, other}
    persons = [member.interviews.get(owner).respondent]
    with member.vault.identities(NEW):
        pass

    def summary(each: InterviewId, purpose: Purpose = Purpose.AUTHORITIES) -> bytes:
        return member.export.summary(each, "uk", purpose=purpose, recipient="Слідча", passphrase=NEW)

    for purpose in Purpose:
        assert code_of(lambda purpose=purpose: summary(owner, purpose)) == "consent.in_doubt"
    assert code_of(lambda: member.export.bundle([owner])) == "consent.in_doubt"
    assert code_of(lambda: member.interviews.add_to(owner, passphrase=NEW)) == "consent.in_doubt"
    assert summary(spared.interview.interview_id)
    spareds = spared.interview.interview_id
    assert member.vault.run(lambda t: not_to_be_named(t, spareds, persons)) == set(persons)
    for each, said in rows.items():
        assert member.vault.run(lambda t, each=each: t.answers.all(each)) == said

    decide = decider(member, owner)
    decide(ConsentItem.INTERVIEW, True)
    decide(ConsentItem.STORING, True)
    assert code_of(lambda: summary(owner)) == "consent.in_doubt"  # C12 was not decided anew
    assert summary(owner, Purpose.ARCHIVE)
    decide(ConsentItem.AUTHORITIES, True)
    assert summary(owner)

    session = member.interviews.open(other)
    assert session.interview.state is InterviewState.IN_PROGRESS and not session.gates.answers
    assert code_of(lambda: session.answer(STORY, "далі")) == "consent.guardian_required"
    decide = decider(member, other)
    decide(ConsentItem.INTERVIEW, True)
    decide(ConsentItem.STORING, True)
    assert member.consent.standing(other).guardian is Authorisation.AWAITED, "a no of theirs may be lost as well"
    decide(ConsentItem.INTERVIEW, True, role=ConsentRole.GUARDIAN)
    session.consent_changed()
    session.answer(STORY, f"{TARAS} мовчав. Далі.").saved.result()
    member.vault.close()


AGE, MODE = Reference("/data/person/age"), Reference("/data/before/mode")
MINOR, REPRISAL = Reference("/data/before/minor"), Reference("/data/before/reprisal")


def salvaged_without(member: Workspace, tmp_path: Path, lost: dict[str, set[InterviewId]], clock: Clock) -> Workspace:
    """The vault salvaged after rows of some tables were lost, by the interviews they belonged to."""
    for table, owners in lost.items():
        for owner in owners:
            delete = partial(member.vault._store.execute, f"DELETE FROM {table} WHERE owner = ?", (owner,))
            member.vault.run(lambda _, delete=delete: delete())
    member.lock()
    new = NewVault(tmp_path / "new", NEW, clock, CHEAP, CHEAP_LIMITS)
    _code, moved = salvage(tmp_path / "old", PASSPHRASE, new, progress=float)
    assert set(moved.presumed) == lost.get("interviews", set()) and not moved.doubted
    return unlock(tmp_path / "new", clock, NEW)


def test_what_may_have_been_practice_neither_leaves_nor_counts_until_a_person_says(
    team_folder: Path, tmp_path: Path, clock: Clock
) -> None:
    with old_vault(team_folder, tmp_path, clock, FORM) as (old, form):
        owners = []
        for practice in (True, False, False):
            session = old.interviews.prepare(form, "uk", practice=practice)
            give_consent(old, session)
            session.answer(STORY, "Сказане.").saved.result()
            session.finalize(Disposition.PARTIAL)
            owners.append(session.interview.interview_id)
        learnt, told, spared = owners
        member = salvaged_without(old, tmp_path, {"interviews": {learnt, told}}, clock)
    assert {each.interview.interview_id for each in member.retention.due()} == {learnt, told}
    assert [each.interview.practice_presumed for each in map(member.retention.get, owners)] == [True, True, False]
    for each in (learnt, told):
        session = member.interviews.open(each)
        session.finalize(Disposition.PARTIAL)
        assert code_of(lambda each=each: member.export.bundle([each])) == "interview.practice_presumed"
        assert code_of(lambda each=each: member.interviews.another(each, form, "uk", passphrase=NEW)) == (
            "interview.practice_presumed"
        )
    later = member.interviews.add_to(told, passphrase=NEW).interview.interview_id
    for each, practice in ((learnt, True), (later, False), (spared, True)):
        member.interviews.settle_practice(each, practice=practice)
    assert not member.retention.due()
    assert code_of(lambda: member.export.bundle([learnt])) == "export.practice"
    assert member.export.bundle([told, spared]), "what is known is not said anew"
    member.vault.close()


def test_who_has_to_decide_is_not_lost_with_the_record_or_the_preparation(
    team_folder: Path, tmp_path: Path, clock: Clock
) -> None:
    with old_vault(team_folder, tmp_path, clock, GUARDED_FORM) as (old, form):

        def asked(minor: str, reprisal: str, *, consent: bool = True) -> InterviewId:
            session = old.interviews.prepare(form, "uk")
            session.answer(MINOR, minor)
            session.answer(REPRISAL, reprisal).saved.result()
            if consent:
                give_consent(old, session)
            session.close()
            return session.interview.interview_id

        plain, child, unprepared = asked("no", "no"), asked("yes", "no"), asked("no", "no")
        risk, childs = asked("no", "yes", consent=False), asked("yes", "no")
        lost = {"interviews": {plain, child, unprepared, risk}, "preparation": {unprepared, childs}}
        member = salvaged_without(old, tmp_path, lost, clock)

    def may_answer(each: InterviewId) -> bool:
        return member.consent.gate(each, Act.ANSWER).open

    assert not any(map(may_answer, (plain, child, unprepared, risk, childs)))
    opened = {each: member.interviews.open(each) for each in (plain, child, unprepared, risk, childs)}
    for session in opened.values():
        session.saving.result()
    assert [may_answer(each) for each in opened] == [True, False, False, False, False]
    opened[plain].answer(AGE, "40").saved.result()
    assert code_of(lambda: opened[child].answer(AGE, "17")) == "consent.guardian_required"
    assert member.consent.standing(risk).authorisation is Authorisation.AWAITED
    for each in (unprepared, childs):
        opened[each].answer(MODE, "зустріч").saved.result()
        assert code_of(lambda each=each: opened[each].answer(AGE, "17")) == "consent.guardian_required"
        opened[each].answer(MINOR, "no").saved.result()
    assert [may_answer(each) for each in (unprepared, childs)] == [False, True]
    opened[unprepared].answer(REPRISAL, "no").saved.result()
    opened[unprepared].answer(AGE, "40").saved.result()
    member.vault.close()


def test_a_legal_hold_is_not_lost_with_its_row(team_folder: Path, tmp_path: Path, clock: Clock) -> None:
    with old_vault(team_folder, tmp_path, clock, FORM) as (old, form):
        held, lifted = (begun(old, form).interview.interview_id for _ in range(2))
        for each in (held, lifted):
            old.retention.hold(each, "запит суду")
        old.retention.lift(lifted)
        member = salvaged_without(old, tmp_path, {"retention": {held, lifted}}, clock)
    assert [each.interview.interview_id for each in member.retention.due()] == [held]
    for each in (held, lifted):
        member.withdrawals.withdraw(each, Tier.ERASE_ALL)
    assert [each.interview.interview_id for each in member.interviews.list()] == [held]
    member.retention.lift(held)
    assert member.interviews.list() == ()
    member.vault.close()


def test_a_restored_backup_hears_from_the_vault_beside_it_what_was_withdrawn(
    team_folder: Path, tmp_path: Path, clock: Clock
) -> None:
    with old_vault(team_folder, tmp_path, clock, FORM) as (old, form):
        owners = []
        for _number in range(3):
            session = begun(old, form)
            session.finalize(Disposition.PARTIAL)
            owners.append(session.interview.interview_id)
        old.withdrawals.withdraw(owners[2], Tier.STOP)
        old.team.events()  # signs it
        old.vault.backup(tmp_path / "stick", float)
        for owner, tier in zip(owners, (Tier.ERASE_IDENTITY, Tier.NO_SHARING, Tier.NO_PUBLICATION), strict=True):
            old.withdrawals.withdraw(owner, tier)
        old.team.events()
        old.lock()
    new = NewVault(tmp_path / "new", NEW, clock, CHEAP, CHEAP_LIMITS)
    restore(tmp_path / "stick", PASSPHRASE, new, progress=float, erased_in={tmp_path / "old": PASSPHRASE})
    member = unlock(tmp_path / "new", clock, NEW)
    assert [member.withdrawals.tier(each) for each in owners] == [
        Tier.ERASE_IDENTITY,
        Tier.NO_SHARING,
        Tier.NO_PUBLICATION,
    ]
    with member.vault.identities(NEW) as register:
        assert {each.interview_id for each in register.all()} == {*owners[1:]}
    with copied(team_folder / "desk", tmp_path / "desk", clock) as desk:
        told = desk.team.take_events(member.team.events()).new
    assert [each.payload["tier"] for each in told] == ["stop", "erase_identity", "no_sharing", "no_publication"]
    member.vault.close()
