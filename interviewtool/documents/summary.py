"""The summary of an interview: what a person reads, prints and signs. Data in, PDF/A-2b out, unsigned.

Title block; consent; the answers by section, repeats as tables, narrative in full; the page of signatures, last.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from interviewtool.documents.consent_summary import consent_strips
from interviewtool.documents.content import Answer, Item, Narrative, Section, SummaryData
from interviewtool.documents.fitting import fitted
from interviewtool.documents.sheet import Margins, document
from interviewtool.documents.signature_page import signature_page
from interviewtool.documents.strips import Strip, gap, heading, rule, space, text, under
from interviewtool.documents.tables import GUTTER, Cell, row, table
from interviewtool.documents.theme import ACCENT, LEFT, TEXT_HEIGHT, TEXT_WIDTH, Styles
from interviewtool.documents.wording import Wording
from interviewtool.i18n import N_

_LABEL = TEXT_WIDTH * 0.4


def summary_pdf(data: SummaryData) -> bytes:
    """The summary as PDF/A-2b, equal bytes for equal data; unsigned: `sign_pdf` puts the signature on the last page."""
    words = Wording.of(data.language)
    styles = Styles(words.language)
    title = words(N_("Interview summary"))
    strips = [
        *_title_block(data, words, styles),
        *consent_strips(data.consent, words, styles),
        *_sections(data.sections, words, styles),
        *signature_page(data, words, styles),
    ]
    margins = Margins(
        head=title,
        code=data.interview_id,
        note=words(N_("Confidential")),
        page_of=words(N_("Page {page} of {pages}")),
    )
    strips = fitted(strips, TEXT_HEIGHT)
    return document(strips, margins, words, title=f"{title} · {data.interview_id}", created=data.created)


def _title_block(data: SummaryData, words: Wording, styles: Styles) -> list[Strip]:
    strips = [
        *text(words(N_("Interview summary")), styles.title, keep=True),
        space(10, keep=True),
        rule(ACCENT, 1.6, width=44, keep=True),
        space(10, keep=True),
    ]
    facts = [
        (words(N_("Respondent")), data.respondent),
        (words(N_("Interview code")), data.interview_id),
        *data.facts,
        (words(N_("Summary made")), words.time(data.created)),
    ]
    half = (TEXT_WIDTH - 2 * GUTTER) / 2
    for first in range(0, len(facts), 2):
        pair = [
            (label, value, LEFT + side * (half + 2 * GUTTER))
            for side, (label, value) in enumerate(facts[first : first + 2])
        ]
        labels = row([Cell(label, styles.note, left, half) for label, _, left in pair], below=0.0)
        values = row([Cell(value, styles.value, left, half) for _, value, left in pair], above=0.0, below=6.0)
        strips += [*labels, *values]
    return strips


def _sections(sections: Sequence[Section], words: Wording, styles: Styles) -> list[Strip]:
    if not sections:
        return [space(20), *text(words(N_("No answers were recorded.")), styles.missing)]
    strips: list[Strip] = []
    module = ""
    alone = False  # the heading before has nothing under it but the next one
    for section in sections:
        depth = min(section.depth, 2)
        above, below = ((24, 5), (15, 3), (11, 2))[depth]
        title = heading(section.title, styles.heading(depth), level=section.depth, above=0, below=below)
        if not depth:
            module = section.title
        # a page that begins with the module itself says it there
        strips += [*gap(above, keep=alone), *(title[1:] if not depth else under(module, title[1:]))]
        strips += under(module, _items(section, styles))
        alone = not section.items
    return strips


def _items(section: Section, styles: Styles) -> list[Strip]:
    strips: list[Strip] = []
    items: list[Item | None] = [None, *section.items]
    for before, item in pairwise(items):
        if isinstance(item, Answer):
            strips += _answer(item, styles)
        elif isinstance(item, Narrative):
            strips += _narrative(item, styles, close=isinstance(before, Narrative))
        elif item is not None:
            strips += table(item, styles)
    return strips


def _answer(answer: Answer, styles: Styles) -> list[Strip]:
    left = LEFT + _LABEL + GUTTER
    return row(
        [
            Cell(answer.label, styles.label, LEFT, _LABEL),
            Cell(answer.value, styles.missing if answer.missing else styles.value, left, LEFT + TEXT_WIDTH - left),
        ]
    )


def _narrative(narrative: Narrative, styles: Styles, *, close: bool) -> list[Strip]:
    strips = [space(4 if close else 9), *text(narrative.label, styles.caption, keep=True), space(3, keep=True)]
    for paragraph in narrative.text.splitlines():
        if paragraph.strip():
            strips += [*text(paragraph, styles.narrative), space(5)]
    return [*strips, space(6)]
