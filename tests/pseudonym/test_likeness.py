"""One person in two scripts, two cases, two orders is found; a neighbour is not."""

from __future__ import annotations

import pytest

from interviewtool.pseudonym import Likeness, Reason, Sought, likeness

ONE_PERSON = (
    ("Олена Коваленко", "Елена Коваленко"),
    ("Олена Коваленко", "Olena Kovalenko"),
    ("Олени Коваленко", "Коваленко Олена Петрівна"),
    ("Микола Шевченко", "Николай Шевченко"),
    ("Миколу Шевченка", "Mykola Shevchenko"),
    ("Юлія Щербань", "Yuliya Shcherban"),
    ("Володимир Ґедзь", "Владимир Гедзь"),
    ("Остап Зразковий", "Остапа Зразкового"),
    ("Сергій Лісовий", "Sergey Lesovoy"),
    ("Наталія Бондар", "Наталья Бондарь"),
    ("Ганна Мельник", "Анна Мельник"),
    ("Олексій Яценюк", "Alexey Yatsenyuk"),
    ("Мар’яна Хвиля", "Марьяна Хвыля"),
    ("Дмитро Цимбал", "Dmitriy Tsymbal"),
    ("Саша Коваленко", "Олександр Коваленко"),
    ("Вова Сидоренко", "Володимир Сидоренко"),
    ("Катя Бойко", "Екатерина Бойко"),
    ("Бойко М. О.", "Марія Олексіївна Бойко"),
    ("І. Бойко", "Бойко Іван"),
)
TWO_PEOPLE = (
    ("Олена Коваленко", "Ольга Коваленко"),
    ("Олена Коваленко", "Олена Ковальчук"),
    ("Микола Шевченко", "Михайло Шевченко"),
    ("Іван Петренко", "Іван Петрук"),
    ("Анна Савченко", "Інна Савченко"),
    ("Іван Ткач", "Іван Ткаченко"),
    ("Остап Зразковий", "Гнат Прикладний"),
    ("Олена", "Олена Коваленко"),
    ("Саша Коваленко", "Олексій Коваленко"),
    ("Бойко М.", "Бойко Іван"),
    ("", "Олена Коваленко"),
)


@pytest.mark.parametrize(("sought", "known"), ONE_PERSON)
def test_the_same_person_is_noticed(sought: str, known: str) -> None:
    for one, other in ((sought, known), (known, sought)):
        found = likeness(Sought(one), other)
        assert found is not None
        assert found.reasons == (Reason.NAME,)


@pytest.mark.parametrize(("sought", "known"), TWO_PEOPLE)
def test_another_person_is_not(sought: str, known: str) -> None:
    assert likeness(Sought(sought), known) is None


def test_the_year_of_birth_decides_between_neighbours() -> None:
    sisters = Sought("Олена Коваленко", 1980)
    assert likeness(sisters, "Ольга Коваленко", birth_years=(1986,)) is None
    assert likeness(sisters, "Олена Ковальчук", birth_years=(1980,)) is not None
    same = likeness(sisters, "Елена Коваленко", birth_years=(1981,))
    assert same is not None
    assert same.reasons == (Reason.NAME, Reason.BIRTH_YEAR)
    namesake = likeness(sisters, "Олена Коваленко", birth_years=(1951,))
    assert namesake == Likeness(100.0, (Reason.NAME, Reason.OTHER_YEAR))


def test_a_number_is_enough_however_it_is_written() -> None:
    sought = Sought("Марія Інша", phone="067 123 45 67")
    found = likeness(sought, "Олена Коваленко", contacts=("вайбер, після шостої: +38 (067) 123-45-67",))
    assert found is not None
    assert found.reasons == (Reason.PHONE,)
    assert likeness(sought, "Олена Коваленко", contacts=("+380 67 123 45 68",)) is None
