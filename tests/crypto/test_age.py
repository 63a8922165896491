"""Files to recipients: the `age` command opens ours, and we open its."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.crypto.age import AnotherRecipient, Damaged, decrypt, encrypt, new_age_identity, recipient_of

TESTIMONY = "Мене звати Оксана.".encode() * 5_000  # more than one chunk of 64 KiB
SUPERVISOR = new_age_identity()
SECOND = new_age_identity()


def test_the_age_command_opens_what_we_encrypt(tmp_path: Path) -> None:
    (tmp_path / "sealed.age").write_bytes(encrypt(TESTIMONY, [SUPERVISOR.recipient, SECOND.recipient]))
    for identity in (SUPERVISOR, SECOND):
        (tmp_path / "identity").write_text(identity.secret + "\n")
        opened = subprocess.run(
            ["age", "-d", "-i", tmp_path / "identity", tmp_path / "sealed.age"], capture_output=True, check=True
        )
        assert opened.stdout == TESTIMONY


def test_we_open_what_the_age_command_encrypts() -> None:
    sealed = subprocess.run(["age", "-r", SUPERVISOR.recipient], input=TESTIMONY, capture_output=True, check=True)
    assert decrypt(sealed.stdout, [SECOND.secret, SUPERVISOR.secret]) == TESTIMONY


def test_age_keygen_reads_our_identity() -> None:
    printed = subprocess.run(
        ["age-keygen", "-y"], input=SUPERVISOR.secret.encode(), capture_output=True, check=True
    ).stdout
    assert printed.decode().strip() == SUPERVISOR.recipient == recipient_of(SUPERVISOR.secret)


def test_another_identity_does_not_open_it() -> None:
    sealed = encrypt(b"testimony", [SUPERVISOR.recipient])
    for identities in ([SECOND.secret], []):
        with pytest.raises(AnotherRecipient):
            decrypt(sealed, identities)


def test_no_byte_can_change_and_no_end_be_cut() -> None:
    sealed = encrypt(b"testimony", [SUPERVISOR.recipient])
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        for broken in (changed, sealed[:at]):
            with pytest.raises((Damaged, AnotherRecipient)):
                decrypt(broken, [SUPERVISOR.secret])


def test_a_passphrase_is_not_tried() -> None:
    """A file of unknown origin must not choose how long a key derivation takes: 2^30 rounds would take an hour."""
    sealed = b"age-encryption.org/v1\n-> scrypt rF0/NwblUHHTpgQgRpe5CQ 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    with pytest.raises((Damaged, AnotherRecipient)):
        decrypt(sealed + bytes(100), [SUPERVISOR.secret])


def test_a_header_without_end_costs_nothing() -> None:
    endless = b"age-encryption.org/v1\n" + b"-> X25519 " + b"A" * 10_000_000
    with pytest.raises(Damaged):
        decrypt(endless, [SUPERVISOR.secret])


def test_what_is_no_recipient_is_refused() -> None:
    for recipient in ("", "age1", SUPERVISOR.secret, SUPERVISOR.recipient.upper(), "ssh-ed25519 AAAA"):
        with pytest.raises(ValueError, match="not an age recipient"):
            encrypt(b"testimony", [recipient])
    with pytest.raises(ValueError, match="no recipient"):
        encrypt(b"testimony", [])


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n-> X25519 "])
)
def test_any_bytes_are_refused_in_a_known_way(data: bytes, begin: bytes) -> None:
    with pytest.raises((Damaged, AnotherRecipient)):
        decrypt(begin + data, [SUPERVISOR.secret])
