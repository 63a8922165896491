"""Signs a document for who hands it on.

The signed file begins with the bytes that were validated as PDF/A-2b, untouched; this is checked. What pyHanko would
add beyond the signature, a new modification date in the metadata, is held off. The key is RSA-3072: P-256 or Ed25519
would raise the PDF version to 2.0, which PDF/A-2 does not allow. Nothing is fetched and no time stamp is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from interviewtool.documents.theme import SIGNATURE_BOX
from interviewtool.documents.wording import Wording
from interviewtool.errors import KnownError
from interviewtool.i18n import N_

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate


def sign_pdf(
    pdf: bytes,
    private_key_pem: bytes,
    certificate_pem: bytes,
    *,
    clock: Callable[[], datetime],
    language: str = "en",
) -> bytes:
    """The signed document; the signature is shown at the place a summary keeps for it on its last page.

    pdf: unsigned. private_key_pem: PKCS #8, not encrypted.
    Raises KnownError documents.unreadable, or documents.key_unusable where key and certificate do not match.
    """
    from interviewtool.documents.pades import signed
    from interviewtool.documents.signature_appearance import Appearance

    key, certificate = _key_pair(private_key_pem, certificate_pem)
    name, time = _common_name(certificate), clock()
    left, bottom, right, top = (round(edge) for edge in SIGNATURE_BOX)
    result = signed(
        pdf,
        key,
        certificate,
        time=time,
        name=name,
        appearance=Appearance(page=_shown(name, time, language)),
        box=(left, bottom, right, top),
    )
    if not result.startswith(pdf):
        raise AssertionError("the signature is not an incremental update")
    return result


def _key_pair(private_key_pem: bytes, certificate_pem: bytes) -> tuple[RSAPrivateKey, Certificate]:
    """Key and certificate, once they were seen to belong together."""
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        # Whether it is a sound RSA key was checked when it was made and taken from the vault; a check takes 0.1 s.
        key = load_pem_private_key(private_key_pem, None, unsafe_skip_rsa_key_validation=True)
        certificate = x509.load_pem_x509_certificate(certificate_pem)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KnownError("documents.key_unusable") from None
    if not isinstance(key, RSAPrivateKey) or key.public_key() != certificate.public_key():
        raise KnownError("documents.key_unusable")
    return key, certificate


def _common_name(certificate: Certificate) -> str:
    from cryptography.x509 import NameOID

    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def _shown(name: str, time: datetime, language: str) -> bytes:
    """The page that shows the signature, in the document's language."""
    from interviewtool.documents.signature_appearance import appearance_page

    words = Wording.of(language)
    lines = [
        words(N_("Signer: {name}")).format(name=name),
        words(N_("Time, by the signer’s own clock: {time}")).format(time=words.time(time)),
    ]
    left, bottom, right, top = SIGNATURE_BOX
    title = words(N_("Signed electronically")).upper()
    size = (right - left, top - bottom)
    return appearance_page(title, lines, size=size, language=words.language, created=time)
