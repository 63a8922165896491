"""The consent decisions as a table, and beneath it the very texts they were decided on, by version and hash."""

from __future__ import annotations

from collections.abc import Sequence

from interviewtool.documents.content import ConsentLine
from interviewtool.documents.strips import Strip, heading, space, text
from interviewtool.documents.tables import GUTTER, in_columns, row, rows_under_head
from interviewtool.documents.theme import TEXT_WIDTH, Styles
from interviewtool.documents.wording import Wording
from interviewtool.i18n import N_
from interviewtool.i18n.dates import short_moment
from interviewtool.model import Naming

_CODE, _DECISION, _METHOD, _TIME = 24.0, 118.0, 82.0, 92.0
_TEXT = TEXT_WIDTH - _CODE - _DECISION - _METHOD - _TIME - 4 * GUTTER
_WIDTHS = (_CODE, _TEXT, _DECISION, _METHOD, _TIME)


def consent_strips(lines: Sequence[ConsentLine], words: Wording, styles: Styles) -> list[Strip]:
    """The section on consent; it says so where no decision is recorded."""
    strips = heading(words(N_("Consent")), styles.heading(0), level=0, above=26, below=6)
    if not lines:
        return [*strips, *text(words(N_("No consent decision is recorded.")), styles.missing)]
    plain = [styles.cell_strong, styles.cell, styles.cell_strong, styles.cell, styles.cell]
    headings = ["", words(N_("What was read out")), words(N_("Decision")), words(N_("How given")), words(N_("When"))]
    head = row(in_columns(headings, [styles.cell_heading] * 5, _WIDTHS), strong=True)
    rows = []
    for line in lines:
        refused = line.decision is False or line.decision is Naming.NONE
        contents = [
            line.code.value,
            line.text,
            ("✗ " if refused else "✓ ") + words.decision(line.decision),
            words.method(line.method),
            _when(line, words),
        ]
        rows.append(row(in_columns(contents, plain, _WIDTHS)))
    return [*strips, *rows_under_head(head, rows), *_basis(lines, words, styles)]


def _when(line: ConsentLine, words: Wording) -> str:
    time = words.short_time(line.time)
    if not line.told:
        return time
    return words(N_("{told}; typed in {time}")).format(told=short_moment(line.told, words.language), time=time)


def _basis(lines: Sequence[ConsentLine], words: Wording, styles: Styles) -> list[Strip]:
    texts = dict.fromkeys((line.text_version, line.text_hash) for line in lines if line.text_hash)
    strips = [space(6)] if texts else []
    for version, content_hash in texts:
        sentence = words(N_("Consent text version {version}, SHA-256 {hash}"))
        strips += text(sentence.format(version=version, hash=content_hash), styles.note)
    return strips
