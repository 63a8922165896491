"""Our signatures, and OpenSSH's own: each must read what the other wrote."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.crypto.sshsig import BadSignature, NotAKey, SigningKey, sign, verified_signer

MESSAGE = "Свідчення, 2 березня\n".encode()


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return SigningKey.generate()


def ssh_keygen(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *map(str, arguments)], input=given, capture_output=True, check=False)


def test_openssh_verifies_what_we_sign(key: SigningKey, tmp_path: Path) -> None:
    (tmp_path / "allowed_signers").write_text(f"K7 {key.verification_key}\n")
    (tmp_path / "message.sig").write_text(sign(MESSAGE, key, "test@1"))

    def verification(message: bytes, namespace: str) -> int:
        signed = ("-I", "K7", "-n", namespace, "-s", tmp_path / "message.sig")
        return ssh_keygen("-Y", "verify", "-f", tmp_path / "allowed_signers", *signed, given=message).returncode

    assert verification(MESSAGE, "test@1") == 0
    assert verification(MESSAGE + b" ", "test@1") != 0
    assert verification(MESSAGE, "test@2") != 0


@pytest.mark.parametrize("digest", ["sha512", "sha256"])
def test_we_verify_what_openssh_signs(key: SigningKey, tmp_path: Path, digest: str) -> None:
    (tmp_path / "key").write_bytes(key.to_bytes())
    (tmp_path / "key").chmod(0o600)
    signing = ("-Y", "sign", "-f", tmp_path / "key", "-n", "test@1", "-O", f"hashalg={digest}")
    armored = ssh_keygen(*signing, given=MESSAGE).stdout.decode()

    assert verified_signer(MESSAGE, armored, "test@1") == key.verification_key
    if digest == "sha512":
        assert armored == sign(MESSAGE, key, "test@1"), "Ed25519 is deterministic, and so is the armor"


def test_keys_made_by_openssh_are_read(tmp_path: Path) -> None:
    ssh_keygen("-q", "-t", "ed25519", "-N", "", "-C", "a comment", "-f", tmp_path / "key")
    read = SigningKey.from_bytes((tmp_path / "key").read_bytes())
    assert (tmp_path / "key.pub").read_text() == f"{read.verification_key} a comment\n"


def test_another_message_or_namespace_is_refused(key: SigningKey) -> None:
    armored = sign(MESSAGE, key, "test@1")
    for message, namespace in ((MESSAGE + b"\n", "test@1"), (MESSAGE, "test@2")):
        with pytest.raises(BadSignature):
            verified_signer(message, armored, namespace)


def test_no_character_of_a_signature_can_change(key: SigningKey) -> None:
    armored = sign(MESSAGE, key, "test@1")
    for at, character in enumerate(armored):
        for other in ("A" if character != "A" else "B", "\n" if character != "\n" else " ", ""):
            with pytest.raises(BadSignature):
                verified_signer(MESSAGE, armored[:at] + other + armored[at + 1 :], "test@1")


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    ssh_keygen("-q", "-t", "ecdsa", "-N", "", "-f", tmp_path / "key")
    with pytest.raises(NotAKey):
        SigningKey.from_bytes((tmp_path / "key").read_bytes())
    armored = ssh_keygen("-Y", "sign", "-f", tmp_path / "key", "-n", "test@1", given=MESSAGE).stdout.decode()
    with pytest.raises(BadSignature):
        verified_signer(MESSAGE, armored, "test@1")


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_refused_in_one_way(text: str, framed: bool) -> None:
    armored = f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----\n" if framed else text
    with pytest.raises(BadSignature):
        verified_signer(MESSAGE, armored, "test@1")


@given(st.binary(max_size=200))
def test_any_bytes_behind_the_magic_are_refused_in_one_way(blob: bytes) -> None:
    from interviewtool.crypto import sshsig

    with pytest.raises(BadSignature):
        verified_signer(MESSAGE, sshsig._armored(b"SSHSIG\0\0\0\1" + blob), "test@1")
