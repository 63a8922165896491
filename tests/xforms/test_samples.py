"""Sample forms of tests/forms that ask for more than JavaRosa does by itself."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from interviewtool.errors import KnownError
from interviewtool.xforms import FormDefinition, FormInstance, QuestionType, convert
from tests.xforms.conftest import FORMS, at, new_instance
from tests.xforms.walking import answers, questions


def sample(name: str) -> FormInstance:
    return new_instance(FormDefinition.load(convert(FORMS / name)))


def offered(instance: FormInstance, name: str) -> dict[str, str]:
    return {choice.value: choice.label for choice in instance.question(at(name)).choices}


def test_a_form_of_what_javarosa_leaves_to_others() -> None:
    instance = sample("alone.md")
    definition = instance.definition
    assert set(definition.notes) == {
        *("start-geopoint", "background-geopoint", "background-audio", "last-saved", "entities", "encryption")
    }
    assert definition.missing_attachments == ()  # they lie beside the form
    assert instance.value(at("code")) == ""  # nothing comes from another person's interview
    instance.answer(at("code"), "b1")
    told = [instance.value(at(name)) for name in ("place_name", "kind", "colour", "alike", "version", "telephone")]
    assert told == ["Bucha", "town", "green", "2", "3", ""]
    assert offered(instance, "place") == {"b1": "Bucha", "i1": "Irpin"}
    assert offered(instance, "other") == {"k1": "Kyiv"}
    assert instance.value(at("now")) == "2026-03-02 09:30"
    assert [instance.value(at(name)) for name in ("begun_at", "recording", "stood_at")] == ["", "", ""]
    drawn = instance.value(at("drawn"))
    instance.answer(at("full_name"), "Somebody")
    instance.set_language("uk")
    assert (instance.value(at("drawn")), instance.value(at("asked"))) == (drawn, "Повне ім’я")
    assert b'dataset="people" create="1"' in instance.to_xml()


def test_answers_in_any_order_are_those_of_a_full_recalculation() -> None:
    instance, chance = sample("alone.md"), random.Random(5)
    for _ in range(60):
        reference = chance.choice([each for each in questions(instance) if not instance.question(each).readonly])
        instance.answer(reference, chance.choice(["b1", "k1", answers(instance.question(reference), chance)]))
        assert instance.recalculate_fully() == ()


def test_a_range_whose_marks_have_words_takes_what_lies_between_them() -> None:
    instance = sample("looks.md")
    assert offered(instance, "pain") == {"0": "None", "10": "The worst"}
    instance.answer(at("pain"), "4")
    assert instance.question(at("pain")).violation is None


def test_lists_of_another_sheet_are_chosen_from() -> None:
    instance = sample("looks.md")
    assert not instance.is_relevant(at("city"))
    instance.answer(at("state"), "tx")
    view = instance.question(at("city"))
    assert view.type is QuestionType.SELECT_ONE
    assert offered(instance, "city") == {"austin": "Austin", "dallas": "Dallas"}
    instance.set_language("uk")
    assert offered(instance, "city")["dallas"] == "Даллас"
    instance.answer(at("city"), "austin")
    assert instance.violation(at("city")) is None
    instance.answer(at("state"), "ca")
    assert instance.violation(at("city")) is not None


def test_older_names_of_appearances_are_read_as_todays() -> None:
    instance = sample("looks.md")
    found = {name: instance.question(at(name)).appearance for name in ("page/across", "page/compact", "page/quickly")}
    assert found == {
        "page/across": ("columns",),
        "page/compact": ("columns-pack",),
        "page/quickly": ("quick", "columns-2"),
    }
    assert instance.question(at("page/narrowed")).appearance == ("autocomplete",)


def test_several_from_a_repeat_are_refused_with_their_cell(form: Callable[[str], FormDefinition]) -> None:
    with pytest.raises(KnownError) as caught:
        form(
            "| survey |\n| | type | name | label |\n| | begin_repeat | p | P |\n| | text | name | Name |\n"
            "| | end_repeat | | |\n| | select_multiple ${name} | who | Who? |\n"
        )
    assert caught.value.code == "xforms.several_from_repeat"
    assert (caught.value.place.sheet, caught.value.place.row, caught.value.place.column) == ("survey", 5, "type")


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (("English", "Українська (uk)"), ("en", "uk")),
        (("Русский", "Francais(fr)"), ("ru", "fr")),
        (("Kiswahili",), ("Kiswahili",)),
    ],
)
def test_languages_go_by_code_however_they_are_named(
    form: Callable[[str], FormDefinition], names: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    columns, labels = " | ".join(f"label::{name}" for name in names), " | ".join(f"in {code}" for code in codes)
    definition = form(f"| survey |\n| | type | name | {columns} |\n| | text | a | {labels} |\n")
    assert definition.languages == names
    for code in codes:
        assert new_instance(definition, language=code).question(at("a")).label == f"in {code}"


def test_a_form_in_no_named_language_has_none(form: Callable[[str], FormDefinition]) -> None:
    """pyxform lists texts under `default` as soon as one has a picture or guidance."""
    definition = form("| survey |\n| | type | name | label | guidance_hint |\n| | text | a | A | For you |\n")
    assert (definition.languages, definition.default_language) == ((), "")
    instance = new_instance(definition, language="uk")
    view = instance.question(at("a"))
    assert (instance.language, view.label, view.guidance) == ("", "A", "For you")
