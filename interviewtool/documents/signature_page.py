"""The last page of a summary: the box of the electronic signature at its fixed place, how to check it, room for ink."""

from __future__ import annotations

from interviewtool.documents.content import SummaryData
from interviewtool.documents.lines import Canvas, break_lines, draw_line
from interviewtool.documents.strips import Strip, baseline, draw_rule, heading, new_page, space, text
from interviewtool.documents.theme import (
    HAIRLINE,
    LEFT,
    SIGNATURE_BOX,
    SIGNATURE_HEAD,
    STRONG_LINE,
    TEXT_WIDTH,
    Styles,
)
from interviewtool.documents.wording import Wording
from interviewtool.i18n import N_

COLUMN_GAP = 28.0
_HALF = (TEXT_WIDTH - COLUMN_GAP) / 2


def signature_page(data: SummaryData, words: Wording, styles: Styles) -> list[Strip]:
    """The page as strips, beginning with the break to it."""
    title = heading(words(N_("Signatures")), styles.heading(0), level=0, above=0, below=4)[1:]
    statement = words(
        N_("This document is the summary of interview {code}. It is complete only with all its pages and this one.")
    ).format(code=data.interview_id)
    opening = [*title, *text(statement, styles.body, keep=True)]
    filler = SIGNATURE_HEAD - sum(strip.height for strip in opening)
    check = words(
        N_(
            "To check it, open the file in a program that verifies PDF signatures. The signature must be valid, the "
            "signer must be the interviewer named here, and the signature must cover the whole document: a signature "
            "stays valid for its own part even where a page was changed afterwards."
        )
    )
    lines = [
        (words(N_("Interviewer")), data.interviewer),
        (words(N_("Respondent, if the summary was read back")), ""),
    ]
    strips = [new_page(), *opening, Strip(filler, keep=True), _box(), space(8)]
    strips += [*text(check, styles.note), space(26), *text(words(N_("On paper")), styles.heading(1), keep=True)]
    note = words(N_("Only where this summary is printed and signed by hand."))
    strips += text(note, styles.note, keep=True)
    for who, code in lines:
        strips.append(signature_line(f"{who} {code}".strip(), words(N_("Place and date")), styles, height=58))
    return strips


def signature_line(left_label: str, right_label: str, styles: Styles, *, height: float) -> Strip:
    """Two lines to write on, side by side, each with its label beneath; no line where the label is empty."""
    style = styles.note
    columns = [
        (LEFT + number * (_HALF + COLUMN_GAP), break_lines(label, style, _HALF))
        for number, label in enumerate((left_label, right_label))
    ]
    lines = max(len(found) for _, found in columns)

    def draw(canvas: Canvas, top: float) -> None:
        foot = top - height
        for left, found in columns:
            if not found[0].text:
                continue
            draw_rule(canvas, foot - 0.5, STRONG_LINE, 0.6, left=left, width=_HALF)
            for number, line in enumerate(found):
                y = baseline(style, foot - 3 - number * style.leading)
                draw_line(canvas, line, style, left=left, baseline=y, width=_HALF)

    return Strip(height + 4 + lines * style.leading, draw)


def _box() -> Strip:
    """The frame alone: what is written in it would still be read aloud from beneath the signature."""
    left, bottom, right, top_edge = SIGNATURE_BOX

    def draw(canvas: Canvas, top: float) -> None:
        canvas.setStrokeColorRGB(*HAIRLINE)
        canvas.setLineWidth(0.7)
        canvas.roundRect(left, bottom, right - left, top_edge - bottom, 5, stroke=1, fill=0)

    return Strip(top_edge - bottom, draw, keep=True)
