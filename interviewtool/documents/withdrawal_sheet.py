"""The sheet of a withdrawal that was carried out: what was destroyed, what stays and why, and whom people still have to
tell, with room for the day on which each was told. It names numbers of interviews and nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from interviewtool.documents.fonts import REGULAR
from interviewtool.documents.lines import TextStyle
from interviewtool.documents.sheet import Margins, document
from interviewtool.documents.signature_page import signature_line
from interviewtool.documents.strips import Strip, heading, rule, space, text
from interviewtool.documents.tables import Cell, row
from interviewtool.documents.theme import ACCENT, INK, LEFT, TEXT_WIDTH, Styles
from interviewtool.documents.wording import Wording
from interviewtool.i18n import N_

_MARK = 14.0
_BOX = TextStyle(REGULAR, 12.5, 14, INK)
_TOLD = 130.0
"""Points for the day on which somebody was told."""


@dataclass(frozen=True, slots=True)
class WithdrawalSheetData:
    """language: uk, ru or en. interviews: their numbers. tier, meaning: how much was taken back. time: when.

    gone, stays, told, to_do: sentences in that language; told: to whom it had been given.
    """

    language: str
    interviews: tuple[str, ...]
    tier: str
    meaning: str
    time: datetime
    gone: tuple[str, ...]
    stays: tuple[str, ...]
    told: tuple[str, ...]
    to_do: tuple[str, ...]


def withdrawal_sheet_pdf(data: WithdrawalSheetData) -> bytes:
    """The sheet as PDF/A-2b. Equal bytes for equal data."""
    words = Wording.of(data.language)
    styles = Styles(words.language)
    title = words(N_("Withdrawal carried out"))
    code, numbers = words(N_("Interview code")), ", ".join(data.interviews)
    strips = [
        *text(title, styles.title, keep=True),
        space(8, keep=True),
        rule(ACCENT, 1.6, width=44, keep=True),
        space(10, keep=True),
        *text(f"{code}: {numbers}", styles.body),
        *text(words.time(data.time), styles.body),
        space(8),
        *text(data.tier, styles.heading(0), keep=True),
        *text(data.meaning, styles.body),
        *_listed(words(N_("What was destroyed, for ever")), data.gone, styles),
        *_listed(words(N_("What stays, and why")), data.stays, styles),
        *_to_tell(data.told, words, styles),
        # nobody signs a page on which nothing else stands
        *_kept(_listed(words(N_("What else is to be done")), data.to_do, styles)),
        space(16, keep=True),
        signature_line(words(N_("Done by: code, signature")), words(N_("Date")), styles, height=30),
    ]
    margins = Margins(head=title, code=_shortest(data.interviews), note="", page_of=words(N_("Page {page} of {pages}")))
    return document(strips, margins, words, title=title, created=data.time)


def _kept(strips: Sequence[Strip]) -> list[Strip]:
    """On one page with what follows."""
    return [replace(strip, keep=True) for strip in strips]


def _shortest(interviews: Sequence[str]) -> str:
    """For the foot of the page: the first number, and how many more there are."""
    more = len(interviews) - 1
    return "" if more < 0 else f"{interviews[0]} + {more}" if more else interviews[0]


def _listed(title: str, lines: Sequence[str], styles: Styles) -> list[Strip]:
    if not lines:
        return []
    strips = heading(title, styles.heading(1), level=0, above=12, below=2)
    for line in lines:
        strips += row(
            [Cell("•", styles.body, LEFT, _MARK), Cell(line, styles.body, LEFT + _MARK, TEXT_WIDTH - _MARK)],
            above=2.0,
            below=0.0,
        )
    return strips


def _to_tell(told: Sequence[str], words: Wording, styles: Styles) -> list[Strip]:
    """A box, and room for the day on which the recipient was asked to destroy it."""
    if not told:
        return []
    strips = heading(
        words(N_("Who was given it before, and is to be told")), styles.heading(1), level=0, above=12, below=2
    )
    width = TEXT_WIDTH - _TOLD - _MARK - 10
    for line in told:
        cells = [
            Cell("☐", _BOX, LEFT, _MARK),
            Cell(line, styles.body, LEFT + _MARK + 4, width),
            Cell(words(N_("told on:")), styles.label, LEFT + TEXT_WIDTH - _TOLD, _TOLD),
        ]
        strips += row(cells, above=5.0, below=5.0)
    return strips
