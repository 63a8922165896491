"""The questionnaire engine: ODK XForms, pure (no database, crypto, PDF, Qt). JavaRosa's behaviour decides."""

from interviewtool.xforms.appearances import is_heading, titles_table
from interviewtool.xforms.changes import Changes
from interviewtool.xforms.definition import NO_VERSION, FormDefinition, NodeDefinition
from interviewtool.xforms.instance import FormInstance
from interviewtool.xforms.languages import language_code
from interviewtool.xforms.marks import MarkedText, may_be_marked, without_marks
from interviewtool.xforms.media import media_of
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
from interviewtool.xforms.workbooks.checking import Checked, check_form
from interviewtool.xforms.workbooks.convert import convert
from interviewtool.xforms.workbooks.markdown import write_workbook

__all__ = [
    "NO_VERSION",
    "Changes",
    "Checked",
    "Choice",
    "FormDefinition",
    "FormInstance",
    "GroupView",
    "MarkedText",
    "NodeDefinition",
    "NodeKind",
    "QuestionType",
    "QuestionView",
    "Violation",
    "ViolationKind",
    "check_form",
    "convert",
    "is_heading",
    "language_code",
    "may_be_marked",
    "media_of",
    "read_instance",
    "titles_table",
    "without_marks",
    "write_workbook",
]
