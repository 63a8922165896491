"""The six people of the demonstration. Nobody of this kind exists: their names mean example, sample, made up.

What a script leaves open, `walker` fills in with whatever the form accepts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewtool.model import ConsentItem, ConsentMethod, Naming

Script = Mapping[str, str]
"""Question name → value as it stands in the instance; for an identity question the name as it is typed."""


@dataclass(frozen=True, slots=True)
class Case:
    """One affected person. repeats: name of a repeat inside the case → the script of each instance."""

    answers: Script
    repeats: Mapping[str, tuple[Script, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Respondent:
    """One interview. language: it begins in; switches_to: another one in the middle, or "".

    refuses: consent is refused after the preparation. method: how every decision is given.
    """

    language: str
    answers: Script
    cases: tuple[Case, ...] = ()
    naming: Naming = Naming.NAMED
    refuses: bool = False
    declined: frozenset[ConsentItem] = frozenset()
    method: ConsentMethod = ConsentMethod.PAPER
    switches_to: str = ""

    @property
    def computed(self) -> dict[str, str]:
        """Answers that follow from the rest of the script."""
        return {
            "case_count": str(len(self.cases)),
            "final_naming": str(self.naming),
            "session_language": self.language,
        }


_PLACES_UK = (
    {
        "place_name": "підвал відділку",
        "place_type": "basement",
        "place_country": "occupied",
        "place_oblast": "kherson",
        "place_from": "2022-05-20",
        "place_to": "2022-05~",
        "place_source": "own",
        "cell_size": "12.5",
        "cell_persons": "9",
    },
    {
        "place_name": "колонія за містом",
        "place_type": "colony",
        "place_country": "russia",
        "place_from": "2022-06",
        "place_to": "../2023-11",
        "place_source": "own",
        "cell_size": "40",
        "cell_persons": "28",
    },
)
_PLACES_RU = (
    {
        "place_name": "подвал управления",
        "place_type": "basement",
        "place_country": "occupied",
        "place_oblast": "zaporizhzhia",
        "place_from": "2023-02-11",
        "place_to": "2023-02-26",
        "place_source": "own",
    },
    {
        "place_name": "изолятор в городе",
        "place_type": "sizo",
        "place_country": "russia",
        "place_from": "2023-03",
        "place_to": "2023-10~",
        "place_source": "own",
    },
)

RESPONDENTS = (
    # A. A former prisoner of war, two places of detention; may be named.
    Respondent(
        language="uk",
        answers={"respondent_name": "Остап Зразковий", "respondent_sex": "male", "respondent_birth_year": "1989"},
        cases=(
            Case(
                {
                    "case_group": "pow_self",
                    "status_then": "regular",
                    "unit": "999-та вигадана бригада",
                    "capture_date": "2022-05-20",
                    "capture_certainty": "known",
                    "capture_narrative": (
                        "Нам наказали скласти зброю. Нас вивели колоною, перерахували і повезли автобусами.\n"
                        "Зі мною був Гнат Прикладний; Гната потім забрали окремо, і я його більше не бачив."
                    ),
                    "notified": "yes",
                    "confirmation_date": "2022-09~",
                    "correspondence": "no",
                    "places_known": "yes",
                    "treatment_told": "yes",
                    "ill_treatment": "yes",
                },
                {
                    "place": _PLACES_UK,
                    "treatment": (
                        {
                            "treatment_narrative": "Під час приймання били всіх, хто виходив з автобуса, аж до дверей.",
                            "treatment_source": "own",
                            "treatment_stage": "reception",
                            "treatment_place": "колонія за містом",
                            "treatment_date": "2022-06",
                            "witnesses": "yes",
                            "witness_name": "Гнат Прикладний",
                            "sv_opened": "not_opened",
                        },
                    ),
                },
            ),
        ),
    ),
    # B and C: a mother with a confirmed prisoner and a missing son. She asks for anonymity.
    Respondent(
        language="uk",
        naming=Naming.PSEUDONYM,
        declined=frozenset({ConsentItem.RELATIVES, ConsentItem.AUDIO}),
        answers={
            "respondent_name": "Мотря Прикладна",
            "respondent_sex": "female",
            "respondent_birth_year": "1964",
            "needs_narrative": "Щоб хтось сказав, куди писати далі.",
            "needs_named": "yes",
            "need_kind": "tracing",
            "need_text": "Куди звертатися про молодшого сина",
            "need_offered": "yes",
            "need_to_whom": "товариство «Умовне»",
            "need_accepted": "yes",
            "need_follow_up": "2024-04-02",
        },
        cases=(
            Case(
                {
                    "case_group": "pow_family",
                    "relation": "child",
                    "affected_name": "Гнат Прикладний",
                    "affected_sex": "male",
                    "capture_date": "2022-04/2022-05",
                    "capture_narrative": "Гнат подзвонив востаннє перед виходом. Потім казали, що Гната бачили.",
                    "notified": "yes",
                    "confirmation_date": "2022-10",
                    "correspondence": "yes",
                    "comm_pattern": "initial_only",
                    "places_known": "no",
                    "treatment_told": "no",
                },
                {
                    "letter": (
                        {
                            "letter_direction": "from_held",
                            "letter_kind": "text",
                            "letter_date": "2022-05",
                            "letter_phase": "first_days",
                            "letter_condition": "none",
                        },
                    ),
                },
            ),
            Case(
                {
                    "case_group": "pow_family",
                    "relation": "child",
                    "affected_name": "Лесь Прикладний",
                    "affected_sex": "male",
                    "capture_date": "2023~",
                    "capture_certainty": "believed",
                    "capture_narrative": "Про Леся відомо лише, що він не повернувся з позиції.",
                    "notified": "no",
                    "evidence_known": "yes",
                    "correspondence": "no",
                    "places_known": "no",
                    "treatment_told": "no",
                    "lack_complaint": "yes",
                },
                {
                    "evidence": (
                        {
                            "evidence_text": "На знімку в каналі люди в ряд; третій зліва схожий на Леся.",
                            "evidence_kind": "photo",
                            "evidence_date": "2023-07~",
                            "evidence_recognised": "yes",
                            "evidence_source": "media",
                            "evidence_reliability": "3",
                            "evidence_corroboration": "none",
                        },
                    ),
                },
            ),
        ),
    ),
    # C. A wife; she begins in Ukrainian and goes on in Russian.
    Respondent(
        language="uk",
        switches_to="ru",
        method=ConsentMethod.SPOKEN,
        naming=Naming.NONE,
        answers={"respondent_name": "Явдоха Вигадана", "respondent_sex": "female", "respondent_birth_year": "1991"},
        cases=(
            Case(
                {
                    "case_group": "pow_family",
                    "relation": "spouse",
                    "affected_name": "Клим Вигаданий",
                    "affected_sex": "male",
                    "capture_date": "2023-11-02",
                    "notified": "unknown",
                    "correspondence": "no",
                    "places_known": "no",
                    "treatment_told": "no",
                }
            ),
        ),
    ),
    # D. A civilian formerly detained, two places; in Russian.
    Respondent(
        language="ru",
        naming=Naming.PSEUDONYM,
        answers={"respondent_name": "Аксинья Примерова", "respondent_sex": "female", "respondent_birth_year": "1978"},
        cases=(
            Case(
                {
                    "case_group": "civilian_self",
                    "status_then": "civilian",
                    "capture_date": "2023-02-11",
                    "notified": "no",
                    "correspondence": "no",
                    "places_known": "yes",
                    "treatment_told": "yes",
                    "ill_treatment": "yes",
                },
                {
                    "place": _PLACES_RU,
                    "treatment": (
                        {
                            "treatment_narrative": "Трое суток не давали спать и требовали назвать фамилии соседей.",
                            "treatment_source": "own",
                            "treatment_stage": "interrogation",
                            "treatment_place": "подвал управления",
                            "treatment_date": "2023-02",
                            "sv_opened": "not_opened",
                        },
                    ),
                },
            ),
        ),
    ),
    # E. A Russian prisoner of war, interviewed in Ukraine.
    Respondent(
        language="ru",
        naming=Naming.NONE,
        method=ConsentMethod.THUMBPRINT,
        answers={"respondent_name": "Фома Образцов", "respondent_sex": "male", "respondent_birth_year": "2000"},
        cases=(
            Case(
                {
                    "case_group": "russian_pow",
                    "status_then": "conscript",
                    "capture_date": "2024-08-09",
                    "places_known": "yes",
                    "treatment_told": "no",
                },
                {"place": (_PLACES_RU[1] | {"place_name": "лагерь для военнопленных", "place_country": "ukraine"},)},
            ),
        ),
    ),
    # The sixth refuses after the preparation.
    Respondent(language="uk", refuses=True, answers={}),
)
