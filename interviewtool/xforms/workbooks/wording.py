"""Wording that is too long to be understood when it is heard: what `form check` says besides mistakes.

The bounds are in words, since that is what a listener has to hold: 30 for what is read out in one breath, a question or
a sentence of a passage; 14 for a choice, which the interviewer reads at a glance. They are ours: plain-language guides
ask for sentences of 15 to 20 words on average, and the longest text of the standard questionnaire has to pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.workbooks.grid import Workbook

LONGEST_SENTENCE = 30
LONGEST_CHOICE = 14
_SENTENCE_END = re.compile(r"(?<=[.!?…:;])\s+")
_OUTPUT = re.compile(r"\$\{[^}]*\}")
_WORD = re.compile(r"\w[\w’'-]*")


def long_wording(workbook: Workbook, file: str) -> Iterator[KnownError]:
    """xforms.wording_long for each label, hint and choice that is too long, with its place."""
    yield from _long(workbook, "survey", ("label", "hint"), LONGEST_SENTENCE, file)
    yield from _long(workbook, "choices", ("label",), LONGEST_CHOICE, file)


def _long(workbook: Workbook, sheet: str, texts: tuple[str, ...], most: int, file: str) -> Iterator[KnownError]:
    for cell in workbook.cells(sheet):
        if cell.column.partition("::")[0].strip().lower() not in texts:
            continue
        count = max(len(_WORD.findall(part)) for part in _SENTENCE_END.split(_OUTPUT.sub("x", cell.text)))
        if count > most:
            yield KnownError(
                "xforms.wording_long",
                Place(file, sheet, cell.row, cell.column),
                count=count,
                most=most,
                text=cell.text[:60],
            )
