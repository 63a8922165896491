"""An interview of each category with the standard questionnaire, through the real window, from preparation to its end.

What is decisive for a category is typed and clicked, and what it skips is looked for on the screen. The window speaks
the language of the respondent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.export import ExportScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.questions.choices import ButtonsField
from interviewtool.gui.questions.conduct import ConductScreen
from interviewtool.gui.questions.long_ticks import FoldedTickField
from interviewtool.gui.questions.offer import OfferField
from interviewtool.gui.readback import ReadBackScreen
from interviewtool.i18n import _
from interviewtool.model import ConsentItem, Disposition, InterviewState, Reference
from tests.forms_standard.scenario import References
from tests.gui.conftest import WAIT, AnsweringDialogs, type_text
from tests.gui.driving import Person
from tests.gui.studies import Study, enter

CASE = "/data/case[1]/"
RISKS = (
    "risk_relative_held",
    "risk_occupation",
    "risk_retaliation",
    "risk_reprisal_certain",
    "risk_distress",
    "risk_minor",
    "risk_capacity",
    "risk_detained",
)


class Interviewer(Person):
    """Conducts the standard questionnaire. screen: preparation or interview, whichever is shown."""

    screen: ConductScreen

    def begin(self, study: Study, language: str) -> None:
        """From the list into the preparation."""
        self.window.change(replace(self.window.settings, interface_language=language))
        enter(self.window, study.interviewer)
        self.shown(InterviewListScreen)
        self.press(_("&New interview"))
        new = self.shown(NewInterview)
        offered = [form.form_id for form in study.interviewer.forms.list()]
        new.form.setCurrentIndex(offered.index("interviewtool-standard"))
        next(each for each in new._languages.buttons() if each.property("code") == language).click()
        self.press(_("&Begin the preparation"))
        self.screen = self.shown(PreparationScreen)
        definition = study.interviewer.forms.definition(self.screen.session.interview.form_hash)
        self.reference = References(definition)

    def go_on(self, *declined: ConsentItem) -> None:
        """From the preparation through consent to the first question."""
        self.press(_("Proceed to consent"))
        self.consent(*declined)
        self.screen = self.shown(InterviewScreen)

    def say(self, **answers: str) -> None:
        """Answer questions of the first instance of whatever they lie in, as `say_in` does."""
        self.say_in(1, **answers)

    def say_in(self, *positions: int, **answers: str) -> None:
        """Click the choices, separated by spaces, or type the text."""
        for name, value in answers.items():
            reference = self.reference(name, *positions)
            if reference.rsplit("/", 1)[0] != self.screen.current:
                QApplication.processEvents()  # what a person sees before going on
                self.screen.go_to_question(reference)
            field = self.screen.page.card(reference).field
            if isinstance(field, FoldedTickField):
                field.open.click()
                field = field.ticks
            if isinstance(field, ButtonsField):
                for choice in value.split():
                    field.buttons()[choice].click()
            else:
                type_text(field.edit, value)
                field.commit()

    def asks(self, name: str) -> bool:
        """Whether a question of the page shown stands on it."""
        reference = self.reference(name)
        assert reference.rsplit("/", 1)[0] == self.screen.current, name
        card = self.screen.page.card(reference)
        return card is not None and card.isVisible()

    def sections(self) -> set[str]:
        """The sections of the case that stand on the left."""
        QApplication.processEvents()
        references = (each.reference for each in self.screen.outline.entries())
        return {each.removeprefix(CASE).split("/")[0] for each in references if each.startswith(CASE)}

    def rows(self) -> set[str]:
        """What the list on the left says, as a screen reader reads it."""
        QApplication.processEvents()
        rows = self.screen.outline.model()
        return {rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(rows.rowCount())}

    def reach(self, module: str, *, willing: bool) -> None:
        """Come to a sensitive module, and ask again."""
        screen = self.screen
        screen.go(Reference(CASE + module))
        assert screen.stack.currentWidget() is screen.sensitive
        self.press(_("&Yes, they wish to speak about it") if willing else _("&No, not today"))
        self.wait(lambda: screen.stack.currentWidget() is not screen.sensitive and screen.isEnabled())

    def finish(self, dialogs: AnsweringDialogs, study: Study) -> tuple[str, ...]:
        """End the interview before everything was asked. Its categories, as the list shows them."""
        interview_id = self.screen.session.interview.interview_id
        self.press(_("Finish…"))
        self.screen.finish.endings[Disposition.PARTIAL].click()
        dialogs.answer(True)
        self.press(_("Finalize the interview"))
        self.shown(ExportScreen)
        interview = study.interviewer.interviews.get(interview_id)
        assert interview.state is InterviewState.FINALIZED
        return interview.categories

    def press(self, text: str) -> None:
        super().press(text.replace("&", ""))


@pytest.fixture
def begin(qtbot, fresh: Study, window: MainWindow) -> Callable[[str], Interviewer]:
    def begun(language: str) -> Interviewer:
        interviewer = Interviewer(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))
        interviewer.begin(fresh, language)
        interviewer.say(mode="in_person", **dict.fromkeys(RISKS, "no"))
        return interviewer

    return begun


def test_a_former_prisoner_of_war(begin, dialogs: AnsweringDialogs, fresh: Study) -> None:
    held = begin("uk")
    held.go_on()
    held.say(respondent_name="Остап Зразковий", case_count="1")
    held.say(case_group="pow_self")
    assert not held.asks("affected_name")
    assert held.sections() >= {"m6", "m8", "m9", "m13", "m16"}
    assert not held.sections() & {"m5_civilian", "m7", "m15", "m18"}
    for section in ("m4", "m5_account", "m5_codes"):
        held.screen.steps.go_on()
        held.wait(lambda: not held.screen.page.is_building())
        QTest.qWait(50)
        assert held.screen.current == CASE + section
        assert held.screen.page.area.verticalScrollBar().value() == 0
    held.say(capture_narrative="Нам наказали скласти зброю.", capture_date="20.05.2022", correspondence="no")
    assert "m6_queries" in held.sections() and "letter" not in held.sections()
    held.say(places_known="yes")
    held.say(place_name="Колонія", cell_size="12.5")
    held.screen.steps.go_on()
    held.screen.steps.go_back()
    assert held.screen.page.card(held.reference("cell_size")).field.edit.text() == "12,5"
    held.reach("m11", willing=True)
    held.say(treatment_told="yes")
    held.say(treatment_narrative="Били під час приймання.", treatment_place="Колонія", methods="beating")
    assert held.finish(dialogs, fresh) == ("A",)


def test_the_family_of_a_confirmed_prisoner_up_to_the_withdrawal_card(begin, dialogs, fresh: Study) -> None:
    held = begin("uk")
    held.go_on()
    held.say(respondent_name="Мотря Прикладна", case_count="1")
    held.say(case_group="pow_family", relation="child", affected_name="Гнат Прикладний", notified="unknown")
    assert not held.asks("confirmation_date") and "m13" not in held.sections()
    held.say(notified="yes", confirmation_date="10.2022")
    assert held.asks("location_given") and {"m13", "m14", "m15"} <= held.sections()
    held.say(correspondence="yes")
    assert "evidence" not in held.sections()
    held.say(letter_condition="propaganda_interview")
    offer = held.screen.page.card(held.reference("letter_evidence_note")).field
    assert isinstance(offer, OfferField)
    QApplication.processEvents()
    assert offer.add.isVisible()
    offer.add.click()
    assert held.screen.current == f"{CASE}evidence[1]"
    held.say(evidence_text="Відео в каналі, сина впізнали.", evidence_reliability="4")
    held.reach("m11", willing=False)
    assert held.screen.current == f"{CASE}m13"
    held.say(charged="yes")
    assert held.asks("charge_correspondence")
    held.press(_("Finish…"))
    held.press(_("Withdrawal card…"))
    consent = held.shown(ConsentScreen)
    form = consent.asides.form
    held.wait(lambda: form.isVisible() and len(form.preview._pages) == 1)
    form.back.emit()
    held.screen = held.shown(InterviewScreen)
    assert held.finish(dialogs, fresh) == ("B",)


def test_the_family_of_a_missing_person(begin, dialogs: AnsweringDialogs, fresh: Study) -> None:
    held = begin("ru")
    held.go_on(ConsentItem.SENSITIVE)
    held.say(respondent_name="Фома Образцов", case_count="1")
    held.say(case_group="pow_family", relation="sibling", affected_name="Лука Образцов", notified="unknown")
    assert not held.sections() & {"m9", "m13", "m14", "m7_proposed"}
    held.say(evidence_known="yes")
    held.say(evidence_kind="photo", evidence_reliability="2")
    assert "m7_proposed" not in held.sections()
    held.say(evidence_reliability="3")
    assert "m7_proposed" in held.sections()
    held.screen.go(Reference(f"{CASE}m7_proposed"))
    assert held.screen.page._unspoken.isVisible(), "the family must not hear of it"
    held.screen.go(Reference(f"{CASE}m11"))
    held.window.activateWindow()
    held.wait(held.window.isActiveWindow)
    QTest.keyClick(held.window.windowHandle(), Qt.Key.Key_F8)
    assert held.screen.current == f"{CASE}m15"
    cases = next(each for each in held.screen.outline.entries() if each.reference == "/data/case")
    assert [words for _entry, words in held.screen.repeats.instances(cases)] == ["Лука Образцов"]
    assert "Случай 1" in held.rows()
    held.screen.repeats.add(cases.reference)
    assert {"Случай 1: Лука Образцов", "Случай 2"} <= held.rows()
    held.say_in(2, case_group="pow_self")
    assert {"Случай 1: Лука Образцов", "Случай 2: О себе: мой плен"} <= held.rows()
    held.press(_("Read back…"))
    reading = held.shown(ReadBackScreen)
    reading.next.click()
    assert reading.statements.accessibleName() == "О ком идёт речь, Случай 1: Лука Образцов"
    reading.closed.emit()
    held.screen = held.shown(InterviewScreen)
    assert held.finish(dialogs, fresh) == ("A", "C")


def test_a_civilian_formerly_detained(begin, dialogs: AnsweringDialogs, fresh: Study) -> None:
    held = begin("ru")
    held.go_on()
    held.say(respondent_name="Фома Условный", case_count="1")
    held.say(case_group="civilian_self")
    assert {"m5_civilian", "m7", "m15", "m16"} <= held.sections() and "m18" not in held.sections()
    held.say(status_then="civilian")
    assert held.asks("occupation") and not held.asks("unit")
    held.say(capture_date="11.02.2021")
    assert held.asks("out_of_scope_note")
    note = held.screen.page.card(held.reference("out_of_scope_note"))
    assert "не читать вслух" in note._unspoken.said(), "nobody is told that their story does not count"
    correct(held, "capture_date", "11.02.2023")
    assert not held.asks("out_of_scope_note")
    held.reach("m12", willing=True)
    held.say(deaths_told="yes")
    assert "death" in held.sections()
    QTest.keyClick(held.window.windowHandle(), Qt.Key.Key_F8)
    assert held.screen.current == f"{CASE}m13"  # not the account that the opening question leads to
    assert held.finish(dialogs, fresh) == ("D",)


def test_a_russian_prisoner_of_war(begin, dialogs: AnsweringDialogs, fresh: Study) -> None:
    held = begin("uk")
    held.say(risk_detained="yes")
    held.go_on()
    held.say(respondent_name="Фома Зразковий", case_count="1")
    held.say(case_group="russian_pow")
    assert {"m10", "m11", "m18"} <= held.sections()
    assert not held.sections() & {"m6", "m7", "m8", "m9", "m12", "m13", "m14", "m15", "m16"}
    held.say(rp_alone="yes", rp_orders_heard="yes")
    assert held.asks("rp_orders")
    held.reach("m18_treatment", willing=True)
    held.say(rp_ill_treatment="no")
    assert held.finish(dialogs, fresh) == ("E",)


def correct(held: Interviewer, name: str, text: str) -> None:
    """Type another answer over one."""
    edit = held.screen.page.card(held.reference(name)).field.edit
    edit.selectAll()
    held.say(**{name: text})
