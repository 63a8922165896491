"""Wording that is too long to be understood when it is heard: what `form check` says besides mistakes.

The bounds are in words, since that is what a listener has to hold: 30 for what is read out in one breath, a question or
a sentence of a passage; 14 for a choice, which the interviewer reads at a glance. They are ours: plain-language guides
ask for sentences of 15 to 20 words on average, and the longest text of the standard questionnaire has to pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.grid import Workbook

LONGEST_SENTENCE = 30
LONGEST_CHOICE = 14
_SENTENCE_END = re.compile(r"(?<=[.!?…:;])\s+")
_OUTPUT = re.compile(r"\$\{[^}]*\}")
_WORD = re.compile(r"\w[\w’'-]*")


def long_wording(path: Path) -> tuple[KnownError, ...]:
    """Each label, hint and choice that is too long, with its place; () for a file that is no workbook."""
    workbook = Workbook.read(path)
    if workbook is None:
        return ()
    return (
        *_long(workbook, "survey", ("label", "hint"), LONGEST_SENTENCE, path.name),
        *_long(workbook, "choices", ("label",), LONGEST_CHOICE, path.name),
    )


def _long(workbook: Workbook, sheet: str, texts: tuple[str, ...], most: int, file: str) -> Iterator[KnownError]:
    for cell in workbook.cells(sheet):
        if cell.column.partition("::")[0].strip().lower() not in texts:
            continue
        count = max(len(_WORD.findall(part)) for part in _SENTENCE_END.split(_OUTPUT.sub("x", cell.text)))
        if count > most:
            yield KnownError(
                "cli.wording_long",
                Place(file, sheet, cell.row, cell.column),
                count=count,
                most=most,
                text=cell.text[:60],
            )
