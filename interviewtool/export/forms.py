"""Documents that hold nothing of what was said: the consent form to be printed, the withdrawal card, and the sheet of a
withdrawal that was carried out.
"""

from __future__ import annotations

from interviewtool.consent import ConsentText, Done
from interviewtool.consent.words import TIERS, closing_sentences, goes, left_over, stays, told
from interviewtool.documents import ConsentFormData
from interviewtool.documents.consent_form import consent_form_pdf
from interviewtool.documents.withdrawal_card import WithdrawalCardData, withdrawal_card_pdf
from interviewtool.documents.withdrawal_sheet import WithdrawalSheetData, withdrawal_sheet_pdf
from interviewtool.i18n import _, interface_language, translator


def consent_form(text: ConsentText) -> bytes:
    """The consent form of a text: a PDF/A without a signature, carrying version and hash of the text."""
    return consent_form_pdf(
        ConsentFormData(
            language=text.language,
            text_version=text.version,
            text_hash=text.hash,
            title=text.title,
            introduction=text.introduction,
            headings=text.headings,
            items=text.items,
            naming=text.naming,
            presence_heading=text.presence_heading,
            presence=tuple(text.presence.values()),
            closing=text.closing,
        )
    )


def withdrawal_card(code: str, contact: str, language: str, *, practice: bool = False) -> bytes:
    """The card with the receipt code of an interview, for its respondent: a PDF/A without a signature.

    contact: to whom a withdrawal goes, as the team file says; "" leaves room to write. language: uk, ru or en.
    practice: of an interview that is held to learn.
    """
    words = translator(language)
    tiers = tuple((words.text(name), words.text(meaning)) for name, meaning in TIERS.values())
    return withdrawal_card_pdf(WithdrawalCardData(language, code, contact, tiers, practice))


def withdrawal_sheet(done: Done) -> bytes:
    """What was done, in the interface's language, to be kept on paper: a PDF/A without a signature or a name."""
    preview = done.preview
    name, meaning = TIERS[preview.tier]
    return withdrawal_sheet_pdf(
        WithdrawalSheetData(
            language=interface_language(),
            interviews=preview.interviews,
            tier=_(name),
            meaning=_(meaning),
            time=done.time,
            gone=goes(preview),
            stays=stays(preview),
            told=told(preview),
            to_do=(*left_over(done), *closing_sentences(preview)),
        )
    )
