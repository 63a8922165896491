"""Every skip of the questionnaire, answered as an interviewer would, for each category of case."""

from __future__ import annotations

import pytest

GROUPS = {
    "A": {"case_group": "pow_self"},
    "B": {"case_group": "pow_family", "notified": "yes"},
    "C": {"case_group": "pow_family", "notified": "no"},
    "D": {"case_group": "civilian_self"},
    "D family": {"case_group": "civilian_family"},
    "E": {"case_group": "russian_pow"},
    "X": {"case_group": "stakeholder"},
}
ASKED = {
    "stakeholder_narrative": {"X"},
    "affected_name": {"B", "C", "D family"},
    "status_then": {"A", "B", "C", "D", "D family", "E"},
    "capture_narrative": {"A", "B", "C", "D", "D family", "E"},
    "arrest_grounds": {"D", "D family"},
    "notified": {"A", "B", "C", "D", "D family"},
    "evidence_narrative": {"B", "C", "D", "D family"},
    "correspondence": {"A", "B", "C", "D", "D family"},
    "visited": {"A", "B", "D", "D family"},
    "places_narrative": {"A", "B", "C", "D", "D family", "E"},
    "treatment_told": {"A", "B", "C", "D", "D family", "E"},
    "deaths_told": {"A", "B", "C", "D", "D family"},
    "medical_narrative": {"A", "B", "D", "D family"},
    "charged": {"A", "B", "D", "D family"},
    "authorities_narrative": {"B", "C", "D", "D family"},
    "registered": {"B", "C", "D", "D family"},
    "released": {"D family"},
    "release_narrative": {"A", "D"},
    "rp_narrative": {"E"},
    "rp_ill_treatment": {"E"},
    "needs_narrative": {"A", "B", "C", "D", "D family", "E", "X"},
}


@pytest.mark.parametrize("question", ASKED)
def test_each_category_is_asked_its_modules(interview, question):
    asked = set()
    for name, answers in GROUPS.items():
        interview.answer(c16="yes", notified="", **{"case_group": answers["case_group"]})
        interview.answer(**answers)
        if interview.asks(question):
            asked.add(name)
    assert asked == ASKED[question]


def test_nothing_is_asked_of_a_case_before_it_is_known_whom_it_is_about(interview):
    interview.answer(c16="yes")
    assert not [name for name in ASKED if name != "needs_narrative" and interview.asks(name)]


def test_one_respondent_has_cases_of_two_categories_and_each_is_asked_its_own(interview):
    interview.have("case", 2)
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


def test_a_civilians_release_is_asked_about_once_it_has_happened(interview):
    interview.answer(case_group="civilian_family", released="no")
    assert not interview.asks("release_date")
    interview.answer(released="yes")
    assert interview.asks("release_date")


def test_files_are_asked_for_only_with_c8(interview):
    interview.answer(**GROUPS["B"], evidence_known="yes", correspondence="yes")
    interview.have("evidence", 1)
    interview.have("letter", 1)
    for decision in ("", "no", "yes"):
        interview.answer(c8=decision)
        for file in ("evidence_file", "letter_file", "medical_file", "authorities_file"):
            assert interview.asks(file) is (decision == "yes")


def test_what_was_written_on_paper_says_when_and_by_whom_it_was_typed(interview):
    assert interview.value("entry_mode") == "direct" and not interview.asks("typed_date")
    interview.answer(entry_mode="paper")
    assert interview.asks("typed_date") and interview.asks("typed_by") and interview.asks("paper_fate")


def test_a_later_session_names_the_earlier_one(interview):
    assert not interview.asks("earlier_session")
    interview.answer(session_number="2")
    assert interview.asks("earlier_session")


def test_help_that_was_offered_is_followed_up(interview):
    interview.answer(needs_named="yes")
    interview.have("need", 1)
    assert not interview.asks("need_to_whom") and not interview.asks("need_follow_up")
    interview.answer(need_offered="yes")
    assert interview.asks("need_to_whom") and not interview.asks("need_follow_up")
    interview.answer(need_accepted="yes")
    assert interview.asks("need_follow_up")


def test_deaths_are_closed_without_c16(interview):
    interview.answer(**GROUPS["A"], c16="yes", deaths_told="yes")
    interview.have("death", 1)
    assert interview.asks("death_narrative")
    for decision in ("no", ""):
        interview.answer(c16=decision)
        assert not interview.asks("deaths_told") and not interview.asks("death_narrative")


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


def test_treatment_is_closed_without_c16(interview):
    told(interview, "pow_self")
    assert interview.asks("treatment_narrative")
    for decision in ("no", ""):
        interview.answer(c16=decision)
        assert not interview.asks("treatment_told") and not interview.asks("treatment_narrative")


def test_codes_open_after_the_account_and_the_sexual_violence_part_only_when_opened(interview):
    told(interview, "pow_self")
    assert not interview.asks("methods")
    interview.answer(treatment_narrative="…")
    assert interview.asks("methods") and not interview.asks("sv_narrative")
    for opened, asks in (("not_opened", False), ("raised", True), ("trained", True)):
        interview.answer(sv_opened=opened)
        assert interview.asks("sv_narrative") is asks
    interview.answer(c16="no")
    assert not interview.asks("sv_narrative")


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
