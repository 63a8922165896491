"""Erasing who it was: whose names go and whose stay, in every order, and nothing else that tells them is left."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from interviewtool.consent.words import closing_sentences, stays
from interviewtool.crypto.kdf import CostLimits
from interviewtool.errors import KnownError
from interviewtool.interview import Picked, Session
from interviewtool.model import (
    GATE_ITEMS,
    ConsentItem,
    ContentHash,
    Disposition,
    InterviewId,
    Reference,
    Tier,
)
from interviewtool.pseudonym import Sought
from interviewtool.vault import Transaction
from interviewtool.vault.remains import Remains
from interviewtool.workspace import Workspace
from tests.conftest import Clock
from tests.consent.test_ways_around import from_the_desk
from tests.workspaces import PASSPHRASE, create, decide, give_consent, unlock, xform

FORM = """
| survey | | | |
|---|---|---|---|
| | type | name | label::Українська (uk) | bind::interviewtool:identity |
| | text | name | Ім’я | respondent |
| | text | son | Син | affected_person |
| | text | contact | Зв’язок | contact |
| | text | story | Розповідь | |
| settings | | | |
| | form_id | form_title | version | default_language | namespaces |
| | kin | Рідні | 1 | Українська (uk) | interviewtool="urn:interviewtool:xlsform:1" |
"""
NAME, SON, CONTACT, STORY = (Reference(f"/data/{name}") for name in ("name", "son", "contact", "story"))
MOTHER, TARAS, PHONE = "Олена Прикладна", "Тарас Прикладний", "+380 00 000 00 00"


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory, form_cache: Path) -> tuple[Path, tuple[InterviewId, ...]]:
    """A vault, locked, with a mother who named her son, her second session, which is open and picked him, and the son's
    own interview.
    """
    folder = tmp_path_factory.mktemp("family")
    workspace, _code = create(folder / "vault", Clock(), form_cache)
    form = workspace.forms.add(xform(FORM))
    first = workspace.interviews.prepare(form, "uk")
    agree(workspace, first)
    first.answer_identity(NAME, MOTHER)
    first.answer_identity(SON, TARAS)
    first.answer_identity(CONTACT, PHONE)
    first.finalize(Disposition.PARTIAL)
    second = workspace.interviews.another(first.interview.interview_id, form, "uk", passphrase=PASSPHRASE)
    agree(workspace, second)
    (picked,) = (each for each in second.persons() if each.shown == TARAS)
    second.answer_identity_code(SON, picked.code)
    second.close()
    own = workspace.interviews.prepare(form, "uk")
    (known,) = workspace.interviews.look_for(own, Sought("Taras Prykladnyi"), passphrase=PASSPHRASE)
    own.know_respondent(known.person_code, known.identities)
    agree(workspace, own)
    own.finalize(Disposition.PARTIAL)
    workspace.lock()
    return folder / "vault", tuple(each.interview.interview_id for each in (first, second, own))


def agree(workspace: Workspace, session: Session) -> None:
    """To what every answer needs."""
    for item in GATE_ITEMS:
        decide(workspace, session.interview.interview_id, item, given=True)
    session.consent_changed()


STANDS_ON = ({MOTHER, TARAS, PHONE}, {MOTHER, TARAS}, {TARAS})
"""Who is named in each of the three interviews."""


def names(workspace: Workspace) -> set[str]:
    with workspace.vault.identities(PASSPHRASE) as register:
        return {each.text for each in register.all()}


def at_hand(workspace: Workspace) -> set[str]:
    def read(transaction: Transaction) -> set[str]:
        every = transaction.interviews.list()
        return {one.text for each in every for one in transaction.names.get(each.interview_id)}

    return workspace.vault.run(read)


def _comes_from_the_desk(workspace: Workspace, owner: InterviewId, tier: Tier) -> None:
    said = from_the_desk(owner, tier)
    workspace.vault.run(lambda transaction: transaction.events.append(said))


@pytest.mark.usefixtures("interface_in_english")
@pytest.mark.parametrize("order", [*itertools.permutations(range(3))], ids=str)
def test_each_interview_keeps_its_names_until_it_is_withdrawn_itself(
    family: tuple[Path, tuple[InterviewId, ...]],
    order: tuple[int, ...],
    tmp_path: Path,
    clock: Callable[[], datetime],
) -> None:
    folder, interviews = family
    shutil.copytree(folder, tmp_path / "vault")
    with closing(unlock(tmp_path / "vault", clock).vault) as vault:
        workspace = Workspace(vault, clock=clock)
        left = [0, 1, 2]
        for step, which in enumerate(order):
            owner, tier = interviews[which], (Tier.ERASE_IDENTITY, Tier.ERASE_ALL)[(order[0] + step) % 2]
            before, preview = names(workspace), workspace.withdrawals.preview(interviews[which], tier)
            if which == order[1]:
                _comes_from_the_desk(workspace, owner, tier)
                workspace.withdrawals.carry_out()
            else:
                workspace.withdrawals.withdraw(owner, tier)
            left.remove(which)
            expected: set[str] = set().union(*(STANDS_ON[each] for each in left))
            assert names(workspace) == expected
            assert len(before - expected) == preview.names, "what the preview says is destroyed is destroyed"
            assert len(STANDS_ON[which] & expected) == preview.names_kept, "and what it says stays is there"
            assert at_hand(workspace) <= expected
            said = [line for line in stays(preview) if "one can tell who this was" in line]
            assert [line[0] for line in said] == [str(preview.names_kept)] * bool(preview.names_kept)
            assert closing_sentences(preview)[-1].startswith("The names that stay go") is bool(preview.names_kept)
            (noted,) = (each for each in workspace.withdrawals.done() if owner in each.preview.interviews)
            assert (noted.preview.names_kept, noted.preview.kept_by) == (preview.names_kept, ())
            if 1 in left:
                again = workspace.interviews.open(interviews[1])
                assert again.question(SON).shown == TARAS
                assert {each.shown for each in again.persons()} <= expected
            shown = {each.interview.interview_id: each.shown for each in workspace.interviews.list()}
            assert all(shown[interviews[each]] is not None for each in left), "under the same pseudonym"
        assert vault.verify(lambda _share: None).findings == ()
        assert vault.run(lambda transaction: transaction.pseudonyms.all()) == {}


@pytest.mark.parametrize("withdrawn", [True, False])
def test_what_a_refused_preparation_held_goes_back_to_nobody_who_took_it_back(
    workspace: Workspace, small_form: ContentHash, withdrawn: bool
) -> None:
    session = workspace.interviews.prepare(small_form, "uk")
    agree(workspace, session)
    session.answer_identity(Reference("/data/person/name"), MOTHER)
    session.finalize(Disposition.PARTIAL)
    owner = session.interview.interview_id
    another = workspace.interviews.another(owner, small_form, "uk", passphrase=PASSPHRASE)
    another.close()
    if withdrawn:
        workspace.withdrawals.withdraw(owner, Tier.ERASE_IDENTITY)
        assert names(workspace) == {MOTHER}, "somebody is about to speak with her"
    workspace.interviews.refuse(another.interview.interview_id)
    assert names(workspace) == (set() if withdrawn else {MOTHER})
    assert workspace.vault.verify(lambda _share: None).findings == ()


def test_half_a_name_the_names_of_files_and_signatures_go_and_the_rest_stays(
    workspace: Workspace, small_form: ContentHash, tmp_path: Path
) -> None:
    session: Session = workspace.interviews.prepare(small_form, "uk")
    owner, text = session.interview.interview_id, workspace.consent.current("uk")
    give_consent(workspace, session)

    def sign() -> None:
        decide(workspace, owner, ConsentItem.VOLUNTARY, given=True, signed=b"ink")

    sign()
    workspace.paper_forms.attach(owner, b"signed: Olena", media_type="image/png", typed=text.hash[:12])
    photo = workspace.attachments.attach(owner, Picked(BytesIO(b"a face"), "Олена Прикладна.jpg", 6))
    session.answer(Reference("/data/person/story"), "Нас тримали в підвалі.")
    session.draft(Reference("/data/person/name"), "Олена При").result()
    session.draft(Reference("/data/person/story"), "Нас тримали в підвалі. Олена").result()
    preview = workspace.withdrawals.preview(owner, Tier.ERASE_IDENTITY)
    assert (preview.signatures, preview.files, preview.in_progress) == (2, 1, True)
    drafts = _sealed_drafts(workspace, owner)
    assert len(drafts) == 2

    workspace.withdrawals.withdraw(owner, Tier.ERASE_IDENTITY)
    with pytest.raises(KnownError, match=r"consent\.withdrawn"):
        sign()  # a consent page that was still open
    assert [each.original_name for each in workspace.attachments.all(owner)] == [""]
    assert workspace.attachments.read(owner, photo) == b"a face"
    assert workspace.vault.blobs.list(owner) == (photo.blob,)
    assert workspace.interviews.open(owner).question(Reference("/data/person/story")).view.value == (
        "Нас тримали в підвалі."
    )
    assert not workspace.consent.is_open(owner)
    assert _sealed_drafts(workspace, owner) == []
    assert workspace.vault.verify(lambda _share: None).findings == ()
    workspace.vault.close()
    remains = Remains(tmp_path / "vault", PASSPHRASE, limits=CostLimits(least_memory=64, least_passes=1))
    pages = b"".join(remains._pages.page(number) for number in range(1, remains._pages.count + 1))
    remains.close()
    assert not [each for each in drafts if each in pages], "nor on a free page"


def _sealed_drafts(workspace: Workspace, owner: InterviewId) -> list[bytes]:
    """As they lie in the database."""

    def read(transaction: Transaction) -> list[bytes]:
        every = transaction.answers.all(owner)
        sealed = transaction.answers._rows._rows.all(owner)
        return [content for row, (_key, content) in zip(every, sealed, strict=True) if row.draft is not None]

    return workspace.vault.run(read)


def test_what_is_damaged_is_erased_all_the_same_and_holds_up_nothing(
    workspace: Workspace, small_form: ContentHash, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    def conduct() -> InterviewId:
        session = workspace.interviews.prepare(small_form, "uk")
        agree(workspace, session)
        session.answer_identity(Reference("/data/person/name"), MOTHER)
        session.finalize(Disposition.PARTIAL)
        return session.interview.interview_id

    damaged = {table: conduct() for table in ("answers", "consent", "receipts", "retention")}
    whole, kept = conduct(), conduct()
    workspace.receipts.code(damaged["receipts"])
    workspace.retention.review_on(damaged["retention"], clock().date() + timedelta(days=99))

    def spoil(transaction: Transaction) -> None:
        transaction.answers._store.execute("DROP TRIGGER consent_never_changes")
        for table, owner in damaged.items():
            rows = getattr(transaction, table)._rows._rows
            key, content = rows.all(owner)[0]
            rows.put(owner, key, content[:-1] + b"X")

    workspace.vault.run(spoil)
    listed = {each.interview.interview_id: each.damaged for each in workspace.retention.all()}
    assert listed == {each: each == damaged["retention"] for each in (*damaged.values(), whole, kept)}
    assert [each.interview.interview_id for each in workspace.retention.due()] == [damaged["retention"]]
    for owner, tier in (*((each, Tier.ERASE_IDENTITY) for each in damaged.values()), (whole, Tier.ERASE_ALL)):
        assert workspace.withdrawals.preview(owner, tier).names == 1
        _comes_from_the_desk(workspace, owner, tier)
    workspace.vault.close()
    with closing(unlock(tmp_path / "vault", clock).vault) as vault:
        again = Workspace(vault, clock=clock)
        assert {each.interview.interview_id for each in again.interviews.list()} == {*damaged.values(), kept}
        with vault.identities(PASSPHRASE) as register:
            assert [each.interview_id for each in register.all()] == [kept]
        for each in damaged.values():
            assert not again.consent.is_open(each)
            with suppress(KnownError):  # what is damaged beside it is told, and this one goes
                again.withdrawals.withdraw(each, Tier.ERASE_ALL)
        assert [each.interview.interview_id for each in again.interviews.list()] == [kept]
