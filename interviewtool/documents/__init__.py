"""Documents people read, print and sign: data in, bytes out; nothing touches the disk, nothing is fetched.

reportlab sets the pages, pikepdf makes them PDF/A-2b and checks that, pyHanko signs and verifies, pypdfium2 shows them.
All four are heavy and are imported when a document is made, not with this package.

Functions (each in the module of its name):
summary_pdf(data: SummaryData) -> bytes; consent_form_pdf(data: ConsentFormData) -> bytes;
sign_pdf(pdf, private_key_pem, certificate_pem, *, clock, language, reason="", location="", name="") -> bytes;
verify_pdf(pdf, trusted_certificates_pem: Iterable[bytes]) -> PdfVerdict;
page_count(pdf) -> int; render(pdf, page, dpi) -> Image(width, height, bgra).
"""

from interviewtool.documents.content import (
    Answer,
    ConsentFormData,
    ConsentLine,
    Item,
    Narrative,
    Section,
    SummaryData,
    Table,
)
from interviewtool.documents.verdict import SENTENCES, Finding, PdfVerdict

__all__ = [
    "SENTENCES",
    "Answer",
    "ConsentFormData",
    "ConsentLine",
    "Finding",
    "Item",
    "Narrative",
    "PdfVerdict",
    "Section",
    "SummaryData",
    "Table",
]
