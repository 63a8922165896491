"""A card: what others need of a member, signed by the member's own key. A text that can be sent by any way.

    interviewtool card 1
    interviewer_code: K7
    role: interviewer
    created: 2026-11-23T04:07:14Z
    verification_key: ssh-ed25519 AAAA…
    recipient: age1…
    pdf_certificate: (DER, base64, one line)
    -----BEGIN SSH SIGNATURE-----
    …                                   over every byte above, namespace interviewtool-card@1

The signature proves that the holder of the key chose the rest; that it is the right person, the words say.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from interviewtool.crypto import sshsig
from interviewtool.crypto.age import check_recipient
from interviewtool.crypto.canonical import parse_time, time_text
from interviewtool.crypto.fingerprint import fingerprint_words
from interviewtool.crypto.sshsig import BadSignature, SigningKey
from interviewtool.errors import KnownError
from interviewtool.model import InterviewerCode
from interviewtool.team.code import is_code

NAMESPACE = "interviewtool-card@1"
LONGEST = 16 * 1024  # bytes; a card has about 3,000
_KIND = "interviewtool card "
_FIRST_LINE = _KIND + "1"
_FIELDS = ("interviewer_code", "role", "created", "verification_key", "recipient", "pdf_certificate")
_SMALLEST_RSA = 3072  # bits


class Role(StrEnum):
    """What a member does in the team."""

    INTERVIEWER = "interviewer"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Card:
    """verification_key: `ssh-ed25519 AAAA…`. pdf_certificate: PEM. recipient: `age1…`. signature: armored SSHSIG.

    created: UTC, whole seconds. Make one by `OwnKeys.card` or `Card.from_bytes`; both are checked.
    """

    interviewer_code: InterviewerCode
    role: Role
    created: datetime
    verification_key: str
    recipient: str
    pdf_certificate: bytes
    signature: str

    def to_bytes(self) -> bytes:
        """The card as a text, ASCII."""
        return self._content() + self.signature.encode()

    @classmethod
    def signed(
        cls,
        *,
        code: InterviewerCode,
        role: Role,
        created: datetime,
        signing_key: SigningKey,
        recipient: str,
        pdf_certificate: bytes,
    ) -> Self:
        """A card of one's own; the same bytes for the same values."""
        values = (code, role, created, signing_key.verification_key, recipient, pdf_certificate)
        return cls(*values, signature=sshsig.sign(cls(*values, signature="")._content(), signing_key, NAMESPACE))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read and check a card.

        Raises KnownError team.not_a_card, team.card_altered, team.card_newer_version, team.card_unusable.
        """
        content, signature = _split(data)
        try:
            signer = sshsig.verified_signer(content, signature, NAMESPACE)
        except BadSignature as error:
            raise KnownError("team.card_altered") from error
        first_line, *lines = content.decode("ascii").splitlines()
        if first_line != _FIRST_LINE:
            raise KnownError("team.card_newer_version")
        try:
            values = [_value(line, field) for line, field in zip(lines, _FIELDS, strict=True)]
            code, role, created, verification_key, recipient, certificate = values
            card = cls(
                interviewer_code=InterviewerCode(code),
                role=Role(role),
                created=parse_time(created),
                verification_key=verification_key,
                recipient=check_recipient(recipient),
                pdf_certificate=_checked_certificate(base64.b64decode(certificate, validate=True), code),
                signature=signature,
            )
        except ValueError as error:
            raise KnownError("team.card_unusable") from error
        if verification_key != signer or not is_code(code) or card.to_bytes() != data:
            raise KnownError("team.card_unusable")
        return card

    def fingerprint_words(self, language: str) -> tuple[str, ...]:
        """Words over everything that the card says, to be compared aloud. language: uk, ru or en."""
        return fingerprint_words(self._content(), language)

    def _content(self) -> bytes:
        certificate = x509.load_pem_x509_certificate(self.pdf_certificate).public_bytes(Encoding.DER)
        values = (
            self.interviewer_code,
            self.role.value,
            time_text(self.created),
            self.verification_key,
            self.recipient,
            base64.b64encode(certificate).decode(),
        )
        lines = [f"{field}: {value}\n" for field, value in zip(_FIELDS, values, strict=True)]
        return "".join([_FIRST_LINE, "\n", *lines]).encode("ascii")


def _split(data: bytes) -> tuple[bytes, str]:
    """What is signed, and the signature. A card is known by its first words or by the beginning of a signature."""
    begin = data.find(sshsig.BEGIN.encode())
    named = data.startswith(_KIND.encode())
    if len(data) > LONGEST or (begin < 0 and not named):
        raise KnownError("team.not_a_card")
    if begin < 0 or not named or not data.isascii():
        raise KnownError("team.card_altered")
    return data[:begin], data[begin:].decode("ascii")


def _value(line: str, field: str) -> str:
    name, separator, value = line.partition(": ")
    if name != field or not separator:
        raise ValueError("another field than expected")
    return value


def _checked_certificate(der: bytes, code: str) -> bytes:
    """The certificate as PEM. ValueError unless it is self-signed, RSA of a good length, and names this code alone."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        key = certificate.public_key()
        certificate.verify_directly_issued_by(certificate)
        named = [(name.oid, name.value) for name in certificate.subject]
    except (InvalidSignature, UnsupportedAlgorithm, TypeError) as error:
        raise ValueError("not a usable certificate") from error
    if not isinstance(key, RSAPublicKey) or key.key_size < _SMALLEST_RSA:
        raise ValueError("not an RSA key of this length")
    if named != [(x509.NameOID.COMMON_NAME, code)]:
        raise ValueError("names somebody else")
    return certificate.public_bytes(Encoding.PEM)
