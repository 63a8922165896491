"""A name is found in every grammatical case, and a pseudonym laid over it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.model import Identity, IdentityKind, InterviewId, PersonCode, Reference
from interviewtool.pseudonym import find, overlay

HERE = Reference("/data/story")


def person(code: str, name: str, kind: IdentityKind = IdentityKind.PERSON) -> Identity:
    return Identity(PersonCode(code), kind, name, InterviewId("X"))


OSTAP = person("P-1", "Остап Зразковий")
MOTRIA = person("P-2", "Мотря Прикладна")
HNAT = person("P-3", "Гнат Прикладний")
FEDIR = person("P-5", "Федір")
ODARKA = person("P-6", "Одарка")
PAVEL = person("P-7", "Павел")
MARIANA = person("P-8", "Мар’яна")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Остапа Зразкового забрали.", ["Остапа Зразкового"]),
        ("Ми дали Остапові хліба", ["Остапові"]),
        ("з Остапом і Гнатом", ["Остапом", "Гнатом"]),
        ("Остапе! Остапе, чуєш?", ["Остапе", "Остапе"]),
        ("про Мотрю Прикладну і про Гната Прикладного", ["Мотрю Прикладну", "Гната Прикладного"]),
        ("Зразкових було двоє", ["Зразкових"]),
        ("остання пошта", []),
        ("Останнього дня", []),
        ("Остання пошта", []),
        ("Федора бачили з Одаркою; Одарці дали листа", ["Федора", "Одаркою", "Одарці"]),
        ("Павла увезли, с Павлом были двое", ["Павла", "Павлом"]),
        ("Через Марʼяну та Мар'яні", ["Марʼяну", "Мар'яні"]),
    ],
)
def test_cases_of_a_name(text: str, found: list[str]) -> None:
    mentions = find(HERE, text, [OSTAP, MOTRIA, HNAT, FEDIR, ODARKA, PAVEL, MARIANA])
    assert [text[each.start : each.end] for each in mentions] == found


def test_a_shared_family_name_goes_to_whose_given_name_stands_beside_it() -> None:
    text = "Мотря Прикладна чекала; Гнат Прикладний не повернувся."
    assert [each.person_code for each in find(HERE, text, [HNAT, MOTRIA])] == ["P-2", "P-3"]


def test_the_overlay_replaces_the_whole_mention_and_nothing_else() -> None:
    text = "Я бачив Остапа Зразкового у дворі."
    laid = overlay(text, find(HERE, text, [OSTAP]), lambda code: f"«{code}»")
    assert laid == "Я бачив «P-1» у дворі."


def test_a_unit_is_no_person() -> None:
    assert find(HERE, "Вигадана бригада", [person("P-4", "Вигадана бригада", IdentityKind.UNIT)]) == ()


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=20), max_size=4))
def test_any_text_and_any_name(text: str, names: list[str]) -> None:
    identities = [person(f"P-{number}", name) for number, name in enumerate(names)]
    mentions = find(HERE, text, identities)
    assert all(0 <= first.end <= second.start for first, second in itertools.pairwise(mentions))
    assert find(HERE, overlay(text, mentions, lambda code: ""), []) == ()
