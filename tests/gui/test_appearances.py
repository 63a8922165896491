"""Each appearance has its own meaning in the window: what is typed, moved, slid or pasted arrives as ODK stores it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions.numbers import grouped, ungrouped
from interviewtool.gui.questions.ranges import steps
from interviewtool.gui.questions.table import FIELDS
from interviewtool.interview.coordinates import point, points
from interviewtool.model import MissingReason, Reference
from interviewtool.workspace import Workspace
from interviewtool.xforms import QuestionType
from tests.gui.conftest import AnsweringDialogs, type_text
from tests.gui.interviews import choose, field, give_reason, press, ref, settle, show, unnamed
from tests.workspaces import give_consent, xform

APPEARANCES = """
| survey | | | | | | |
|---|---|---|---|---|---|---|
| | type | name | label::English (en) | appearance | parameters |
| | begin_group | chosen | Choosing | | | |
| | select_one need | quick | Quick | quick columns-3 | |
| | select_one need | after | After it | minimal quick | | |
| | select_one need | likert | How much? | likert | | |
| | select_multiple need | packed | Packed | columns-pack | | |
| | select_multiple need | folded | Folded | minimal | | |
| | select_multiple need | narrowed | Narrowed | autocomplete | | |
| | rank need | order | In which order? | | | |
| | select_one need | wide | Wide | columns | | |
| | range | height | Height | vertical | start=0 end=10 step=1 | |
| | select_one tree | tree | Which tree? | autocomplete | | |
| | acknowledge | seen | Seen? | | | |
| | end_group | | | | | |
| | begin_group | table | Table | table-list | | |
| | select_one need | first | First row | | | |
| | select_one need | second | Second row | | | |
| | end_group | | | | | |
| | begin_group | typed | Typing | | | |
| | text | digits | Number of **this** paper | numbers | | |
| | integer | money | Money | thousands-sep | | |
| | range | slide | Slide | | start=1 end=5 step=0.5 | |
| | range | picker | Pick | picker | start=0 end=3 step=1 | |
| | range | rating | Rate | rating | start=1 end=5 step=1 | |
| | range | born | Born | picker | start=1800 end=2100 step=1 | |
| | range | pain | Pain | | start=0 end=10 step=1 tick_labelset=pain placeholder=5 | |
| | date | month | Month | month-year | | |
| | date | year | Year | year | | |
| | date | day | Day | no-calendar | | |
| | date | persian | Persian | persian | | |
| | time | hour | Time | | | |
| | dateTime | moment | Date and time | | | |
| | end_group | | | | | |
| | begin_group | places | Places | | | |
| | geopoint | point | Where? | | | |
| | geotrace | way | Which way? | | | |
| | geoshape | area | Which area? | | | |
| | end_group | | | | | |
| choices | | | | |
| | list_name | name | label::English (en) |
| | need | doctor | Doctor |
| | need | lawyer | Lawyer | |
| | need | housing | A place to live | |
| | need | nothing | Nothing | |
| | pain | 0 | None |
| | pain | 10 | The worst |
| | tree | fir | Ёлка | |
| | tree | fence | Ель за обʼєктом | |
| | tree | oak | Дуб | |
| settings | | | | |
| | form_id | form_title | version | default_language |
| | appearances | Appearances | 1 | English (en) |
"""


@pytest.fixture(scope="session")
def form_of_appearances() -> bytes:
    return xform(APPEARANCES)


@pytest.fixture
def shown(qtbot, workspace: Workspace, form_of_appearances: bytes, operations: Operations) -> InterviewScreen:
    session = workspace.interviews.prepare(workspace.forms.add(form_of_appearances), "en")
    give_consent(workspace, session)
    screen = show(qtbot, InterviewScreen(session, workspace, operations))
    screen.go(ref("chosen"))
    return screen


def value(screen: InterviewScreen, path: str) -> str:
    return screen.session.question(ref(path)).view.value


def typed(screen: InterviewScreen, path: str, text: str) -> str:
    """What is stored after a text was typed and Return pressed."""
    edit = field(screen, path).edit
    edit.setFocus()
    edit.clear()
    type_text(edit, text)
    field(screen, path).commit()
    return value(screen, path)


def test_quick_goes_on_and_arrows_only_choose(qtbot, shown: InterviewScreen) -> None:
    buttons = field(shown, "chosen/quick").buttons()
    assert buttons["doctor"].y() == buttons["housing"].y() != buttons["nothing"].y()
    wide = field(shown, "chosen/wide").buttons()
    assert wide["doctor"].y() == wide["lawyer"].y()
    choose(shown, "chosen/quick", "doctor")
    assert field(shown, "chosen/after").combo.hasFocus()
    after = field(shown, "chosen/after").combo
    press(after, Qt.Key.Key_Down)
    after.activated.emit(after.currentIndex())
    assert shown.page.current_card() is shown.page.card(ref("chosen/after")), "an arrow only passes"
    after.showPopup()
    after.hidePopup()
    after.activated.emit(2)
    assert value(shown, "chosen/after") == "lawyer"
    assert shown.page.current_card() is shown.page.card(ref("chosen/likert"))
    buttons["doctor"].setFocus()
    press(buttons["doctor"], Qt.Key.Key_Right)
    assert value(shown, "chosen/quick") != "doctor"
    assert shown.page.current_card() is shown.page.card(ref("chosen/quick"))


def test_scales_packed_folded_and_narrowed_choices(qtbot, shown: InterviewScreen) -> None:
    scale = list(field(shown, "chosen/likert").buttons().values())
    assert len({button.y() for button in scale}) == 1
    choose(shown, "chosen/likert", "lawyer")
    choose(shown, "chosen/packed", "lawyer")
    choose(shown, "chosen/packed", "doctor")
    folded = field(shown, "chosen/folded")
    assert folded.ticks.isHidden()
    press(folded.open, Qt.Key.Key_Space)
    folded.open.click()
    assert not folded.ticks.isHidden()
    folded.ticks.buttons()["housing"].click()
    assert folded.open.text() == "A place to live"
    narrowed = field(shown, "chosen/narrowed")
    type_text(narrowed.narrow, "law")
    assert [each for each, button in narrowed.ticks.buttons().items() if not button.isHidden()] == ["lawyer"]
    narrowed.ticks.buttons()["lawyer"].click()
    field(shown, "chosen/seen").box.click()
    names = ("likert", "packed", "folded", "narrowed", "seen")
    assert [value(shown, f"chosen/{name}") for name in names] == ["lawyer", "doctor lawyer", "housing", "lawyer", "OK"]
    assert unnamed(shown) == []


def test_a_name_is_found_in_whatever_spelling(qtbot, shown: InterviewScreen) -> None:
    tree = field(shown, "chosen/tree")
    offered = tree.edit.completer().model()
    for typed, names in (("ел", ["Ёлка", "Ель за обʼєктом"]), ("ОБ'Є", ["Ель за обʼєктом"]), ("елка", ["Ёлка"])):
        tree.edit.clear()
        type_text(tree.edit, typed)
        assert offered.stringList() == names
        assert tree.edit.completer().popup().isVisible()
    press(tree.edit, Qt.Key.Key_Return)
    assert shown.session.question(ref("chosen/tree")).view.value == "fir"


def test_a_rank_is_an_answer_once_it_was_touched(qtbot, shown: InterviewScreen, dialogs: AnsweringDialogs) -> None:
    rank = field(shown, "chosen/order")
    assert value(shown, "chosen/order") == ""
    rank.rows.setFocus()
    press(rank.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert value(shown, "chosen/order") == "lawyer doctor housing nothing"
    rank.up.click()
    assert value(shown, "chosen/order") == "doctor lawyer housing nothing"
    assert rank.rows.item(0).text().startswith("1. Doctor")
    dialogs.answer(True)
    give_reason(shown.page.card(ref("chosen/order")), MissingReason.REFUSED)
    assert value(shown, "chosen/order") == ""
    rank.keep.click()
    assert value(shown, "chosen/order") == "doctor lawyer housing nothing"


def test_a_table_list_is_a_table_with_headings_that_ask_nothing(qtbot, shown: InterviewScreen) -> None:
    shown.go(ref("table"))
    headings, first, second = shown.page.cards()
    assert shown.page._title.text() == "Table" and "Table" in [entry.title for entry in shown.sections()]
    assert not headings.is_answerable()
    assert all(not button.isVisible() for button in headings.field.buttons().values())
    for name in ("doctor", "nothing"):
        across = {
            card.field.buttons()[name].mapTo(shown, card.field.buttons()[name].rect().center()).x()
            for card in (first, second)
        }
        assert len(across) == 1, "the columns stand above each other"
    second.field.buttons()["lawyer"].click()
    assert value(shown, "table/second") == "lawyer"
    entry = next(entry for entry in shown.session.outline() if entry.reference == ref("table"))
    assert (entry.asked, entry.answered) == (2, 1)
    assert shown.session.first_open(None) != headings.reference
    assert unnamed(shown) == []


def test_numbers_ranges_dates_and_times(qtbot, shown: InterviewScreen) -> None:
    shown.go(ref("typed"))
    assert typed(shown, "typed/digits", "0070012") == "0070012"
    assert typed(shown, "typed/money", "1250000") == "1250000"
    assert field(shown, "typed/money").edit.text() == "1\u00a0250\u00a0000"
    press(field(shown, "typed/slide").slider, Qt.Key.Key_Space)
    assert value(shown, "typed/slide") == "1", "the first value can be meant, too"
    assert typed(shown, "typed/slide", "2,5") == "2.5"
    slide = field(shown, "typed/slide")
    press(slide.slider, Qt.Key.Key_Right)
    assert value(shown, "typed/slide") == "3"
    assert typed(shown, "typed/slide", "7") == "3", "outside: kept as a draft, no answer"
    field(shown, "typed/picker").combo.activated.emit(1)
    assert value(shown, "typed/picker") == "0"
    choose(shown, "typed/rating", "4")
    assert value(shown, "typed/rating") == "4"
    assert typed(shown, "typed/born", "2026") == "2026", "a list of 300 years is a slider"
    pain = field(shown, "typed/pain")
    assert pain.slider.value() == 5 and value(shown, "typed/pain") == ""
    assert pain._marks.said() == "0 – None · 10 – The worst"
    assert typed(shown, "typed/month", "03.2022") == "2022-03-01"
    assert field(shown, "typed/month").edit.text() == "03.2022"
    assert "2022" in field(shown, "typed/month").understood.text()
    assert typed(shown, "typed/year", "2021") == "2021-01-01"
    assert typed(shown, "typed/year", "03.2022") == "2021-01-01", "a month is no year"
    assert field(shown, "typed/day").open.isHidden()
    assert typed(shown, "typed/day", "14.03.2022") == "2022-03-14"
    assert "another calendar" in field(shown, "typed/persian").understood.text()
    assert typed(shown, "typed/persian", "14.03.2022") == "2022-03-14"
    assert typed(shown, "typed/hour", "9:05").startswith("09:05:00.000")
    assert field(shown, "typed/hour").edit.text() == "09:05"
    assert typed(shown, "typed/hour", "1020").startswith("10:20:00.000")
    assert field(shown, "typed/hour").edit.text() == "10:20"
    assert field(shown, "typed/hour").doubt.isHidden()
    assert typed(shown, "typed/hour", "2530").startswith("10:20"), "no time: kept as a draft, no answer"
    assert "14:30" in field(shown, "typed/hour").doubt.text()
    assert typed(shown, "typed/hour", "9:05").startswith("09:05")
    assert typed(shown, "typed/moment", "14.03.2022 14:30").startswith("2022-03-14T14:30:00.000")
    assert field(shown, "typed/moment").edit.text() == "14.03.2022 14:30"
    assert not shown.session.question(Reference("/data/typed/hour")).view.violation
    assert unnamed(shown) == []
    settle(qtbot, shown)


def test_emphasis_is_shown_and_never_read_as_signs(qtbot, shown: InterviewScreen) -> None:
    shown.go(ref("typed"))
    card = shown.page.card(ref("typed/digits"))
    assert card._label.text() == "Number of <u>this</u> paper"  # in a bold label, what is strong is underlined
    assert card._label.accessibleName() == card.field.edit.accessibleName() == "Number of this paper"
    assert shown.session.question(ref("typed/digits")).view.label == "Number of this paper"


def test_places_are_pasted(qtbot, shown: InterviewScreen) -> None:
    shown.go(ref("places"))
    assert typed(shown, "places/point", "50,4501, 30,5234") == "50.4501 30.5234 0 0"
    assert "50° 27′ 0.4″ N" in field(shown, "places/point").understood.text()
    assert typed(shown, "places/point", "somewhere") == "50.4501 30.5234 0 0"
    way = typed(shown, "places/way", "50.45 30.52\n50.46 30.53 120 5")
    assert way == "50.45 30.52 0 0; 50.46 30.53 120 5"
    corners = typed(shown, "places/area", "50 30\n50 31\n51 31")
    assert corners == "50 30 0 0; 50 31 0 0; 51 31 0 0; 50 30 0 0"
    assert unnamed(shown) == []
    settle(qtbot, shown)


@pytest.mark.parametrize("percent", [100, 200])
def test_every_page_fits_its_width(qtbot, shown: InterviewScreen, look: Callable, percent: int) -> None:
    look(theme="dark", font_percent=percent)
    for name in ("chosen", "table", "typed", "places"):
        shown.go(ref(name))
        shown.page._settle()
        assert shown.page.area.horizontalScrollBar().maximum() == 0, name


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("50.4501 30.5234", "50.4501 30.5234 0 0"),
        ("50.4501,30.5234", "50.4501 30.5234 0 0"),
        ("50,4501; 30", ""),
        ("50,4501 30,5234", "50.4501 30.5234 0 0"),
        ("-33.86, 151.21, 12, 4.5", "-33.86 151.21 12 4.5"),
        ("50.4501 30.5234 120 5", "50.4501 30.5234 120 5"),
        ("50°27'0\"N 30°31'30\"E", "50.45 30.525 0 0"),
        ("50° 27′ 0″ N, 30° 31′ 30″ E", "50.45 30.525 0 0"),
        ("N 50 27 0 E 30 31 30", "50.45 30.525 0 0"),
        ("E 30° 31.5′, N 50° 27′", "50.45 30.525 0 0"),
        ("33.86 S, 151.21 E", "-33.86 151.21 0 0"),
        ("50°27′ пн. ш. 30°31′30″ сх. д.", "50.45 30.525 0 0"),
        ("50°27′ с.ш. 30°31′30″ в.д.", "50.45 30.525 0 0"),
        ("50° 27′ 0″, 30° 31′ 30″", "50.45 30.525 0 0"),
        ("91 30", ""),
        ("50 181", ""),
        ("50°61′ N 30° E", ""),
        ("50 N 30 N", ""),
        ("Kyiv", ""),
        ("", ""),
    ],
)
def test_coordinates_as_people_paste_them(text: str, stored: str) -> None:
    found = point(text)
    assert (found.stored() if found else "") == stored


@given(st.text(alphabet="0123456789.,;-+ °'\"′″NSEWпнсхш\n", max_size=60))
def test_what_is_understood_is_read_back_the_same(text: str) -> None:
    found = points(text)
    if found is not None:
        assert points("; ".join(each.stored() for each in found)) == found
        assert points("\n".join(each.typed() for each in found)) == found


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_groups_of_three_come_off_again(number: object) -> None:
    assert ungrouped(grouped(f"{number:f}")) == f"{number:f}"


@pytest.mark.parametrize("given", [("0", "10", "0"), ("nan", "10", "1"), ("0", "inf", "1"), ("a", "b", "c")])
def test_a_range_without_sense_is_one_to_ten(shown: InterviewScreen, given: tuple[str, str, str]) -> None:
    question = shown.session.question(ref("typed/slide"))
    view = question.view._replace(parameters=dict(zip(("start", "end", "step"), given, strict=True)))
    assert steps(replace(question, view=view)) == (1, 1, 9)


def test_masked_text_cannot_be_read_off_the_screen(qtbot) -> None:
    masked = FIELDS[QuestionType.TEXT, "masked"]()
    qtbot.addWidget(masked)
    type_text(masked.edit, "a name")
    assert masked.edit.text() == "a name"
    assert masked.edit.displayText() == "●" * 6


def test_every_row_of_the_table_says_what_it_is() -> None:
    assert all(each.__doc__ and each.__doc__.strip().endswith(".") for each in FIELDS.values())
