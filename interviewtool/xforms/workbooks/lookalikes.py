"""What looks as if it meant something, and means nothing: a question's name in the wrong brackets, a default language
that the form does not have, texts in a language without a name beside others that have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.workbooks.columns import first_word
from interviewtool.xforms.workbooks.grid import Workbook

_SHOWN = frozenset("label hint guidance_hint constraint_message required_message".split())
_BRACKETS = re.compile(r"\$\(\s*([\w.-]+)\s*\)|(?<!\$)\{\s*([\w.-]+)\s*\}|\$([A-Za-z_]\w*)")


def lookalikes(workbook: Workbook, file: str) -> Iterator[KnownError]:
    """xforms.reference_unread for each such name in a text; xforms.language_unnamed, default_language_unknown."""
    names = {cell.text.strip() for cell in workbook.column("survey", "name")}
    for cell in [*workbook.cells("survey"), *workbook.cells("choices")]:
        if first_word(cell.column) in _SHOWN:
            for found in _BRACKETS.finditer(cell.text):
                name = found[1] or found[2] or found[3]
                if name in names:
                    place = Place(file, cell.sheet, cell.row, cell.column)
                    yield KnownError("xforms.reference_unread", place, written=found[0], name=name)
    columns = [column for column in workbook.columns("survey") if first_word(column) == "label"]
    languages = [column.partition(":")[2].strip(": ") for column in columns]
    default = next(iter(workbook.column("settings", "default_language")), None)
    if default is None and any(languages) and not all(languages):
        place = Place(file, "survey", 1, columns[languages.index("")])
        yield KnownError("xforms.language_unnamed", place, column=place.column)
    elif default is not None and all(languages) and default.text.strip() not in languages:
        place, named = Place(file, "settings", default.row, default.column), default.text.strip()
        listed = ", ".join(languages)
        yield KnownError("xforms.default_language_unknown", place, language=named, languages=listed)
