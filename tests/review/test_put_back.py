"""The desk compares each bundle with those the same vault sent before: a whole old vault put back is noticed there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from interviewtool.errors import KnownError
from interviewtool.export import exports
from interviewtool.model import ContentHash, Disposition, Reference
from interviewtool.review import ReceivedBundle
from interviewtool.review.sentences import doubts
from interviewtool.vault.restore import restore
from interviewtool.vault.rotation import rotate
from interviewtool.vault.salvage import NewVault
from interviewtool.workspace import Workspace
from tests.workspaces import CHEAP, CHEAP_LIMITS, PASSPHRASE, copied, give_consent


@dataclass
class Exchange:
    """An interviewer's vault folder and a supervisor's open desk."""

    folder: Path
    desk: Workspace
    form: ContentHash
    clock: Callable[[], datetime]

    def send(self) -> bytes:
        """Open the vault, hold an interview, make a bundle of it, lock."""
        workspace = Workspace.unlock(self.folder, PASSPHRASE, clock=self.clock, limits=CHEAP_LIMITS)
        with closing(workspace.vault):
            assert workspace.vault.findings == ()  # the vault itself sees nothing
            session = workspace.interviews.prepare(self.form, "uk")
            give_consent(workspace, session)
            session.answer(Reference("/data/person/story"), "Нас зупинили на блокпосту.")
            session.finalize(Disposition.PARTIAL)
            data = workspace.export.bundle([session.interview.interview_id])
            workspace.lock()
        return data

    def copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.folder, self.folder.with_name(name)))

    def put_back(self, copy: Path) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)

    def receive(self, data: bytes) -> ReceivedBundle:
        return self.desk.review.open(data)


@pytest.fixture
def workspace(team_folder: Path, tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    with copied(team_folder / "member", tmp_path / "vault", clock) as workspace:
        yield workspace


@pytest.fixture
def exchange(
    workspace: Workspace,
    small_form: ContentHash,
    team_folder: Path,
    tmp_path: Path,
    clock: Callable[[], datetime],
) -> Iterator[Exchange]:
    workspace.lock()
    with copied(team_folder / "desk", tmp_path / "desk", clock) as desk:
        yield Exchange(tmp_path / "vault", desk, small_form, clock)


def said(received: ReceivedBundle) -> str:
    return "\n".join(doubts(received.verdict))


def test_a_vault_put_back_is_told_at_the_desk_until_it_is_accepted(exchange: Exchange) -> None:
    first = exchange.receive(exchange.send())
    old = exchange.copy("old")
    second = exchange.send()
    assert said(first) == said(exchange.receive(second)) == ""

    gone = exchange.copy("gone")
    exchange.put_back(old)
    data = exchange.send()
    received = exchange.receive(data)
    assert "an older copy of the vault was put back" in said(received)
    assert len(received.verdict.continuity.forgotten) == 1
    again = exchange.receive(exchange.send())
    assert "an older copy of the vault was put back" in said(again), "the next bundle, too, as nobody asked yet"
    assert "an older copy of the vault was put back" in said(exchange.receive(second)), "and the one it forgot"
    assert said(exchange.receive(data)) == said(received), "opened once more"

    with pytest.raises(KnownError) as refused:
        exchange.desk.review.accept(again.verdict, "  ")
    assert refused.value.code == "review.no_reason"
    exchange.desk.review.accept(again.verdict, "Відновила копію на новому ноутбуці")
    assert said(exchange.receive(data)) == said(exchange.receive(exchange.send())) == ""
    (entry,) = [
        each
        for each in exchange.desk.vault.run(lambda t: t.audit.entries())
        if each.event == "sender's history accepted"
    ]
    assert entry.details["reason"] == "Відновила копію на новому ноутбуці"
    assert said(exchange.receive(second)) == "", "what was explained is not asked again"
    assert said(exchange.receive(exchange.send())) == "", "nor does having opened it make the next one doubtful"
    exchange.put_back(gone)
    assert "an older copy of the vault was put back" in said(exchange.receive(exchange.send())), "it was thought gone"


def test_what_is_missing_and_what_comes_late(exchange: Exchange) -> None:
    sent = [exchange.send() for _number in range(4)]
    assert said(exchange.receive(sent[0])) == ""
    gap = exchange.receive(sent[3])
    assert len(gap.verdict.continuity.missing) == 2
    assert "were never opened here" in said(gap)
    assert "put back" not in said(gap)
    late = exchange.receive(sent[1])
    assert said(late) == "", "an old bundle that comes late parts from nothing"
    assert len(exchange.receive(sent[3]).verdict.continuity.missing) == 1
    exchange.receive(sent[2])
    assert said(exchange.receive(sent[3])) == ""


def test_a_rotation_is_no_putting_back(exchange: Exchange) -> None:
    exchange.receive(exchange.send())
    rotate(
        exchange.folder,
        PASSPHRASE,
        PASSPHRASE,
        clock=exchange.clock,
        progress=lambda _share: None,
        show=lambda _code: None,
        cost=CHEAP,
        limits=CHEAP_LIMITS,
    )
    assert said(exchange.receive(exchange.send())) == ""


def test_bundles_of_an_older_program_are_read_and_say_nothing(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    def send_as_before() -> bytes:
        with monkeypatch.context() as patch:  # a file with another name, as if there were none
            patch.setattr(exports.names, "EARLIER_BUNDLES", "other.txt")
            return exchange.send()

    older = send_as_before()
    assert said(exchange.receive(older)) == "", "nothing is known of this signer yet"
    exchange.receive(exchange.send())
    assert "does not say what was sent before it" in said(exchange.receive(older))


def test_a_backup_that_was_restored_is_asked_about_once(exchange: Exchange, tmp_path: Path) -> None:
    """With late bundles of before and of the vault that was lost, all in whatever order."""
    first = exchange.send()
    workspace = Workspace.unlock(exchange.folder, PASSPHRASE, clock=exchange.clock, limits=CHEAP_LIMITS)
    with closing(workspace.vault):
        workspace.vault.backup(tmp_path / "stick", lambda _share: None)
    lost = [exchange.send(), exchange.send()]
    assert said(exchange.receive(lost[1])) != "", "two are missing"
    shutil.rmtree(exchange.folder)
    restore(
        tmp_path / "stick",
        PASSPHRASE,
        NewVault(exchange.folder, PASSPHRASE, exchange.clock, CHEAP, CHEAP_LIMITS),
        progress=lambda _share: None,
    )
    after = [exchange.send(), exchange.send()]
    received = exchange.receive(after[1])
    assert "a backup was restored" in said(received)
    exchange.desk.review.accept(received.verdict, "Ноутбук згорів")
    for data in (first, *lost, *after, first, lost[0], after[1]):
        assert said(exchange.receive(data)) == ""
