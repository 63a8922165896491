"""Appearances by the names of today (ODK Collect still reads older spellings), and what a table-list is made of."""

from __future__ import annotations

import re

from interviewtool.xforms.views import QuestionType

_TODAY = {
    "search": ("autocomplete",),
    "compact": ("columns-pack",),
    "quickcompact": ("quick", "columns-pack"),
    "horizontal": ("columns",),
    "horizontal-compact": ("columns-pack",),
}
_COUNTED = re.compile(r"(quick)?compact-(\d+)")


def named_today(words: list[str]) -> tuple[str, ...]:
    """The words of an appearance, each once."""
    found: list[str] = []
    for word in words:
        counted = _COUNTED.fullmatch(word)
        if counted:
            found += [*(["quick"] if counted[1] else []), f"columns-{counted[2]}"]
        else:
            found += _TODAY.get(word, (word,))
    return tuple(dict.fromkeys(found))


def is_heading(kind: QuestionType | None, appearance: tuple[str, ...]) -> bool:
    """Whether a question only shows its choices, as the headings of the rows below it."""
    return "label" in appearance and kind in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE)


def titles_table(path: str) -> bool:
    """Whether a note is what pyxform makes of the label of a table-list, which itself is left without one."""
    before, _name, number = path.rpartition("/generated_table_list_label_")
    return before != "" and number.isdecimal()
