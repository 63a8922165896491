"""A name is found in every grammatical case, and a pseudonym laid over it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.model import Identity, IdentityKind, InterviewId, PersonCode, Reference
from interviewtool.pseudonym import Seeker, overlay
from interviewtool.pseudonym.given_names import called
from interviewtool.pseudonym.pool import POOLS, names

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
    mentions = Seeker([OSTAP, MOTRIA, HNAT, FEDIR, ODARKA, PAVEL, MARIANA]).find(HERE, text)
    assert [text[each.start : each.end] for each in mentions] == found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Фёдор", "Федора"),
        ("Пётр", "Петра"),
        ("Зоя", "Зої"),
        ("Любов", "Любов’ю"),
        ("Соловей", "Солов’я"),
        ("Лев", "Льва"),
        ("Кіт", "Кота"),
        ("Швець", "Шевця"),
        ("Заєць", "Зайця"),
        ("Нечуй-Левицький", "Левицького"),
        ("Анна-Марія", "Анною"),
        ("Остап", "Оста\u0301па"),
        ("Ігор", "Ігоря"),
        ("Ольга", "Ользі"),
    ],
)
def test_forms_that_are_easily_missed(name: str, said: str) -> None:
    text = f"Потім {said} не стало."
    (mention,) = Seeker([person("P-1", name)]).find(HERE, text)
    assert text[mention.start : mention.end] == said


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Олександр Прикладний", "Александра Прикладного увезли", ["Александра Прикладного"]),
        ("Елена Примерова", "Олену Примерову били", ["Олену Примерову"]),
        ("Микола", "с Николаем; Mykola; Миколку", ["Николаем", "Mykola", "Миколку"]),
        ("Євген", "Евгения, Евгению, Женю, Yevhen", ["Евгения", "Евгению", "Женю", "Yevhen"]),
        ("Євген", "Жена плакала. Жену не пустили", []),
        ("Катерина", "Екатерине, Катю, Катрусю, Kateryna", ["Екатерине", "Катю", "Катрусю", "Kateryna"]),
        ("Іван Сидоренко", "Ивану Сидоренку", ["Ивану Сидоренку"]),
        ("Риба", "Рыбу взяли", ["Рыбу"]),
        ("Oleksandr Prykladnyi", "Олександрові Прикладному", ["Олександрові Прикладному"]),
        ("Марія Петрівна Ковальова", "Мария Петровна Ковалева", ["Мария Петровна Ковалева"]),
        ("Олена Прикладна", "сказала олена прикладна", ["олена прикладна"]),
        ("Тарас Ковальчук", "бачив ковальчука і тараса", ["ковальчука", "тараса"]),
        ("Надія Біла", "надії нема, білий сніг; надія біла; Надію били", ["надія біла", "Надію"]),
        ("Роман Мороз", "на морозі; цей роман; мороз роман кричав", ["мороз роман"]),
        ("Оля", "Але потім. Оле!", ["Оле"]),
        ("Ольга", "Оля, Олі, Ользі, Olga, Olha", ["Оля", "Олі", "Ользі", "Olga", "Olha"]),
        ("Anna Prykladna", "An owl and Ganna", ["Ganna"]),
    ],
)
def test_in_the_other_language_among_friends_in_latin_and_written_small(name: str, text: str, found: list[str]) -> None:
    mentions = Seeker([person("P-1", name)]).find(HERE, text)
    assert [text[each.start : each.end] for each in mentions] == found


@pytest.mark.parametrize("language", POOLS)
def test_whoever_is_called_by_a_line_of_given_names_is_found_by_each_of_it(language: str) -> None:
    """And every given name of the pools has a line, so that those who bear common names are protected alike."""
    for name in names(language):
        for other in (name.given, *called(name.given)):
            assert Seeker([person("P-1", name.given)]).find(HERE, f"про {other.capitalize()}"), (name.given, other)
    lacking = [name.given for name in names(language) if not called(name.given)]
    assert len(lacking) < len(names(language)) / 4, lacking


def test_a_full_stop_ends_a_mention() -> None:
    text = "Били Остапа. Гнат стояв. О. Зразковий мовчав."
    assert [each.person_code for each in Seeker([OSTAP, HNAT]).find(HERE, text)] == ["P-1", "P-3", "P-1"]


def test_units_and_addresses_are_found_as_typed() -> None:
    unit = person("P-4", "999-та бригада", IdentityKind.UNIT)
    phone = person("P-5", "+380 00 000", IdentityKind.CONTACT)
    text = "Уся 999-ТА бригада; дзвоніть на +380 00 000."
    assert [each.person_code for each in Seeker([unit, phone]).find(HERE, text)] == ["P-4", "P-5"]


def test_a_shared_family_name_goes_to_whose_given_name_stands_beside_it() -> None:
    text = "Мотря Прикладна чекала; Гнат Прикладний не повернувся."
    assert [each.person_code for each in Seeker([HNAT, MOTRIA]).find(HERE, text)] == ["P-2", "P-3"]


def test_the_overlay_replaces_every_mention_whole_and_nothing_else() -> None:
    text = "Я бачив Остапа Зразкового у дворі, а Мотря Прикладна чекала на Остапа."
    laid = overlay(text, Seeker([OSTAP, MOTRIA]).find(HERE, text), lambda code: f"«{code}»")
    assert laid == "Я бачив «P-1» у дворі, а «P-2» чекала на «P-1»."


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=20), max_size=4))
def test_any_text_and_any_name(text: str, names: list[str]) -> None:
    identities = [person(f"P-{number}", name) for number, name in enumerate(names)]
    mentions = Seeker(identities).find(HERE, text)
    assert all(0 <= first.end <= second.start for first, second in itertools.pairwise(mentions))
    assert len(overlay(text, mentions, lambda code: "")) == len(text) - sum(each.end - each.start for each in mentions)
