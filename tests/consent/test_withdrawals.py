"""Withdrawal in five tiers, at the interviewer's side and at the supervisor's, and how one hears of the other."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from interviewtool.consent import Act, Purpose
from interviewtool.consent.words import goes, left_over, told
from interviewtool.crypto.kdf import CostLimits
from interviewtool.errors import KnownError
from interviewtool.interview import Picked, Session
from interviewtool.model import (
    ConsentItem,
    ContentHash,
    Disposition,
    InterviewId,
    Reference,
    Tier,
)
from interviewtool.team.log import acknowledgements
from interviewtool.vault import Transaction
from interviewtool.vault.records import pack
from interviewtool.vault.remains import Remains
from interviewtool.workspace import Workspace
from tests.conftest import Clock
from tests.workspaces import PASSPHRASE, SMALL_FORM, create, decide, give_consent, unlock, xform

NAME = Reference("/data/person/name")
STORY = Reference("/data/person/story")


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as refused:
        act()
    return refused.value.code


def conduct(workspace: Workspace, form: ContentHash) -> InterviewId:
    """A finalized interview with a name, an account, a photograph and a drawn signature."""
    session: Session = workspace.interviews.prepare(form, "uk")
    interview_id = session.interview.interview_id
    give_consent(workspace, session)
    decide(
        workspace,
        interview_id,
        ConsentItem.VOLUNTARY,
        given=True,
        signed=b"ink of Olena",
    )
    session.answer_identity(NAME, "Олена Прикладна")
    session.answer(STORY, "Нас тримали в підвалі.")
    session.saving.result()
    workspace.attachments.attach(interview_id, Picked(BytesIO(b"a photograph"), "photo.jpg", 12))
    session.finalize(Disposition.PARTIAL)
    return interview_id


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory, form_cache: Path) -> Path:
    """A supervisor's vault and a member's, locked, to be copied: their keys take seconds to make."""
    folder, clock = tmp_path_factory.mktemp("team"), Clock()
    supervisor, _code = create(folder / "supervisor", clock, form_cache)
    member, _code = create(folder / "vault", clock, form_cache)
    supervisor.team.create("Team", "S1")
    supervisor.team.take_card(member.team.create_interviewer("K7").to_bytes())
    member.forms.add(xform(SMALL_FORM))
    member.team.accept(supervisor.team.hand_out())
    supervisor.lock()
    member.lock()
    return folder


@pytest.fixture
def supervisor(team: Path, tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    shutil.copytree(team / "supervisor", tmp_path / "supervisor")
    with closing(unlock(tmp_path / "supervisor", clock).vault) as vault:
        yield Workspace(vault, clock=clock)


@pytest.fixture
def member(team: Path, tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    shutil.copytree(team / "vault", tmp_path / "vault")
    with closing(unlock(tmp_path / "vault", clock).vault) as vault:
        yield Workspace(vault, clock=clock, draw=random.Random(7).randrange)


@pytest.fixture
def members_form(member: Workspace) -> ContentHash:
    return next(each.form_hash for each in member.forms.list() if each.form_id == "small")


def test_each_tier_closes_more_and_destroys_what_it_says(member: Workspace, members_form: ContentHash) -> None:
    interview_id = conduct(member, members_form)
    summary = member.export.summary
    assert code_of(lambda: summary(interview_id, "uk", purpose=Purpose.AUTHORITIES)) == "export.recipient_missing"
    summary(interview_id, "uk", purpose=Purpose.AUTHORITIES, recipient=" Прокуратура,  слідча ")
    consent, withdraw = member.consent, member.withdrawals.withdraw

    preview = member.withdrawals.preview(interview_id, Tier.ERASE_ALL)
    assert (preview.names, preview.signatures, preview.files, preview.before) == (1, 1, 1, None)
    assert [(sent.kind, sent.purpose, sent.recipient) for sent in preview.sent] == [
        ("summary", "authorities", "Прокуратура, слідча")
    ]
    assert told(preview)[0].endswith("given to Прокуратура, слідча")
    assert told(replace(preview, sent=preview.sent[:1] * 3)) == (
        f"{told(preview)[0]}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}3",
    )
    assert member.withdrawals.tier(interview_id) is None  # looking changes nothing

    withdraw(interview_id, Tier.STOP)
    assert not consent.gate(interview_id, Act.ANSWER).open
    assert consent.gate(interview_id, Purpose.PUBLICATION).open
    withdraw(interview_id, Tier.NO_PUBLICATION)
    assert not consent.gate(interview_id, Purpose.PUBLICATION).open
    assert consent.gate(interview_id, Purpose.AUTHORITIES).open
    withdraw(interview_id, Tier.NO_SHARING)
    assert not any(consent.gate(interview_id, purpose).open for purpose in Purpose)
    assert code_of(lambda: withdraw(interview_id, Tier.NO_PUBLICATION)) == "consent.withdrawn_already"

    session = member.interviews.open(interview_id)
    assert session.gates.answers and not any(entry.locked for entry in session.outline()), "it is read whole"
    withdraw(interview_id, Tier.ERASE_IDENTITY)
    assert [found.interview_id for found in member.interviews.find("підвалі").places] == [interview_id]
    with member.vault.identities(PASSPHRASE) as register:
        assert register.all() == ()
        assert member.vault.verify(lambda _share: None, register=register).findings == ()
    assert len(member.vault.blobs.list(interview_id)) == 1  # the photograph; the signature is gone
    assert member.interviews.open(interview_id).question(STORY).view.value == "Нас тримали в підвалі."

    done = withdraw(interview_id, Tier.ERASE_ALL)
    assert done.erased
    assert not done.unfinished
    assert code_of(lambda: member.interviews.open(interview_id)) == "vault.no_such_interview"


def test_after_erasing_all_no_sealed_byte_is_left(
    workspace: Workspace, small_form: ContentHash, tmp_path: Path
) -> None:
    """Every page is decrypted with the vault's own key, free ones too; what was sealed is on none of them."""
    interview_id = conduct(workspace, small_form)
    workspace.receipts.code(interview_id)
    tables = ("answers", "consent", "attachments", "receipts", "own_names", "waiting_names")
    sealed = workspace.vault.run(
        lambda transaction: [
            row[0]
            for table in tables
            for row in transaction.answers._store.rows(f"SELECT content FROM {table}", (bytes,))
        ]
    )
    sealed += [path.read_bytes()[-40:] for path in (tmp_path / "vault" / "blobs").iterdir()]
    assert len(sealed) > 20
    workspace.withdrawals.withdraw(interview_id, Tier.ERASE_ALL)
    workspace.vault.close()
    remains = Remains(tmp_path / "vault", PASSPHRASE, limits=CostLimits(least_memory=64, least_passes=1))
    pages = b"".join(remains._pages.page(number) for number in range(1, remains._pages.count + 1))
    assert remains.interview(interview_id) is None
    assert [event.payload["tier"] for event in remains.events()] == ["erase_all"]
    remains.close()
    raw = b"".join(path.read_bytes() for path in (tmp_path / "vault").rglob("*") if path.is_file())
    assert interview_id.encode() in pages  # that there was one
    assert not [content for content in sealed if content[:40] in pages or content[:40] in raw]


def test_a_card_finds_its_interview_and_a_hold_keeps_it(
    workspace: Workspace, small_form: ContentHash, clock: Callable[[], datetime]
) -> None:
    interview_id = conduct(workspace, small_form)
    code = workspace.receipts.code(interview_id)
    assert workspace.receipts.code(interview_id) == code
    assert workspace.receipts.find(code.lower()) == workspace.receipts.find(interview_id) == interview_id
    assert code_of(lambda: workspace.receipts.find(code[:-1] + ("0" if code[-1] != "0" else "1"))) == (
        "consent.receipt_mistyped"
    )
    retention = workspace.retention
    assert not retention.due()
    retention.review_on(interview_id, clock().date() + timedelta(days=1))
    retention.hold(interview_id, "запит суду")
    clock.advance(days=1)  # type: ignore[attr-defined]
    (due,) = retention.due()
    assert due.retention.hold == "запит суду"
    preview = workspace.withdrawals.preview(interview_id, Tier.ERASE_ALL)
    assert goes(preview) == ()
    done = workspace.withdrawals.withdraw(interview_id, Tier.ERASE_ALL)
    assert not done.erased
    assert left_over(done)
    assert workspace.interviews.open(interview_id).question(STORY).view.value
    assert not any(workspace.consent.gate(interview_id, purpose).open for purpose in Purpose)
    (due,) = retention.due()
    assert due.withdrawn, "what was asked for is not forgotten"
    retention.lift(interview_id)
    (noted,) = workspace.withdrawals.done()
    assert noted.erased
    assert left_over(noted) == ()
    assert code_of(lambda: workspace.receipts.find(code)) == "consent.receipt_unknown"


def test_the_supervisor_hears_of_it_and_says_so(
    member: Workspace, supervisor: Workspace, members_form: ContentHash
) -> None:
    first, second = conduct(member, members_form), conduct(member, members_form)
    before = member.export.bundle([first], passphrase=PASSPHRASE)
    assert supervisor.review.open(before).interviews[0].withdrawn is None
    member.withdrawals.withdraw(first, Tier.ERASE_ALL)
    after = member.export.bundle([second])
    supervisor.review.open(after)  # the tombstone travels with it
    (old,) = supervisor.review.open(before).interviews
    assert old.withdrawn is Tier.ERASE_ALL
    assert old.summary == b""
    assert code_of(lambda: old.pages("uk")) == "review.withdrawn"
    (tombstone,) = member.team.log.all()
    assert tombstone.recipients == ("bundle archive",)
    (done,) = member.withdrawals.done()  # for the sheet, as often as it is wanted, though the log of it is erased
    assert [(sent.kind, sent.purpose, sent.recipient) for sent in done.preview.sent] == [("bundle", "archive", "S1")]
    assert acknowledgements(member.team.log.all(), tombstone) == ()
    member.team.accept(supervisor.team.hand_out())
    assert acknowledgements(member.team.log.all(), tombstone) == ("S1",)


def test_a_withdrawal_at_the_desk_reaches_the_vault_by_the_code(
    member: Workspace, supervisor: Workspace, members_form: ContentHash
) -> None:
    interview_id = conduct(member, members_form)
    code, text = member.receipts.code(interview_id), member.consent.current("uk")
    form = member.paper_forms.attach(interview_id, b"signed", media_type="image/png", typed=text.hash[:12])
    bundle = member.export.bundle([interview_id], passphrase=PASSPHRASE)
    assert supervisor.review.open(bundle).interviews[0].file(form.name) == b"signed"
    supervisor.decisions.withdraw(code, Tier.ERASE_IDENTITY)
    (received,) = supervisor.review.open(bundle).interviews
    assert received.withdrawn is Tier.ERASE_IDENTITY
    assert received.display("uk")(received.interview.respondent).startswith("«")  # no name, though they came along
    assert received.file(form.name) is None
    member.team.accept(supervisor.team.hand_out())
    with member.vault.identities(PASSPHRASE) as register:
        assert register.all() == ()
    assert not member.consent.gate(interview_id, Purpose.ARCHIVE).open
    supervisor.team.take_events(member.team.events())
    event, _acknowledgement, by_number, _heard = supervisor.team.log.all()
    assert by_number.payload == {"interview": interview_id, "tier": "erase_identity"}, (
        "and other versions, were there any"
    )
    assert acknowledgements(supervisor.team.log.all(), event) == ("K7",)


def test_what_is_withdrawn_while_a_bundle_is_made_does_not_leave(member: Workspace, members_form: ContentHash) -> None:
    first, second = conduct(member, members_form), conduct(member, members_form)

    def progress(share: float) -> None:
        if share > 0.9 and member.withdrawals.tier(first) is None:
            member.withdrawals.withdraw(first, Tier.ERASE_IDENTITY)

    assert code_of(lambda: member.export.bundle([first, second], progress=progress)) == "consent.withdrawn"
    assert member.withdrawals.sent(second) == ()


def test_a_supervisor_decides_before_consent(
    member: Workspace, supervisor: Workspace, members_form: ContentHash
) -> None:
    session = member.interviews.prepare(members_form, "uk")
    interview_id = session.interview.interview_id
    _need(member, interview_id)

    def agree() -> object:
        return decide(member, interview_id, ConsentItem.INTERVIEW, given=True)

    assert code_of(agree) == "consent.authorisation_required"
    assert code_of(lambda: member.decisions.authorise(interview_id, "proceed")) == "team.not_supervisor"
    supervisor.decisions.authorise(interview_id.lower().replace("-", " "), "do_not_proceed")
    member.team.take_events(supervisor.team.events())
    assert code_of(agree) == "consent.authorisation_denied"
    supervisor.decisions.authorise(interview_id, "proceed")
    member.team.take_events(supervisor.team.events())
    agree()
    assert code_of(lambda: member.team.take_events(member.team.events())) == "team.no_events"


def _need(workspace: Workspace, interview_id: InterviewId) -> None:
    workspace.vault.run(
        lambda transaction: transaction.interviews.update(
            replace(transaction.interviews.get(interview_id), needs_authorisation=True)
        )
    )


def test_a_forged_or_rewritten_chain_changes_nothing(
    member: Workspace, supervisor: Workspace, members_form: ContentHash
) -> None:
    interview_id = conduct(member, members_form)
    supervisor.decisions.withdraw(interview_id, Tier.STOP)
    said = supervisor.team.events()
    for forged in (said.replace(b"stop", b"none"), said[:-1], said.replace(b"S1", b"K7"), b"{}\n"):
        with pytest.raises(KnownError):
            member.team.take_events(forged)
    assert member.withdrawals.tier(interview_id) is None
    member.team.take_events(said)
    member.team.take_events(said)
    assert len(member.team.log.all()) == 2  # the tombstone and that it was heard
    assert member.withdrawals.tier(interview_id) is Tier.STOP


def test_cu_is_confirmed_by_a_supervisor_alone(
    member: Workspace, supervisor: Workspace, members_form: ContentHash
) -> None:
    interview_id = conduct(member, members_form)
    with pytest.raises(KnownError):
        member.decisions.confirm_cu(interview_id, 1, confirmed=True)
    assert member.decisions.cu(interview_id) == {}
    supervisor.decisions.confirm_cu(interview_id, 1, confirmed=True)
    member.team.take_events(supervisor.team.events())
    assert member.decisions.cu(interview_id) == supervisor.decisions.cu(interview_id) == {1: True}


def test_an_interviewer_who_went_back_to_a_backup_is_read_and_asked(
    member: Workspace, supervisor: Workspace, members_form: ContentHash
) -> None:
    interview_id = conduct(member, members_form)
    member.withdrawals.withdraw(interview_id, Tier.STOP)
    supervisor.review.open(member.export.bundle([interview_id]))

    def forget(transaction: Transaction) -> None:
        """As a vault restored from a backup: what was said since is not there, and something else is said."""
        (event, *_later) = transaction.events.all()
        transaction.events._rows.put(
            "", b"E" + bytes(8), pack(replace(event, payload={**event.payload, "tier": "no_publication"}, line=""))
        )

    member.vault.run(forget)
    received = supervisor.review.open(member.export.bundle([interview_id]))
    assert received.verdict.events_refused
    assert received.interviews[0].withdrawn is Tier.NO_PUBLICATION, "a withdrawal counts whatever stands beside it"
    told = supervisor.team.log.all()
    supervisor.review.open(member.export.bundle([interview_id]))
    assert supervisor.team.log.all() == told, "and is heard once"


def test_a_restored_backup_hears_again_what_was_withdrawn(
    member: Workspace, supervisor: Workspace, members_form: ContentHash, tmp_path: Path, clock: Clock
) -> None:
    first, second = conduct(member, members_form), conduct(member, members_form)
    member.vault.close()
    shutil.copytree(tmp_path / "vault", tmp_path / "backup")
    member = Workspace(unlock(tmp_path / "vault", clock).vault, clock=clock)
    member.withdrawals.withdraw(first, Tier.ERASE_ALL)
    supervisor.team.take_events(member.team.events())
    member.vault.close()
    with closing(unlock(tmp_path / "backup", clock).vault) as vault:
        restored = Workspace(vault, clock=clock)
        assert restored.withdrawals.tier(first) is None
        restored.team.accept(supervisor.team.hand_out())
        assert code_of(lambda: restored.interviews.get(first)) == "vault.no_such_interview"
        assert restored.interviews.get(second)


def test_every_version_goes_whichever_was_named_and_wherever_it_was_killed(
    member: Workspace, supervisor: Workspace, members_form: ContentHash, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = conduct(member, members_form)
    session = member.interviews.add_to(first, passphrase=PASSPHRASE)
    session.finalize(Disposition.PARTIAL)
    second = session.interview.interview_id
    supervisor.decisions.withdraw(first, Tier.ERASE_ALL)
    erase = member.vault.erase

    def killed(interview_id: InterviewId, first_of_all: Callable[[Transaction], None]) -> object:
        if interview_id != first:
            raise KeyboardInterrupt
        return erase(interview_id, first_of_all)

    monkeypatch.setattr(member.vault, "erase", killed)
    with pytest.raises(KeyboardInterrupt):
        member.team.take_events(supervisor.team.events())
    monkeypatch.undo()
    assert member.withdrawals.tier(second) is Tier.ERASE_ALL, "though the version that was named is gone"
    member.withdrawals.carry_out()
    assert member.interviews.list() == ()
    assert [done.preview.interviews for done in member.withdrawals.done()] == [(first, second)]
    (spread,) = [each for each in member.team.log.all() if each.own and each.payload.get("interview") == second]
    assert spread.payload["tier"] == "erase_all", "the desk is told of the version it may not know"
