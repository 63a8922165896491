"""What stays the same of a question from one view to the next: texts in a language, choices, type, appearance.

Shared by all instances of the form. Those in the language a form opens in are made with it, others when first shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from interviewtool.xforms.body import Control
from interviewtool.xforms.choices import choice_source
from interviewtool.xforms.expressions import Purpose
from interviewtool.xforms.external import is_external
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.offers import ChoiceSource
from interviewtool.xforms.texts import EMPTY, Entry
from interviewtool.xforms.views import QuestionType

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form

_INPUT = {
    "int": QuestionType.INTEGER,
    "integer": QuestionType.INTEGER,
    "long": QuestionType.INTEGER,
    "decimal": QuestionType.DECIMAL,
    "date": QuestionType.DATE,
    "time": QuestionType.TIME,
    "dateTime": QuestionType.DATE_TIME,
    "geopoint": QuestionType.GEOPOINT,
    "geotrace": QuestionType.GEOTRACE,
    "geoshape": QuestionType.GEOSHAPE,
    "barcode": QuestionType.BARCODE,
}
_CONTROL = {
    "select1": QuestionType.SELECT_ONE,
    "select": QuestionType.SELECT_MULTIPLE,
    "rank": QuestionType.RANK,
    "range": QuestionType.RANGE,
    "trigger": QuestionType.ACKNOWLEDGE,
}
_UPLOAD = {"image": QuestionType.IMAGE, "audio": QuestionType.AUDIO, "video": QuestionType.VIDEO}


def question_type(form: Form, node: ModelNode) -> QuestionType:
    """The type of a leaf node."""
    control = node.control
    if control is None:
        return QuestionType.CALCULATE
    if control.tag in _CONTROL:
        return _CONTROL[control.tag]
    if control.tag == "upload":
        return _UPLOAD.get(control.parameters.get("mediatype", "").partition("/")[0], QuestionType.FILE)
    if is_external(control):
        return QuestionType.SELECT_ONE
    found = _INPUT.get(node.datatype)
    if found is not None:
        return found
    fixed = form.always[Purpose.READONLY].get(node.index, False)
    if fixed and "calculate" not in node.bind and not node.default and node.datatype == "string":
        return QuestionType.NOTE
    return QuestionType.TEXT


class Prompt:
    """A question in a language. label, hint: texts with outputs still open. words, help: the same as text, where there
    is nothing to fill in; guidance: of the hint, or of the label where that has none; None of neither.
    """

    __slots__ = (
        "appearance",
        "choices",
        "extras",
        "guidance",
        "help",
        "hint",
        "label",
        "name",
        "parameters",
        "type",
        "words",
    )

    def __init__(self, form: Form, node: ModelNode, language: str) -> None:
        control = node.control
        texts = form.texts
        self.name = node.name
        self.type = question_type(form, node)
        self.appearance: tuple[str, ...] = control.appearance if control is not None else ()
        self.parameters: Mapping[str, str] = parameters_of(control)
        self.label: Entry = texts.resolve(control.label, language, node, None) if control is not None else EMPTY
        self.hint: Entry = texts.resolve(control.hint, language, node, None) if control is not None else EMPTY
        self.words, self.help = self.label.long.plain, self.hint.long.plain
        guidance = self.hint.guidance if self.hint.guidance.parts else self.label.guidance
        self.guidance = guidance if guidance.parts else None
        self.choices: ChoiceSource | None = choice_source(form, node, language)
        self.extras = inherited_extras(node)


def parameters_of(control: Control | None) -> Mapping[str, str]:
    """The attributes of a control that say how it is asked."""
    return control.parameters if control is not None else {}


def inherited_extras(node: ModelNode) -> dict[str, str]:
    """The interviewtool columns of a node and, where it has none, of the nearest group around it."""
    found: dict[str, str] = {}
    above: ModelNode | None = node
    while above is not None:
        if above.extras:
            found = {**above.extras, **found}
        above = above.parent
    return found
