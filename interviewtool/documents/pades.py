"""The signature itself: PAdES B-B (ETSI EN 319 142-1) with RSA and SHA-256, as an incremental update by pyHanko.

Imports pyHanko, which takes a second: import this module only where something is signed.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko import keys
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from interviewtool.documents.waiting import run_at_once
from interviewtool.errors import KnownError

FIELD = "Signature"
_DIGEST = "sha256"
_RESERVED = 12_288
"""Hexadecimal digits for the signature, which takes about 5,000. Without it pyHanko signs twice, to find the size."""


def signed(
    pdf: bytes,
    key: RSAPrivateKey,
    certificate: x509.Certificate,
    *,
    time: datetime,
    name: str,
    appearance: BaseStampStyle,
    box: tuple[int, int, int, int],
) -> bytes:
    """The document with its signature. appearance, box: what is shown and where on the last page.

    Raises KnownError documents.unreadable if this is no PDF.
    """
    try:
        writer = _Writer(BytesIO(pdf))
    except PdfError:
        raise KnownError("documents.unreadable") from None
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=_DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=name,
    )
    field = SigFieldSpec(FIELD, on_page=-1, box=box)
    pdf_signer = _PdfSigner(metadata, _Signer(key, certificate), stamp_style=appearance, new_field_spec=field)
    pdf_signer.time = time
    output = BytesIO()
    run_at_once(pdf_signer.async_sign_pdf(writer, bytes_reserved=_RESERVED, output=output))
    return output.getvalue()


class _Writer(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """Left out: it rewrites XMP and the information dictionary, and PDF/A binds them to each other."""


class _PdfSigner(signers.PdfSigner):
    time: datetime
    """pyHanko's sessions ask the system's clock; here time comes from outside."""

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.time
        return session


class _Signer(signers.Signer):
    """Signs with a key that was loaded once: loading and checking RSA-3072 takes a tenth of a second each time."""

    def __init__(self, key: RSAPrivateKey, certificate: x509.Certificate) -> None:
        pem = certificate.public_bytes(Encoding.PEM)
        own = next(iter(keys.load_certs_from_pemder_data(pem)))
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register(own)
        super().__init__(signing_cert=own, cert_registry=store)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if digest_algorithm != _DIGEST:
            raise ValueError(digest_algorithm)
        return self._key.sign(data, PKCS1v15(), hashes.SHA256())
