"""Another implementation, from docs/formats.md alone, reads what is exchanged: `cryptography`, none of our modules."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509 import load_der_x509_certificate

VECTORS = Path(__file__).parents[1] / "vectors"
WORDS = VECTORS.parents[1] / "resources" / "words"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
ARMOR = b"-----BEGIN SSH SIGNATURE-----"


def members(archive):
    """Files of a ustar in order, and what follows the last."""
    found, at = {}, 0
    while archive[at : at + 512].strip(b"\0"):
        name, size = archive[at : at + 100].rstrip(b"\0").decode(), int(archive[at + 124 : at + 135], 8)
        found[name] = archive[at + 512 : at + 512 + size]
        at += 512 - (-size // 512) * 512
    return found, archive[at:]


def strings(data):
    """The strings of an SSH message, each with its length before it."""
    while data:
        (length,) = struct.unpack_from(">I", data)
        yield data[4 : 4 + length]
        data = data[4 + length :]


def check_signature(signed, armored, namespace, key):
    """SSHSIG as OpenSSH's PROTOCOL.sshsig has it. key: `ssh-ed25519 AAAA…`."""
    blob = base64.b64decode(b"".join(armored.splitlines()[1:-1]))
    assert blob[:10] == b"SSHSIG" + struct.pack(">I", 1)
    public, named, reserved, algorithm, signature = strings(blob[10:])
    assert public == base64.b64decode(key.split(" ")[1]) and (named, algorithm) == (namespace, b"sha512")
    parts = (namespace, reserved, algorithm, hashlib.sha512(signed).digest())
    message = b"SSHSIG" + b"".join(struct.pack(">I", len(part)) + part for part in parts)
    Ed25519PublicKey.from_public_bytes([*strings(public)][1]).verify([*strings(signature)][1], message)


def container(data, namespace, key):
    """The members of a signed container."""
    found, tail = members(data)
    assert tail == bytes(1024) and [*found][:2] == ["SHA256SUMS", "SHA256SUMS.sig"]
    sums, signature = found.pop("SHA256SUMS"), found.pop("SHA256SUMS.sig")
    assert sums.decode() == "".join(f"{hashlib.sha256(each).hexdigest()}  {name}\n" for name, each in found.items())
    check_signature(sums, signature, namespace, key)
    return found


def card(data):
    """The fields of a card, and its words."""
    end = data.index(ARMOR)
    first, *lines = data[:end].decode("ascii").splitlines()
    assert first == "interviewtool card 1"
    fields = dict(line.split(": ", 1) for line in lines)
    check_signature(data[:end], data[end:], b"interviewtool-card@1", fields["verification_key"])
    load_der_x509_certificate(base64.b64decode(fields["pdf_certificate"]))
    listed = (WORDS / "en.txt").read_text("utf-8").splitlines()
    digest = hashlib.sha256(b"interviewtool-fingerprint@1\0" + data[:end]).digest()
    return fields, [listed[byte] for byte in digest[:12]]


def bech32(text):
    """The 32 bytes of an age key."""
    digits = [BECH32.index(sign) for sign in text.lower().rpartition("1")[2][:-6]]
    number = 0
    for digit in digits:
        number = number << 5 | digit
    return (number >> (5 * len(digits) - 256)).to_bytes(32, "big")


def expand(key, salt, label):
    return HKDF(SHA256(), 32, salt, label).derive(key)


def open_age(data, identity):
    """age-encryption.org/v1, X25519."""
    header, _dash, rest = data.partition(b"\n--- ")
    mac, _line, payload = rest.partition(b"\n")
    own = X25519PrivateKey.from_private_bytes(bech32(identity))
    lines = header.split(b"\n")
    for place, line in enumerate(lines):
        if line.startswith(b"-> X25519 "):
            share, body = (base64.b64decode(part + b"==") for part in (line.split(b" ")[2], lines[place + 1]))
            secret = own.exchange(X25519PublicKey.from_public_bytes(share))
            salt = share + own.public_key().public_bytes_raw()
            wrapping = expand(secret, salt, b"age-encryption.org/v1/X25519")
            file_key = ChaCha20Poly1305(wrapping).decrypt(bytes(12), body, None)
    counted = hmac.digest(expand(file_key, b"", b"header"), header + b"\n---", "sha256")
    assert counted == base64.b64decode(mac + b"=")
    cipher = ChaCha20Poly1305(expand(file_key, payload[:16], b"payload"))
    chunks = [payload[start : start + 65_552] for start in range(16, len(payload), 65_552)]
    return b"".join(
        cipher.decrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )


def chain(data, keys):
    """The kinds of the events of a chain, every link and signature checked. keys: by author."""
    kinds, previous = [], None
    for line in data.splitlines(keepends=True):
        event = json.loads(line)
        signature = event.pop("signature").encode()
        signed = (json.dumps(event, sort_keys=True, ensure_ascii=False) + "\n").encode()
        check_signature(signed, signature, b"interviewtool-event@1", keys[event["author"]])
        assert event["previous"] == previous
        previous = hashlib.sha256(line).hexdigest()
        kinds.append(event["kind"])
    return kinds


@pytest.mark.parametrize(
    ("number", "said", "payload"),
    [
        (1, ["handed in", "has_issues"], ["interviews/7KQ4-M2XP-9TRD/instance.xml"]),
        (2, ["tombstone"], ["interviews/7KQ4-M2XP-9TRD/instance.xml", "events.jsonl", "earlier_bundles.txt"]),
    ],
)
def test_another_implementation_reads_what_is_exchanged(number, said, payload):
    def vector(name):
        return (VECTORS / f"exchange-{number}" / name).read_bytes()

    interviewer, words = card(vector("interviewer.card"))
    assert (interviewer["interviewer_code"], len(words)) == ("K7", 12)
    own = json.loads(vector("supervisor.keys"))
    supervisor, _words = card(members(vector("team"))[0]["supervisor.card"])
    assert own["interviewer_code"] == supervisor["interviewer_code"] == "S1"
    keys = {each["interviewer_code"]: each["verification_key"] for each in (supervisor, interviewer)}

    found = container(vector("team"), b"interviewtool-team@1", keys["S1"])
    team = json.loads(found["team.json"])
    assert (team["format"], team["members"][0]["interviewer_code"]) == (number, "K7")
    assert found["001-K7.card"] == vector("interviewer.card")
    assert [found[each["file"]] for each in team["questionnaires"]] == [b"<h:html/>"]
    if number == 2:
        assert (team["withdrawal_contact"], team["review_months"]) == ("+380 00 000 00 00", 6)
        assert chain(found["events.jsonl"], keys) == ["authorisation", "acknowledgement"]
    assert chain(vector("events"), keys) == said

    sealed = container(vector("bundle"), b"interviewtool-bundle@1", keys["K7"])
    for part, names in (("payload", payload), ("identities", None)):
        inside, tail = members(open_age(sealed[f"{part}.age"], own["age_identity"]))
        assert not tail.strip(b"\0")
        manifest = json.loads(inside.pop("manifest.json"))
        assert (manifest["part"], manifest["recipients"]) == (part, [supervisor["recipient"]])
        assert {name: hashlib.sha256(each).hexdigest() for name, each in inside.items()} == manifest["files"]
        assert names is None or [*inside] == names
        if "events.jsonl" in inside:
            assert chain(inside["events.jsonl"], keys) == said
            assert inside["earlier_bundles.txt"] == b"cd" * 32 + b" 2026-03-02T09:30:00Z\n"
