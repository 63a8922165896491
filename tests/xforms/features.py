"""What of XLSForm works, told by what the tests use: `python -m tests.xforms.features` writes docs/questionnaires.md.

A type, column, appearance or function stands as "works" only where a form or expression that is compared with JavaRosa
(or a test named here) uses it; a test fails when something is in neither, or when the file is not what this gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from interviewtool.gui.questions.table import FIELDS, OTHER_CALENDARS
from interviewtool.gui.questions.typing import LineField
from interviewtool.paths import FORMS as SHIPPED
from interviewtool.xforms import QuestionType
from interviewtool.xforms.library import FUNCTIONS
from interviewtool.xforms.workbooks.markdown import read_tables

ROOT = Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "docs" / "questionnaires.md"
SOURCES = {
    **{path.stem: path for path in sorted((ROOT / "tests" / "forms").glob("*.md"))},
    "standard": SHIPPED / "standard.md",
}
TYPES = (
    "text integer decimal range date time dateTime select_one select_multiple select_one_from_file "
    "select_multiple_from_file select_one_external or_other rank note acknowledge geopoint geotrace geoshape image "
    "audio video file barcode percentage hidden calculate begin_group begin_repeat start end today deviceid username "
    "phonenumber email simserial subscriberid audit start-geopoint background-geopoint background-audio csv-external "
    "xml-external"
).split()
COLUMNS = (
    "label hint guidance_hint relevant required required_message constraint constraint_message calculation "
    "read_only default choice_filter repeat_count appearance parameters trigger image big-image audio video save_to"
).split()
CHOICE_COLUMNS = [f"{name} of a choice" for name in ("label", "image", "big-image", "audio")]
APPEARANCES = (
    "multiline numbers thousands-sep minimal quick autocomplete likert label list-nolabel table-list field-list "
    "columns-3 columns-pack no-buttons month-year year no-calendar signature draw annotate vertical bearing map "
    "placement-map maps columns picker rating no-ticks masked counter horizontal compact quickcompact-2 search "
    "search(… image-map new new-front front hidden-answer url ex:… printer:… w1 interviewtool-partial-date"
).split() + list(OTHER_CALENDARS)
PARAMETERS = {
    "start": "The lower end of a range.",
    "end": "The upper end of a range.",
    "step": "The steps of a range.",
    "tick_interval": "Kept: the slider has no marks; the words for its numbers stand below it.",
    "tick_labelset": "The words for some of the numbers stand below the slider.",
    "placeholder": "Where the slider stands while there is no answer.",
    "randomize": "The choices stand in a drawn order.",
    "seed": "The order is the same for the same seed, and ODK Collect's.",
    "value": "The column of a file that is the value.",
    "label": "The column of a file that is shown.",
    "rows": "Kept: the field grows with its text.",
    "max-pixels": "Kept: a picture may be evidence and stays as it is.",
    "quality": "Kept: a sound stays as it is.",
    "app": "Kept: a file is chosen.",
    "capture-accuracy": "Kept: coordinates are typed or pasted.",
    "warning-accuracy": "Kept: coordinates are typed or pasted.",
    "allow-mock-accuracy": "Kept: coordinates are typed or pasted.",
    "incremental": "Kept: coordinates are typed or pasted.",
    "location-priority": "Kept: the vault's audit log has no places.",
    "location-min-interval": "Kept: the vault's audit log has no places.",
    "location-max-age": "Kept: the vault's audit log has no places.",
    "track-changes": "Kept: the vault keeps every change of an answer.",
    "identify-user": "Kept: the vault knows who writes by their key.",
}
SETTINGS = {
    "form_title": "The title.",
    "form_id": "What the questionnaire is known by.",
    "version": "An interview goes on under its own version.",
    "default_language": "The language an interview begins in, unless another is chosen.",
    "name": "The name of the root.",
    "namespaces": "Needed for the columns of docs/questionnaire-columns.md.",
    "instance_name": "Kept in the instance: interviews are listed by what the program knows of them.",
    "style": "Kept: every group is a page, widths are the window's.",
    "public_key": "Kept: the vault encrypts, and bundles are encrypted to the team.",
    "submission_url": "Kept: nothing is sent anywhere.",
    "auto_send": "Kept: nothing is sent anywhere.",
    "auto_delete": "Kept: nothing is deleted by itself.",
    "allow_choice_duplicates": "The conversion allows choices of the same name.",
    "clean_text_values": "The conversion makes several spaces one.",
}
ELSEWHERE = {
    "**strong**": "Bold; underlined in a question's own label, which is bold.",
    "*emphasis*": "Slanted.",
    "# heading": "Bold, on a line of its own.",
    "[words](address)": "The words, and the address behind them; nothing is opened.",
    "<b>": "As `**strong**`; likewise `<i>`, `<u>`, `<br>` and `<sup>`.",
    "<span": "Kept: colours, fonts and sizes are the window's own, for light, dark and large print.",
    "${last-saved#": "Kept: stays empty, nothing goes from one person's interview into another's.",
    "sheet entities": "Kept: written into the instance; no list of entities is kept.",
}
_SIGNS = {"**strong**": r"\*\*\w", "*emphasis*": r"(?<!\*)\*\w", "# heading": "^# ", "[words](address)": r"\w\]\("}
EXPRESSIONS = "relevant required constraint calculation default choice_filter repeat_count read_only".split()
ALONE = "alone"
"""The sample form of what JavaRosa leaves to the program around it; a test of ours walks it."""
_CALL = re.compile(r"([a-z][\w:.-]*)\(")
OWN = "test_a_form_of_what_javarosa_leaves_to_others"
# What an appearance does in the window beside choosing another field, or why it does nothing there.
WINDOW = {
    "quick": "Choosing with the mouse, a digit or the space bar goes on to the next question.",
    "columns": "As many columns as the labels allow, fewer where a word would be cut off.",
    "columns-3": "So many columns, fewer where a word would be cut off.",
    "field-list": "Every group is one page, with or without it.",
    "table-list": "A row of headings, and rows of bare buttons exactly under them.",
    "no-buttons": "The buttons stay: choices are reached by keyboard.",
    "bearing": "A number is typed.",
    "no-ticks": "The slider has no marks.",
    "horizontal": "As `columns`, whose older name it is.",
    "compact": "As `columns-pack`, whose older name it is.",
    "quickcompact-2": "As `quick columns-2`, whose older name it is.",
    "search": "As `autocomplete`, whose older name it is.",
    "search(…": "The choices that are found in an attached csv, as ODK Collect finds them.",
    "maps": "The coordinates are typed or pasted.",
    "new": "A file is chosen, dropped or pasted.",
    "new-front": "A file is chosen, dropped or pasted.",
    "front": "One line of text.",
    "hidden-answer": "One line of text.",
    "url": "One line of text; nothing is opened.",
    "ex:…": "One line of text; no other program is started.",
    "printer:…": "One line of text; nothing is printed.",
    "w1": "Widths are the window's.",
    "map": "The choices are a list.",
    "placement-map": "The coordinates are typed or pasted.",
}
UNSEEN = "Not shown: a value of its own."
SEEN_OTHERWISE = {
    "select_one_from_file": "As `select_one`; from 20 choices on, found by typing.",
    "select_multiple_from_file": "As `select_multiple`.",
    "select_one_external": "As `select_one`; its lists come from the sheet external_choices or itemsets.csv.",
    "or_other": "One choice more, and a line of text for it.",
    "percentage": "A whole number from 0 to 100.",
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
    "simserial": "stays empty: a desktop has no such number",
    "subscriberid": "stays empty: a desktop has no such number",
    "audit": "the vault keeps its own audit log",
    "start-geopoint": "stays empty: a desktop does not know where it is",
    "background-geopoint": "stays empty: a desktop does not know where it is",
    "background-audio": "stays empty: nothing is recorded behind anybody's back",
    "maps": "the coordinates are typed or pasted",
    "new": "a file is chosen",
    "new-front": "a file is chosen",
    "front": "a line of text",
    "hidden-answer": "a line of text",
    "url": "a line of text",
    "ex:…": "a line of text",
    "printer:…": "a line of text",
    "w1": "widths are the window's",
    "map": "the list is shown",
    "placement-map": "the coordinates are typed or pasted",
    "bearing": "a number",
}


def used() -> dict[tuple[str, str], set[str]]:
    """Section and feature → names of the sample forms (or `expressions`) that use it."""
    found: dict[tuple[str, str], set[str]] = {}

    def note(section: str, words: Iterable[str], where: str) -> None:
        for word in words:
            found.setdefault((section, word), set()).add(where)

    for name, path in SOURCES.items():
        tables = read_tables(path.read_text(encoding="utf-8"))
        header, *rows = tables["survey"]
        for row in rows:
            cells = dict(zip(header, row, strict=False))
            note("Question types", _types(cells.get("type", "")), name)
            note("Columns", [key.partition("::")[0] for key, cell in cells.items() if cell], name)
            note("Appearances", _words(cells.get("appearance", "")), name)
            note("Parameters", re.findall(r"([\w-]+)=", cells.get("parameters", "")), name)
            for key in EXPRESSIONS:
                note("Functions", _CALL.findall(cells.get(key, "")), name)
        if "choices" in tables:
            note("Columns", [f"{key.partition('::')[0]} of a choice" for key in tables["choices"][0]], name)
        said = [cell for table in tables.values() for row in table for cell in row] + [
            f"sheet {each}" for each in tables
        ]
        signs = {each: re.compile(_SIGNS.get(each, re.escape(each))) for each in ELSEWHERE}
        note("Elsewhere", [each for each, sign in signs.items() if any(map(sign.search, said))], name)
        header, *rows = tables.get("settings", [[]])
        note("Settings", [key for row in rows for key, cell in zip(header, row, strict=False) if cell], name)
    expressions = (Path(__file__).parent / "expressions.txt").read_text(encoding="utf-8")
    note("Functions", _CALL.findall(expressions), "expressions")
    return found


def _types(cell: str) -> list[str]:
    """The question type in a cell; that a choice of one's own is offered is a type of its own."""
    words = cell.split()
    return [cell.partition(" ")[0].replace("begin ", "begin_"), *(["or_other"] if words[-1:] == ["or_other"] else [])]


def _words(cell: str) -> list[str]:
    """The words of an appearance; of a call only what is called."""
    return [word + "…" for word in re.findall(r"search\(|ex:|printer:", cell)] + re.sub(r"\S+\(.*\)", "", cell).split()


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
    section: str,
    names: Iterable[str],
    evidence: Mapping[tuple[str, str], set[str]],
    in_window: Callable[[str], str] | None = None,
) -> list[str]:
    lines = []
    for name in names:
        where = sorted(evidence.get((section, name), ()), key=lambda source: (source == ALONE, source))
        proof = ", ".join(where[:4]) if where != [ALONE] else OWN.replace("_", " ")
        said = in_window(name) if in_window is not None else ""
        kept = KEPT.get(name, "") if section in ("Question types", "Appearances") else ""
        if said.startswith("Kept"):
            kept, said = said.partition(": ")[2].rstrip(".") or "nothing follows from it", ""
        state = f"kept: {kept}" if kept else "works" if where else "not yet"
        lines.append(f"| `{name}` | {state} | {proof} |" + (f" {said} |" if in_window is not None else ""))
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
        "sounds, lists; 16 MB in all) and travels in it. Columns that only interviewtool reads (consent, names, "
        "sensitive parts, partial dates) are explained in [questionnaire-columns.md](questionnaire-columns.md).\n",
        "Known differences from JavaRosa: text that is no date gives an empty value where JavaRosa stops; a choice "
        "that a filter no longer offers is kept and marked; calculations on choice labels follow a change of language; "
        "other instances of a repeat are recalculated at once, where JavaRosa is late; after a predicate on a repeat, "
        "repeats inside it are read over all instances; a wildcard (`*`) means every child; a number as a predicate is "
        "a place, as XPath has it (JavaRosa finds nothing); of several answers of a repeat, read as one, the first "
        "counts, and `form check` says so (JavaRosa stops); a setvalue into several instances sets them all (JavaRosa "
        "stops); the space between two answers in a text stays (JavaRosa drops it); a calculated answer that was "
        "changed by hand is calculated anew when something it reads has changed, not with every answer further up; a "
        "constraint sees what follows from the answer (JavaRosa, until the end of the form, what stood before it); "
        "text that is calculated in a question for a date is a date (in JavaRosa once the form is opened again); a "
        "whole number of more than 31 bits is not cut; `decimal-time()` goes by the offset of the day it is given, not "
        "of today; a new form's dynamic default sees what an earlier one has changed (in JavaRosa all that hangs on "
        "it, changed or not); a choice filter that hangs on the name of its own choice is a circle; "
        "`%W` is the week of ISO 8601; the dates there are end in the year 9999; a pattern of `regex()` with "
        "`&&` is not understood, and `form check` says so.\n",
    ]
    for title, names, in_window in (
        ("Question types", TYPES, type_in_window),
        ("Columns", [*COLUMNS, *CHOICE_COLUMNS], None),
        ("Appearances", APPEARANCES, appearance_in_window),
        ("Parameters", list(PARAMETERS), PARAMETERS.__getitem__),
        ("Settings", list(SETTINGS), SETTINGS.__getitem__),
        ("Elsewhere", list(ELSEWHERE), ELSEWHERE.__getitem__),
        ("Functions", sorted(FUNCTIONS), None),
    ):
        head = (
            "| | state | shown by | in the window |\n|---|---|---|---|"
            if in_window
            else "| | state | shown by |\n|---|---|---|"
        )
        parts.append(f"## {title}\n\n{head}\n" + "\n".join(rows(title, names, evidence, in_window)) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
