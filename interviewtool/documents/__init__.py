"""Documents people read, print and sign: data in, bytes out; nothing touches the disk, nothing is fetched.

reportlab sets the pages, pikepdf makes them PDF/A-2b and checks that, pyHanko signs and verifies, pypdfium2 shows them.
All four are heavy and are imported when a document is made, not with this package.
"""

from interviewtool.documents.blank_content import BlankForm, BlankHeading, BlankList, BlankQuestion, Room
from interviewtool.documents.blank_form import blank_form_pdf
from interviewtool.documents.consent_form import consent_form_pdf
from interviewtool.documents.content import (
    Answer,
    ConsentFormData,
    ConsentLine,
    Item,
    Narrative,
    Row,
    Section,
    SummaryData,
    Table,
)
from interviewtool.documents.preview import Image, page_count, render
from interviewtool.documents.signing import sign_pdf
from interviewtool.documents.summary import summary_pdf
from interviewtool.documents.verdict import SENTENCES, Finding, PdfVerdict
from interviewtool.documents.verification import verify_pdf

__all__ = [
    "SENTENCES",
    "Answer",
    "BlankForm",
    "BlankHeading",
    "BlankList",
    "BlankQuestion",
    "ConsentFormData",
    "ConsentLine",
    "Finding",
    "Image",
    "Item",
    "Narrative",
    "PdfVerdict",
    "Room",
    "Row",
    "Section",
    "SummaryData",
    "Table",
    "blank_form_pdf",
    "consent_form_pdf",
    "page_count",
    "render",
    "sign_pdf",
    "summary_pdf",
    "verify_pdf",
]
