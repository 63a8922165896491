"""The printable consent form and the withdrawal card."""

from __future__ import annotations

from interviewtool.consent import ConsentText
from interviewtool.export import consent_form, withdrawal_card
from interviewtool.gui.pdf_page import PdfPage
from interviewtool.i18n import _


class FormPage(PdfPage):
    """Either of the two, previewed. name: of what is shown."""

    name = ""

    def show_form(self, text: ConsentText) -> None:
        """Make the form of a text and show it."""
        self.name = _("Consent form")
        self.show_made(lambda: consent_form(text), _("Making the form"))

    def show_card(self, code: str, contact: str, language: str, *, practice: bool) -> None:
        """Make the withdrawal card of an interview and show it."""
        self.name = _("Withdrawal card")
        self.show_made(lambda: withdrawal_card(code, contact, language, practice=practice), _("Making the card"))
