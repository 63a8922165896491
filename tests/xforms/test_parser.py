"""The parser: what it reads, what it refuses and where, and that no text harms it."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.xforms.xpath import MAXIMUM_DEPTH, XPathSyntaxError, parse, print_xpath
from interviewtool.xforms.xpath.tree import Call, Chain, Filter, Literal, Negate, Node, Number, Path, Step

NAMES = st.sampled_from(["a", "name", "case_1", "q-2", "Ім'я"[:2], "and", "div", "mod"])


def steps() -> st.SearchStrategy[Step]:
    plain = st.builds(lambda name: Step("child", name), NAMES)
    return st.one_of(plain, st.just(Step("parent", "")), st.just(Step("self", "")), st.just(Step("child", "*")))


def trees() -> st.SearchStrategy[Node]:
    literals = st.one_of(
        st.text(st.characters(blacklist_characters="\"'", blacklist_categories=["Cs"]), max_size=6).map(Literal),
        st.integers(0, 10**6).map(lambda number: Number(float(number))),
        st.builds(
            lambda start, found: Path(start, tuple(found), 0),
            st.sampled_from(["", "/"]),
            st.lists(steps(), min_size=1, max_size=3),
        ),
    )

    def grow(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        operators = ["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"]
        return st.one_of(
            st.builds(lambda args: Call("concat", tuple(args), 0), st.lists(inner, max_size=3)),
            st.builds(
                lambda left, word, right: parse(print_xpath(Chain(left, [(word, right)]))),
                inner,
                st.sampled_from(operators),
                inner,
            ),
            inner.map(Negate),
            st.builds(lambda name, predicate: Path("", (Step("child", name, (predicate,)),), 0), NAMES, inner),
            st.builds(lambda primary, predicate: Filter(Call("current", (), 0), (predicate,)), inner, inner),
        )

    return st.recursive(literals, grow, max_leaves=12)


@given(trees())
def test_what_is_printed_reads_back_the_same(tree: Node) -> None:
    assert parse(print_xpath(tree)) == tree


@given(st.text(max_size=60))
def test_no_text_crashes_the_parser(text: str) -> None:
    try:
        parse(text)
    except XPathSyntaxError as error:
        assert 0 <= error.at <= len(text)


@given(st.text("/.[]()'\"@*-+=<>|,: abd19div", max_size=80))
def test_no_heap_of_operators_crashes_the_parser(text: str) -> None:
    with suppress(XPathSyntaxError, ValueError):
        assert parse(print_xpath(parse(text))) == parse(text)


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("1 +", "syntax_unexpected_end", 3),
        ("a b", "syntax_unexpected", 2),
        ("concat('x", "syntax_unclosed_string", 7),
        ("if(a, b, (c)", "syntax_unclosed", 0),
        ("a[1", "syntax_unclosed", 1),
        ("a # b", "syntax_bad_character", 2),
        ("wrong::a", "syntax_unknown_axis", 0),
    ],
)
def test_a_mistake_is_told_where_it_is(text: str, code: str, at: int) -> None:
    with pytest.raises(XPathSyntaxError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.at) == (code, at)


def test_a_thousand_parentheses_are_read_and_too_deep_a_tree_is_refused() -> None:
    assert parse("(" * 1000 + "1" + ")" * 1000) == Number(1.0)
    assert parse(" + ".join(["a"] * 3000)).depth == 3
    with pytest.raises(XPathSyntaxError) as caught:
        parse("not(" * (MAXIMUM_DEPTH + 1) + "a" + ")" * (MAXIMUM_DEPTH + 1))
    assert caught.value.code == "syntax_too_deep"


@pytest.mark.parametrize("unit", ["(", "a[", "/a", "a+", "'", "..", "-", "f(", "a/", " ", "1.", "a:b|"])
def test_reading_takes_about_linear_time(unit: str) -> None:
    began = time.perf_counter()
    with suppress(XPathSyntaxError):
        parse(unit * 20_000)
    assert time.perf_counter() - began < 3
