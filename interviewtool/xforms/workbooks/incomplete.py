"""Choices that lack something in the sheet: a text in one of the form's languages, any text, a list."""

from __future__ import annotations

from collections.abc import Iterator

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.workbooks.columns import first_word
from interviewtool.xforms.workbooks.grid import LISTED, Workbook

_TEXTS = ("label", "value", "media", "image", "audio", "video", "big-image")


def incomplete_choices(workbook: Workbook, file: str) -> Iterator[KnownError]:
    """xforms.choices_untranslated, once for each list and language, at the first such choice;
    xforms.choices_without_label, once for each list; xforms.choice_without_list.
    """
    columns = [name for name in workbook.columns("choices") if name.lower().startswith("label::")]
    rows = workbook.rows("choices")
    lacking: dict[tuple[str, str], list[int]] = {}
    silent: dict[str, list[int]] = {}
    for number, row in rows.items():
        if LISTED[0] not in row:
            place = Place(file, "choices", number, LISTED[0])
            yield KnownError("xforms.choice_without_list", place, name=row.get("name", ""))
        elif not any(first_word(column) in _TEXTS for column in row):
            silent.setdefault(row[LISTED[0]], []).append(number)
        elif any(row.get(column.lower()) for column in columns):
            for column in columns:
                if row.get(column.lower(), "-") == "-":
                    lacking.setdefault((row[LISTED[0]], column), []).append(number)
    for name, numbers in silent.items():
        place, first = Place(file, "choices", numbers[0], "label"), rows[numbers[0]].get("name", "")
        yield KnownError("xforms.choices_without_label", place, list=name, count=len(numbers), first=first)
    for (name, column), numbers in lacking.items():
        yield KnownError(
            "xforms.choices_untranslated",
            Place(file, "choices", numbers[0], column),
            list=name,
            count=len(numbers),
            language=column.partition("::")[2].strip(),
            first=rows[numbers[0]].get("name", ""),
        )
