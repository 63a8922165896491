"""The questionnaire engine: ODK XForms, pure (no database, crypto, PDF, Qt). JavaRosa's behaviour decides."""

from interviewtool.xforms.changes import Changes
from interviewtool.xforms.convert import convert
from interviewtool.xforms.definition import FormDefinition, NodeDefinition
from interviewtool.xforms.instance import FormInstance
from interviewtool.xforms.read_instance import read_instance
from interviewtool.xforms.views import (
    Choice,
    GroupView,
    NodeKind,
    QuestionType,
    QuestionView,
    Violation,
    ViolationKind,
)
from interviewtool.xforms.workbook import write_workbook

__all__ = [
    "Changes",
    "Choice",
    "FormDefinition",
    "FormInstance",
    "GroupView",
    "NodeDefinition",
    "NodeKind",
    "QuestionType",
    "QuestionView",
    "Violation",
    "ViolationKind",
    "convert",
    "read_instance",
    "write_workbook",
]
