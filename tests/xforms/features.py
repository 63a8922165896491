"""What of XLSForm works, told by what the tests use: `python -m tests.xforms.features` writes docs/questionnaires.md.

A type, column, appearance or function stands as "works" only where a form or expression that is compared with JavaRosa
(or a test named here) uses it; a test fails when something is in neither, or when the file is not what this gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from interviewtool.gui.questions.table import FIELDS, OTHER_CALENDARS
from interviewtool.gui.questions.typing import LineField
from interviewtool.paths import FORMS as SHIPPED
from interviewtool.xforms import QuestionType
from interviewtool.xforms.library import FUNCTIONS
from interviewtool.xforms.workbook import read_tables

ROOT = Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "docs" / "questionnaires.md"
SOURCES = {
    **{path.stem: path for path in sorted((ROOT / "tests" / "forms").glob("*.md"))},
    "standard": SHIPPED / "standard.md",
}
TYPES = (
    "text integer decimal range date time dateTime select_one select_multiple select_one_from_file rank note "
    "acknowledge geopoint geotrace geoshape image audio video file barcode hidden calculate begin_group begin_repeat "
    "start end today deviceid username phonenumber email audit csv-external xml-external"
).split()
COLUMNS = (
    "label hint guidance_hint relevant required required_message constraint constraint_message calculation "
    "read_only default choice_filter repeat_count appearance parameters trigger image save_to"
).split()
APPEARANCES = (
    "multiline numbers thousands-sep minimal quick autocomplete likert label list-nolabel table-list field-list "
    "columns-3 columns-pack no-buttons month-year year no-calendar signature draw annotate vertical bearing map "
    "placement-map columns picker rating interviewtool-partial-date"
).split() + list(OTHER_CALENDARS)
EXPRESSIONS = "relevant required constraint calculation default choice_filter repeat_count read_only".split()
OWN = {  # what JavaRosa does not do by itself, and the test of ours that does
    "pulldata": "test_attached_lists_are_read_from_csv_xml_and_geojson",
    "csv-external": "test_attached_lists_are_read_from_csv_xml_and_geojson",
    "xml-external": "test_attached_lists_are_read_from_csv_xml_and_geojson",
    "save_to": "test_entities_and_encryption_are_read_and_kept",
    "required_message": "test_violations_are_of_relevant_questions_with_the_forms_own_sentences",
    "guidance_hint": "test_a_missing_translation_falls_back_and_languages_go_by_code",
    "now": "test_moments_go_by_the_clock",
    "random": "test_moments_go_by_the_clock",
    "jr:itext": "test_moments_go_by_the_clock",
    "version": "test_moments_go_by_the_clock",
    "property": "test_moments_go_by_the_clock",
    "decimal-date-time": "",
    "columns": "test_quick_goes_on_and_arrows_only_choose",
    "picker": "test_numbers_ranges_dates_and_times",
    "rating": "test_numbers_ranges_dates_and_times",
    "annotate": "test_a_picture_is_drawn_over_and_kept_as_one",
    "draw": "test_pasted_dropped_and_drawn",
    **dict.fromkeys(OTHER_CALENDARS, "test_numbers_ranges_dates_and_times"),
}
# What an appearance does in the window beside choosing another field, or why it does nothing there.
WINDOW = {
    "quick": "Choosing with the mouse, a digit or the space bar goes on to the next question.",
    "columns": "As many columns as the labels allow, fewer where a word would be cut off.",
    "columns-3": "So many columns, fewer where a word would be cut off.",
    "field-list": "Every group is one page, with or without it.",
    "table-list": "A row of headings, and rows of bare buttons exactly under them.",
    "no-buttons": "The buttons stay: choices are reached by keyboard.",
    "bearing": "A number is typed.",
    "map": "The choices are a list.",
    "placement-map": "The coordinates are typed or pasted.",
}
UNSEEN = "Not shown: a value of its own."
SEEN_OTHERWISE = {
    "select_one_from_file": "As `select_one`; from 20 choices on, found by typing.",
    "begin_group": "A page.",
    "begin_repeat": "A page for each, and one that lists them.",
    "csv-external": "Its rows are choices or values.",
    "xml-external": "Its rows are choices or values.",
}
KEPT = {
    "barcode": "a line of text",
    "deviceid": "stays empty: a desktop has no such number",
    "username": "stays empty",
    "phonenumber": "stays empty: a desktop has no such number",
    "email": "stays empty",
    "audit": "the vault keeps its own audit log",
    "map": "the list is shown",
    "placement-map": "the coordinates are typed or pasted",
    "bearing": "a number",
}


def used() -> dict[str, set[str]]:
    """Feature → names of the compared forms (or `expressions`) that use it."""
    found: dict[str, set[str]] = {}

    def note(words: Iterable[str], where: str) -> None:
        for word in words:
            found.setdefault(word, set()).add(where)

    for name, path in SOURCES.items():
        text = path.read_text(encoding="utf-8")
        header, *rows = read_tables(text)["survey"]
        for row in rows:
            cells = dict(zip(header, row, strict=False))
            kind = cells.get("type", "")
            note([kind.partition(" ")[0].replace("begin ", "begin_")], name)
            note([key.partition("::")[0] for key, cell in cells.items() if cell], name)
            note(cells.get("appearance", "").split(), name)
            for key in (
                "relevant",
                "required",
                "constraint",
                "calculation",
                "default",
                "choice_filter",
                "repeat_count",
                "read_only",
            ):
                note(re.findall(r"([a-z][\w:.-]*)\(", cells.get(key, "")), name)
    expressions = (Path(__file__).parent / "expressions.txt").read_text(encoding="utf-8")
    note(re.findall(r"([a-z][\w:.-]*)\(", expressions), "expressions")
    return found


def type_in_window(name: str) -> str:
    """What shows a question of a type; for what is no question, where it is seen."""
    if name not in set(QuestionType) or name == QuestionType.CALCULATE:
        return SEEN_OTHERWISE.get(name, UNSEEN)
    return _first_line(FIELDS.get((QuestionType(name), ""), LineField))


def appearance_in_window(name: str) -> str:
    """The field that an appearance chooses for each type, or what it changes within a field."""
    chosen: dict[str, list[str]] = {}
    for (kind, appearance), field in FIELDS.items():
        if appearance == name:
            chosen.setdefault(_first_line(field), []).append(f"`{kind}`")
    said = [line if len(chosen) == 1 else f"{', '.join(kinds)}: {line}" for line, kinds in chosen.items()]
    return " ".join(said) or WINDOW.get(name, "")


def _first_line(field: type) -> str:
    return (field.__doc__ or "").partition("\n")[0].replace("|", "\\|")


def rows(
    names: Iterable[str], evidence: dict[str, set[str]], in_window: Callable[[str], str] | None = None
) -> list[str]:
    lines = []
    for name in names:
        where = sorted(evidence.get(name, ()))
        proof = ", ".join(where[:4]) if where else OWN.get(name, "")
        state = "kept" if name in KEPT else "works" if proof else "not yet"
        state += ": " + KEPT[name] if name in KEPT else ""
        shown = f" {in_window(name)} |" if in_window is not None else ""
        lines.append(f"| `{name}` | {state} | {proof.replace('_', ' ')} |{shown}")
    return lines


def page() -> str:
    evidence = used()
    parts = [
        "# What works of XLSForm\n",
        "Written by `python -m tests.xforms.features` from what the tests use; do not edit. “Shown by” names the "
        "sample forms of tests/forms that random walks compare with JavaRosa node by node, the table of expressions "
        "compared with it, or a test of our own. “Kept”: the question is there, with what stands behind it. "
        "“In the window” is what the table of fields (interviewtool/gui/questions/table.py) gives; "
        "tests/gui/test_appearances.py works these fields. Pictures of labels and choices "
        "are shown, sounds and videos named, not played: `FORM-media/` beside the form is taken in with it (pictures, "
        "sounds, lists; 16 MB in all) and travels in it.\n",
        "Known differences from JavaRosa: text that is no date gives an empty value where JavaRosa stops; a choice "
        "that a filter no longer offers is kept and marked; calculations on choice labels follow a change of language; "
        "other instances of a repeat are recalculated at once, where JavaRosa is late; after a predicate on a repeat, "
        "repeats inside it are read over all instances; a wildcard (`*`) means every child.\n",
    ]
    for title, names, in_window in (
        ("Question types", TYPES, type_in_window),
        ("Columns", COLUMNS, None),
        ("Appearances", APPEARANCES, appearance_in_window),
        ("Functions", sorted(FUNCTIONS), None),
    ):
        head = (
            "| | state | shown by | in the window |\n|---|---|---|---|"
            if in_window
            else "| | state | shown by |\n|---|---|---|"
        )
        parts.append(f"## {title}\n\n{head}\n" + "\n".join(rows(names, evidence, in_window)) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
