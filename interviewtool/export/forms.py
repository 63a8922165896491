"""Documents that hold nothing of what was said: the consent form to be printed, the withdrawal card."""

from __future__ import annotations

from interviewtool.consent import ConsentText
from interviewtool.consent.words import TIERS
from interviewtool.documents import ConsentFormData
from interviewtool.documents.consent_form import consent_form_pdf
from interviewtool.documents.withdrawal_card import WithdrawalCardData, withdrawal_card_pdf
from interviewtool.i18n import translator


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
            presence_heading=text.presence_heading,
            presence=tuple(text.presence.values()),
        )
    )


def withdrawal_card(code: str, contact: str, language: str) -> bytes:
    """The card with the receipt code of an interview, for its respondent: a PDF/A without a signature.

    contact: to whom a withdrawal goes, as the team file says; "" leaves room to write. language: uk, ru or en.
    """
    words = translator(language)
    tiers = tuple((words.text(name), words.text(meaning)) for name, meaning in TIERS.values())
    return withdrawal_card_pdf(WithdrawalCardData(language, code, contact, tiers))
