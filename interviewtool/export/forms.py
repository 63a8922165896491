"""Documents that hold nothing of an interview: the consent form to be printed."""

from __future__ import annotations

from interviewtool.consent import ConsentText
from interviewtool.documents import ConsentFormData
from interviewtool.documents.consent_form import consent_form_pdf


def consent_form(text: ConsentText) -> bytes:
    """The consent form of a text: a PDF/A without a signature, carrying version and hash of the text."""
    return consent_form_pdf(
        ConsentFormData(
            language=text.language,
            text_version=text.version,
            text_hash=text.hash,
            title=text.title,
            introduction=text.introduction,
            items=text.items,
            closing=text.closing,
            headings=text.headings,
            naming=text.naming,
        )
    )
