"""What leaves: finalized interviews alone, persons as consent allows; the supervisor reads what the interviewer saw."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from interviewtool.bundle import inspect_bundle, open_bundle
from interviewtool.cli.files import written
from interviewtool.consent import Purpose
from interviewtool.errors import KnownError
from interviewtool.export import Keep
from interviewtool.export.given import given_heads
from interviewtool.interview import EntryKind, Pages
from interviewtool.model import (
    ConsentItem,
    ConsentRole,
    ContentHash,
    Disposition,
    InterviewId,
    MissingReason,
    Naming,
    Reference,
    Tier,
)
from interviewtool.review.sentences import without_consent
from interviewtool.team import Role, signers
from interviewtool.workspace import Workspace
from tests.workspaces import PASSPHRASE, copied, create, decide, give_consent

AGE = Reference("/data/person/age")
STORY = Reference("/data/person/story")
NAME = Reference("/data/person/name")


def conduct(
    workspace: Workspace, form: ContentHash, *, naming: Naming = Naming.PSEUDONYM, finalize: bool = True
) -> InterviewId:
    session = workspace.interviews.prepare(form, "uk")
    session.answer(Reference("/data/before/mode"), "наживо")
    give_consent(workspace, session, naming=naming)
    session.answer_identity(NAME, "Остап Зразковий")
    session.answer(STORY, "Мене, Остапа Зразкового, тримали в підвалі.\nПотім повезли далі.")
    session.mark_missing(AGE, MissingReason.REFUSED)
    session.answer(Reference("/data/place[1]/place_name"), "підвал")
    session.add_repeat(Reference("/data/place"))
    session.answer(Reference("/data/place[2]/place_name"), "колонія")
    session.answer(Reference("/data/after/where"), "колонія")
    if finalize:
        session.finalize(Disposition.COMPLETED)
    else:
        session.close()
    return session.interview.interview_id


def text_of(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "read.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def supervisor(team_folder: Path, tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    with copied(team_folder / "desk", tmp_path / "supervisor", clock) as supervisor:
        yield supervisor


@pytest.fixture
def workspace(team_folder: Path, tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    """A member of the supervisor's team."""
    with copied(team_folder / "member", tmp_path / "vault", clock) as workspace:
        yield workspace


@pytest.fixture
def member(workspace: Workspace) -> Workspace:
    return workspace


def shown(pages: Pages) -> dict[str, str]:
    return {
        question.view.reference: question.shown or str(question.view.missing or "")
        for entry in pages.outline()
        if entry.kind is EntryKind.PAGE
        for question in pages.page(entry.reference).questions
    }


def test_the_supervisor_reads_what_the_interviewer_wrote(
    member: Workspace, supervisor: Workspace, small_form: ContentHash
) -> None:
    interview_id = conduct(member, small_form)
    received = supervisor.review.open(member.export.bundle([interview_id]))
    assert (received.verdict.signer, received.verdict.has_identities) == ("int-01", False)
    (interview,) = received.interviews
    assert shown(interview.pages("uk")) == shown(member.interviews.open(interview_id))
    assert interview.summary_verdict.sound
    assert interview.consent[ConsentItem.INTERVIEW].given
    events = [entry["event"] for entry in interview.audit]
    assert events.index("consent") < events.index("form finalize")


def test_identities_travel_apart_and_only_with_the_passphrase(
    member: Workspace, supervisor: Workspace, small_form: ContentHash
) -> None:
    interview_id = conduct(member, small_form, naming=Naming.NAMED)
    with pytest.raises(KnownError) as refused:
        member.export.bundle([interview_id], passphrase="wrong")
    assert refused.value.code == "vault.wrong_passphrase"
    received = supervisor.review.open(member.export.bundle([interview_id], passphrase=PASSPHRASE))
    assert received.verdict.identities_open
    (interview,) = received.interviews
    assert shown(interview.pages("uk"))[NAME] == "Остап Зразковий"


def test_the_desk_says_what_came_without_consent(
    member: Workspace, supervisor: Workspace, small_form: ContentHash
) -> None:
    """As from a program that asks for none."""
    (received,) = supervisor.review.open(member.export.bundle([conduct(member, small_form)])).interviews
    assert without_consent(received) == ""
    records = tuple(each for each in received.record.consent if each.item is not ConsentItem.STORING)
    for record, said in (
        (replace(received.record, consent=records), "“yes” to C9"),
        (replace(received.record, interview=replace(received.interview, needs_guardian=True)), "no guardian"),
    ):
        assert said in without_consent(replace(received, record=record))


def test_a_summary_names_nobody_who_did_not_wish_it(member: Workspace, small_form: ContentHash, tmp_path: Path) -> None:
    interview_id = conduct(member, small_form)
    text = text_of(member.export.summary(interview_id, "uk", passphrase=PASSPHRASE), tmp_path)
    assert "Остап" not in text
    assert "Зразков" not in text
    pseudonym = str(member.interviews.list()[0].shown)
    assert " ".join(text.split()).count(pseudonym) >= 2, "in the title block and in the narrative"
    assert "Потім повезли далі." in text
    assert "колонія" in text
    assert "Назва" in text, "the heading of a row is the question's label"
    assert "/data/" not in text


def test_a_summary_names_who_wished_it_when_the_register_is_open(
    member: Workspace, small_form: ContentHash, tmp_path: Path
) -> None:
    interview_id = conduct(member, small_form, naming=Naming.NAMED)
    assert "Остап" not in text_of(member.export.summary(interview_id, "ru"), tmp_path)
    assert "Остап Зразковий" in text_of(member.export.summary(interview_id, "ru", passphrase=PASSPHRASE), tmp_path)


def test_a_summary_says_what_it_was_made_for_and_what_was_withdrawn_since(
    member: Workspace, small_form: ContentHash, tmp_path: Path
) -> None:
    interview_id = conduct(member, small_form)
    for role, given in ((ConsentRole.GUARDIAN, False), (ConsentRole.GUARDIAN, True), (ConsentRole.INTERPRETER, True)):
        decide(member, interview_id, ConsentItem.INTERVIEW, given=given, role=role)
    member.withdrawals.withdraw(interview_id, Tier.NO_PUBLICATION)
    pdf = member.export.summary(interview_id, "uk", purpose=Purpose.AUTHORITIES, recipient="Слідча")
    said = " ".join(text_of(pdf, tmp_path).split())
    assert "МКЧХ або національна прокуратура" in said
    assert "Не публікувати" in said
    assert said.count("Законний представник ✓ так усно") == said.count("Законний представник") == 1, "the last word"
    assert "Перекладач ✓ так усно" in said


def test_an_unfinished_interview_does_not_leave(member: Workspace, small_form: ContentHash) -> None:
    interview_id = conduct(member, small_form, finalize=False)
    for act in (lambda: member.export.summary(interview_id, "uk"), lambda: member.export.bundle([interview_id])):
        with pytest.raises(KnownError) as refused:
            act()
        assert refused.value.code == "export.not_finalized"


def test_what_a_branch_hides_does_not_leave(
    member: Workspace, supervisor: Workspace, small_form: ContentHash, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    interview_id = conduct(member, small_form, finalize=False)
    session = member.interviews.open(interview_id)
    session.answer(AGE, "40")
    session.answer(Reference("/data/person/adult"), "canary-of-a-branch")
    session.answer(AGE, "12")
    session.finalize(Disposition.COMPLETED)
    data, team = member.export.bundle([interview_id]), member.team.current()
    assert team is not None
    opened = open_bundle(
        data,
        (supervisor.team.keys().age_identity.secret,),
        signers(team),
        received=clock(),
    )
    assert not [name for name, content in opened.files.items() if b"canary-of-a-branch" in content]
    assert "canary" not in text_of(member.export.summary(interview_id, "uk"), tmp_path)


def test_cancelling_a_bundle_leaves_no_trace(member: Workspace, small_form: ContentHash) -> None:
    interview_id = conduct(member, small_form)

    class CancelledError(Exception):
        pass

    def cancel(share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        member.export.bundle([interview_id], progress=cancel)
    entries = member.vault.run(lambda transaction: transaction.audit.entries(interview_id))
    assert "export" not in {entry.event for entry in entries}


def test_roles(member: Workspace, supervisor: Workspace) -> None:
    assert (member.team.role(), supervisor.team.role()) == (Role.INTERVIEWER, Role.SUPERVISOR)
    with pytest.raises(KnownError) as refused:
        member.team.hand_out()
    assert refused.value.code == "team.not_supervisor"
    with pytest.raises(KnownError) as twice:
        member.team.create_interviewer("int-02")
    assert twice.value.code == "team.has_keys"


def test_a_code_belongs_to_one_member(
    member: Workspace, supervisor: Workspace, tmp_path: Path, clock: Callable[[], datetime], form_cache: Path
) -> None:
    other, _recovery_code = create(tmp_path / "other", clock, form_cache)
    card = other.team.create_interviewer("int-01")
    other.vault.close()
    with pytest.raises(KnownError) as refused:
        supervisor.team.take_card(card.to_bytes())
    assert refused.value.code == "team.code_taken"
    assert supervisor.team.take_card(member.team.own_card().to_bytes()) == member.team.own_card()
    supervisor.team.hand_out()


def test_an_older_team_file_is_refused(member: Workspace, supervisor: Workspace) -> None:
    older, newer = supervisor.team.hand_out(), supervisor.team.hand_out()
    member.team.accept(newer)
    with pytest.raises(KnownError) as refused:
        member.team.accept(older)
    assert refused.value.code == "team.older_version"


def test_a_long_text_of_one_of_several_stands_beneath_their_table(
    member: Workspace, small_form: ContentHash, tmp_path: Path
) -> None:
    session = member.interviews.open(conduct(member, small_form, finalize=False))
    session.answer(Reference("/data/place[2]/place_name"), "колонія за річкою " * 10)
    session.finalize(Disposition.COMPLETED)
    text = " ".join(text_of(member.export.summary(session.interview.interview_id, "uk"), tmp_path).split())
    assert text.index("підвал") < text.index("за річкою")
    assert text.count("за річкою") == 2 * 10, "and where the place is chosen"


def test_a_name_in_a_place_does_not_leave_where_the_place_is_chosen(
    member: Workspace, small_form: ContentHash, tmp_path: Path
) -> None:
    session = member.interviews.open(conduct(member, small_form, finalize=False))
    session.answer(Reference("/data/place[1]/place_name"), "підвал Остапа Зразкового")
    session.answer(Reference("/data/after/where"), "підвал Остапа Зразкового")
    session.answer(STORY, "Мій код P-7KQ4-M2XP; мене, Остапа, били.")
    session.finalize(Disposition.COMPLETED)
    text = text_of(member.export.summary(session.interview.interview_id, "uk"), tmp_path)
    assert "Остап" not in text
    whole = " ".join(text.split())
    assert f"мене, {member.interviews.list()[0].shown}, били." in whole
    assert whole.count("підвал «") == 2


def test_nothing_leaves_after_consent_was_taken_back(member: Workspace, small_form: ContentHash) -> None:
    interview_id = conduct(member, small_form)
    decide(member, interview_id, ConsentItem.STORING, given=False)
    with pytest.raises(KnownError) as refused:
        member.export.bundle([interview_id])
    assert refused.value.code == "consent.not_given"


def test_what_is_withdrawn_while_a_bundle_is_made_does_not_leave(member: Workspace, small_form: ContentHash) -> None:
    interview_id = conduct(member, small_form)

    def withdraw(share: float) -> None:
        if share > 0:  # it was looked at already
            member.withdrawals.withdraw(interview_id, Tier.NO_SHARING)

    with pytest.raises(KnownError, match=r"consent\.withdrawn"):
        member.export.bundle([interview_id], progress=withdraw)
    assert member.withdrawals.sent(interview_id) == ()


def given_away(workspace: Workspace, interview_id: InterviewId) -> tuple[int, int]:
    """How often the interview is said to have left, and how many bundles the next one will say came before it."""
    heads = workspace.vault.run(given_heads)
    return len(workspace.withdrawals.sent(interview_id)), len(heads)


@contextmanager
def full_while_written(path: Path, content: bytes) -> Iterator[None]:
    """A disk that is full until it is tried again."""
    import resource  # not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with written(path, content, force=False):
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(os.name == "nt", reason="a limit of POSIX")
def test_what_could_not_be_written_has_not_left(member: Workspace, small_form: ContentHash, tmp_path: Path) -> None:
    interview_id = conduct(member, small_form)
    shelf = tmp_path / "stick"
    shelf.mkdir()

    def write(keep: Keep) -> str:
        with pytest.raises(KnownError) as refused:
            member.export.bundle([interview_id], keep=keep)
        with pytest.raises(KnownError):
            member.export.summary(interview_id, "uk", keep=keep)
        return refused.value.code

    assert write(partial(full_while_written, shelf / "b.tar")) == "cli.file_not_written"
    assert write(partial(written, tmp_path / "pulled out" / "b.tar", force=False)) == "cli.no_folder"
    assert given_away(member, interview_id) == (0, 0)
    assert not list(shelf.iterdir())

    def withdrawn_meanwhile(content: bytes) -> AbstractContextManager[None]:
        member.withdrawals.withdraw(interview_id, Tier.NO_SHARING)
        return written(shelf / "b.tar", content, force=False)

    other = conduct(member, small_form)
    (shelf / "taken").mkdir()
    with pytest.raises(KnownError) as unnamed:
        member.export.bundle([other], keep=partial(written, shelf / "taken", force=True))
    assert unnamed.value.code == "cli.file_not_named"
    assert inspect_bundle((shelf / str(unnamed.value.parameters["name"])).read_bytes())
    assert given_away(member, other) == (1, 1), "it lies there whole, so it may have left"

    assert write(withdrawn_meanwhile) == "consent.withdrawn"
    assert (given_away(member, interview_id)[0], (shelf / "b.tar").exists()) == (0, False)
