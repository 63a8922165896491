"""The blank questionnaire to be printed, so that an interview can be held on paper and typed in later.

Names stand on a sheet of their own at the end, as they stand in a register of their own in the vault. A short repeat is
printed three times; a longer one begins a page and ends one, so that its pages can be copied. So does the
interviewer's own assessment, so that it can be kept from the respondent's sheets, and so do the long lists, so that
they lie at hand. Every question but the decisions on consent can be left with one of the four missing reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewtool.documents.blank_content import BlankForm, BlankHeading, BlankList, BlankQuestion, Room
from interviewtool.documents.blank_room import BESIDE, BOX, INDENT, TICK, beside, boxes, room
from interviewtool.documents.fitting import fitted
from interviewtool.documents.lines import TextStyle, break_lines
from interviewtool.documents.sheet import NO_DATE, Margins, document
from interviewtool.documents.signature_page import signature_line
from interviewtool.documents.strips import Strip, gap, heading, new_page, rule, space, text, under
from interviewtool.documents.tables import Cell, row
from interviewtool.documents.theme import ACCENT, LEFT, STRONG_LINE, TEXT_HEIGHT, TEXT_WIDTH, Styles
from interviewtool.documents.wording import Wording
from interviewtool.i18n import N_

_MISSING = 88.0
_REASONS = 4
_TEXT = TEXT_WIDTH - INDENT - _MISSING - 10
_NAMES = 24
_COPIES = 3
_SHORT = 6  # questions of a repeat
_UNBROKEN = 230.0  # points; a question up to this height is not divided between pages


def blank_form_pdf(data: BlankForm) -> bytes:
    """The questionnaire as PDF/A-2b. Equal bytes for equal data: it carries no date."""
    words = Wording.of(data.language)
    styles = Styles(words.language)
    strips = [*_title_block(data, words, styles), *_parts(data, words, styles)]
    if data.lists:
        strips += [new_page(), *(strip for each in data.lists for strip in _list(each, words, styles))]
    if data.names:
        strips += _sheet_of_names(words, styles)
    code = words(N_("Interview code"))
    margins = Margins(
        head=data.title,
        code=f"{data.form_id} {data.form_version} ({data.language})",
        note=f"{code}: {'_' * 26}",  # sheets come apart
        page_of=words(N_("Page {page} of {pages}")),
    )
    strips = fitted(strips, TEXT_HEIGHT)
    return document(strips, margins, words, title=f"{data.title} · {data.form_version}", created=NO_DATE)


def _title_block(data: BlankForm, words: Wording, styles: Styles) -> list[Strip]:
    version = words(N_("Questionnaire {form_id}, version {version}"))
    instructions = [
        N_("Nothing a person says is written down before consent is given (C1 and C9). Use the consent form for that."),
        N_("What is set in bold is read out. The rest is for the interviewer alone, and lists are never read out."),
        N_("“Ask only if” says when something is asked. The numbers there are those of other questions."),
        N_(
            "The numbers with boxes at the right say why there is no answer: 1 does not know, 2 does not want to "
            "answer, 3 was not asked, 4 does not apply."
        ),
        N_("Unknown parts of a date stay empty. Do not guess a month or a day."),
        N_("These sheets are as dangerous as the laptop: type them in soon, and never leave them alone."),
    ]
    if data.names:
        instructions.insert(
            3,
            N_(
                "Names, units and addresses do not belong here. Write them on the sheet of names at the end, keep "
                "that sheet apart, and write only its numbers here."
            ),
        )
    strips = [
        *text(words(N_("Blank questionnaire")).upper(), styles.overline, keep=True),
        *text(data.title, styles.title, keep=True),
        space(6, keep=True),
        rule(ACCENT, 1.6, width=44, keep=True),
        space(8, keep=True),
        *text(version.format(form_id=data.form_id, version=data.form_version), styles.label),
        signature_line(words(N_("Interview code")), words(N_("Interviewer’s code")), styles, height=27),
        signature_line(words(N_("Place")), words(N_("Date and time")), styles, height=27),
        space(8),
    ]
    for each in instructions:
        strips += row([Cell("–", styles.sentence, LEFT, 10), _wide(words(each), styles)], above=1.5, below=0.0)
    return [*strips, space(10), rule(STRONG_LINE, 0.9)]


def _wide(content: str, styles: Styles) -> Cell:
    return Cell(content, styles.sentence, LEFT + 12, TEXT_WIDTH - 12)


def _parts(data: BlankForm, words: Wording, styles: Styles) -> list[Strip]:
    strips: list[Strip] = []
    paged: list[int] = []  # depths of what has pages of its own and is still open
    parts = list(data.parts)
    before: BlankHeading | BlankQuestion | None = None
    module = ""  # said above its pages, so that a copied sheet shows whose it is
    while parts:
        above, before = before, parts[0]
        part = parts.pop(0)
        if isinstance(part, BlankQuestion):
            strips += under(module, _question(part, words, styles))
            continue
        if any(depth >= part.depth for depth in paged):
            strips.append(new_page())
            paged = [depth for depth in paged if depth < part.depth]
        short = _short_repeat(part, parts)
        if short:
            for number in range(1, _COPIES + 1):
                title = _title(part, words, str(number))
                strips += _heading(part, title, words, styles, first=number == 1)
                questions = [strip for question in short for strip in _question(question, words, styles)]
                strips += under(module if part.depth else title, questions)
            del parts[: len(short)]
            continue
        own_page = part.repeated or part.apart
        if own_page:
            strips.append(new_page())
            paged.append(part.depth)
        title = _title(part, words, "____")
        # a heading stays with the one under it
        made = _heading(part, title, words, styles, under_another=isinstance(above, BlankHeading) and not own_page)
        strips += under(module, made) if part.depth else made
        module = module if part.depth else title
    return strips


def _title(part: BlankHeading, words: Wording, number: str) -> str:
    """number: of an instance, where it is a repeat."""
    return words(N_("{title} No. {number}")).format(title=part.title, number=number) if part.repeated else part.title


def _short_repeat(part: BlankHeading, after: Sequence[BlankHeading | BlankQuestion]) -> list[BlankQuestion]:
    """The questions of a repeat that is printed several times in place; none for anything else."""
    questions: list[BlankQuestion] = []
    for each in after:
        if isinstance(each, BlankQuestion):
            questions.append(each)
            continue
        if each.depth > part.depth:
            return []  # it holds groups
        break
    return questions if part.repeated and len(questions) <= _SHORT else []


def _heading(
    part: BlankHeading, title: str, words: Wording, styles: Styles, *, first: bool = True, under_another: bool = False
) -> list[Strip]:
    """first: of a repeat that is printed several times. under_another: directly below another heading."""
    depth = min(part.depth, 2)
    strips = gap(16 - 3 * depth, keep=under_another)
    strips += heading(title, styles.heading(depth), level=depth, above=0, below=3)[1:]
    if part.repeated and first:
        again = words(N_("Fill this in once for each. Print or copy the pages as often as needed."))
        strips += text(again, styles.note, keep=True)
    return [*strips, *_condition(part.condition, words, styles, left=LEFT)]


def _condition(condition: str, words: Wording, styles: Styles, *, left: float, asked: bool = True) -> list[Strip]:
    """asked: by a question, or by what stands under a heading; a passage that asks nothing only holds."""
    if not condition:
        return []
    said = words(N_("Ask only if: {condition}") if asked else N_("Only if: {condition}")).format(condition=condition)
    accented = replace(styles.note, colour=ACCENT)
    return text(said, accented, left=left, width=LEFT + TEXT_WIDTH - left, keep=True)


def _question(question: BlankQuestion, words: Wording, styles: Styles) -> list[Strip]:
    asked = question.number > 0
    left = LEFT + INDENT
    width = TEXT_WIDTH - INDENT
    style = styles.cell_strong if question.read_out else styles.sentence
    style = replace(style, size=9.5, leading=12.8)
    inline = beside(question, styles)
    wide = (_TEXT - (BESIDE if inline else 0)) if asked else width
    cells = [Cell(question.text, style, left, wide)]
    if asked:
        # all boxes stand on the last line of the text, where the eye arrives
        down = "\n" * (len(break_lines(question.text, style, wide)) - 1)
        cells.insert(0, Cell(str(question.number), styles.label, LEFT, INDENT))
        right = LEFT + INDENT + _TEXT - BESIDE + 6
        for choice, taken in inline:
            cells.append(Cell(f"{down}☐", BOX, right, TICK))
            cells.append(Cell(f"{down}{choice}", styles.sentence, right + TICK - 2, taken - TICK))
            right += taken
        if question.reasons:
            cells += _reasons(down, style, styles)
    strips = [*gap(6.0), *row(cells, above=1.0, below=0.0)]
    strips += _condition(question.condition, words, styles, left=left, asked=asked)
    if question.hint:
        strips += text(question.hint, styles.note, left=left, width=width)
    if question.guidance:
        strips += text(question.guidance, replace(styles.missing, size=8, leading=11), left=left, width=width)
    if question.room in (Room.SEVERAL, Room.SEVERAL_LISTED):
        strips += text(words(N_("several answers possible")), styles.note, left=left, width=width)
    if question.room is Room.RANKED:
        strips += text(words(N_("write 1, 2, 3 … in the order that is said")), styles.note, left=left, width=width)
    below = [] if inline else room(question, words, styles)
    whole = [*strips, *below]
    kept = len(whole) - 1 if sum(strip.height for strip in whole) <= _UNBROKEN else len(strips) + 1
    return [replace(strip, keep=number < kept) for number, strip in enumerate(whole)]


def _reasons(down: str, beside_style: TextStyle, styles: Styles) -> list[Cell]:
    """The four boxes for missing reasons at the right of a question's last line."""
    each = _MISSING / _REASONS
    box = replace(BOX, size=9.5, leading=beside_style.leading)
    cells = []
    for number in range(_REASONS):
        left = LEFT + TEXT_WIDTH - _MISSING + number * each
        cells += [Cell(f"{down}{number + 1}", styles.note, left, 6), Cell(f"{down}☐", box, left + 6, each - 6)]
    return cells


def _list(each: BlankList, words: Wording, styles: Styles) -> list[Strip]:
    title = words(N_("List {letter}")).format(letter=each.letter)
    strips = [*heading(title, styles.heading(1), level=0, above=18, below=4)]
    strips += boxes(each.choices, styles, numbered=True)
    whole = sum(strip.height for strip in strips) <= TEXT_HEIGHT
    return [replace(strip, keep=True) for strip in strips[:-1]] + strips[-1:] if whole else strips


def _sheet_of_names(words: Wording, styles: Styles) -> list[Strip]:
    """Numbers with room for a name, on a page of its own."""
    apart = words(N_("Keep this sheet apart from the answers. Destroy it once the names are in the program."))
    strips = [
        new_page(),
        *heading(words(N_("Sheet of names")), styles.heading(0), level=0, above=0, below=4),
        *text(apart, styles.sentence, keep=True),
        space(6, keep=True),
    ]
    for number in range(1, _NAMES + 1):
        cells = [Cell(f"{number}", styles.label, LEFT, 24), Cell(" ", styles.sentence, LEFT + 24, TEXT_WIDTH - 24)]
        strips += row(cells, above=6.5, below=4.0)
    return strips
