"""Incremental equals full, whatever is done in whatever order; what is stored restores exactly."""

from __future__ import annotations

import random
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewtool.model import MissingReason, Reference
from interviewtool.xforms import FormDefinition, FormInstance, NodeKind, QuestionType, convert, read_instance
from interviewtool.xforms.inspection import walk
from tests.xforms.conftest import FORMS, Fill, new_instance
from tests.xforms.walking import answers, questions

ACTS = st.lists(st.integers(0, 2**30), min_size=1, max_size=40)


@cache
def generated(seed: int) -> FormDefinition:
    """A form of random calculations, relevances, groups and repeats over earlier questions."""
    chance = random.Random(seed)
    rows, asked, depth = (
        ["| survey |", "| | type | name | label | relevant | calculation | required | read_only |"],
        [],
        [],
    )
    for number in range(24):
        roll = chance.random()
        if roll < 0.12 and len(depth) < 3:
            kind = chance.choice(["group", "repeat"])
            rows.append(f"| | begin_{kind} | {kind[0]}{number} | G | {condition(chance, asked)} | | | |")
            depth.append((kind, len(asked)))
            continue
        if roll < 0.22 and depth:
            rows.append(f"| | end_{depth.pop()[0]} | | | | | | |")
            continue
        name = f"q{number}"
        if roll < 0.55 and asked:
            rows.append(f"| | calculate | {name} | | {condition(chance, asked)} | {calculation(chance, asked)} | | |")
        else:
            kind = chance.choice(["integer", "text", "decimal"])
            required = condition(chance, asked) if chance.random() < 0.3 else ""
            readonly = condition(chance, asked) if chance.random() < 0.15 else ""
            rows.append(f"| | {kind} | {name} | Q | {condition(chance, asked)} | | {required} | {readonly} |")
        asked.append(name)
    while depth:
        rows.append(f"| | end_{depth.pop()[0]} | | | | | | |")
    rows.append("| | text | last | Last | | | | |")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.md"
        path.write_text("\n".join(rows), encoding="utf-8")
        return FormDefinition.load(convert(path))


def condition(chance: random.Random, asked: list[str]) -> str:
    if not asked or chance.random() < 0.5:
        return ""
    name = chance.choice(asked)
    return chance.choice([f"${{{name}}} > 2", f"${{{name}}} != ''", f"not(${{{name}}} = 3)", f"count(${{{name}}}) > 1"])


def calculation(chance: random.Random, asked: list[str]) -> str:
    one, other = chance.choice(asked), chance.choice(asked)
    return chance.choice(
        [
            f"${{{one}}} + ${{{other}}}",
            f"sum(${{{one}}}) * 2",
            f"concat(${{{one}}}, '-', ${{{other}}})",
            f"if(${{{one}}} > 2, ${{{other}}}, 'none')",
            f"count(${{{one}}})",
            f"coalesce(${{{one}}}, ${{{other}}})",
            f"join(',', ${{{one}}})",
            f"max(${{{one}}}) - min(${{{other}}})",
            "position(..)",
            f"${{{one}}} = ${{{other}}}",
        ]
    )


def act(instance: FormInstance, number: int) -> None:
    chance = random.Random(number)
    found = questions(instance)
    reference = chance.choice(found)
    if instance.kind(reference) is NodeKind.REPEAT:
        held = instance.children(reference)
        if held and chance.random() < 0.4:
            instance.delete_repeat(chance.choice(held))
        elif len(held) < 4:
            instance.add_repeat(reference)
        return
    view = instance.question(reference)
    if chance.random() < 0.1:
        instance.mark_missing(reference, chance.choice([*MissingReason, None]))
    else:
        value = chance.choice(["", "1", "3", "5", "x"]) if not view.choices else answers(view, chance)
        instance.fill(reference, value)


def by_place(instance: FormInstance) -> dict[str, int]:
    """Slot by reference, as the places of the blocks give it."""
    found = {}
    for node, block in walk(instance._state):
        reference: str = node.path
        around = block
        while around.up is not None:
            end = len(around.layout.repeat.path)
            reference = f"{reference[:end]}[{around.index + 1}]{reference[end:]}"
            around = around.up
        found[reference] = block.base + node.offset
    return found


def check(instance: FormInstance) -> None:
    assert instance._state.slots == by_place(instance)
    assert instance.recalculate_fully() == ()
    stored = instance.stored()
    again = new_instance(instance.definition, saved=stored, language=instance.language or None)
    assert again.stored() == stored
    assert again.opening.values == ()
    assert again.to_xml() == instance.to_xml()


@settings(max_examples=100)
@given(st.integers(0, 60), ACTS)
def test_incremental_equals_full_on_generated_forms(seed: int, acts: list[int]) -> None:
    instance = new_instance(generated(seed))
    for number in acts:
        act(instance, number)
        assert instance.recalculate_fully() == ()
    check(instance)


def test_what_depends_on_a_calculation_waits_for_it(fill: Fill) -> None:
    """A value kept once was never seen beside one that was not calculated yet."""
    instance = fill("""
| survey |
| | type | name | label | calculation |
| | integer | counted | How many? | |
| | calculate | twice | | ${counted} * 2 |
| | calculate | kept | | once(if(${counted} = '', '', concat(${counted}, ' ', ${twice}))) |
""")
    instance.answer(Reference("/data/counted"), "3")
    assert instance.value(Reference("/data/kept")) == "3 6"


def test_any_text_may_be_written_over_a_calculated_number(fill: Fill) -> None:
    """As in JavaRosa, where the answer has the type of the question again."""
    instance = fill("""
| survey |
| | type | name | label | calculation |
| | text | age | Age, or in words | 40 + 2 |
| | calculate | told | | concat(${age}, '!') |
""")
    assert instance.value(Reference("/data/told")) == "42!"
    instance.answer(Reference("/data/age"), "about forty")
    assert instance.violation(Reference("/data/age")) is None
    assert instance.value(Reference("/data/told")) == "about forty!"


@cache
def sample(name: str) -> FormDefinition:
    attachments = {found.name: found.read_bytes() for found in FORMS.glob("*.csv")}
    return FormDefinition.load(convert(FORMS / name), attachments)


@settings(max_examples=30)
@given(st.sampled_from(["household.md", "choices.md"]), ACTS)
def test_incremental_equals_full_on_sample_forms(name: str, acts: list[int]) -> None:
    instance = new_instance(sample(name))
    for number in acts:
        act(instance, number)
    check(instance)


@settings(max_examples=30)
@given(st.sampled_from(["household.md", "choices.md", "everything.md"]), ACTS)
def test_an_instance_goes_out_as_xml_and_comes_back(name: str, acts: list[int]) -> None:
    instance = new_instance(sample(name))
    for number in acts:
        act(instance, number)
    xml = instance.to_xml()
    again = new_instance(instance.definition, saved=read_instance(instance.definition, xml))
    assert again.to_xml() == xml
    whole = instance.to_xml(pruned=False)
    assert (
        new_instance(instance.definition, saved=read_instance(instance.definition, whole)).to_xml(pruned=False) == whole
    )


@settings(max_examples=30)
@given(ACTS)
def test_changes_list_exactly_what_changed(acts: list[int]) -> None:
    instance = new_instance(sample("choices.md"))
    before = {row.reference: row for row in instance.stored()}
    for number in acts:
        chance = random.Random(number)
        reference = chance.choice([each for each in questions(instance) if instance.kind(each) is NodeKind.QUESTION])
        view = instance.question(reference)
        changes = instance.fill(reference, answers(view, chance))
        after = {row.reference: row for row in instance.stored()}
        different = {each for each in {*before, *after} if before.get(each) != after.get(each)}
        assert different <= set(changes.values)
        before = after


@settings(max_examples=30)
@given(ACTS)
def test_a_view_that_looks_different_is_among_those_shown(acts: list[int]) -> None:
    instance = new_instance(sample("household.md"))
    for number in acts:
        before = looks(instance)
        chance = random.Random(number)
        reference = chance.choice([each for each in questions(instance) if instance.kind(each) is NodeKind.QUESTION])
        changes = instance.fill(reference, answers(instance.question(reference), chance))
        told = {*changes.shown, *changes.values, *changes.relevance, *changes.required, *changes.readonly}
        after = looks(instance)
        assert {each for each in before if each in after and before[each] != after[each]} <= told


def looks(instance: FormInstance) -> dict[Reference, object]:
    found: dict[Reference, object] = {}
    waiting = [instance.root]
    while waiting:
        for child in instance.children(waiting.pop()):
            kind = instance.kind(child)
            if kind is NodeKind.QUESTION:
                view = instance.question(child)
                if view.type is not QuestionType.CALCULATE:
                    found[child] = view
            elif kind is not NodeKind.REPEAT:
                waiting.append(child)
    return found
