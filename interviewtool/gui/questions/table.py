"""Which control takes the answer of which question: one row per concept. A new appearance is a new row.

Looked up from the most particular to the most general: type with appearance, type alone, and at last a plain line of
text, so that a question that makes no sense on a desktop stays answerable.
"""

from __future__ import annotations

from interviewtool.gui.questions.choices import RadioField, TickField
from interviewtool.gui.questions.dates import DateField, PartialDateField
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.fixed import NoteField, ReadOnlyField
from interviewtool.gui.questions.identity import IdentityField
from interviewtool.gui.questions.lists import DropDownField, FindField
from interviewtool.gui.questions.numbers import DecimalField, IntegerField
from interviewtool.gui.questions.typing import LineField, MultilineField
from interviewtool.interview import SessionQuestion
from interviewtool.xforms import QuestionType as Type

FIELDS: dict[tuple[Type, str], type[Field]] = {
    (Type.TEXT, ""): LineField,
    (Type.TEXT, "multiline"): MultilineField,
    (Type.TEXT, "interviewtool-partial-date"): PartialDateField,
    (Type.INTEGER, ""): IntegerField,
    (Type.DECIMAL, ""): DecimalField,
    (Type.DATE, ""): DateField,
    (Type.SELECT_ONE, ""): RadioField,
    (Type.SELECT_ONE, "minimal"): DropDownField,
    (Type.SELECT_ONE, "autocomplete"): FindField,
    (Type.SELECT_MULTIPLE, ""): TickField,
    (Type.NOTE, ""): NoteField,
}

LONG = 20
"""From this number of choices on, one is found by typing rather than by reading all of them."""


def field_for(question: SessionQuestion, *, reading: bool = False) -> type[Field]:
    """The control of a question. reading: nothing is asked any more, answers stand as text."""
    view = question.view
    if view.type is Type.NOTE:
        return NoteField
    if reading or view.readonly or view.type is Type.CALCULATE:
        return ReadOnlyField
    if question.identity is not None:
        return IdentityField
    for appearance in view.appearance:
        if (found := FIELDS.get((view.type, appearance))) is not None:
            return found
    if view.type is Type.SELECT_ONE and len(view.choices) >= LONG:
        return FindField
    return FIELDS.get((view.type, ""), LineField)
