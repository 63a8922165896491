"""Checks the signature of a PDF: four questions, four answers, no network and no certificate store of the system.

Trust is membership: the signer's certificate must be one of those given, byte for byte. Whether that member's key
counted at the time is decided by the team (valid from, revoked since), not by the certificate's dates, since the time
of signing is only a claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from interviewtool.documents.verdict import Finding, PdfVerdict
from interviewtool.documents.waiting import run_at_once
from interviewtool.errors import KnownError

_UNSIGNED = PdfVerdict(Finding.UNSIGNED, Finding.UNSIGNED, Finding.UNSIGNED, Finding.UNSIGNED)
_DAMAGED = PdfVerdict(Finding.ALTERED, Finding.PARTLY, Finding.UNKNOWN_SIGNER, Finding.MODIFIED)


def verify_pdf(pdf: bytes, trusted_certificates_pem: Iterable[bytes]) -> PdfVerdict:
    """What the last signature of the document says.

    trusted_certificates_pem: one PEM certificate each, from the team's cards.
    Raises KnownError documents.unreadable if this is no PDF.
    """
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.pdf_utils.reader import PdfFileReader

    trusted = {
        certificate.dump() for pem in trusted_certificates_pem for certificate in load_certs_from_pemder_data(pem)
    }
    # The file comes from outside, and what a damaged one raises inside pyHanko is not a closed list: before the
    # signature is reached the file is unreadable, after that the signature is damaged. Neither is ever sound.
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    except Exception:  # noqa: BLE001
        raise KnownError("documents.unreadable") from None
    if not signatures:
        return _UNSIGNED
    try:
        return _examined(signatures[-1], trusted)
    except Exception:  # noqa: BLE001
        return _DAMAGED


def _examined(signature: Any, trusted: set[bytes]) -> PdfVerdict:  # noqa: ANN401
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    certificate = signature.signer_cert
    # The context only has to be one that fetches nothing; whether the signer is trusted is decided here.
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    status = run_at_once(async_validate_pdf_signature(signature, signer_validation_context=context))
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    unmodified = whole and status.modification_level is ModificationLevel.NONE
    return PdfVerdict(
        integrity=Finding.INTACT if status.intact and status.valid else Finding.ALTERED,
        coverage=Finding.WHOLE if whole else Finding.PARTLY,
        signer=Finding.TRUSTED if certificate.dump() in trusted else Finding.UNKNOWN_SIGNER,
        modification=Finding.UNMODIFIED if unmodified else Finding.MODIFIED,
    )
