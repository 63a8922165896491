"""Everything a person reads is marked, extracted and translated; every error has its two sentences.

Rules of the catalogues: English ids; uk and ru complete and without a fuzzy entry; placeholders the same in every
language; `python3 dev.py messages` has been run since a message changed. The English catalogue may stay empty: its ids
are the English.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import cast

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from development.catalogues import KEYWORDS, LANGUAGES
from interviewtool.i18n.explain import catalogue as explanations

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "interviewtool"
MARKS = frozenset({"_", "N_", "ngettext", "plural"})
SHOWING_PACKAGES = ("gui", "cli", "demo", "documents", "export", "review", "__main__.py")
# What Qt, click and our own documents show as it stands.
SHOWING_CALLS = frozenset(
    """QLabel QPushButton QCheckBox QRadioButton QGroupBox QAction QDockWidget setText setPlainText setHtml setTitle
    setWindowTitle setToolTip setStatusTip setWhatsThis setAccessibleName setAccessibleDescription
    setPlaceholderText setInformativeText setDetailedText setLabelText setSpecialValueText setPrefix setSuffix
    setHeaderLabels setHorizontalHeaderLabels addItem addItems addAction addTab addButton addRow addMenu
    showMessage information question warning critical getText getSaveFileName getOpenFileName
    getExistingDirectory echo secho confirm prompt UsageError ClickException progressbar""".split()
)
SENTENCE = re.compile(r"\W*[A-Z][a-z]+,? \w+,? \w+[^{};=<>/\\]*")  # three words or more
NOT_WORDS = re.compile(r"interviewtool|[a-z_]+(\.[a-z_]+)+")  # our name; the codes of logs, errors and files


@cache
def catalogue(language: str) -> Catalog:
    path = ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "interviewtool.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@cache
def modules(*parts: str) -> dict[Path, ast.Module]:
    """The parsed modules of the package, or of some of its parts."""
    paths = [path for part in parts or (".",) for path in sorted((SOURCE / part).rglob("*.py") or ())]
    paths += [SOURCE / part for part in parts if part.endswith(".py")]
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def name_of(call: ast.Call) -> str:
    function = call.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


class Literal(ast.Constant):
    """A constant that is a string."""

    value: str


def literals(tree: ast.AST) -> Iterator[Literal]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield cast("Literal", node)


def at(path: Path, node: ast.expr) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


# The catalogues -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_message_is_translated(language: str) -> None:
    missing = [message.id for message in messages(language) if not all(forms(message.string))]
    assert not missing, f"{len(missing)} missing, as {missing[:3]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy(language: str) -> None:
    assert not [message.id for message in messages(language) if message.fuzzy]


@pytest.mark.parametrize(("language", "number"), [("uk", 3), ("ru", 3), ("en", 2)])
def test_plural_forms_are_those_of_the_language(language: str, number: int) -> None:
    assert catalogue(language).num_plurals == number
    plurals = [message for message in messages(language) if message.pluralizable]
    assert all(len(forms(message.string)) == number for message in plurals)


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same(language: str) -> None:
    for message in messages(language):
        wanted = placeholders(forms(message.id)[-1])
        for translated in filter(None, forms(message.string)):
            assert placeholders(translated) == wanted, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_edges_and_access_keys_are_the_same(language: str) -> None:
    """A space or a line break at either end glues texts together; an ampersand is the key that reaches a button."""
    for message in messages(language):
        for translated in filter(None, forms(message.string)):
            wanted = forms(message.id)[0]
            assert (translated[0].isspace(), translated[-1].isspace()) == (wanted[0].isspace(), wanted[-1].isspace())
            assert ("&" in translated) == ("&" in wanted), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_the_source_says(language: str) -> None:
    keywords = {}
    for keyword in KEYWORDS:
        name, _, indices = keyword.partition(":")
        keywords[name] = tuple(map(int, indices.split(","))) if indices else None
    extracted = {forms(message) for _, _, message, _, _ in extract_from_dir(SOURCE, keywords=keywords)}
    extracted.discard(("",))
    held = {forms(message.id) for message in messages(language)}
    assert held == extracted, "run: python3 dev.py messages"


# The source ---------------------------------------------------------------------------------------------------------


def unmarked(expression: ast.expr) -> Iterator[ast.expr]:
    """The literals with letters that an expression shows as they stand."""
    if isinstance(expression, ast.Constant):
        value = expression.value
        if isinstance(value, str) and re.search(r"[^\W\d_]{2}", value) and not NOT_WORDS.fullmatch(value):
            yield expression
    elif isinstance(expression, ast.Call):
        if isinstance(expression.func, ast.Attribute) and expression.func.attr in ("format", "join"):
            for part in (expression.func.value, *expression.args, *(word.value for word in expression.keywords)):
                yield from unmarked(part)
    elif isinstance(
        expression, ast.JoinedStr | ast.BinOp | ast.BoolOp | ast.IfExp | ast.List | ast.Tuple | ast.Starred
    ):
        for part in ast.iter_child_nodes(expression):
            if isinstance(part, ast.FormattedValue):
                yield from unmarked(part.value)
            elif isinstance(part, ast.expr) and part is not getattr(expression, "test", None):
                yield from unmarked(part)


def test_what_is_shown_is_marked() -> None:
    found = [
        at(path, literal)
        for path, tree in modules(*SHOWING_PACKAGES).items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and name_of(call) in SHOWING_CALLS
        for argument in (*call.args, *(word.value for word in call.keywords if word.arg in ("text", "title", "prompt")))
        for literal in unmarked(argument)
    ]
    assert not found


def test_no_sentence_stands_about_unmarked() -> None:
    """Catches what reaches the screen by a widget or a function of our own."""
    found = []
    for path, tree in modules(*SHOWING_PACKAGES).items():
        exempt = {id(node) for node in docstrings(tree)}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and (name_of(call) in MARKS or name_of(call).endswith(("Error", "option"))):
                exempt.update(id(node) for node in ast.walk(call))
        found += [
            f"{at(path, literal)} {literal.value[:40]!r}"
            for literal in literals(tree)
            if id(literal) not in exempt and SENTENCE.fullmatch(literal.value)
        ]
    assert not found


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Strings that stand as statements: docstrings of modules, classes, functions, attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def test_a_message_is_marked_whole() -> None:
    """`_(f"…")` and `_("…".format(…))` are never found in a catalogue: the values belong outside the mark.

    Nor is `f"{_('…')}"`: Python before 3.12 gives the extractor such a string in one piece.
    """
    found = [
        at(path, call)
        for path, tree in modules().items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and name_of(call) in ("_", "N_", "ngettext") and call.args
        for argument in call.args[: 2 if name_of(call) == "ngettext" else 1]
        if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call)
    ]
    found += [
        at(path, call)
        for path, tree in modules().items()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and name_of(call) in MARKS and isinstance(call.args[0], ast.Constant)
    ]
    assert not found


# The errors ---------------------------------------------------------------------------------------------------------


@cache
def codes_in_source() -> dict[str, str]:
    """Every literal that looks like an error's code (`package.what`, of a package that explains errors), with a place.

    Not only those written in `KnownError(…)`: a code may come by a table or a parameter. Audit events are written as
    ODK writes them, in words, and log codes are given to loggers, so neither is mistaken for one.
    """
    packages = {code.partition(".")[0] for code in explanations()}
    pattern = re.compile(
        rf"({'|'.join(sorted(packages))})\.(?!(?:json|md|db|pdf|xlsx|age|html|tar|xml|csv|png)\b)[a-z_]+"
    )
    found: dict[str, str] = {}
    for path, tree in modules().items():
        if path.parent.name == "explanations":
            continue
        logged = {
            id(argument)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and name_of(call) in ("debug", "info", "warning", "error", "exception")
            for argument in call.args
        }
        for literal in literals(tree):
            if id(literal) not in logged and pattern.fullmatch(literal.value):
                found[literal.value] = at(path, literal)
    return found


@cache
def codes_by_half() -> dict[str, str]:
    """Codes of which the source says the second half only: `form_error("cycle")`, where form_error writes
    `KnownError(f"xforms.{code}")` of its first parameter. With a place."""
    makers: dict[str, str] = {}
    for tree in modules().values():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args):
                code = call.args[0]
                if name_of(call) == "KnownError" and isinstance(code, ast.JoinedStr):
                    makers[function.name] = ast.unparse(code)[2:].partition("{")[0]
    return {
        makers[name_of(call)] + half.value: at(path, half)
        for path, tree in modules().items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and name_of(call) in makers and call.args
        for half in literals(call.args[0])
    }


def test_every_error_that_can_be_raised_is_explained() -> None:
    unexplained = {code: place for code, place in codes_in_source().items() if code not in explanations()}
    raised = {
        call.args[0].value: at(path, call)
        for path, tree in modules().items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and name_of(call) == "KnownError" and call.args
        if isinstance(call.args[0], ast.Constant)
    }
    raised |= codes_by_half()
    unexplained |= {code: place for code, place in raised.items() if code not in explanations()}
    assert not unexplained


def test_every_explanation_belongs_to_an_error() -> None:
    """Its code, or the second half of it (or the end of that), stands in the source."""
    said = {
        literal.value
        for path, tree in modules().items()
        if path.parent.name != "explanations"
        for literal in literals(tree)
    }
    never_raised = [
        code
        for code in explanations()
        if code not in said and not any(end in said for end in ends(code.partition(".")[2]))
    ]
    assert not never_raised


def ends(words: str) -> list[str]:
    """`syntax_too_deep` → syntax_too_deep, too_deep, deep."""
    parts = words.split("_")
    return ["_".join(parts[start:]) for start in range(len(parts))]


def test_no_error_is_explained_twice() -> None:
    folder = SOURCE / "i18n" / "explanations"
    keys = [
        key.value
        for path in sorted(folder.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert len(keys) == len(set(keys))


def test_what_happened_and_what_to_do_are_both_said() -> None:
    for code, (what, remedy) in explanations().items():
        assert what.strip(), code
        assert remedy.strip(), code
