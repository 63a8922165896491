"""What was generated once for a shape gives every expression of it its own value and its own reads."""

from __future__ import annotations

import os.path
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewtool.model import Reference
from interviewtool.xforms import FormInstance, convert
from interviewtool.xforms.codegen import Generator, Scope
from interviewtool.xforms.definition import FormDefinition
from interviewtool.xforms.expressions import Compiled
from interviewtool.xforms.form import Form
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.shapes import spell
from interviewtool.xforms.xpath.parser import parse
from tests.xforms.conftest import new_instance

FORM = """
| survey |
| | type | name | label |
| | integer | a | A |
| | integer | b | B |
| | decimal | c | C |
| | date | d | D |
| | text | e | E |
| | text | f | F |
| | begin_group | g | G |
| | integer | h | H |
| | text | i | I |
| | end_group | | |
| | begin_repeat | r | R |
| | integer | j | J |
| | text | k | K |
| | begin_repeat | s | S |
| | integer | m | M |
| | text | n | N |
| | end_repeat | | |
| | end_repeat | | |
"""
ANSWERS = {
    **{"a": "4", "b": "7", "c": "2.5", "d": "2026-03-01", "e": "x", "g/h": "1", "g/i": "x y"},
    **{"r[1]/j": "3", "r[1]/k": "x", "r[2]/j": "9", "r[1]/s[1]/m": "5", "r[2]/s[1]/m": "6", "r[2]/s[2]/m": "8"},
}
PATHS = ["a", "b", "c", "d", "e", "f", "g/h", "g/i", "r/j", "r/k", "r/s/m", "r/s/n"]
TEXTS = [
    "{0} + {1}",
    "{0} + {0} * {1}",
    "{0} = {1} or {2} != ''",
    "concat({0}, '/data/a', {1})",
    "if({0} > 2, {1}, {2})",
    ". = {0} or . > 3 and . <= {1}",
    "sum({0}) + count({1})",
    "count({0} | {1})",
    "join(',', {0})",
    "selected({0}, 'x')",
    "coalesce({0}, {1})",
    "string-length({0}) + position(..)",
    "/data/r[j = {0}]/k",
    "count(/data/r[position() = {0}]) + {1}",
]


@cache
def filled() -> FormInstance:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.md"
        path.write_text(FORM, encoding="utf-8")
        instance = new_instance(FormDefinition.load(convert(path)))
    for series in ("r", "r[2]/s", "r[2]/s"):
        instance.add_repeat(Reference(f"/data/{series}"))
    for name, value in ANSWERS.items():
        instance.answer(Reference(f"/data/{name}"), value)
    return instance


def alone(form: Form, text: str, node: ModelNode) -> Compiled:
    generator = Generator(Scope(node, node), form.tables)
    function = generator.make(generator.plain(generator.value(parse(text))))
    return Compiled(function, tuple(generator.reads), generator.language, generator.volatile)


def values(instance: FormInstance, made: Compiled, node: ModelNode) -> list[str]:
    """In every block of the question."""
    state = instance._state
    blocks = [block for block in state.all_blocks() if block.layout is node.layout]
    return [repr(made.function(state.values, state.numbers, block.base, block)) for block in blocks]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.sampled_from(PATHS), st.lists(st.sampled_from(PATHS), min_size=3, max_size=3)), min_size=2),
    st.booleans(),
)
def test_through_shapes_as_compiled_alone(text: str, uses: list[tuple[str, list[str]]], relative: bool) -> None:
    instance = filled()
    form = instance.definition.form
    for context, names in uses:
        node = form.by_path[f"/data/{context}"]
        paths = [f"/data/{name}" for name in names]
        if relative:
            paths = [os.path.relpath(path, node.path) for path in paths]
        written = text.format(*paths)
        made, expected = form.compile(written, node, "calculate"), alone(form, written, node)
        assert values(instance, made, node) == values(instance, expected, node)
        assert set(made.reads) == set(expected.reads)


def test_what_differs_in_the_questions_alone_is_of_one_shape() -> None:
    form = filled().definition.form
    node, other = form.by_path["/data/e"], form.by_path["/data/f"]
    key = spell("/data/a > 3 or /data/c = '/data/a'", node, form.by_path).key
    assert spell("/data/b > 3 or /data/c = '/data/a'", other, form.by_path).key == key
    assert spell("/data/b > 3 or /data/b = '/data/a'", other, form.by_path).key != key  # one question, not two
    assert spell("/data/b > 4 or /data/c = '/data/a'", other, form.by_path).key != key
    assert spell("/data/b > 3 or /data/c = '/data/b'", other, form.by_path).key != key  # a text, not a path
    assert spell("/data/r/j > 3 or /data/c = '/data/a'", other, form.by_path).key != key  # a set, not a value
