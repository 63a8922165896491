"""Another implementation reads the vault (see `second_reader`)."""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.bundle.test_second_reader import open_age
from tests.vault.second_reader import SecondReader, place, subkey, unseal

PASSPHRASE = "шість випадкових слів на папері"
VECTORS = Path(__file__).parents[1] / "vectors"


@pytest.mark.parametrize("version", [1, 2, 3])
def test_another_implementation_reads_the_vector_of_each_version(tmp_path, version):
    expected = json.loads((VECTORS / f"vault-{version}.json").read_text("utf-8"))
    shutil.copytree(VECTORS / f"vault-{version}", tmp_path / "vault")
    reader = SecondReader(tmp_path / "vault", expected["passphrase"])
    answers = reader.database("answers.db", reader.vault_key, "answers.db")
    register = reader.database("identity.db", reader.identity_key, "identity.db")
    for interview_id in expected["interviews"]:
        assert reader.answers(answers, interview_id) == expected["answers"]
    blob_id, digest = expected["blob"]
    assert hashlib.sha256(reader.blob(answers, expected["interviews"][0], blob_id)).hexdigest() == digest
    assert {code: reader.name(answers, register, code) for code in expected["names"]} == expected["names"]
    assert answers.execute("SELECT count(*) FROM interviews WHERE owner = ?", (expected["erased"],)).fetchone() == (0,)
    assert answers.execute("SELECT CAST(key AS TEXT) FROM tombstones").fetchall() == [(expected["erased"],)]
    assert answers.execute("PRAGMA user_version").fetchone() == (version,)
    if version > 1:
        check_tables_of_schema_2(reader, answers, expected)
    if version > 2:
        check_runs_of_schema_3(answers)
    answers.close()
    register.close()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_another_implementation_opens_every_kind_of_slot_and_puts_a_backup_together(tmp_path, version):
    expected = json.loads((VECTORS / f"vault-{version}.json").read_text("utf-8"))
    backup = VECTORS / f"backup-{version}"
    reader = SecondReader(backup, expected["passphrase"])
    length = int.from_bytes((backup / "header").read_bytes()[22:26], "big")
    slots = {one["kind"]: one for one in json.loads((backup / "header").read_bytes()[26 : 26 + length])["slots"]}
    code = expected["recovery_code"].replace("-", "")[:28].encode()
    wrapping = {
        "recovery": subkey(code, "recovery slot", bytes.fromhex(slots["recovery"]["parameters"]["salt"])),
        "escrow": open_age(bytes.fromhex(slots["escrow"]["parameters"]["age"]), expected["escrow_identity"]),
    }
    for kind, key in wrapping.items():
        described = {name: slots[kind][name] for name in ("id", "kind", "parameters")}
        canonical = json.dumps(described, sort_keys=True, separators=(",", ":"))
        for name, wrapped in (("vault_key", reader.vault_key), ("identity_key", reader.identity_key)):
            bound = place("interviewtool key slot", reader.vault_id, name, canonical)
            assert unseal(key, bytes.fromhex(slots[kind][name]), bound) == wrapped

    manifest = (backup / "manifest").read_bytes()
    assert manifest[:23] == b"interviewtool backup\n\0\1"
    assert hmac.digest(subkey(reader.vault_key, "backup manifest"), manifest[:-32], "sha256") == manifest[-32:]
    (tmp_path / "blobs").mkdir()
    for file in json.loads(manifest[27:-32])["files"]:
        content = b"".join((backup / "chunks" / chunk[:2] / chunk).read_bytes() for chunk in file["chunks"])
        assert len(content) == file["size"]
        (tmp_path / file["name"]).write_bytes(content)
    reader.folder = tmp_path
    answers = reader.database("answers.db", reader.vault_key, "answers.db")
    for interview_id in expected["interviews"]:
        assert reader.answers(answers, interview_id) == expected["answers"]
    blob_id, digest = expected["blob"]
    assert hashlib.sha256(reader.blob(answers, expected["interviews"][0], blob_id)).hexdigest() == digest
    answers.close()


def check_runs_of_schema_3(answers):
    runs, last = [], ""
    for sequence, owner in answers.execute("SELECT sequence, owner FROM audit ORDER BY sequence").fetchall():
        if owner not in ("", last):
            runs.append((sequence, owner))
            last = owner
    assert answers.execute("SELECT first, owner FROM audit_runs ORDER BY first").fetchall() == runs
    assert runs


def check_tables_of_schema_2(reader, answers, expected):
    owner, (name,) = expected["interviews"][0], expected["attachments"]
    ((key, content),) = reader.sealed_rows(answers, "attachments", owner)
    attached = json.loads(content)
    assert key == reader.place_of(answers, owner, name)
    assert [attached["name"], attached["kind"], attached["blob"], attached["hash"]] == [
        name,
        "answer",
        *expected["blob"],
    ]
    ((key, content),) = reader.sealed_rows(answers, "retention", owner)
    assert key == reader.place_of(answers, owner, "retention")
    assert json.loads(content) == {"review": expected["review"], "hold": "запит суду"}
    ((key, content),) = reader.sealed_rows(answers, "receipts", owner)
    assert content.decode() == expected["receipt"]
    digest = hashlib.sha256(b"interviewtool receipt code\0" + content).digest()
    receipt_key = subkey(reader.vault_key, "receipt codes")
    assert key == hashlib.blake2b(digest, key=receipt_key, digest_size=16).digest()
    events = answers.execute("SELECT owner, key, content FROM events ORDER BY key").fetchall()
    assert [(owner, key) for owner, key, _ in events] == [
        ("", b"E" + number.to_bytes(8, "big")) for number in range(len(events))
    ]
    assert [json.loads(content)["kind"] for _, _, content in events] == expected["events"]


def test_another_implementation_reads_everything(vaults, begin, answer, person):
    vault = vaults.create(PASSPHRASE)
    interview_id = begin(vault)
    blob_id = vault.blobs.write(interview_id, b"ink" * 50_000)
    name = person(interview_id, "Олена")
    vault.run(lambda transaction: transaction.answers.put(interview_id, [answer()]))
    vault.run(lambda transaction: transaction.names.put(name))
    vault.run(lambda transaction: transaction.audit.append(interview_id, "question", "/data/x", {"n": "1"}))
    with vault.identities(PASSPHRASE):
        pass
    vault.anchor()
    vaults.close()

    reader = SecondReader(vaults.folder, PASSPHRASE)
    answers = reader.database("answers.db", reader.vault_key, "answers.db")
    assert answers.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    (content,) = answers.execute("SELECT content FROM interviews WHERE owner = ?", (interview_id,)).fetchone()
    data_key = reader.data_key("interview", interview_id, int.from_bytes(content[:4], "big"))
    rows_key = subkey(data_key, "rows of an interview")
    interview = json.loads(unseal(rows_key, content[4:], place("interviewtool row", "interviews", interview_id, b"")))
    assert interview["interview_id"] == interview_id

    (key, sealed) = answers.execute("SELECT key, content FROM answers").fetchone()
    reference = answer().reference
    places = subkey(data_key, "places of answers")
    assert key == hashlib.blake2b(reference.encode(), key=places, digest_size=16).digest()
    values = json.loads(unseal(rows_key, sealed, place("interviewtool row", "answers", interview_id, key)))
    assert values[:2] == [reference, answer().value]

    link = bytes(32)
    for row in answers.execute("SELECT * FROM audit ORDER BY sequence").fetchall():
        sequence, owner, state, sums, sealed, stored = row
        parts = place(sequence.to_bytes(8, "big"), owner, state, sums, sealed)
        link = hashlib.sha256(b"interviewtool audit chain\0" + link + parts).digest()
        assert link == stored
        audit_key = rows_key if owner else subkey(reader.vault_key, "audit")
        json.loads(unseal(audit_key, sealed, place("interviewtool audit entry", sequence.to_bytes(8, "big"), owner)))
    assert reader.anchor == sequence.to_bytes(8, "big") + link

    blob = (vaults.folder / "blobs" / blob_id).read_bytes()
    assert blob[:21] == b"interviewtool blob\n\0\1"
    blob_keys = subkey(data_key, "blobs of an interview") + subkey(reader.vault_key, "blobs")
    blob_key = subkey(blob_keys, "one blob", salt=blob[21:37])
    sealed_chunks = [blob[start : start + 65552] for start in range(37, len(blob), 65552)]
    assert (
        b"".join(
            AESGCM(blob_key).decrypt(
                number.to_bytes(11, "big") + bytes([number == len(sealed_chunks) - 1]),
                chunk,
                place("interviewtool blob", blob_id, interview_id),
            )
            for number, chunk in enumerate(sealed_chunks)
        )
        == b"ink" * 50_000
    )

    register = reader.database("identity.db", reader.identity_key, "identity.db")
    (code, record) = register.execute("SELECT person_code, sealed FROM persons").fetchone()
    (entry,) = answers.execute("SELECT content FROM persons WHERE key = ?", (code.encode(),)).fetchone()
    assert hashlib.sha256(record).digest() == entry[4:]
    person_key = reader.data_key("person", code, int.from_bytes(entry[:4], "big"))
    assert json.loads(unseal(person_key, record, place("interviewtool person record", code)))["text"] == "Олена"
    answers.close()
    register.close()


def decrypted(database, key):
    """Every page of a SQLCipher 4 file, free ones too: AES-256-CBC, IV and HMAC-SHA512 in the last 80 bytes of each."""
    content = database.read_bytes()
    salt = content[:16]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    pages = b""
    for number in range(len(content) // 4096):
        page = content[number * 4096 : (number + 1) * 4096]
        start = 16 if number == 0 else 0
        sealed, iv, mac = page[start:-80], page[-80:-64], page[-64:]
        assert hmac.digest(mac_key, sealed + iv + struct.pack("<I", number + 1), "sha512") == mac
        cipher = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
        pages += cipher.update(sealed) + cipher.finalize()
    return pages


def spellings(word):
    """A word as it might stand in a file."""
    import base64

    for encoded in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), json.dumps(word).encode()[1:-1]):
        yield encoded
        for shift in range(3):  # base64 looks different at each of three offsets; its edges depend on the neighbours
            yield base64.b64encode(bytes(shift) + encoded)[4 if shift else 0 : -4]


CANARIES = {
    "answer": "канарка-у-відповіді",
    "draft": "канарка-у-чернетці",
    "name": "Канарка Іменна",
    "pseudonym": "канарка-псевдонім",
    "detail": "канарка-у-журналі",
    "blob": "канарка-у-файлі",
    "document": "канарка-у-документі",
    "reference": "/data/case[1]/canary_question",
    "preparation": "канарка-до-згоди",
    "consent": "канарка-у-згоді",
    "file": "канарка-назва-файлу",
    "hold": "канарка-чому-довше",
    "receipt": "CANA-RYCA-NARY-CANA",
}


def fill(vault, interview_id, answer, person):
    from interviewtool.model import (
        Attachment,
        AttachmentKind,
        ConsentItem,
        ConsentMethod,
        ConsentRecord,
        Reference,
        Retention,
        StoredAnswer,
        receipt_hash,
    )

    name = person(interview_id, CANARIES["name"])
    blob = vault.blobs.write(interview_id, CANARIES["blob"].encode() * 100)

    def work(transaction):
        row = StoredAnswer(Reference(CANARIES["reference"]), CANARIES["answer"], draft=CANARIES["draft"])
        transaction.answers.put(interview_id, [row])
        transaction.names.put(name)
        transaction.pseudonyms.put(name.person_code, CANARIES["pseudonym"])
        hashed, now = transaction.documents.put("form", "f", CANARIES["document"].encode()), transaction.audit.now()
        transaction.preparation.put(interview_id, [StoredAnswer(Reference("/data/before"), CANARIES["preparation"])])
        transaction.consent.append(
            interview_id,
            ConsentRecord(ConsentItem.INTERVIEW, True, ConsentMethod.SPOKEN, now, "uk", CANARIES["consent"], hashed),
        )
        attached = Attachment("x.jpg", AttachmentKind.ANSWER, "image/jpeg", 9, hashed, blob, now)
        transaction.attachments.put(interview_id, replace(attached, original_name=CANARIES["file"]))
        transaction.retention.put(interview_id, Retention(now.date(), hold=CANARIES["hold"]))
        if transaction.receipts.get(interview_id) is None:
            transaction.receipts.put(interview_id, CANARIES["receipt"], receipt_hash(CANARIES["receipt"]))
        transaction.audit.append(interview_id, "question", CANARIES["reference"], {"new": CANARIES["detail"]})

    vault.run(work)
    return name


def test_no_word_stands_in_clear_in_any_file(vaults, begin, answer, person):
    vault = vaults.create(PASSPHRASE)
    interview_id = begin(vault)
    name = fill(vault, interview_id, answer, person)
    with vault.identities(PASSPHRASE) as register:
        assert [one.text for one in register.all()] == [CANARIES["name"]]
    words = [*CANARIES.values(), PASSPHRASE, vaults.code, vaults.code.replace("-", ""), interview_id, name.person_code]
    for while_open in (True, False):
        for file in (path for path in vaults.folder.rglob("*") if path.is_file()):
            content = file.read_bytes()
            assert not content.startswith(b"SQLite format 3"), file
            for word in words:
                for spelling in spellings(word):
                    assert spelling not in content, (file, while_open)
        if while_open:
            vaults.close()
    assert (vaults.folder.stat().st_mode & 0o777) == 0o700
    assert all((path.stat().st_mode & 0o077) == 0 for path in vaults.folder.rglob("*"))


@pytest.mark.parametrize("vacuum", [True, False], ids=["free pages given back", "no room for that"])
def test_after_an_erase_all_keys_together_read_nothing(vaults, begin, answer, person, monkeypatch, vacuum):
    """Every page is decrypted, free ones and the journal too; what is left of the interview is a tombstone."""
    if not vacuum:
        monkeypatch.setattr("interviewtool.vault.erasure.MOST_VACUUMED", 0)
    vault = vaults.create(PASSPHRASE)
    other = begin(vault)
    interview_id = begin(vault)
    fill(vault, interview_id, answer, person)
    with vault.identities(PASSPHRASE):
        pass
    fill(vault, interview_id, answer, person)
    reader = SecondReader(vaults.folder, PASSPHRASE)
    copies = {path.name: path.read_bytes() for path in vaults.folder.rglob("*") if path.is_file()}
    slots = [int.from_bytes(row[:4], "big") for row in rows_of(vault, interview_id)]

    erasure = vault.erase(interview_id)
    assert erasure.rows_deleted and erasure.vacuumed is vacuum
    vault.run(lambda transaction: transaction.answers.put(other, [answer()]))
    vaults.close()

    keys = (vaults.folder / "keys").read_bytes()
    for slot in slots:  # the key was in the copies, and is in no byte of the file now
        group, index = divmod(slot, 64)
        for copy in (0, 1):
            start = 4096 * (1 + 2 * group + copy) + 64 * index
            assert keys[start : start + 64] == b"\2".ljust(64, b"\0")
            assert copies["keys"][start + 4 : start + 64] not in keys
    assert not list((vaults.folder / "blobs").iterdir())
    assert (vaults.folder / "answers.db-journal").stat().st_size == 0
    pages = decrypted(vaults.folder / "answers.db", subkey(reader.vault_key, "answers.db"))
    register = decrypted(vaults.folder / "identity.db", subkey(reader.identity_key, "identity.db"))
    assert interview_id.encode() in pages  # the tombstone
    for name, word in CANARIES.items():
        if name != "document":  # it belongs to the vault, not to the interview
            for spelling in spellings(word):
                assert spelling not in pages + register, name
    vault = vaults.unlock(PASSPHRASE)
    with vault.identities(PASSPHRASE) as opened:
        assert opened.all() == ()
        assert vault.verify(lambda _: None, register=opened).findings == ()
    assert [one.interview_id for one in vault.run(lambda transaction: transaction.interviews.tombstones())] == [
        interview_id
    ]
    assert [entry.erased for entry in vault.run(lambda transaction: transaction.audit.entries(interview_id))] == [
        True,
        True,
    ]


def rows_of(vault, interview_id):
    """Content of the rows that name a slot: of the interview, and of its persons."""
    query = "SELECT content FROM {} WHERE owner = ?"
    return vault.run(
        lambda transaction: [
            bytes(row[0])
            for table in ("interviews", "persons")
            for row in transaction.answers._store.rows(query.format(table), (bytes,), (interview_id,))
        ]
    )
