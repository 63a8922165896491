"""Every expression here gives what JavaRosa gives: its kind and its text; every constraint, its verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewtool.xforms import FormDefinition
from interviewtool.xforms.moments import Moment
from interviewtool.xforms.values import text
from tests.xforms.conftest import Fill, at, new_instance, today_in_kyiv
from tests.xforms.reference_engine import JavaRosa

FORM = """
| survey |
| | type | name | label | calculation | default |
| | integer | a | A | | |
| | text | t | T | | |
| | calculate | c | | 1 | |
| | geotrace | w | W | | 50.45 30.52 0 0;50.46 30.52 |
| | calculate | v | | /data/w | |
| | select_one l | one | One | | |
| | decimal | e | E | | |
| | integer | p | P | | |
| choices |
| | list_name | name | label |
| | l | y | Yes |
| | l | n | No |
"""
EXPRESSIONS = (Path(__file__).parent / "expressions.txt").read_text(encoding="utf-8").splitlines()
KINDS = {str: "String", float: "Double", bool: "Boolean", Moment: "Date"}


def ours(definition: FormDefinition, expression: str) -> tuple[str, str]:
    instance = new_instance(definition, now=today_in_kyiv())
    node = definition.form.nodes[0]
    function = definition.form.compile(expression, node, "test").function
    state = instance._state
    value = function(state.values, state.numbers, 0, state.root)
    return KINDS[value.__class__], text(value)


@pytest.fixture(scope="module")
def loaded(javarosa: JavaRosa, tmp_path_factory: pytest.TempPathFactory) -> FormDefinition:
    from interviewtool.xforms import convert

    folder = tmp_path_factory.mktemp("functions")
    (folder / "form.md").write_text(FORM, encoding="utf-8")
    xform = convert(folder / "form.md").replace(b"<label>Yes</label>", b"<label>\n Yes </label>")
    xform = xform.replace(b"<e/>", b"<e>1.0E-4</e>").replace(b"<p/>", b"<p>+5</p>")
    (folder / "form.xml").write_bytes(xform)
    javarosa.do("load", path=str(folder / "form.xml"))
    return FormDefinition.load(xform)


def test_expressions_give_what_javarosa_gives(loaded: FormDefinition, javarosa: JavaRosa) -> None:
    different = []
    for expression in EXPRESSIONS:
        answer = javarosa.do("evaluate", text=expression)
        found = ours(loaded, expression)
        if found != (answer["kind"], answer["text"]):
            different.append((expression, found, (answer["kind"], answer["text"])))
    assert different == []


CONSTRAINTS = (
    "count(instance('l')/root/item[name = .]) > 0",
    "count(instance('l')/root/item[. = name]) = 0",
    "count(instance('l')/root/item[contains(label, .) and position() > 1]) > 0",
    "instance('l')/root/item[name = .]/label = 'Yes'",
    "string-length(.) = 1 and . != instance('l')/root/item[position() = 1]/name",
)


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_in_a_constraint_a_point_is_the_answer_within_predicates_too(
    constraint: str, fill: Fill, javarosa: JavaRosa, tmp_path: Path
) -> None:
    answer = at("t")
    form = fill(FORM.replace("| default |", "| default | constraint |").replace("T | | |", f"T | | | {constraint} |"))
    (tmp_path / "form.xml").write_bytes(form.definition.xform)
    javarosa.do("load", path=str(tmp_path / "form.xml"))
    for value in ("y", "n", "o", "yn", ""):
        form.answer(answer, value)
        assert form.satisfies(answer) == javarosa.do("set", path=answer, value=value)["ok"], value
