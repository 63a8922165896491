"""Another implementation of the vault's format: apsw-sqlite3mc and `cryptography`, and none of our modules.

It is written from docs/formats.md.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct

import apsw
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def place(*parts):
    encoded = [part.encode() if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def subkey(key, label, salt=None):
    return HKDF(SHA256(), 32, salt, b"interviewtool/1/" + label.encode()).derive(key)


def unseal(key, sealed, associated):
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], associated)


class SecondReader:
    def __init__(self, folder, passphrase):
        self.folder = folder
        content = (folder / "header").read_bytes()
        magic, version, length = struct.unpack_from(">20sHI", content)
        assert (magic, version) == (b"interviewtool vault\n", 1)
        body, mac, total = content[26 : 26 + length], content[-64:-32], content[-32:]
        assert hashlib.sha256(content[:-32]).digest() == total
        header = json.loads(body)
        self.vault_id = bytes.fromhex(header["vault_id"])
        (slot,) = [one for one in header["slots"] if one["kind"] == "passphrase"]
        cost = slot["parameters"]
        assert cost["kdf"] == "argon2id"
        wrapping = Argon2id(
            salt=bytes.fromhex(cost["salt"]),
            length=32,
            iterations=cost["passes"],
            lanes=cost["lanes"],
            memory_cost=cost["memory_kib"],
        ).derive(passphrase.encode())
        described = {"id": slot["id"], "kind": slot["kind"], "parameters": cost}
        canonical = json.dumps(described, sort_keys=True, separators=(",", ":"))
        self.vault_key, self.identity_key = (
            unseal(
                wrapping,
                bytes.fromhex(slot[name]),
                place("interviewtool key slot", self.vault_id, name, canonical),
            )
            for name in ("vault_key", "identity_key")
        )
        signed = content[:-64]
        assert hmac.digest(subkey(self.vault_key, "header mac"), signed, "sha256") == mac
        anchor_place = place("interviewtool anchor", self.vault_id, header["generation"].to_bytes(8, "big"))
        self.anchor = unseal(subkey(self.vault_key, "header anchor"), bytes.fromhex(header["anchor"]), anchor_place)

    def database(self, name, key, label):
        connection = apsw.Connection(str(self.folder / name))
        connection.pragma("cipher", "sqlcipher")
        connection.pragma("legacy", 4)
        connection.execute(f"PRAGMA key = \"x'{subkey(key, label).hex()}'\"")
        return connection

    def data_key(self, kind, owner, slot):
        group, index = divmod(slot, 64)
        keys = (self.folder / "keys").read_bytes()
        assert keys[:37] == b"interviewtool keys\n" + b"\0\1" + self.vault_id
        for copy in (0, 1):
            start = 4096 * (1 + 2 * group + copy) + 64 * index
            assert keys[start : start + 4] == b"\1\0\0\0"
            associated = place("interviewtool slot of keys", self.vault_id, kind, owner, slot.to_bytes(4, "big"))
            key = unseal(subkey(self.vault_key, "data keys"), keys[start + 4 : start + 64], associated)
        return key

    def rows_key(self, answers, interview_id):
        (content,) = answers.execute("SELECT content FROM interviews WHERE owner = ?", (interview_id,)).fetchone()
        data_key = self.data_key("interview", interview_id, int.from_bytes(content[:4], "big"))
        return data_key, subkey(data_key, "rows of an interview")

    def answers(self, answers, interview_id):
        _data_key, key_of_rows = self.rows_key(answers, interview_id)
        query = "SELECT key, content FROM answers WHERE owner = ? ORDER BY id"
        return [
            json.loads(unseal(key_of_rows, sealed, place("interviewtool row", "answers", interview_id, key)))[:4]
            for key, sealed in answers.execute(query, (interview_id,)).fetchall()
        ]

    def blob(self, answers, interview_id, blob_id):
        content = (self.folder / "blobs" / blob_id).read_bytes()
        data_key, _rows_key = self.rows_key(answers, interview_id)
        keys = subkey(data_key, "blobs of an interview") + subkey(self.vault_key, "blobs")
        key = subkey(keys, "one blob", salt=content[21:37])
        chunks = [content[start : start + 65552] for start in range(37, len(content), 65552)]
        associated = place("interviewtool blob", blob_id, interview_id)
        return b"".join(
            AESGCM(key).decrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, associated)
            for number, chunk in enumerate(chunks)
        )

    def name(self, answers, register, code):
        (entry,) = answers.execute("SELECT content FROM persons WHERE key = ?", (code.encode(),)).fetchone()
        found = register.execute("SELECT sealed FROM persons WHERE person_code = ?", (code,)).fetchone()
        if found is None:  # it waits in answers.db, sealed to the identity public key
            query = "SELECT content FROM waiting_names WHERE key = ?"
            (box,) = answers.execute(query, (code.encode(),)).fetchone()
            private = X25519PrivateKey.from_private_bytes(subkey(self.identity_key, "identity x25519"))
            shared = private.exchange(X25519PublicKey.from_public_bytes(box[:32]))
            salt = box[:32] + private.public_key().public_bytes_raw()
            found = (unseal(subkey(shared, "identity box", salt), box[32:], place("interviewtool waiting name", code)),)
        assert hashlib.sha256(found[0]).digest() == entry[4:]
        person_key = self.data_key("person", code, int.from_bytes(entry[:4], "big"))
        return json.loads(unseal(person_key, found[0], place("interviewtool person record", code)))["text"]

    def sealed_rows(self, answers, table, interview_id):
        _data_key, key_of_rows = self.rows_key(answers, interview_id)
        query = f"SELECT key, content FROM {table} WHERE owner = ? ORDER BY id"
        return [
            (key, unseal(key_of_rows, sealed, place("interviewtool row", table, interview_id, key)))
            for key, sealed in answers.execute(query, (interview_id,)).fetchall()
        ]

    def place_of(self, answers, interview_id, name):
        data_key, _key_of_rows = self.rows_key(answers, interview_id)
        places = subkey(data_key, "places of answers")
        return hashlib.blake2b(name.encode(), key=places, digest_size=16).digest()
