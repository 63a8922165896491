"""The consent form to be printed and signed by hand: the very text that is read out, with a box for every decision.

Version and SHA-256 of the text stand on it in words and as a QR code, so that paper and record can be matched.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewtool.documents.content import ConsentFormData
from interviewtool.documents.fonts import REGULAR
from interviewtool.documents.lines import Canvas, TextStyle, break_lines, draw_line, natural_width
from interviewtool.documents.qr import draw_qr
from interviewtool.documents.sheet import NO_DATE, Margins, document
from interviewtool.documents.signature_page import COLUMN_GAP, signature_line
from interviewtool.documents.strips import Strip, baseline, heading, rule, space, text
from interviewtool.documents.tables import GUTTER, Cell, row
from interviewtool.documents.theme import ACCENT, INK, LEFT, STRONG_LINE, TEXT_WIDTH, Styles
from interviewtool.documents.wording import Wording
from interviewtool.i18n import N_
from interviewtool.model import ConsentItem, ConsentMethod, Naming

_QR = 74.0
_CODE = 26.0
_TICK = 14.0
_DECISION = 38.0
_TEXT = TEXT_WIDTH - _CODE - 2 * _DECISION - GUTTER
_AROUND = 3.0
_BOX = TextStyle(REGULAR, 12.5, 14, INK)
_ON_PAPER = (ConsentMethod.PAPER, ConsentMethod.THUMBPRINT, ConsentMethod.SPOKEN)


def consent_form_pdf(data: ConsentFormData) -> bytes:
    """The form as PDF/A-2b. Equal bytes for equal data: it carries no date but that of the ink."""
    words = Wording.of(data.language)
    styles = Styles(words.language)
    strips = [
        *_title_block(data, words, styles),
        *(strip for paragraph in data.introduction for strip in (*text(paragraph, styles.sentence), space(6))),
        space(4),
        rule(STRONG_LINE, 0.9),
        *(strip for item in ConsentItem for strip in _item(item, data, words, styles)),
        *_end(data, words, styles),
    ]
    version = words(N_("Consent text {version} ({language})"))
    margins = Margins(
        head=data.title,
        code=version.format(version=data.text_version, language=data.language),
        note=f"SHA-256 {data.text_hash[:16]}…",
        page_of=words(N_("Page {page} of {pages}")),
    )
    return document(strips, margins, words, title=f"{data.title} · {data.text_version}", created=NO_DATE)


def _title_block(data: ConsentFormData, words: Wording, styles: Styles) -> list[Strip]:
    width = TEXT_WIDTH - _QR - 24
    version = words(N_("Version {version} of the consent text")).format(version=data.text_version)
    sum_text = "SHA-256 " + " ".join(data.text_hash[start : start + 16] for start in range(0, 64, 16))
    left = [
        *text(words(N_("Consent form")).upper(), styles.overline, width=width, keep=True),
        *text(data.title, styles.title, width=width, keep=True),
        space(8, keep=True),
        rule(ACCENT, 1.6, width=44, keep=True),
        space(10, keep=True),
        *text(version, styles.label, width=width, keep=True),
        *text(sum_text, styles.note, width=width, keep=True),
    ]
    height = max(sum(strip.height for strip in left), _QR)

    def draw(canvas: Canvas, top: float) -> None:
        draw_qr(canvas, f"sha256:{data.text_hash}", left=LEFT + TEXT_WIDTH - _QR, top=top, size=_QR)
        for strip in left:
            strip.draw(canvas, top)
            top -= strip.height

    code = words(N_("Interview code"))
    interviewer = words(N_("Interviewer’s code"))
    return [Strip(height, draw), signature_line(code, interviewer, styles, height=27), space(14)]


def _item(item: ConsentItem, data: ConsentFormData, words: Wording, styles: Styles) -> list[Strip]:
    """One item: its code, its sentence and the boxes; for C10 one box for each of the three answers."""
    three = item is ConsentItem.QUOTATION
    boxes = [] if three else _yes_and_no(words, styles)
    code = Cell(item.value, styles.cell_strong, LEFT, _CODE)
    title = Cell(data.headings[item], styles.cell_strong, LEFT + _CODE, TEXT_WIDTH - _CODE if three else _TEXT)
    # under a title the sentence has the whole width, so that the form stays one sheet: two sides, the ink on the second
    body = Cell(data.items[item], styles.sentence, LEFT + _CODE, TEXT_WIDTH - _CODE)
    strips = row([code, title, *boxes], above=_AROUND, below=0.0)
    strips += row([body], above=0.0, below=0.0 if three else _AROUND)
    if three:
        strips += _three_answers([data.naming[naming] for naming in Naming], styles)
    return [_kept(strip, last=number == len(strips) - 1) for number, strip in enumerate(strips)]


def _three_answers(answers: Sequence[str], styles: Styles) -> list[Strip]:
    """A box for each answer to C10: side by side where they have room, else one below the other."""
    tick = _TICK + 4
    widths = [tick + natural_width(answer, styles.sentence) + 14 for answer in answers]
    rows: list[list[Cell]] = [[]]
    left = LEFT + _CODE
    for answer, width in zip(answers, widths, strict=True):
        if rows[-1] and sum(widths) > TEXT_WIDTH - _CODE:
            rows.append([])
            left = LEFT + _CODE
        room = LEFT + TEXT_WIDTH - left - tick
        rows[-1] += [Cell("☐", _BOX, left, _TICK), Cell(answer, styles.sentence, left + tick, room)]
        left += width
    last = len(rows) - 1
    return [
        s for number, cells in enumerate(rows) for s in row(cells, above=2.0, below=_AROUND if number == last else 0)
    ]


def _end(data: ConsentFormData, words: Wording, styles: Styles) -> list[Strip]:
    """What is asked of others present, the closing and the signatures; together, so that nobody signs a bare page."""
    closing = (strip for paragraph in data.closing for strip in (*text(paragraph, styles.sentence), space(6)))
    strips = [*_presence(data, words, styles), space(7), *closing]
    if data.presence:
        strips = [_kept(strip, last=False) for strip in strips]
    return [*strips, *_given(words, styles)]


def _presence(data: ConsentFormData, words: Wording, styles: Styles) -> list[Strip]:
    """What somebody beside the respondent is asked, under a heading of its own."""
    if not data.presence:
        return []
    wide = TEXT_WIDTH - 2 * _DECISION - GUTTER
    strips = heading(data.presence_heading, styles.heading(1), level=0, above=9, below=0)
    for sentence in data.presence:
        asked = Cell(sentence, styles.sentence, LEFT, wide)
        last = len(break_lines(sentence, styles.sentence, wide)) - 1
        strips += row([asked, *_yes_and_no(words, styles, line=last)], above=_AROUND, below=_AROUND)
    return strips


def _kept(strip: Strip, *, last: bool) -> Strip:
    return Strip(strip.height, strip.draw, keep=not last)


def _yes_and_no(words: Wording, styles: Styles, *, line: int = 0) -> list[Cell]:
    """line: of the row, from 0, on which the boxes stand; the last, so that a PDF read aloud says them after it."""
    cells = []
    down = "\n" * line
    for number, decision in enumerate((True, False)):
        left = LEFT + TEXT_WIDTH - (2 - number) * _DECISION
        cells += [
            Cell(f"{down}☐", _BOX, left, _TICK),
            Cell(f"{down}{words.decision(decision)}", styles.cell, left + _TICK, _DECISION - _TICK),
        ]
    return cells


def _given(words: Wording, styles: Styles) -> list[Strip]:
    """How it was given, and room for ink: place, date, signatures, thumbprint."""
    strips = heading(words(N_("How consent was given")), styles.heading(1), level=0, above=5, below=0)
    third = TEXT_WIDTH / 3
    cells: list[Cell] = []
    for number, method in enumerate(_ON_PAPER):
        left = LEFT + number * third
        cells += [
            Cell("☐", _BOX, left, _TICK),
            Cell(words.method(method), styles.value, left + _TICK + 4, third - _TICK - 10),
        ]
    beside = words(N_("Guardian, interpreter or witness: role, signature"))
    another = words(N_("Another one: role, signature"))
    signatures = [
        signature_line(words(N_("Place")), words(N_("Date and time")), styles, height=26),
        space(3),
        _signed_or_printed(words, styles),
        signature_line(beside, words(N_("Date")), styles, height=25),
        signature_line(another, words(N_("Date")), styles, height=23),
    ]
    whole = [*strips, *row(cells, above=6.0, below=0.0), *signatures]
    return [Strip(s.height, s.draw, keep=number < len(whole) - 1, space=s.space) for number, s in enumerate(whole)]


def _signed_or_printed(words: Wording, styles: Styles) -> Strip:
    """The signatures of respondent and interviewer one below the other, and beside them a frame for a thumbprint."""
    signatures = [
        signature_line(words(N_("Signature of the respondent")), "", styles, height=27),
        signature_line(words(N_("Signature of the interviewer")), "", styles, height=27),
    ]
    height = sum(strip.height for strip in signatures)
    left, width = LEFT + (TEXT_WIDTH + COLUMN_GAP) / 2, 76.0
    beside = (TEXT_WIDTH - COLUMN_GAP) / 2 - width - 10
    label = break_lines(words(N_("Thumbprint, where the respondent does not write")), styles.note, beside)

    def draw(canvas: Canvas, top: float) -> None:
        canvas.setStrokeColorRGB(*STRONG_LINE)
        canvas.setLineWidth(0.6)
        canvas.roundRect(left, top - height + 3, width, height - 11, 5, stroke=1, fill=0)
        for number, line in enumerate(label):
            y = baseline(styles.note, top - 8 - number * styles.note.leading)
            draw_line(canvas, line, styles.note, left=left + width + 10, baseline=y, width=beside)
        for strip in signatures:
            strip.draw(canvas, top)
            top -= strip.height

    return Strip(height, draw)
