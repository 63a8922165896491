"""Signs a document: PAdES B-B (ETSI EN 319 142-1) with RSA-3072 and SHA-256, as an incremental update.

The signed file begins with the bytes that were validated as PDF/A-2b, untouched; this is checked. What pyHanko would
add beyond the signature, a new modification date in the metadata, is held off. P-256 or Ed25519 would raise the PDF
version to 2.0, which PDF/A-2 does not allow. Nothing is fetched and no time stamp is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from interviewtool.documents.theme import SIGNATURE_BOX
from interviewtool.documents.waiting import run_at_once
from interviewtool.documents.wording import Wording
from interviewtool.errors import KnownError
from interviewtool.i18n import N_

FIELD = "Signature"
_RESERVED = 12_288
"""Hexadecimal digits for the signature, which takes about 5,000. Without it pyHanko signs twice, to find the size."""


def sign_pdf(
    pdf: bytes,
    private_key_pem: bytes,
    certificate_pem: bytes,
    *,
    clock: Callable[[], datetime],
    language: str = "en",
    reason: str = "",
    location: str = "",
    name: str = "",
    visible: bool = True,
) -> bytes:
    """The signed document.

    pdf: unsigned. private_key_pem: PKCS #8, not encrypted. name: of the signer; the certificate's where it is empty.
    visible: shown at the place a summary keeps for it on its last page; elsewhere False.
    Raises KnownError documents.unreadable, or documents.key_unusable where key and certificate do not match.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    from interviewtool.documents.signature_appearance import Appearance

    class Writer(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """Left out: it rewrites XMP and the information dictionary, and PDF/A binds them to each other."""

    class Signer(signers.PdfSigner):
        def init_signing_session(
            self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
        ) -> PdfSigningSession:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = now
            return session

    key, certificate = _key_pair(private_key_pem, certificate_pem)
    now = clock()
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(certificate)
    signer = signers.SimpleSigner(certificate, key, store)
    name = name or str(certificate.subject.native.get("common_name", ""))
    style = Appearance(page=_shown(name, now, reason, location, language)) if visible else None
    left, bottom, right, top = (round(edge) for edge in SIGNATURE_BOX)
    try:
        writer = Writer(BytesIO(pdf))
    except PdfError:
        raise KnownError("documents.unreadable") from None
    pdf_signer = Signer(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=name,
            reason=reason or None,
            location=location or None,
        ),
        signer,
        stamp_style=style,
        new_field_spec=SigFieldSpec(FIELD, on_page=-1, box=(left, bottom, right, top) if visible else None),
    )
    output = BytesIO()
    run_at_once(pdf_signer.async_sign_pdf(writer, bytes_reserved=_RESERVED, output=output))
    signed = output.getvalue()
    if not signed.startswith(pdf):
        raise AssertionError("the signature is not an incremental update")
    return signed


def _key_pair(private_key_pem: bytes, certificate_pem: bytes) -> tuple[Any, Any]:
    """Key and certificate as pyHanko wants them, once they were seen to belong together."""
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from pyhanko import keys

    try:
        key = load_pem_private_key(private_key_pem, None)
        certificate = x509.load_pem_x509_certificate(certificate_pem)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KnownError("documents.key_unusable") from None
    if not isinstance(key, RSAPrivateKey) or key.public_key() != certificate.public_key():
        raise KnownError("documents.key_unusable")
    return (
        keys.load_private_key_from_pemder_data(private_key_pem, None),
        next(iter(keys.load_certs_from_pemder_data(certificate_pem))),
    )


def _shown(name: str, time: datetime, reason: str, location: str, language: str) -> bytes:
    """The page that shows the signature, in the document's language."""
    from interviewtool.documents.signature_appearance import appearance_page

    words = Wording.of(language)
    lines = [
        words(N_("Signer: {name}")).format(name=name),
        words(N_("Time, by the signer's own clock: {time}")).format(time=words.time(time)),
    ]
    if location:
        lines.append(words(N_("Place: {place}")).format(place=location))
    if reason:
        lines.append(words(N_("Reason: {reason}")).format(reason=reason))
    left, bottom, right, top = SIGNATURE_BOX
    title = words(N_("Signed electronically")).upper()
    size = (right - left, top - bottom)
    return appearance_page(title, lines, size=size, language=words.language, created=time)
