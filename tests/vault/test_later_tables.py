"""Attachments, review dates, receipt codes and events: kept, moved, and erased like everything else."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from interviewtool.model import (
    Attachment,
    AttachmentKind,
    ContentHash,
    InterviewId,
    KeptEvent,
    Retention,
    new_receipt_code,
    parse_receipt_code,
    receipt_hash,
)
from interviewtool.model.identifiers import parse_interview_id
from interviewtool.vault.remains import Remains
from interviewtool.vault.rotation import rotate
from interviewtool.vault.schema import ANSWERS, INTERVIEW_TABLES

VECTORS = Path(__file__).parents[1] / "vectors"
PASSPHRASE = "шість випадкових слів на папері"
CODE = new_receipt_code()


@pytest.fixture
def filled(vaults, begin, clock):
    """An open vault with one interview that has a row in each of these tables; its id, and what was put."""
    vault = vaults.create()
    owner = begin(vault)
    blob = vault.blobs.write(owner, b"photograph" * 9000)
    attached = Attachment(
        "scan 1.jpg", AttachmentKind.ANSWER, "image/jpeg", 90_000, ContentHash("a" * 64), blob, clock()
    )
    kept = Retention(date(2027, 11, 23), hold="запит суду")
    events = (
        KeptEvent("tombstone", {"interview": "0000-0000-0000", "tier": "erase_all"}, clock(), True, False),
        KeptEvent("authorisation", {"interview": owner}, clock(), False, True, "S1", "{…}", clock()),
    )

    def work(transaction):
        transaction.attachments.put(owner, attached)
        transaction.retention.put(owner, kept)
        transaction.receipts.put(owner, CODE, receipt_hash(CODE))
        for event in events:
            transaction.events.append(event)

    vault.run(work)
    return owner, (attached,), kept, events


def read(vault, owner):
    return vault.run(
        lambda t: (
            t.attachments.all(owner),
            t.retention.get(owner),
            t.events.all(),
            t.receipts.find(receipt_hash(CODE)),
        )
    )


def test_they_come_back_and_are_verified(vaults, filled):
    owner, attachments, retention, events = filled
    vaults.close()
    vault = vaults.unlock()
    assert read(vault, owner) == (attachments, retention, events, owner)
    assert vault.run(lambda t: t.receipts.get(owner)) == CODE
    assert vault.verify(lambda _: None).findings == ()
    vault.run(lambda t: t.attachments.delete(owner, "scan 1.jpg"))
    vault.blobs.delete(owner, attachments[0].blob)
    assert vault.run(lambda t: t.attachments.get(owner, "scan 1.jpg")) is None
    assert vault.verify(lambda _: None).findings == ()


def test_a_rotated_vault_has_them(vaults, filled, clock):
    owner, attachments, retention, events = filled
    vaults.close()
    rotate(
        vaults.folder,
        PASSPHRASE,
        "нова",
        clock=clock,
        progress=lambda _: None,
        show=lambda _: None,
        cost=vaults.cost,
        limits=vaults.limits,
    )
    assert read(vaults.unlock("нова"), owner) == (attachments, retention, events, owner)


def test_an_erase_takes_them_but_for_the_events(vaults, filled):
    owner, _attachments, _retention, events = filled
    vault = vaults.current
    vault.erase(owner)
    assert vault.run(lambda t: t.receipts.find(receipt_hash(CODE))) is None
    assert vault.run(lambda t: t.events.all()) == events
    left = vault.run(
        lambda t: [t.events._store.execute(f"SELECT * FROM {table}").fetchall() for table in INTERVIEW_TABLES]
    )
    assert not any(left)
    vaults.close()
    remains = Remains(vaults.folder, PASSPHRASE, limits=vaults.limits)
    assert remains.interview(owner) is None
    assert remains.events() == events
    remains.close()


def test_a_vault_of_version_1_gets_the_tables(vaults, clock):
    expected = json.loads((VECTORS / "vault-1.json").read_text("utf-8"))
    shutil.copytree(VECTORS / "vault-1", vaults.folder)
    owner = InterviewId(expected["interviews"][0])
    vaults.unlock(expected["passphrase"])
    vaults.current.run(lambda t: t.receipts.put(owner, CODE, receipt_hash(CODE)))
    vaults.close()
    vault = vaults.unlock(expected["passphrase"])
    assert vault.run(lambda t: t.receipts.find(receipt_hash(CODE))) == owner
    assert vault.run(lambda t: t.events._store.execute("PRAGMA user_version").fetchone()) == (len(ANSWERS),)


def test_a_code_forgives_handwriting_and_notices_a_slip():
    code = new_receipt_code(lambda _bound: 1)
    assert parse_receipt_code(code.lower().replace("1", "l").replace("-", " ")) == code
    slipped = ("2" if code[0] != "2" else "3") + code[1:]
    assert parse_receipt_code(slipped) is None
    assert parse_receipt_code("") is None


def test_an_id_is_taken_as_it_is_heard():
    assert parse_interview_id("pgew akro 1lb0") == "PGEW-AKR0-11B0"
    assert parse_interview_id("PGEW-АКRO-11В0") == "PGEW-AKR0-11B0", "А, К and В are Cyrillic"
    assert parse_interview_id("PGEW-AKR0-11B") is None
    assert parse_interview_id("PGEW-AKRU-11B0") is None
