"""Which control takes the answer of which question: one row per concept. A new appearance is a new row.

Looked up from the most particular to the most general: type with appearance, type alone, and at last a plain line of
text, so that a question that makes no sense on a desktop stays answerable.
"""

from __future__ import annotations

from interviewtool.export.value_words import PARTIAL_DATE
from interviewtool.gui.questions.acknowledge import AcknowledgeField
from interviewtool.gui.questions.annotation import AnnotationField
from interviewtool.gui.questions.attachment import AttachmentField
from interviewtool.gui.questions.choices import RadioField, TickField
from interviewtool.gui.questions.dates import DateField, OtherCalendarField, PartialDateField
from interviewtool.gui.questions.drawing import DrawingField, SignatureField
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.fixed import NoteField, ReadOnlyField
from interviewtool.gui.questions.identity import IdentityField
from interviewtool.gui.questions.image_map import RadioMapField, TickMapField
from interviewtool.gui.questions.lists import DropDownField, FindField
from interviewtool.gui.questions.long_ticks import FoldedTickField, NarrowedTickField
from interviewtool.gui.questions.moments import DateTimeField, DayField, MonthField, TimeField, YearField
from interviewtool.gui.questions.numbers import (
    CounterField,
    DecimalField,
    DigitsField,
    GroupedDecimalField,
    GroupedDigitsField,
    GroupedIntegerField,
    IntegerField,
)
from interviewtool.gui.questions.offer import OfferField
from interviewtool.gui.questions.places import PointField, ShapeField, TraceField
from interviewtool.gui.questions.ranges import RangeField, RangeListField, RatingField, VerticalRangeField, range_field
from interviewtool.gui.questions.rank import RankField
from interviewtool.gui.questions.scales import (
    BareRadioField,
    BareTickField,
    HeadingsField,
    LikertField,
    PackedRadioField,
    PackedTickField,
)
from interviewtool.gui.questions.typing import LineField, MaskedField, MultilineField
from interviewtool.interview import SessionQuestion
from interviewtool.xforms import QuestionType as Type

OTHER_CALENDARS = ("ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian", "buddhist")
"""Appearances of ODK Collect. What is stored is a Gregorian day in all of them."""

UPLOADS = (Type.IMAGE, Type.AUDIO, Type.VIDEO, Type.FILE)
"""Types whose answer names a file of the interview."""

FIELDS: dict[tuple[Type, str], type[Field]] = {
    (Type.TEXT, ""): LineField,
    (Type.TEXT, "multiline"): MultilineField,
    (Type.TEXT, "numbers thousands-sep"): GroupedDigitsField,
    (Type.TEXT, "numbers"): DigitsField,
    (Type.TEXT, "masked"): MaskedField,
    (Type.TEXT, PARTIAL_DATE): PartialDateField,
    (Type.INTEGER, ""): IntegerField,
    (Type.INTEGER, "thousands-sep"): GroupedIntegerField,
    (Type.INTEGER, "counter"): CounterField,
    (Type.DECIMAL, ""): DecimalField,
    (Type.DECIMAL, "thousands-sep"): GroupedDecimalField,
    (Type.RANGE, ""): RangeField,
    (Type.RANGE, "vertical"): VerticalRangeField,
    (Type.RANGE, "picker"): RangeListField,
    (Type.RANGE, "rating"): RatingField,
    (Type.DATE, ""): DateField,
    (Type.DATE, "no-calendar"): DayField,
    **{(Type.DATE, calendar): OtherCalendarField for calendar in OTHER_CALENDARS},
    (Type.DATE, "month-year"): MonthField,
    (Type.DATE, "year"): YearField,
    (Type.TIME, ""): TimeField,
    (Type.DATE_TIME, ""): DateTimeField,
    (Type.SELECT_ONE, ""): RadioField,
    (Type.SELECT_ONE, "minimal"): DropDownField,
    (Type.SELECT_ONE, "autocomplete"): FindField,
    (Type.SELECT_ONE, "likert"): LikertField,
    (Type.SELECT_ONE, "columns-pack"): PackedRadioField,
    (Type.SELECT_ONE, "label"): HeadingsField,
    (Type.SELECT_ONE, "image-map"): RadioMapField,
    (Type.SELECT_ONE, "list-nolabel"): BareRadioField,
    (Type.SELECT_MULTIPLE, ""): TickField,
    (Type.SELECT_MULTIPLE, "minimal"): FoldedTickField,
    (Type.SELECT_MULTIPLE, "autocomplete"): NarrowedTickField,
    (Type.SELECT_MULTIPLE, "columns-pack"): PackedTickField,
    (Type.SELECT_MULTIPLE, "label"): HeadingsField,
    (Type.SELECT_MULTIPLE, "image-map"): TickMapField,
    (Type.SELECT_MULTIPLE, "list-nolabel"): BareTickField,
    (Type.RANK, ""): RankField,
    (Type.NOTE, ""): NoteField,
    (Type.ACKNOWLEDGE, ""): AcknowledgeField,
    (Type.GEOPOINT, ""): PointField,
    (Type.GEOTRACE, ""): TraceField,
    (Type.GEOSHAPE, ""): ShapeField,
    **dict.fromkeys(((kind, "") for kind in UPLOADS), AttachmentField),
    (Type.IMAGE, "annotate"): AnnotationField,
    (Type.IMAGE, "draw"): DrawingField,
    (Type.IMAGE, "signature"): SignatureField,
}

LONG = 20
"""From this number of choices on, one is found by typing rather than by reading all of them."""


def field_for(question: SessionQuestion, *, reading: bool = False) -> type[Field]:
    """The control of a question. reading: nothing is asked any more, answers stand as text."""
    view = question.view
    if view.type is Type.NOTE:
        return OfferField if "offer" in view.extras and not reading else NoteField
    if reading or view.readonly or view.type is Type.CALCULATE:
        return AttachmentField if view.type in UPLOADS else ReadOnlyField
    if question.identity is not None:
        return IdentityField
    # By the table's order, not the form's: `thousands-sep numbers` is the same as `numbers thousands-sep`.
    given = set(view.appearance)
    for (kind, appearance), found in FIELDS.items():
        if kind is view.type and appearance and given.issuperset(appearance.split()):
            return range_field(question, found) if kind is Type.RANGE else found
    if view.type is Type.SELECT_ONE and len(view.choices) >= LONG:
        return FindField
    return FIELDS.get((view.type, ""), LineField)
