"""Marks in labels as forms of the field have them: read as ODK Collect reads them, and never seen as signs."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.paths import FORMS as SHIPPED
from interviewtool.xforms.marks import MarkedText, without_marks


@pytest.mark.parametrize(
    ("text", "plain", "html"),
    [
        ("Did you eat **today**, at all?", "Did you eat today, at all?", "Did you eat <b>today</b>, at all?"),
        ("__Strong__ and _soft_ *words*", "Strong and soft words", "<b>Strong</b> and <i>soft</i> <i>words</i>"),
        ("***Both*** **one *in* another**", "Both one in another", "<b><i>Both</i></b> <b>one <i>in</i> another</b>"),
        ("**Note:**read", "Note:read", "<b>Note:</b>read"),
        ("# Part A\nof it", "Part A\nof it", "<b>Part A</b><br>of it"),
        ('<span style="color:red">Ask &amp; wait</span>', "Ask & wait", "Ask &amp; wait"),
        ("Area (m<sup>2</sup>)<br>roughly", "Area (m²)\nroughly", "Area (m²)<br>roughly"),
        ("<h2>Title</h2>words", "Title\nwords", "<b>Title</b><br>words"),
        ("[The law](https://example.org/1)", "The law (https://example.org/1)", "The law (https://example.org/1)"),
        (r"A \*star\* and 1\_2", "A *star* and 1_2", "A *star* and 1_2"),
        ("* one\n* two", "• one\n• two", "• one<br>• two"),
    ],
)  # fmt: skip
def test_marks_as_forms_have_them(text: str, plain: str, html: str) -> None:
    read = without_marks(text)
    assert read == plain
    assert isinstance(read, MarkedText) and read.html == html


@pytest.mark.parametrize(
    "text",
    [
        "Name *", "5 * 3 * 2", "2*3*4", "a_b_c and snake_case_", "age < 18 and > 5", "<5 km", "#1: Name",
        "R&D", "**", "**open", "<script>alert(1)</script>", "x <img src='file:///etc/passwd'>", "A [note] (later)", "",
    ],
)  # fmt: skip
def test_what_is_no_mark_stays(text: str) -> None:
    assert without_marks(text) is text


@given(st.text(alphabet="ab *_\\#<>/[]()&;bi\n", max_size=60))
def test_html_says_what_the_text_says_and_holds_no_other_tag(text: str) -> None:
    read = without_marks(text)
    if isinstance(read, MarkedText):
        rest = read.html.replace("<br>", "\n")
        for tag in ("b", "i", "u"):
            rest = rest.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
        assert "<" not in rest
        assert unescape(rest).strip() == read


def test_no_text_of_the_standard_questionnaire_has_a_mark() -> None:
    rows = (SHIPPED / "standard.md").read_text(encoding="utf-8").splitlines()
    texts = [cell.strip() for row in rows if row.startswith("|") for cell in row.split("|") if "${" not in cell]
    assert [text for text in texts if " " in text and isinstance(without_marks(text), MarkedText)] == []


def test_a_million_characters_are_read_in_linear_time() -> None:
    for unit in ("*a ", "**", "_a", "<b", "[a](", "# \n", "&am"):
        without_marks(unit * (1_000_000 // len(unit)))
