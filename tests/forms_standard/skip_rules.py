"""Every skip of the questionnaire as data: what is asked of which case, and what follows from which answer.

`test_skips` walks it, and fails when the questionnaire has a condition that stands neither here nor has a test of its
own. `D family` is a civilian's relative.
"""

from __future__ import annotations

GROUPS = {
    "A": {"case_group": "pow_self"},
    "B": {"case_group": "pow_family", "notified": "yes"},
    "C": {"case_group": "pow_family", "notified": "no"},
    "D": {"case_group": "civilian_self"},
    "D family": {"case_group": "civilian_family"},
    "E": {"case_group": "russian_pow"},
    "X": {"case_group": "stakeholder"},
}
HELD = {"A", "B", "C", "D", "D family", "E"}
SELF = {"A", "D"}
BY_CASE = {
    "relation": {"B", "C", "D family"},
    "affected_name": {"B", "C", "D family"},
    "affected_sex": {"B", "C", "D family"},
    "birth_year": {"B", "C", "D family"},
    "mx": {"X"},
    "m4": HELD,
    "m5_account": HELD,
    "m5_codes": HELD,
    "m5_civilian": {"D", "D family"},
    "m6": HELD - {"E"},
    "m7": {"B", "C", "D", "D family"},
    "m8": HELD - {"E"},
    "m9": {"A", "B", "D", "D family"},
    "m10": HELD,
    "m11": HELD,
    "m12": HELD - {"E"},
    "m13": {"A", "B", "D", "D family"},
    "found_after_release": {"A", "D", "D family"},
    "m14": {"A", "B", "D", "D family"},
    "m15": {"B", "C", "D", "D family"},
    "m15_case": {"B", "C", "D", "D family"},
    "m16": {"A", "D", "D family"},
    "released": {"D family"},
    **dict.fromkeys(
        ("release_narrative", "release_date", "release_route", "weight_loss", "listed_missing", "release_source"),
        SELF,  # of a civilian's relative once it is said that the release has happened
    ),
    "m18": {"E"},
    "m18_treatment": {"E"},
}
"""Group or question → the cases it is asked of, with C16 and before anything else is answered."""

YES, NO = {"yes"}, {"no"}
BY_ANSWER = (
    ("earlier_session", "session_number", {"2"}),
    ("secure_channel", "mode", {"video", "voice"}),
    ("interpreter_languages", "interpreter_present", YES),
    ("present", "interpreter_present", YES),
    ("present", "others_present", YES),
    ("breaks_minutes", "breaks", {"1", "2"}),
    ("stop_reasons", "stopped_early", YES),
    ("risk_changed_text", "risk_changed", YES),
    ("typed_date", "entry_mode", {"paper"}),
    ("typed_by", "entry_mode", {"paper"}),
    ("paper_fate", "entry_mode", {"paper"}),
    ("prior", "prior_interviews", YES),
    ("minor_note", "risk_minor", YES),
    ("supervisor_note", "risk_reprisal_certain", YES),
    ("supervisor_note", "risk_capacity", YES),
    ("support_name", "support_person", YES),
    ("stakeholder_file", "c8", YES),
    ("unit", "status_then", {"regular", "conscript", "volunteer", "national_guard", "territorial_defence", "medic"}),
    ("occupation", "status_then", {"civilian"}),
    ("dependants_minor", "dependants", {"1", "2"}),
    ("capture_circumstances_other", "capture_circumstances", {"other"}),
    ("wounded_text", "wounded", YES),
    ("confirmation_date", "notified", YES),
    ("confirmation_from", "notified", YES),
    ("location_given", "notified", YES),
    ("health_given", "notified", YES),
    ("notified_source", "notified", YES | NO),
    ("evidence", "evidence_known", YES),
    ("evidence", "letter_condition", {"propaganda_interview"}),
    ("evidence_published", "evidence_kind", {"photo", "video_messenger", "tv_interview", "official_media", "list"}),
    ("evidence_recognised", "evidence_kind", {"photo", "video_messenger", "tv_interview", "official_media"}),
    ("evidence_witness", "evidence_kind", {"released_prisoner", "message"}),
    ("evidence_file", "c8", YES),
    ("m7_proposed", "evidence_reliability", {"3", "4", "5"}),
    ("comm_pattern", "correspondence", YES),
    ("letter", "correspondence", YES),
    ("letter_evidence_note", "letter_condition", {"propaganda_interview"}),
    ("letter_file", "c8", YES),
    ("m6_queries", "correspondence", NO),
    ("query_addressees", "queries_made", YES),
    ("query_count", "queries_made", YES),
    ("query_date", "queries_made", YES),
    ("query_answers", "queries_made", YES),
    ("query_answer_text", "query_answers", {"confirmed", "denied", "withheld", "other"}),
    ("query_file", "queries_made", YES),
    ("query_file", "c8", YES),
    ("query_source", "queries_made", YES),
    ("visit", "visited", YES),
    ("visit_by_other", "visit_by", {"other"}),
    ("place", "places_known", YES),
    ("place_oblast", "place_country", {"ukraine", "occupied"}),
    ("solitary_days", "solitary", YES),
    ("treatment_closed_note", "c16", {"", "no"}),
    ("treatment_told", "c16", YES),
    ("treatment", "c16", YES),
    ("treatment", "treatment_told", YES),
    ("treatment_place", "places_known", YES),
    ("m11_codes", "treatment_narrative", {"…"}),
    ("methods_other", "methods", {"other"}),
    ("witness_name", "witnesses", YES),
    ("m11_sexual", "sv_opened", {"raised", "trained"}),
    ("m11_sexual", "c16", YES),
    ("m11_after", "c16", YES),
    ("m11_after", "treatment_told", YES),
    ("deaths_closed_note", "c16", {"", "no"}),
    ("deaths_told", "c16", YES),
    ("death", "c16", YES),
    ("death", "deaths_told", YES),
    ("death_place", "places_known", YES),
    ("death_certificate_file", "death_certificate", YES),
    ("death_certificate_file", "c8", YES),
    ("care_punished", "care_asked", YES),
    ("medical_commission", "seriously_sick", YES),
    ("medical_file", "c8", YES),
    *(
        (question, "charged", YES)
        for question in (
            *("charge_narrative", "charge_article", "charge_date", "court", "lawyer", "forced_confession"),
            *("sentenced", "charge_correspondence", "charge_file", "charge_source"),
        )
    ),
    ("charge_file", "c8", YES),
    ("sentence", "sentenced", YES),
    ("registered_since", "registered", YES),
    ("investigator_changes", "case_opened", YES),
    ("burial_disputed", "declared_dead", YES),
    ("authorities_file", "c8", YES),
    *(
        (question, "released", YES)
        for question in (
            *("release_narrative", "release_date", "release_route"),
            *("weight_loss", "listed_missing", "release_source"),
        )
    ),
    ("rp_family_contact_text", "rp_family_contact", YES),
    ("rp_orders", "rp_orders_heard", YES),
    ("rp_knowledge_source", "rp_orders", {"…"}),
    ("rp_knowledge_source", "rp_knowledge", {"…"}),
    ("m18_treatment", "c16", YES),
    ("need", "needs_named", YES),
    ("need_to_whom", "need_offered", YES),
    ("need_accepted", "need_offered", YES),
    ("need_follow_up", "need_accepted", YES),
    ("corrections", "read_back", YES),
    ("corrections_text", "corrections", YES),
    ("recontact_how", "recontact", YES),
)
"""Group or question, the question it hangs on, and the answers to that one which open it; no other does."""

ELSEWHERE = {
    "case_count_note": "test_the_number_of_people_and_of_cases_are_compared_aloud",
    "case_count_reminder": "test_the_number_of_people_and_of_cases_are_compared_aloud",
    "out_of_scope_note": "test_a_capture_before_24_february_2022_is_kept_and_flagged",
    "delay_note": "test_the_delay_runs_from_a_minimum_to_a_maximum",
    "delay_wrong_note": "test_the_delay_runs_from_a_minimum_to_a_maximum",
    "guardian_note": "test_a_year_of_birth_that_may_call_for_a_guardian_is_said",
    "place_order_note": "test_a_stay_that_ends_before_it_begins_is_said",
}
"""What hangs on a calculation, and the test of it."""

OPEN = {
    **GROUPS["D family"],
    **dict.fromkeys(
        (
            *("notified", "evidence_known", "correspondence", "queries_made", "visited", "places_known", "c8", "c16"),
            *("treatment_told", "deaths_told", "death_certificate", "charged", "sentenced", "released"),
            *("needs_named", "need_offered", "need_accepted", "read_back", "corrections"),
        ),
        "yes",
    ),
    "treatment_narrative": "…",
    "sv_opened": "raised",
}
"""An interview in which nearly everything is asked."""

NO_MESSAGE = {"correspondence": "no"}
OTHERWISE = {
    "stakeholder_file": GROUPS["X"],
    "m7_proposed": GROUPS["C"],
    **dict.fromkeys(("rp_family_contact_text", "rp_orders", "m18_treatment"), GROUPS["E"]),
    "rp_knowledge_source": {**GROUPS["E"], "rp_orders_heard": "yes"},
    **dict.fromkeys(
        (
            *("query_addressees", "query_count", "query_date", "query_answers", "query_answer_text"),
            *("query_file", "query_source"),
        ),
        NO_MESSAGE,
    ),
}
"""Where a rule needs another interview than `OPEN`: what is answered differently."""
