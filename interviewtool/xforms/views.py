"""What a caller may see of a questionnaire: frozen values (named tuples: a page of them is made in microseconds).

References are positional, `[n]` from 1 on every repeat step and on no other. `/data/case` names the whole series of a
repeat (where one more can be added), `/data/case[2]` one instance of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from interviewtool.model import MissingReason, Reference


class NodeKind(StrEnum):
    """What stands at a reference. A definition knows no instances, so there a repeat is always `REPEAT`."""

    QUESTION = "question"
    GROUP = "group"
    REPEAT = "repeat"
    REPEAT_INSTANCE = "repeat_instance"


class QuestionType(StrEnum):
    """What an answer is, as XLSForm names it. `CALCULATE`: a node without a control, nothing to show."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "dateTime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    BARCODE = "barcode"
    CALCULATE = "calculate"


class ViolationKind(StrEnum):
    """Why a relevant question cannot be finalized."""

    REQUIRED = "required"
    CONSTRAINT = "constraint"
    CHOICE = "choice"
    TYPE = "type"


class Violation(NamedTuple):
    """message: the form's own sentence in the current language, "" where it has none."""

    reference: Reference
    kind: ViolationKind
    message: str


NO_MEDIA: Mapping[str, str] = MappingProxyType({})


class Choice(NamedTuple):
    """One choice on offer. media: form of the medium (image, audio, video, big-image) → file name."""

    value: str
    label: str
    media: Mapping[str, str] = NO_MEDIA


class QuestionView(NamedTuple):
    """A question as a screen shows it now, texts in the current language with outputs filled in.

    value: raw, as it stands in the instance XML ("" empty; select_multiple: values separated by spaces), also while the
    question is not relevant. missing: the reason that stands instead of a value. parameters: attributes of the body
    element (start, end, step, rows, accuracyThreshold …). extras: the interviewtool columns, inherited from groups.
    choices: what is on offer under the present choice_filter; empty for other types.
    """

    reference: Reference
    name: str
    type: QuestionType
    appearance: tuple[str, ...]
    parameters: Mapping[str, str]
    label: str
    hint: str
    guidance: str
    media: Mapping[str, str]
    value: str
    missing: MissingReason | None
    relevant: bool
    required: bool
    readonly: bool
    choices: tuple[Choice, ...]
    violation: Violation | None
    extras: Mapping[str, str]


class GroupView(NamedTuple):
    """A group, a repeat series or one repeat instance.

    position: of a repeat instance, from 1; of a series, how many instances it has; 0 of a group. may_add, may_delete:
    false where the form fixes the number (jr:count, jr:noAddRemove) or the node is not relevant.
    """

    reference: Reference
    name: str
    kind: NodeKind
    label: str
    relevant: bool
    position: int
    may_add: bool
    may_delete: bool
    appearance: tuple[str, ...]
    extras: Mapping[str, str]
