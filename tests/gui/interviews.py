"""Screens of one interview over the real services, for the tests beside it. Its fixtures are taken up by conftest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions import QuestionCard, SaveState
from interviewtool.gui.questions.conduct import ConductScreen
from interviewtool.interview import Session
from interviewtool.model import MissingReason, Reference
from interviewtool.workspace import Workspace
from tests.gui.driving import WAIT
from tests.workspaces import give_consent, xform

# ruff: noqa: E501 - a table is as wide as it is
FORM = """
| survey | | | | | | | | | | | | | | |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | type | name | label::Українська (uk) | label::English (en) | hint::Українська (uk) | hint::English (en) | guidance_hint::Українська (uk) | guidance_hint::English (en) | relevant | required | constraint | appearance | calculation | bind::interviewtool:preparation | bind::interviewtool:identity | read_only | bind::interviewtool:unit |
| | begin_group | before | Перед розмовою | Before | | | | | | | | | | yes | | |
| | text | mode | Як відбувається розмова? | How is it held? | | | | | | yes | | | | | | |
| | end_group | | | | | | | | | | | | | | | |
| | begin_group | person | Людина | Person | | | | | | | | | | | | |
| | text | name | Як вас звати? | What is your name? | | | | | | yes | | | | | respondent | |
| | integer | born | Рік народження | Year of birth | | | | | | | . > 1900 and . < 2026 | | | | | |
| | decimal | cell | Площа камери | Size of the cell | | | | | | | | | | | | | m² |
| | text | story | Що сталося, ${name}? | What happened, ${name}? | Своїми словами | In your own words | Не перебивайте | Do not interrupt | | | | multiline | | | | |
| | text | captured | Коли? | When? | | | | | | | | interviewtool-partial-date | | | | |
| | date | today_is | День | Day | | | | | | | | | | | | |
| | note | thanks | Дякуємо | Thank you | | | | | | | | | | | | |
| | end_group | | | | | | | | | | | | | | | |
| | begin_group | facts | Обставини | Circumstances | | | | | | | | | | | | |
| | select_one yes_no | notified | Чи повідомили родину? | Was the family told? | | | | | | yes | | | | | | |
| | text | by_whom | Хто повідомив? | Who told them? | | | | | ${notified} = 'yes' | yes | | | | | | |
| | select_multiple need | needs | Що потрібно? | What is needed? | | | | | | | | | | | | |
| | select_one need | first | Найперше | First of all | | | | | | | | minimal | | | | |
| | select_one need | found | Знайти | Find | | | | | | | | autocomplete | | | | |
| | text | kind | Вид | Kind | | | | | | | | | concat('A', ${notified}) | | | yes |
| | end_group | | | | | | | | | | | | | | | |
| | begin_repeat | place | Місце тримання | Place of detention | | | | | | | | | | | | |
| | text | place_name | Назва | Name | | | | | | yes | | | | | | |
| | end_repeat | | | | | | | | | | | | | | | |
| choices | | | | |
| | list_name | name | label::Українська (uk) | label::English (en) |
| | yes_no | yes | Так | Yes |
| | yes_no | no | Ні | No |
| | need | doctor | Лікар | Doctor |
| | need | lawyer | Юрист | Lawyer |
| | need | housing | Житло | Housing |
| settings | | | | | |
| | form_id | form_title | version | default_language | namespaces |
| | fields | Fields | 1 | Українська (uk) | interviewtool="urn:interviewtool:xlsform:1" |
"""


def ref(path: str) -> Reference:
    return Reference(f"/data/{path}")


@pytest.fixture(scope="session")
def form_of_fields() -> bytes:
    return xform(FORM)


@pytest.fixture
def prepared(workspace: Workspace, form_of_fields: bytes) -> Session:
    """An interview in preparation."""
    return workspace.interviews.prepare(workspace.forms.add(form_of_fields), "uk")


@pytest.fixture
def screen(qtbot: object, workspace: Workspace, prepared: Session, operations: Operations) -> InterviewScreen:
    """The interview with consent given, on its first page of answers."""
    give_consent(workspace, prepared)
    return show(qtbot, InterviewScreen(prepared, workspace, operations))


def show(qtbot: object, screen: QWidget) -> QWidget:
    """Show a screen and give it the focus."""
    # A test may have closed the vault under the screen.
    qtbot.addWidget(screen, before_close_func=lambda closing: closing.page.rest() if hasattr(closing, "page") else None)
    screen.resize(1180, 820)
    screen.show()
    with qtbot.waitActive(screen, timeout=WAIT):
        screen.activateWindow()
    screen.first_focus()
    return screen


def settle(qtbot: object, screen: ConductScreen) -> None:
    """Wait until everything is durable."""
    qtbot.waitUntil(lambda: screen.ledger.state() is not SaveState.SAVING, timeout=WAIT)


def field(screen: ConductScreen, path: str) -> object:
    """The field of a question on the page shown."""
    card = screen.page.card(ref(path))
    assert card is not None, path
    return card.field


def give_reason(card: QuestionCard, reason: MissingReason) -> None:
    """Choose from the menu why there is no answer."""
    card.missing.reasons()[reason].trigger()


def choose(screen: ConductScreen, path: str, value: str) -> QAbstractButton:
    """Click the button of a choice."""
    button = field(screen, path).buttons()[value]
    button.click()
    return button


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key. It is not let go of: the widget may be gone by then."""
    QTest.keyPress(widget, key, modifiers)


def unnamed(screen: QWidget) -> list[QWidget]:
    """Controls that take the focus and do not say to a screen reader what they are."""
    reached = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(screen)
    ]
    inside = [widget for widget in reached if not isinstance(widget.parentWidget(), QAbstractItemView)]
    return [widget for widget in inside if not widget.accessibleName()]
