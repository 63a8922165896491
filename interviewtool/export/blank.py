"""The blank questionnaire of a form, to be printed: what is asked, when, and how much room the answer needs.

Left out is what a person with a pencil cannot do anything with: calculations, notes that show answers, and notes whose
condition has no words, since the program says these when the sheets are typed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from interviewtool.documents import BlankForm, BlankHeading, BlankList, BlankQuestion, Room, blank_form_pdf
from interviewtool.documents.wording import Wording
from interviewtool.export.condition_words import ConditionWords
from interviewtool.export.value_words import PARTIAL_DATE
from interviewtool.xforms import FormDefinition, NodeKind, QuestionType, is_heading, language_code
from interviewtool.xforms.printed import PrintedNode, printed

_LONGEST = 16
"""Choices that are printed at a question; more stand in a list at the end."""

_ROOMS = {
    QuestionType.INTEGER: Room.NUMBER,
    QuestionType.DECIMAL: Room.NUMBER,
    QuestionType.RANGE: Room.NUMBER,
    QuestionType.DATE: Room.DATE,
    QuestionType.TIME: Room.TIME,
    QuestionType.NOTE: Room.NOTHING,
    QuestionType.SELECT_ONE: Room.ONE,
    QuestionType.SELECT_MULTIPLE: Room.SEVERAL,
    QuestionType.RANK: Room.RANKED,
    QuestionType.ACKNOWLEDGE: Room.ONE,
    QuestionType.IMAGE: Room.ATTACHED,
    QuestionType.AUDIO: Room.ATTACHED,
    QuestionType.VIDEO: Room.ATTACHED,
    QuestionType.FILE: Room.ATTACHED,
}


def blank_questionnaire(form: FormDefinition, language: str) -> bytes:
    """A questionnaire as a PDF/A without an answer. language: code (uk) or full name of one of the form's languages;
    another gives the form's first. What the document itself says is in the same language, or English."""
    full = form.language(language) or form.default_language
    code = language_code(full) or language
    return blank_form_pdf(blank_form(form, full, code))


def question_numbers(form: FormDefinition) -> dict[str, int]:
    """The number each question has on paper, by its name."""
    nodes = [node for node in printed(form, "") if _is_shown(node)]
    return {path.rpartition("/")[2]: number for number, path in enumerate(_asked(nodes), 1)}


def blank_form(form: FormDefinition, language: str, code: str) -> BlankForm:
    """The questionnaire as data. language: as the form names it; code: of the document's own words."""
    by_path = {node.definition.path: node for node in printed(form, language)}
    nodes = [node for node in by_path.values() if _is_shown(node)]
    numbers = {path: number for number, path in enumerate(_asked(nodes), 1)}
    conditions = ConditionWords(by_path, numbers, Wording.of(code))
    letters = _letters(nodes)
    parts: list[BlankHeading | BlankQuestion] = []
    left_out: list[str] = []
    for node in nodes:
        path, relevant = node.definition.path, node.relevant
        said = conditions.condition(relevant, path) if relevant is not None else None
        only_notes = not any(asked == path or asked.startswith(f"{path}/") for asked in numbers)
        if said is not None and not said.worded and only_notes:
            left_out.append(f"{path}/")
        if f"{path}/".startswith(tuple(left_out)):
            continue
        condition = said.text if said is not None else ""
        if node.definition.kind is NodeKind.QUESTION:
            parts.append(_question(node, numbers.get(path, 0), condition, letters))
        else:
            repeated = node.definition.kind is NodeKind.REPEAT
            apart = node.definition.extras.get("summary") == "no"
            parts.append(BlankHeading(node.label, node.depth, condition, repeated, apart))
    return BlankForm(
        language=Wording.of(code).language,
        title=form.title_in(code),
        form_id=form.form_id,
        form_version=form.shown_version,
        parts=tuple(_without_empty(parts)),
        lists=tuple(BlankList(letter, choices) for choices, letter in letters.items()),
        names=any(part.room is Room.NAME for part in parts if isinstance(part, BlankQuestion)),
    )


def _is_shown(node: PrintedNode) -> bool:
    definition = node.definition
    if definition.kind is not NodeKind.QUESTION:
        return bool(node.label) or definition.kind is NodeKind.REPEAT
    unasked = definition.type is QuestionType.CALCULATE or is_heading(definition.type, definition.appearance)
    if unasked or not definition.control:
        return False
    return not (definition.type is QuestionType.NOTE and node.shows_answers)


def _asked(nodes: Sequence[PrintedNode]) -> list[str]:
    return [
        node.definition.path
        for node in nodes
        if node.definition.kind is NodeKind.QUESTION and node.definition.type is not QuestionType.NOTE
    ]


def _letters(nodes: Sequence[PrintedNode]) -> dict[tuple[str, ...], str]:
    """A letter for each long list of choices, in the order in which the lists are first needed."""
    lists = dict.fromkeys(_labels(node) for node in nodes if len(node.choices) > _LONGEST)
    return {choices: f"{ascii_uppercase[number % 26]}{number // 26 or ''}" for number, choices in enumerate(lists)}


def _labels(node: PrintedNode) -> tuple[str, ...]:
    return tuple(choice.label for choice in node.choices)


def _question(node: PrintedNode, number: int, condition: str, letters: dict[tuple[str, ...], str]) -> BlankQuestion:
    definition = node.definition
    choices = _labels(node)
    letter = letters.get(choices, "")
    partial_date = PARTIAL_DATE in definition.appearance
    room = _room(node, partial_date=partial_date)
    if letter:
        room = Room.ONE_LISTED if room is Room.ONE else Room.SEVERAL_LISTED
    return BlankQuestion(
        number=number,
        text=node.label,
        room=room,
        # As in the window: a note is read out only where the form says so.
        read_out=definition.extra("readout") == "yes",
        hint="" if partial_date else node.hint,
        guidance=node.guidance,
        condition=condition,
        choices=() if letter else choices or ("",) * (definition.type is QuestionType.ACKNOWLEDGE),
        list_letter=letter,
        unit=definition.extras.get("unit", ""),
        reasons="consent" not in definition.extras,
    )


def _room(node: PrintedNode, *, partial_date: bool) -> Room:
    definition = node.definition
    if definition.extra("identity"):
        return Room.NAME
    if partial_date:
        return Room.PARTIAL_DATE
    if node.choices_from:
        return Room.LINE
    if definition.type is QuestionType.TEXT:
        if "multiline" not in definition.appearance:
            return Room.LINE
        return Room.NARRATIVE if definition.extra("readout") == "yes" else Room.LINES
    return _ROOMS.get(definition.type or QuestionType.TEXT, Room.LINE)


def _without_empty(parts: Sequence[BlankHeading | BlankQuestion]) -> list[BlankHeading | BlankQuestion]:
    """Without headings that nothing stands under."""
    kept: list[BlankHeading | BlankQuestion] = []
    for part in reversed(parts):
        after = kept[-1] if kept else None
        empty = after is None or (
            isinstance(part, BlankHeading) and isinstance(after, BlankHeading) and after.depth <= part.depth
        )
        if not (isinstance(part, BlankHeading) and empty):
            kept.append(part)
    return kept[::-1]
