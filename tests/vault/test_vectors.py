"""The vault and the backup that the first version of the formats wrote: every later version opens them."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from interviewtool.vault.restore import restore

VECTORS = Path(__file__).parents[1] / "vectors"
EXPECTED = json.loads((VECTORS / "vault-1.json").read_text("utf-8"))


def check(vault, secret):
    with vault.identities(secret) as register:
        assert {one.person_code: one.text for one in register.all()} == EXPECTED["names"]
        assert vault.verify(lambda _: None, register=register).findings == ()
    assert [one.interview_id for one in vault.run(lambda t: t.interviews.list())] == EXPECTED["interviews"]
    for owner in EXPECTED["interviews"]:
        rows = vault.run(lambda transaction, owner=owner: transaction.answers.all(owner))
        assert [[row.reference, row.value, row.missing, row.draft] for row in rows] == EXPECTED["answers"]
    assert [stone.interview_id for stone in vault.run(lambda t: t.interviews.tombstones())] == [EXPECTED["erased"]]
    assert vault.run(lambda transaction: transaction.pseudonyms.all()) == EXPECTED["pseudonyms"]
    assert vault.run(lambda transaction: transaction.documents.get("form", "standard")) == b"<h:html/>"
    blob_id, digest = EXPECTED["blob"]
    assert hashlib.sha256(vault.blobs.read(EXPECTED["interviews"][0], blob_id)).hexdigest() == digest


@pytest.mark.parametrize("secret", ["passphrase", "recovery_code", "escrow_identity"])
def test_the_vault_of_version_1_opens(vaults, secret):
    shutil.copytree(VECTORS / "vault-1", vaults.folder)
    vault = vaults.unlock(EXPECTED[secret])
    assert vault.findings == ()
    check(vault, EXPECTED[secret])


def test_the_backup_of_version_1_is_restored(vaults, clock):
    _code, moved = restore(
        VECTORS / "backup-1",
        EXPECTED["passphrase"],
        vaults.folder,
        "нова",
        clock=clock,
        progress=lambda _: None,
        cost=vaults.cost,
        limits=vaults.limits,
    )
    assert moved.findings == ()
    check(vaults.unlock("нова"), "нова")
