"""The withdrawal card: one A4 sheet with an A6 card to cut out.

The card itself says nothing about an interview, a person or what it was about: it may be found. It holds the code, and
to whom to turn. What can be taken back stands beneath it, to be read together and left behind if that is safer.
"""

from __future__ import annotations

from dataclasses import dataclass

from interviewtool.documents.fonts import BOLD, REGULAR
from interviewtool.documents.lines import Canvas, TextStyle
from interviewtool.documents.sheet import NO_DATE, Margins, document
from interviewtool.documents.strips import Strip, draw_rule, space, text
from interviewtool.documents.theme import INK, LEFT, STRONG_LINE, TEXT_WIDTH, Styles
from interviewtool.documents.wording import Wording
from interviewtool.i18n import N_

_A6 = (419.53, 297.64)
"""Points, lying."""
_INSIDE = 26.0
_ROOM = 3
"""Lines to write on."""


@dataclass(frozen=True, slots=True)
class WithdrawalCardData:
    """language: uk, ru or en. code: as it is printed. contact: lines; "" leaves room to write.

    tiers: name and meaning of what can be taken back, the smallest first. practice: it is nobody's, and says so.
    """

    language: str
    code: str
    contact: str
    tiers: tuple[tuple[str, str], ...]
    practice: bool = False


def withdrawal_card_pdf(data: WithdrawalCardData) -> bytes:
    """The sheet as PDF/A-2b. Equal bytes for equal data: it carries no date."""
    words = Wording.of(data.language)
    styles = Styles(words.language)
    strips = [
        _card(data, words, styles),
        space(18),
        *text(words(N_("You can take back what you said")), styles.heading(0)),
        space(6),
        *text(
            words(
                N_(
                    "At any time, without giving a reason, and without any disadvantage. Give the code on the card; "
                    "you need not say your name. You can choose:"
                )
            ),
            styles.body,
        ),
        space(8),
    ]
    for number, (name, meaning) in enumerate(data.tiers, 1):
        strips += [*text(f"{number}. {name}", styles.caption, keep=True), *text(meaning, styles.body), space(5)]
    strips += [
        space(4),
        *text(
            words(
                N_(
                    "What was published before cannot be called back. Whoever was given it before is told, and asked "
                    "to destroy it; the program cannot make sure that they do."
                )
            ),
            styles.body,
        ),
        space(8),
        *text(
            words(
                N_(
                    "Keep the card where only you will find it. If it is safer not to have it, remember the code, or "
                    "do not take the card: then you can turn to the same people and say your name."
                )
            ),
            styles.body,
        ),
    ]
    margins = Margins(head="", code="", note="", page_of=words(N_("Page {page} of {pages}")))
    return document(strips, margins, words, title=words(N_("Withdrawal card")), created=NO_DATE)


def _card(data: WithdrawalCardData, words: Wording, styles: Styles) -> Strip:
    width, height = _A6
    left = LEFT + (TEXT_WIDTH - width) / 2
    inside, room = left + _INSIDE, width - 2 * _INSIDE
    code = TextStyle(BOLD, 25, 34, INK)
    practice = words(N_("For practice: this card is not to be given to anybody."))
    lines = [
        *(text(practice, styles.caption, left=inside, width=room) if data.practice else ()),
        *text(words(N_("Your code")), styles.label, left=inside, width=room),
        *text(data.code, code, left=inside, width=room),
        space(16),
        *text(words(N_("Whom to turn to")), styles.label, left=inside, width=room),
    ]
    free = height - 2 * _INSIDE - sum(strip.height for strip in lines)
    lines += _contact(data.contact, inside, room, free) if data.contact else [_writing_line(inside, room)] * _ROOM

    def draw(canvas: Canvas, top: float) -> None:
        canvas.setStrokeColorRGB(*STRONG_LINE)
        canvas.setLineWidth(0.6)
        canvas.setDash(4, 3)
        canvas.rect(left, top - height, width, height, stroke=1, fill=0)
        canvas.setDash()
        below = top - _INSIDE - 8
        for strip in lines:
            strip.draw(canvas, below)
            below -= strip.height

    return Strip(height, draw)


def _contact(contact: str, left: float, width: float, height: float) -> list[Strip]:
    """As large as the card allows; many lines are joined."""
    for said in (contact, "; ".join(contact.split("\n"))):
        for size in (11.0, 9.0, 7.5):
            style = TextStyle(REGULAR, size, size * 1.4, INK)
            strips = [strip for line in said.split("\n") for strip in text(line, style, left=left, width=width)]
            if sum(strip.height for strip in strips) <= height:
                return strips
    return strips


def _writing_line(left: float, width: float) -> Strip:
    height = 34.0

    def draw(canvas: Canvas, top: float) -> None:
        draw_rule(canvas, top - height, STRONG_LINE, 0.5, left=left, width=width)

    return Strip(height, draw)
