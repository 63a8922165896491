"""The standard questionnaire in our own engine: partial dates, categories, scope, and the skips.

What JavaRosa computes from the same rows is checked in test_partial_dates_javarosa.py.
"""

from __future__ import annotations

import pytest

from interviewtool.model import MissingReason
from interviewtool.xforms import NodeKind, QuestionType, write_workbook
from interviewtool.xforms.workbooks.convert import read_sheets

from .category_cases import CATEGORIES
from .conftest import LANGUAGES, STANDARD
from .partial_date_cases import CASES
from .scenario import Scenario


def test_nothing_outside_the_preparation_is_computed_before_the_first_answer(definition):
    """So nothing waits to be stored before consent."""
    instance = Scenario(definition).instance
    early = [row.reference for row in instance.stored() if row.value]
    assert all(reference.startswith(("/data/m0/", "/data/meta/")) for reference in early), early


def test_it_speaks_its_three_languages(definition, interview):
    assert definition.languages == LANGUAGES
    asked = set()
    for language in ("uk", "ru", "en"):
        interview.instance.set_language(language)
        asked.add(interview.instance.question(interview.reference("case_group")).label)
    assert asked == {
        "Про кого ви хочете розповісти?",
        "О ком вы хотите рассказать?",
        "Whom do you want to tell us about?",
    }


def test_the_spreadsheet_is_the_same_questionnaire(tmp_path):
    workbook = tmp_path / "standard.xlsx"
    write_workbook(STANDARD, workbook)
    written, source = read_sheets(workbook), read_sheets(STANDARD)
    for sheet in ("survey", "choices", "settings"):
        assert list(written[sheet]) == list(source[sheet])


def test_every_partial_date(interview):
    interview.answer(case_group="pow_self")
    for text, earliest, latest, accepted in CASES:
        interview.answer(capture_date=text)
        computed = (interview.value("capture_date_earliest"), interview.value("capture_date_latest"))
        assert computed == (earliest, latest), text
        assert interview.broken("capture_date") is not accepted, text


def test_every_category(definition):
    for group, notified, category in CATEGORIES:
        scenario = Scenario(definition)
        scenario.have("case", 1)
        scenario.answer(case_group=group)
        if scenario.asks("notified"):
            scenario.answer(notified=notified)
        assert scenario.value("category") == category, (group, notified)


def test_the_category_hangs_on_the_case_not_on_the_respondent(interview):
    interview.have("case", 2)
    interview.answer(1, case_group="pow_family", notified="yes")
    interview.answer(2, case_group="pow_family", notified="unknown")
    assert (interview.value("category", 1), interview.value("category", 2)) == ("B", "C")


def test_a_notification_that_is_not_known_for_another_reason_leaves_the_category_open(interview):
    interview.answer(case_group="pow_family", notified="no")
    interview.instance.mark_missing(interview.reference("notified"), MissingReason.REFUSED)
    assert interview.value("category") == ""


@pytest.mark.parametrize(
    ("date", "scope"),
    [
        ("2014-07", "yes"),
        ("2022-02-23", "yes"),
        ("2022-02-24", "no"),
        ("2022-02", "unclear"),
        ("../2022-02-23", "yes"),
        ("", ""),
    ],
)
def test_a_capture_before_24_february_2022_is_kept_and_flagged(interview, date, scope):
    interview.answer(case_group="pow_self", capture_date=date, capture_narrative="…")
    assert interview.value("out_of_scope") == scope
    assert interview.asks("out_of_scope_note") is (scope == "yes")
    assert interview.asks("capture_narrative")


def test_the_delay_runs_from_a_minimum_to_a_maximum(interview):
    interview.answer(case_group="pow_family", capture_date="2022-05", notified="yes", confirmation_date="2022-08")
    assert (interview.value("delay_days_min"), interview.value("delay_days_max")) == ("62", "122")
    interview.instance.set_language("en")
    label = interview.instance.question(interview.reference("delay_note")).label
    assert label.strip() == "Days from capture to confirmation: 62 to 122."
    for captured, confirmed, notes in (
        ("", "", []),
        ("2022-05", "", []),
        ("", "2022-08", []),
        ("2022-05", "2022-08", ["delay_note"]),
        ("2022-05", "2022-01", ["delay_wrong_note"]),
        ("2022-05-20", "2022-05-20", ["delay_note"]),
        ("2022-05", "2022-08/..", []),  # no longest delay is known, which is no mistake
        ("2022-05", "../2022-08", []),
        ("../2022-05", "2022-08", []),
        ("2022-05/..", "2022-08", []),
    ):
        interview.answer(capture_date=captured, confirmation_date=confirmed)
        assert [note for note in ("delay_note", "delay_wrong_note") if interview.asks(note)] == notes


def test_a_delay_within_one_month_may_be_none_at_all(interview):
    interview.answer(case_group="pow_family", capture_date="2022-05", notified="yes", confirmation_date="2022-05-10")
    assert (interview.value("delay_days_min"), interview.value("delay_days_max")) == ("0", "9")


def test_the_area_for_each_person_is_known_once_both_numbers_are(interview):
    interview.answer(case_group="pow_self", places_known="yes")
    interview.have("place", 1)
    for size, persons, each in (("", "", ""), ("12.5", "", ""), ("", "9", ""), ("12.5", "9", "1.4")):
        interview.answer(cell_size=size, cell_persons=persons)
        assert interview.value("area_per_person") == each


def test_the_final_choice_of_anonymity_agrees_with_the_consent_record(interview):
    interview.answer(c10="pseudonym", final_naming="named")
    assert interview.broken("final_naming")
    interview.answer(final_naming="pseudonym")
    assert not interview.broken("final_naming")


@pytest.mark.parametrize(
    ("consent", "answer"),
    [
        ({"c7": "no"}, {"recording": "audio"}),
        ({"c8": "no"}, {"photo_taken": "yes"}),
        ({"c15": "no"}, {"recontact": "yes"}),
        ({"c15": "yes"}, {"recontact": "no"}),
    ],
)
def test_what_is_not_as_it_was_consented_to_is_a_violation(interview, consent, answer):
    interview.answer(**answer)
    assert not any(interview.broken(name) for name in answer)
    interview.answer(**consent)
    assert all(interview.broken(name) for name in answer)


@pytest.mark.parametrize("risk", ["risk_reprisal_certain", "risk_capacity"])
def test_near_certain_reprisal_or_doubted_capacity_goes_to_the_supervisor(interview, risk):
    assert not interview.asks("supervisor_note")
    interview.answer(**{risk: "yes"})
    assert interview.asks("supervisor_note")


def test_the_number_of_people_and_of_cases_are_compared_aloud(interview):
    for people, cases, said in (("", 1, False), ("2", 1, True), ("2", 2, False), ("1", 2, True)):
        interview.answer(case_count=people)
        interview.have("case", cases)
        for note in ("case_count_note", "case_count_reminder"):  # the second at the end, before it is too late
            assert interview.asks(note) is said


SAMPLES = {
    QuestionType.TEXT: "слово",
    QuestionType.INTEGER: "1",
    QuestionType.DECIMAL: "12.5",
    QuestionType.DATE: "2026-11-20",
    QuestionType.TIME: "10:30:00.000+02:00",
}
UNASKED = (QuestionType.CALCULATE, QuestionType.NOTE, QuestionType.FILE)


def fill_in(instance, reference, given):
    """Answers whatever is relevant and still empty below a reference; returns how many answers that were."""
    count = 0
    for child in instance.children(reference):
        if instance.kind(child) is not NodeKind.QUESTION:
            count += fill_in(instance, child, given)
            continue
        view = instance.question(child)
        if view.type in UNASKED or not view.relevant or view.readonly or view.value:
            continue
        sample = "2022-05" if "interviewtool-partial-date" in view.appearance else SAMPLES.get(view.type)
        instance.answer(child, given.get(view.name) or (view.choices[0].value if view.choices else sample))
        count += 1
    return count


@pytest.mark.parametrize(
    ("group", "notified", "category"),
    [row for row in CATEGORIES if row[1] or row[0] in {"civilian_self", "russian_pow", "stakeholder"}],
)
def test_a_full_interview_of_every_category_can_be_finalized(definition, group, notified, category):
    scenario = Scenario(definition)
    scenario.have("case", 1)
    scenario.answer(**{f"c{number}": "yes" for number in range(1, 17)})
    scenario.answer(c10="pseudonym", case_group=group)
    given = {"final_naming": "pseudonym", "notified": notified, "sv_opened": "raised", "interviewer": "INT-1"}
    given |= {"birth_year": "1980", "respondent_birth_year": "1980", "evidence_hash": "a" * 64}
    assert scenario.instance.violations()
    while fill_in(scenario.instance, scenario.instance.root, given):
        for repeat in ("present", "prior", "need"):
            scenario.have(repeat, 1)
        for repeat in ("evidence", "letter", "visit", "place", "treatment", "death"):
            scenario.have(repeat, 1, 1)
    assert scenario.instance.violations() == ()
    assert scenario.instance.recalculate_fully() == ()
    assert scenario.value("category") == category
