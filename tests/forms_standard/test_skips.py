"""Every skip of the questionnaire, answered as an interviewer would, for each category of case."""

from __future__ import annotations

import pytest

from interviewtool.xforms import QuestionType

from .skip_rules import BY_ANSWER, BY_CASE, ELSEWHERE, GROUPS, OPEN, OTHERWISE

REPEATS = ("evidence", "letter", "visit", "place", "treatment", "death")
TYPED = {QuestionType.INTEGER: ("0", "1", "2"), QuestionType.TEXT: ("…",)}


@pytest.mark.parametrize("node", BY_CASE)
def test_each_category_is_asked_its_modules(interview, node):
    interview.answer(c16="yes")
    assert not interview.shows(node), "before it is known whom it is about"
    asked = set()
    for name, answers in GROUPS.items():
        interview.answer(c16="yes", notified="", case_group=answers["case_group"])
        interview.answer(**answers)
        if interview.shows(node):
            asked.add(name)
    assert asked == BY_CASE[node]


@pytest.mark.parametrize(("node", "because", "opening"), BY_ANSWER)
def test_each_question_is_asked_after_just_the_answers_that_call_for_it(interview, node, because, opening):
    interview.answer(**(OPEN | OTHERWISE.get(node, {})))
    if (node, because) in {("evidence", "letter_condition"), ("rp_knowledge_source", "rp_knowledge")}:
        interview.answer(evidence_known="", rp_orders="")
    on_offer = ("", *(interview.offers(because) or TYPED[interview.type(because)]))
    shown = set()
    for answer in on_offer:
        interview.answer(**{because: answer})
        if interview.shows(node):
            shown.add(answer)
    assert shown == opening


def test_every_skip_of_the_questionnaire_has_its_test(workbook):
    conditional = {row["name"] for row in workbook.survey if "relevant" in row}
    by_answer = {node for node, _because, _opening in BY_ANSWER}
    assert conditional == {*BY_CASE, *by_answer, *ELSEWHERE}


def test_a_stay_that_ends_before_it_begins_is_said(interview):
    interview.answer(**OPEN)
    for begun, ended, said in (
        ("2022-05", "2022-04", True),
        ("2022-05", "2022-05", False),
        ("2022-05-01", "2022-05-01", False),
        ("2022-05", "../2022-04", True),
        ("", "2022", False),
        ("2022-05", "2022-06/..", False),
    ):
        interview.answer(place_from=begun, place_to=ended)
        assert interview.asks("place_order_note") is said, (begun, ended)


def test_a_year_of_birth_that_may_call_for_a_guardian_is_said(interview):
    for born, known, said in (
        ("", "", False),
        ("2007", "no", False),
        ("2008", "no", True),
        ("2012", "", True),
        ("2012", "yes", False),
    ):
        interview.answer(respondent_birth_year=born, risk_minor=known)
        assert interview.asks("guardian_note") is said, (born, known)


def test_a_place_in_ukraine_lies_in_an_oblast_of_it(interview):
    interview.answer(**OPEN, place_country="occupied")
    assert "abroad" in interview.offers("session_oblast")
    assert interview.offers("place_oblast") == [each for each in interview.offers("session_oblast") if each != "abroad"]


def test_one_respondent_has_cases_of_two_categories_and_each_is_asked_its_own(interview):
    interview.have("case", 2)
    assert not [name for name in REPEATS if interview.shows(name, 2)], "nothing is offered in a case that begins"
    interview.answer(1, **GROUPS["B"])
    interview.answer(2, **GROUPS["C"])
    assert [interview.asks("charged", case) for case in (1, 2)] == [True, False]
    assert [interview.value("category", case) for case in (1, 2)] == ["B", "C"]


def test_an_answer_hidden_by_a_branch_is_kept_and_comes_back(interview):
    interview.answer(case_group="pow_family", notified="yes", charged="yes", court="суд першої інстанції")
    interview.answer(notified="unknown")
    assert not interview.asks("court")
    interview.answer(notified="yes")
    assert interview.asks("court") and interview.value("court") == "суд першої інстанції"


@pytest.mark.parametrize(
    ("notified", "reliability", "proposed"),
    [("no", "3", "yes"), ("unknown", "5", "yes"), ("no", "2", ""), ("yes", "5", ""), ("", "5", "")],
)
def test_a_missing_person_with_evidence_of_three_or_more_is_proposed_as_a_prisoner(
    interview, notified, reliability, proposed
):
    interview.answer(case_group="pow_family", notified=notified, evidence_known="yes")
    interview.have("evidence", 2)
    interview.answer(1, 1, evidence_reliability="1")
    interview.answer(1, 2, evidence_reliability=reliability)
    assert interview.value("cu_proposed") == proposed
    assert interview.asks("cu_note") is (proposed == "yes")
    assert interview.value("category") != "CU", "a supervisor confirms it, nothing else does"


def test_evidence_of_one_case_proposes_nothing_for_another(interview):
    interview.have("case", 2)
    for case in (1, 2):
        interview.answer(case, **GROUPS["C"], evidence_known="yes")
    interview.have("evidence", 1, 2)
    interview.answer(2, evidence_reliability="4")
    assert [interview.value("cu_proposed", case) for case in (1, 2)] == ["", "yes"]


@pytest.mark.parametrize(("category", "offered"), [("A", False), ("B", True), ("C", True), ("D", True)])
def test_a_propaganda_interview_offers_a_row_of_evidence(interview, category, offered):
    interview.answer(**GROUPS[category], correspondence="yes")
    interview.have("letter", 1)
    interview.answer(letter_condition="none")
    assert not interview.asks("letter_evidence_note")
    interview.answer(letter_condition="money propaganda_interview")
    assert interview.asks("letter_evidence_note") is offered
    assert interview.instance.group(interview.reference("evidence")).relevant is offered


def test_without_correspondence_the_queries_are_asked(interview):
    interview.answer(case_group="pow_family", correspondence="no")
    assert interview.asks("queries_made") and interview.value("comm_class") == "none"
    interview.answer(correspondence="yes", comm_pattern="regular")
    assert not interview.asks("queries_made") and interview.value("comm_class") == "regular"


@pytest.mark.parametrize("category", ["A", "B", "D", "D family"])
def test_who_was_charged_is_asked_about_contact_after_the_charge(interview, category):
    interview.answer(**GROUPS[category], charged="no")
    assert not interview.asks("charge_correspondence")
    interview.answer(charged="yes")
    assert interview.asks("charge_correspondence")


def test_what_was_written_on_paper_says_when_and_by_whom_it_was_typed(interview):
    assert interview.value("entry_mode") == "direct" and not interview.asks("typed_date")
    interview.answer(entry_mode="paper")
    assert interview.asks("typed_date") and interview.asks("typed_by") and interview.asks("paper_fate")


def test_the_program_alone_knows_the_category_of_a_stakeholder_outside_the_study(interview):
    interview.answer(**GROUPS["X"])
    assert interview.value("category") == "X"
    assert interview.asks("stakeholder_note")


def told(interview, group):
    interview.answer(c16="yes", case_group=group, treatment_told="yes", places_known="yes")
    interview.have("treatment", 1)


@pytest.mark.parametrize("group", ["pow_family", "civilian_family"])
def test_families_answer_on_treatment_only_as_told_or_from_a_document(interview, group):
    told(interview, group)
    assert interview.offers("treatment_source") == ["told", "document"]


@pytest.mark.parametrize("group", ["pow_self", "civilian_self", "russian_pow"])
def test_who_was_held_may_answer_from_own_experience(interview, group):
    told(interview, group)
    assert "own" in interview.offers("treatment_source")


def test_the_place_of_treatment_is_chosen_from_the_places_of_the_same_case(interview):
    told(interview, "pow_self")
    interview.have("place", 2)
    interview.answer(1, 1, place_name="Оленівка")
    interview.answer(1, 2, place_name="СІЗО")
    interview.have("case", 2)
    interview.answer(2, case_group="pow_self", places_known="yes")
    interview.have("place", 1, 2)
    interview.answer(2, 1, place_name="підвал")
    assert interview.offers("treatment_place", 1, 1) == ["Оленівка", "СІЗО"]
