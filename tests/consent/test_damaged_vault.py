"""What comes out of a damaged vault: not a word of testimony is lost with a consent that was, and no lost no gives it
away.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from interviewtool.consent import Authorisation, ConsentText, Purpose
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
)
from interviewtool.vault.salvage import NewVault, salvage
from interviewtool.workspace import Workspace
from interviewtool.xforms import convert
from tests.conftest import Clock
from tests.consent.test_erasing_who_it_was import FORM, MOTHER, NAME, SON, STORY, TARAS
from tests.vault.damage import last_page
from tests.workspaces import CHEAP, CHEAP_LIMITS, PASSPHRASE, copied, give_consent, unlock

NEW = "шість інших слів на новому папері"


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
        return workspace.consent.decide(owner, item, given, method=ConsentMethod.PAPER, text=text, **more)  # type: ignore[arg-type]

    return decide


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as refused:
        act()
    return refused.value.code


def test_a_lost_no_gives_nothing_away_until_somebody_decides_anew(
    team_folder: Path, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "kin.md").write_text(FORM, encoding="utf-8")
    with copied(team_folder / "member", tmp_path / "old", clock) as member:
        form = member.forms.add(convert(tmp_path / "kin.md"))
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
