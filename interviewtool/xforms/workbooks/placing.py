"""Where in the workbook a finding of the engine stands, and its expression as it was written there: pyxform makes paths
of `${names}`, and questions of a repeat_count, the name of an instance and an entity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from interviewtool.errors import KnownError, Parameter, Place
from interviewtool.xforms.languages import UNNAMED
from interviewtool.xforms.workbooks.columns import first_word

_COLUMNS = {
    "calculate": ("calculation", "calculate"),
    "readonly": ("read_only", "readonly"),
    "relevant": ("relevant", "relevance"),
    "jr:count": ("repeat_count", "jr:count", "count"),
    "label": ("label", "hint", "guidance_hint"),
}
_ENTITY = {"label": "label", "@create": "create_if", "@update": "update_if", "@id": "entity_id"}
_REFERENCE = re.compile(r"(?:^| )(?:/|\.\.|current\(\)/)[\w./-]*?([\w.-]+)(?: |$)")
_FILTER = re.compile(r"(?:randomize\()?instance\('[^']*'\)/\w+/item\[")
_SLIPS = ("xforms.syntax_unexpected", "xforms.syntax_bad_character")
_ELSEWHERE = {
    **{"==": "=", "<>": "!=", "=<": "<=", "=>": ">=", "&&": "and", "||": "or", "%": "mod", "!": "not(…)"},
    **{"≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "div", "AND": "and", "OR": "or", "DIV": "div", "MOD": "mod"},
}
"""How spreadsheets and other languages write what an expression writes otherwise."""


def placed(error: KnownError, file: str, sheets: Mapping[str, Any]) -> KnownError:
    """The same error with sheet, row and column, where its question is found in the survey sheet."""
    parameters = dict(error.parameters)
    if not sheets:
        return KnownError(error.code, Place(file, "", error.place.row, error.place.column), **parameters)
    place = _place(parameters, file, sheets)
    if "attribute" in parameters and place.column:
        parameters["attribute"] = first_word(place.column)
    code = _as_written(error.code, parameters) if "expression" in parameters else error.code
    return KnownError(code, place, **parameters)


def _place(parameters: dict[str, Parameter], file: str, sheets: Mapping[str, Any]) -> Place:
    question, attribute, path = (str(parameters.get(key, "")) for key in ("question", "attribute", "path"))
    if path.endswith("/meta/instanceName"):
        parameters["question"] = "settings"
        return Place(file, "settings", 2, "instance_name")
    if "/meta/entity" in path:
        return Place(file, "entities", None, _ENTITY.get(question, ""))
    rows = {
        str(row.get("name", "")).strip(): (index, row) for index, row in reversed([*enumerate(sheets["survey"] or ())])
    }
    repeat = question.removesuffix("_count")
    if question not in rows and question != repeat and repeat in rows:
        parameters["question"] = question = repeat
        attribute = "jr:count"
    if not question or question not in rows:
        return Place(file, "survey", None, attribute)
    index, row = rows[question]
    names = _COLUMNS.get(attribute, (attribute,))
    column = next((key for key in row for name in names if key == name or key.startswith(name + "::")), names[0])
    if "languages" in parameters:  # the column of the text that is not there
        language = str(parameters["languages"]).partition(", ")[0]
        column = attribute if language == UNNAMED else f"{attribute}::{language}"
    return Place(file, "survey", int(row.get("__row", index + 2)), column)


def _as_written(code: str, parameters: dict[str, Parameter]) -> str:
    """Put the expression, and the place of the slip in it, as they stand in the cell. The code of the slip."""
    text, at = str(parameters["expression"]), int(parameters["at"])
    around = _FILTER.match(text)
    if around and at > around.end():
        if text[at - 1 :].rstrip(")") == "]":  # what closes the filter is none of the cell's
            code = "xforms.syntax_unexpected_end"
        text, at = text[around.end() :].rstrip(")").removesuffix("]"), at - around.end()
    before = _cell(text, at - 1)
    text = parameters["expression"] = _cell(text, len(text))
    parameters["at"] = len(before) + 1
    if code in _SLIPS:
        for word, instead in _ELSEWHERE.items():
            start = max(0, len(before) - len(word) + 1)
            if word in text[start : len(before) + len(word)]:
                parameters["found"], parameters["instead"] = word, instead
                return "xforms.syntax_elsewhere"
        if before.rstrip().endswith("/") and str(parameters["found"])[:1].isdigit():
            parameters["found"], parameters["instead"] = "/", "div"
            return "xforms.syntax_elsewhere"
    return code


def _cell(text: str, end: int) -> str:
    """An expression up to an offset, with names for paths."""
    found, last = "", 0
    for path in _REFERENCE.finditer(text):
        if path.end() <= end:
            found += text[last : path.start()] + "${" + path[1] + "}"
            last = path.end()
    return found + text[last:end]
