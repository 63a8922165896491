"""Two windows, two people: cards and team file change hands, then a bundle does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from interviewtool.gui.operations import Operations
from interviewtool.gui.review import DeskScreen, Reader, TeamScreen
from interviewtool.gui.review.compare import Compare
from interviewtool.gui.review.interviewer_side import InterviewerSide
from interviewtool.gui.review.joining import Joining
from interviewtool.gui.review.revoke_page import RevokePage
from interviewtool.gui.review.supervisor_side import SupervisorSide
from interviewtool.model import Tier
from interviewtool.team import OwnKeys, Role
from interviewtool.workspace import Workspace
from tests.gui.conftest import WAIT, AnsweringDialogs
from tests.gui.studies import Study
from tests.workspaces import create, unlock


def show(qtbot, screen: QWidget) -> QWidget:
    qtbot.addWidget(screen)
    screen.resize(1000, 800)
    with qtbot.waitExposed(screen, timeout=WAIT):
        screen.show()
    screen.refresh()
    return screen


def side(qtbot, screen: TeamScreen, kind: type) -> QWidget:
    """The view that is shown, once it is of this kind and the screen can be used."""
    qtbot.waitUntil(lambda: isinstance(screen.view, kind) and screen.isEnabled(), timeout=WAIT)
    return screen.view


def test_joining_a_team(
    qtbot,
    workspace: Workspace,
    operations: Operations,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    clock: Callable,
    form_cache: Path,
) -> None:
    other, _code = create(tmp_path / "desk", clock, form_cache)
    card, team_file = tmp_path / "card", tmp_path / "team"
    interviewer = show(qtbot, TeamScreen(workspace, operations))
    supervisor = show(qtbot, TeamScreen(other, operations))

    joining = side(qtbot, interviewer, Joining)
    joining.interviewer_code.setText("not a code!")
    joining.interviewer_button.click()
    qtbot.waitUntil(lambda: bool(joining.banner.text), timeout=WAIT)
    joining.interviewer_code.setText("int-07")
    joining.interviewer_button.click()
    mine = side(qtbot, interviewer, InterviewerSide)
    dialogs.answer(card)
    mine.save_button.click()
    qtbot.waitUntil(card.exists, timeout=WAIT)

    founding = side(qtbot, supervisor, Joining)
    founding.team_name.setText("Команда")
    founding.supervisor_code.setText("sup-02")
    founding.supervisor_button.click()
    desk = side(qtbot, supervisor, SupervisorSide)
    dialogs.answer(card)
    desk.take_button.click()
    compare = side(qtbot, supervisor, Compare)
    assert compare.fingerprint.words == workspace.team.own_card().fingerprint_words("en")
    assert not compare.accept_button.isEnabled()  # nothing is trusted before the words were compared
    compare.compared.setChecked(True)
    compare.accept_button.click()
    desk = side(qtbot, supervisor, SupervisorSide)
    assert desk.table.item(0, 0).text() == "int-07"
    second = tmp_path / "second"
    second.write_bytes(OwnKeys.generate("int-07", clock=clock).card(Role.INTERVIEWER).to_bytes())
    dialogs.answer(second, None)
    desk.take_button.click()
    compare = side(qtbot, supervisor, Compare)
    compare.compared.setChecked(True)
    compare.accept_button.click()
    qtbot.waitUntil(lambda: "int-07" in dialogs.asked[-1], timeout=WAIT)  # it has no place of its own for an error
    compare.turned_away.emit()
    desk = side(qtbot, supervisor, SupervisorSide)
    dialogs.answer(team_file)
    desk.hand_out_button.click()
    qtbot.waitUntil(team_file.exists, timeout=WAIT)

    mine = side(qtbot, interviewer, InterviewerSide)
    dialogs.answer(team_file)
    mine.import_button.click()
    compare = side(qtbot, interviewer, Compare)
    assert compare.fingerprint.words == other.team.current().supervisor.fingerprint_words("en")
    compare.turned_away.emit()
    mine = side(qtbot, interviewer, InterviewerSide)
    assert workspace.team.current() is None  # turned away: not taken in
    dialogs.answer(team_file)
    mine.import_button.click()
    compare = side(qtbot, interviewer, Compare)
    compare.compared.setChecked(True)
    compare.accept_button.click()
    qtbot.waitUntil(lambda: workspace.team.current() is not None, timeout=WAIT)
    assert workspace.team.current().team_name == "Команда"
    desk = side(qtbot, supervisor, SupervisorSide)

    desk.revoke_button.click()
    assert "Mark the line" in desk.banner.text
    desk.table.selectRow(0)
    desk.revoke_button.click()
    asking = side(qtbot, supervisor, RevokePage)
    assert not asking.act.isEnabled()  # no key ends without a reason
    asking.reason.setText("ноутбук забрали")
    dialogs.answer(False, True)
    asking.act.click()
    assert other.team.current().members[0].revoked_since is None  # turned away
    asking.act.click()
    desk = side(qtbot, supervisor, SupervisorSide)
    qtbot.waitUntil(lambda: "ноутбук забрали" in desk.table.item(0, 2).text(), timeout=WAIT)
    assert not desk.revoke_button.isEnabled()  # nobody's key counts any more
    workspace.team.accept(other.team.hand_out())
    (revoked,) = workspace.team.current().members
    assert revoked.revoked_since.date() == clock().date()
    assert list(workspace.team.reasons().values()) == ["ноутбук забрали"], "signed, and known to the whole team"

    altered = bytearray(team_file.read_bytes())
    altered[len(altered) // 2] ^= 1
    team_file.write_bytes(altered)
    mine = side(qtbot, interviewer, InterviewerSide)
    mine.banner.clear()
    dialogs.answer(team_file)
    mine.import_button.click()
    qtbot.waitUntil(lambda: bool(mine.banner.text), timeout=WAIT)
    other.vault.close()


@pytest.fixture
def desk(qtbot, study: Study, operations: Operations) -> DeskScreen:
    return show(qtbot, DeskScreen(study.supervisor, operations))


def test_the_supervisor_reads_what_was_sent(
    qtbot, desk: DeskScreen, study: Study, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "received.tar"
    path.write_bytes(study.bundle)
    dialogs.answer(path)
    desk.open_button.click()
    qtbot.waitUntil(lambda: desk._bundle is not None, timeout=WAIT)
    qtbot.waitUntil(desk._bundle.list.hasFocus, timeout=WAIT)
    sentences = "\n".join(desk._bundle.sentences)
    assert "int-01" in sentences
    assert "you are among them" in sentences
    assert "2 Mar 2026" in sentences
    readers: list[Reader] = []
    desk.interview_chosen.connect(readers.append)
    desk._bundle.read_button.click()
    qtbot.waitUntil(lambda: bool(readers), timeout=WAIT)
    reader = show(qtbot, readers[0])
    titles = [entry.title for entry in reader.outline.entries()]
    assert "Людина" in titles
    reader._open(next(entry.reference for entry in reader.outline.entries() if entry.title == "Людина"))
    texts = " ".join(label.text() for label in reader.page.findChildren(QWidget) if hasattr(label, "text"))
    assert "Нас зупинили на блокпосту" in texts
    assert "Олена" not in texts  # consent allows a pseudonym
    assert not any(card.is_answerable() for card in reader.page.cards())
    reader._switch("ru")
    qtbot.waitUntil(lambda: "Человек" in [entry.title for entry in reader.outline.entries()], timeout=WAIT)


def test_an_open_bundle_is_closed_once_something_in_it_is_withdrawn(
    qtbot, fresh: Study, operations: Operations, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    desk = show(qtbot, DeskScreen(fresh.supervisor, operations))
    path = tmp_path / "received.tar"
    path.write_bytes(fresh.bundle)
    dialogs.answer(path)
    desk.open_button.click()
    qtbot.waitUntil(lambda: desk._bundle is not None, timeout=WAIT)
    assert fresh.supervisor.review.is_current(desk._opened)
    fresh.supervisor.decisions.withdraw(fresh.interview_id, Tier.ERASE_ALL)
    desk.refresh()
    qtbot.waitUntil(lambda: desk._bundle is None, timeout=WAIT)
    assert "withdrawn meanwhile" in desk.banner.text


def test_what_the_sender_has_to_explain_is_said_until_it_is(
    qtbot, study: Study, operations: Operations, dialogs: AnsweringDialogs, tmp_path: Path, clock: Callable
) -> None:
    """Two copies of one vault, each of which sends a bundle that the other does not know of."""
    desk = show(qtbot, DeskScreen(study.supervisor, operations))
    path = tmp_path / "received.tar"
    for name in ("one", "two"):
        interviewer = unlock(shutil.copytree(study.pristine, tmp_path / name), clock)
        interviewer.vault.run(lambda transaction: transaction.audit.append(None, "work of its own"))
        path.write_bytes(interviewer.export.bundle([study.interview_id]))
        interviewer.vault.close()
        before = desk._bundle
        dialogs.answer(path)
        desk.open_button.click()
        qtbot.waitUntil(lambda before=before: desk._bundle is not before, timeout=WAIT)
    card = desk._bundle.doubts
    assert not card.accept_button.isEnabled()  # not without a word of why
    card.answer.setText("Копію відновили на новому ноутбуці")
    card.accept_button.click()
    qtbot.waitUntil(lambda: desk._bundle.doubts is None, timeout=WAIT)
    dialogs.answer(path)
    before = desk._bundle
    desk.open_button.click()
    qtbot.waitUntil(lambda: desk._bundle is not before, timeout=WAIT)
    assert desk._bundle.doubts is None


def test_the_desk_is_the_supervisors(qtbot, study: Study, operations: Operations) -> None:
    desk = show(qtbot, DeskScreen(study.interviewer, operations))
    qtbot.waitUntil(lambda: bool(desk.banner.text), timeout=WAIT)
    assert "supervisor" in desk.banner.text
    assert not desk.open_button.isEnabled()


@pytest.mark.parametrize("kind", ["not a bundle", "altered", "cut"])
def test_a_bad_bundle_is_refused_in_words(
    qtbot, desk: DeskScreen, study: Study, dialogs: AnsweringDialogs, tmp_path: Path, kind: str
) -> None:
    middle = len(study.bundle) // 2
    altered = bytearray(study.bundle)
    altered[middle] ^= 1
    content = {"not a bundle": b"hello", "altered": bytes(altered), "cut": study.bundle[:middle]}[kind]
    path = tmp_path / "received.tar"
    path.write_bytes(content)
    dialogs.answer(path)
    desk.open_button.click()
    qtbot.waitUntil(lambda: bool(desk.banner.text), timeout=WAIT)
    assert desk._bundle is None
