"""A questionnaire without an answer, to be printed: for an interview that is held on paper and typed in later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewtool.export import blank_questionnaire
from interviewtool.gui.operations import Operations
from interviewtool.gui.pdf_page import PdfPage
from interviewtool.i18n import _
from interviewtool.model import ContentHash

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class BlankPage(PdfPage):
    """One questionnaire in one language, previewed."""

    def __init__(self, workspace: Workspace, operations: Operations) -> None:
        super().__init__(operations)
        self._forms = workspace.forms

    def show_blank(self, form_hash: ContentHash, language: str) -> None:
        """Make the sheets and show them."""
        self.show_made(lambda: blank_questionnaire(self._forms.definition(form_hash), language), _("Making the sheets"))
