"""Every screen: each control says what it is, each is reached by Tab, no two share a mnemonic, and in large print on a
small screen nothing is cut off.

Add a screen of yours to SCREENS; the four checks go over all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QRadioButton, QWidget

from interviewtool.consent import Done
from interviewtool.gui.afterwards import AfterwardsScreen
from interviewtool.gui.care import CareScreen
from interviewtool.gui.care.entrust_view import EntrustView
from interviewtool.gui.care.help_view import HelpView
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.care.passphrase_view import PassphraseView
from interviewtool.gui.care.register_view import RegisterView, read_register
from interviewtool.gui.care.state import CareState
from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.export import ExportScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.review import DeskScreen, Reader, TeamScreen
from interviewtool.gui.review.compare import Compare
from interviewtool.gui.review.cu_card import CuCard
from interviewtool.gui.review.joining import Joining
from interviewtool.gui.secrets import RecoveryCodeView
from interviewtool.gui.settings import SettingsScreen
from interviewtool.gui.start.create_view import CreateView
from interviewtool.gui.start.forgot_view import ForgotView
from interviewtool.gui.start.restore_view import RestoreView
from interviewtool.gui.start.unlock_view import UnlockView
from interviewtool.gui.start.welcome_view import WelcomeView
from interviewtool.gui.widgets import EmptyState
from interviewtool.model import ConsentItem, ConsentRole, Tier
from interviewtool.settings import Settings
from tests.gui.conftest import WAIT
from tests.gui.cut_off import cut_off
from tests.gui.driving import Person
from tests.gui.studies import Study, enter
from tests.workspaces import PASSPHRASE, give_consent

Make = Callable[[Study, Operations, Callable], QWidget]


def listed(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = InterviewListScreen(study.interviewer, operations)
    screen.refresh()
    return screen


def team(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = TeamScreen(study.interviewer, operations)
    screen.refresh()
    return screen


def supervisors_team(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = TeamScreen(study.supervisor, operations)
    screen.refresh()
    return screen


def preparation(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    interviewer = study.interviewer
    session = interviewer.interviews.prepare(interviewer.forms.default().form_hash, "uk")
    return PreparationScreen(session, interviewer, operations)


def interview(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    interviewer = study.interviewer
    session = interviewer.interviews.prepare(interviewer.forms.default().form_hash, "uk")
    give_consent(interviewer, session)
    return InterviewScreen(session, interviewer, operations)


def consent(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    interviewer = study.interviewer
    session = interviewer.interviews.prepare(interviewer.forms.default().form_hash, "uk")
    session.close()
    return ConsentScreen(interviewer, session.interview.interview_id, operations)


def consent_item(study: Study, operations: Operations, clock: Callable) -> QWidget:
    screen = consent(study, operations, clock)
    screen.opening.begin.emit()
    return screen


def bundle(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = DeskScreen(study.supervisor, operations)
    screen._show(study.supervisor.review.open(study.bundle))
    return screen


def reader(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    received = study.supervisor.review.open(study.bundle).interviews[0]
    return Reader(Reader.Content.of(received), operations, study.supervisor.decisions)


def care(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = CareScreen(study.interviewer, operations, Settings())
    screen.show_view(Overview(CareState.read(study.interviewer, 7)))
    return screen


def register(study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    study.interviewer.vault.register.open(PASSPHRASE, 5)
    return RegisterView(study.interviewer, read_register(study.interviewer))


def afterwards(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = AfterwardsScreen(study.interviewer, operations)
    screen.refresh()
    screen.withdrawing.ask(study.interviewer.interviews.get(study.interview_id))  # the tiers stand open
    return screen


def afterwards_at_the_desk(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = AfterwardsScreen(study.supervisor, operations)
    screen.refresh()
    return screen


def sheet(study: Study, operations: Operations, clock: Callable) -> QWidget:
    screen = afterwards(study, operations, clock)
    preview = study.interviewer.withdrawals.preview(study.interview_id, Tier.ERASE_ALL)
    screen._show_sheet(Done(preview, clock(), erased=True, unfinished=False))
    return screen


def cu(_study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    card = CuCard((1, 3))
    card.show_decided({3: True})
    return card


def consent_aside(open_aside: Callable[[ConsentScreen], object]) -> Make:
    """A page of the consent screen beside its conversation, of an interview whose consent stands."""

    def make(study: Study, operations: Operations, _clock: Callable) -> QWidget:
        screen = ConsentScreen(study.interviewer, study.interview_id, operations)
        open_aside(screen)
        return screen

    return make


SCREENS: dict[str, Make] = {
    "welcome": lambda study, operations, clock: WelcomeView(),
    "create": lambda study, operations, clock: CreateView(operations, Path("vault"), clock=clock),
    "recovery": lambda study, operations, clock: RecoveryCodeView(
        "7KQ4-M2XP-9TRD-AB12-7KQ4-M2XP-9TRD-AB12", "Open the vault"
    ),
    "unlock": lambda study, operations, clock: UnlockView(operations, Path("vault"), clock=clock),
    "forgot": lambda study, operations, clock: ForgotView(
        operations, Path("vault"), frozenset(("recovery", "escrow")), clock=clock
    ),
    "restore": lambda study, operations, clock: RestoreView(operations, Path("vault"), None, clock=clock),
    "care": care,
    "change the passphrase": lambda study, operations, clock: PassphraseView(
        operations, heading_text="Change", why="Why", notes=("Note",), act="Change it"
    ),
    "entrust": lambda study, operations, clock: EntrustView("sup-01", ()),
    "help": lambda study, operations, clock: HelpView(operations, Path("vault")),
    "register": register,
    "list": listed,
    "joining": lambda study, operations, clock: Joining(),
    "team of an interviewer": team,
    "team of a supervisor": supervisors_team,
    "compare": lambda study, operations, clock: Compare("Is it?", "Call.", study.supervisor.team.own_card()),
    "desk": lambda study, operations, clock: DeskScreen(study.supervisor, operations),
    "bundle": bundle,
    "reader": reader,
    "export": lambda study, operations, clock: ExportScreen(study.interviewer, operations, [study.interview_id]),
    "settings": lambda study, operations, clock: SettingsScreen(operations, Settings(), Path("vault")),
    "preparation": preparation,
    "consent": consent,
    "consent item": consent_item,
    "consent, C15 with its day": consent_aside(lambda screen: screen.show_item(ConsentItem.RECONTACT)),
    "consent, the signed form": consent_aside(lambda screen: screen.asides.show_paper()),
    "consent, what was decided": consent_aside(lambda screen: screen.asides.show_history()),
    "consent, others present": consent_aside(lambda screen: screen.asides.ask(ConsentRole.PRESENT, "uk")),
    "afterwards": afterwards,
    "afterwards at the desk": afterwards_at_the_desk,
    "sheet of a withdrawal": sheet,
    "cases proposed as CU": cu,
    "interview": interview,
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, qtbot, study: Study, operations: Operations, clock: Callable) -> None:
    screen = SCREENS[name](study, operations, clock)
    qtbot.addWidget(screen)
    screen.resize(1180, 820)
    screen.show()
    with qtbot.waitActive(screen, timeout=WAIT):
        screen.activateWindow()
    qtbot.waitUntil(lambda: screen.isEnabled() and bool(focusable(screen)), timeout=WAIT)
    qtbot.wait(50)  # what is read quietly arrives
    assert nameless(screen) == []
    assert not_reached(screen) == []
    assert shared_mnemonics(screen) == {}


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_in_longer_words_in_large_print_on_a_small_screen(
    language: str, qtbot, study: Study, operations: Operations, clock: Callable, look: Callable
) -> None:
    look(interface_language=language, font_percent=200)
    wrong: dict[str, object] = {}
    for name, make in SCREENS.items():
        screen = make(study, operations, clock)
        qtbot.addWidget(screen)
        screen.resize(1024, 600)
        screen.show()
        qtbot.wait(60)
        qtbot.waitUntil(lambda screen=screen: screen.isEnabled() and bool(focusable(screen)), timeout=WAIT)
        if any(found := (shared_mnemonics(screen), cut_off(screen))):
            wrong[name] = found
        screen.hide()
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_bar_and_its_places(language: str, qtbot, fresh: Study, window: MainWindow) -> None:
    window.change(replace(window.settings, interface_language=language))
    enter(window, fresh.interviewer)
    for place in ("interviews", "team", "desk", "care", "settings"):
        window.go(place)
        qtbot.wait(700 if place == "team" else 100)  # what is read quietly arrives
        assert nameless(window) == []
        assert shared_mnemonics(window) == {}


def tab() -> QWidget | None:
    """Press Tab; what has the focus then."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    return QApplication.focusWidget()


def test_tab_leads_through_a_page_and_not_to_lock(qtbot, fresh: Study, window: MainWindow) -> None:
    enter(window, fresh.interviewer)
    person = Person(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))
    with qtbot.waitActive(window, timeout=WAIT):
        window.activateWindow()
    person.shown(InterviewListScreen).begin_new()
    new = person.shown(NewInterview)
    for position in (new.form.count() - 1, 0):
        new.form.setCurrentIndex(position)  # its languages are made anew
    qtbot.waitUntil(lambda: new._languages.checkedButton().isVisible(), timeout=WAIT)
    new.form.setFocus()
    assert tab() is new.own
    assert tab() is new._languages.checkedButton()
    assert tab() is new.practice
    assert tab() is new.begin
    assert tab() is new._turn_away
    new.first_focus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)

    person.shown(PreparationScreen).proceed.emit()
    consent = person.shown(ConsentScreen)
    with qtbot.waitActive(window, timeout=WAIT):  # offscreen, a wait that was shown takes the activity with it
        window.activateWindow()
    consent.opening.begin.emit()
    for item in (ConsentItem.INTERVIEW, ConsentItem.QUOTATION, ConsentItem.WHO_WE_ARE):  # two answers, three, two
        consent.show_item(item)
        page = consent.item
        assert QApplication.focusWidget() in page.answers().values()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_1)
        first = next(iter(page.methods.values()))
        assert tab() is first
        first.click()
        assert tab() is page.next
        assert tab() is page.previous
        assert tab() not in window._bar.findChildren(QPushButton)


def test_an_empty_state_hands_the_focus_to_its_act_and_shows_its_text_whole(qtbot) -> None:
    act = QPushButton("Begin")
    empty = EmptyState("Nothing yet", "A sentence that needs several lines at this width. " * 5, act)
    qtbot.addWidget(empty)
    empty.resize(900, 600)
    empty.show()
    empty.setFocus()
    assert empty.focusWidget() is act
    for label in empty.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
        assert abs(label.geometry().center().x() - empty.rect().center().x()) <= 1


def focusable(screen: QWidget) -> list[QWidget]:
    """Controls a person can reach now."""
    return [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    ]


def named_ones(screen: QWidget) -> list[QWidget]:
    """Controls that take the focus in any way. Lock takes it by mouse only: Ctrl+L is its key."""
    by_mouse = [
        widget
        for widget in screen.findChildren(QPushButton)
        if widget.focusPolicy() is Qt.FocusPolicy.ClickFocus and widget.isVisible() and widget.isEnabled()
    ]
    return focusable(screen) + by_mouse


def nameless(screen: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in named_ones(screen)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]


def not_reached(screen: QWidget) -> list[str]:
    """Controls that Tab does not reach. Of a choice one button is a stop, and arrows lead to the rest."""
    wanted = focusable(screen)
    wanted[0].setFocus()
    reached: set[QWidget] = set()
    for _each in range(3 * len(wanted) + 10):
        focus = QApplication.focusWidget()
        if focus is None:
            break
        reached.add(focus)
        # A text field takes Tab for itself only where it says so; Ctrl+Tab would be the way out of it.
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    groups = {choice_of(each) for each in reached} - {None}
    return [
        f"{type(widget).__name__} {widget.accessibleName()!r}"
        for widget in wanted
        if widget not in reached and choice_of(widget) not in groups
    ]


def choice_of(widget: QWidget) -> object:
    """The choice of one out of several that a button belongs to; Tab stops once in it and arrows lead on."""
    if not isinstance(widget, QAbstractButton):
        return None
    group = widget.group()
    if group is not None and group.exclusive():
        return group
    return widget.parentWidget() if widget.autoExclusive() else None


def shared_mnemonics(screen: QWidget) -> dict[str, list[str]]:
    """Mnemonics that lead to more than one place."""
    texts = [
        widget.text()
        for widget in (
            *screen.findChildren(QPushButton),
            *screen.findChildren(QLabel),
            *screen.findChildren(QRadioButton),
        )
        if widget.isVisible()
        and widget.isEnabled()
        and not (isinstance(widget, QLabel) and widget.buddy() is None)
        and not QKeySequence.mnemonic(widget.text()).isEmpty()
    ]
    keys = Counter(QKeySequence.mnemonic(text).toString() for text in texts)
    return {
        key: [text for text in texts if QKeySequence.mnemonic(text).toString() == key]
        for key, number in keys.items()
        if number > 1
    }
