"""A member's own keys, as they stand in the vault (document kind "own_keys"). They are written in clear nowhere else.

Ed25519 signs cards, team files, bundles and events; X25519 (age) opens what is addressed to the member; RSA-3072
signs PDFs, since other kinds of key break PDF/A-2b or are unreadable for `pdfsig`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from interviewtool.crypto.age import AgeIdentity, new_age_identity, recipient_of
from interviewtool.crypto.canonical import Fields, from_json, time_text, to_json, whole_second
from interviewtool.crypto.sshsig import SigningKey
from interviewtool.errors import KnownError
from interviewtool.model import InterviewerCode
from interviewtool.team.card import Card, Role
from interviewtool.team.code import is_code

_FORMAT = 1
_FIELDS = ("format", "interviewer_code", "created", "signing_key", "age_identity", "pdf_key", "pdf_certificate")
_RSA_BITS = 3072
_CERTIFICATE_VALID = timedelta(days=5 * 365)
_CLOCK_DIFFERENCE = timedelta(days=1)  # a verifier's clock may lag behind; the certificate is valid this long before
_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336


@dataclass(frozen=True, slots=True, repr=False)
class OwnKeys:
    """created: UTC, whole seconds. pdf_key: RSA-3072, PKCS #8 PEM. pdf_certificate: PEM, names the code alone."""

    interviewer_code: InterviewerCode
    created: datetime
    signing_key: SigningKey
    age_identity: AgeIdentity
    pdf_key: bytes
    pdf_certificate: bytes

    @classmethod
    def generate(cls, code: str, *, clock: Callable[[], datetime]) -> Self:
        """New keys for a code (letters a-z, digits and `-`, at most 32). Takes about 0.3 s.

        Raises KnownError team.code_unusable.
        """
        if not is_code(code):
            raise KnownError("team.code_unusable")
        created = whole_second(clock)
        pdf_key = rsa.generate_private_key(public_exponent=65537, key_size=_RSA_BITS)
        return cls(
            interviewer_code=InterviewerCode(code),
            created=created,
            signing_key=SigningKey.generate(),
            age_identity=new_age_identity(),
            pdf_key=pdf_key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
            pdf_certificate=_certificate(pdf_key, code, created).public_bytes(serialization.Encoding.PEM),
        )

    def to_bytes(self) -> bytes:
        """For the vault only: the keys in clear."""
        return to_json(
            {
                "format": _FORMAT,
                "interviewer_code": self.interviewer_code,
                "created": time_text(self.created),
                "signing_key": self.signing_key.to_bytes().decode(),
                "age_identity": self.age_identity.secret,
                "pdf_key": self.pdf_key.decode(),
                "pdf_certificate": self.pdf_certificate.decode(),
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` made. Raises KnownError team.own_keys_damaged."""
        try:
            fields = from_json(data)
            fields.must_be(_FIELDS)
            pdf_key = fields.text("pdf_key").encode()
            certificate = fields.text("pdf_certificate").encode()
            _check(fields, pdf_key, certificate)
            secret = fields.text("age_identity")
            return cls(
                interviewer_code=InterviewerCode(fields.text("interviewer_code")),
                created=fields.time("created"),
                signing_key=SigningKey.from_bytes(fields.text("signing_key").encode()),
                age_identity=AgeIdentity(recipient_of(secret), secret),
                pdf_key=pdf_key,
                pdf_certificate=certificate,
            )
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise KnownError("team.own_keys_damaged") from error

    def card(self, role: Role) -> Card:
        """The own card, signed; the same bytes each time."""
        return Card.signed(
            code=self.interviewer_code,
            role=role,
            created=self.created,
            signing_key=self.signing_key,
            recipient=self.age_identity.recipient,
            pdf_certificate=self.pdf_certificate,
        )


def _certificate(key: rsa.RSAPrivateKey, code: str, created: datetime) -> x509.Certificate:
    """Self-signed; for signatures that bind (ISO 32000-2, 12.8, and ETSI EN 319 142-1), and for nothing else."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, code)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,  # called nonRepudiation before
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(created - _CLOCK_DIFFERENCE)
        .not_valid_after(created + _CERTIFICATE_VALID)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _check(fields: Fields, pdf_key: bytes, certificate: bytes) -> None:
    if fields.number("format") != _FORMAT or not is_code(fields.text("interviewer_code")):
        raise ValueError("not keys of this format")
    key = serialization.load_pem_private_key(pdf_key, password=None)
    if key.public_key() != x509.load_pem_x509_certificate(certificate).public_key():
        raise ValueError("key and certificate do not belong together")
