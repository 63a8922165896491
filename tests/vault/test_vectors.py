"""The vault and the backup that each version of the formats wrote: every later version opens them."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from interviewtool.vault import Finding, FindingKind
from interviewtool.vault.restore import restore
from interviewtool.vault.schema import ANSWERS

VECTORS = Path(__file__).parents[1] / "vectors"
NO_FORM = "0" * 64
VERSIONS = range(1, len(ANSWERS) + 1)


def expected(version):
    return json.loads((VECTORS / f"vault-{version}.json").read_text("utf-8"))


def check(vault, secret, version):
    known = expected(version)
    # The interviews of the first fixture were made without a questionnaire.
    lost = {Finding(FindingKind.MISSING, "documents", NO_FORM)} if version == 1 else set()
    with vault.identities(secret) as register:
        assert {one.person_code: one.text for one in register.all()} == known["names"]
        assert set(vault.verify(lambda _: None, register=register).findings) == lost
    assert [one.interview_id for one in vault.run(lambda t: t.interviews.list())] == known["interviews"]
    for owner in known["interviews"]:
        rows = vault.run(lambda transaction, owner=owner: transaction.answers.all(owner))
        assert [[row.reference, row.value, row.missing, row.draft] for row in rows] == known["answers"]
    assert [stone.interview_id for stone in vault.run(lambda t: t.interviews.tombstones())] == [known["erased"]]
    assert vault.run(lambda transaction: transaction.pseudonyms.all()) == known["pseudonyms"]
    assert vault.run(lambda transaction: transaction.documents.get("form", "standard")) == b"<h:html/>"
    for owner in known["interviews"]:
        log = vault.run(lambda transaction, owner=owner: transaction.audit.entries(owner))
        assert [entry.event for entry in log if entry.event == "form start"] == ["form start"]
    first = known["interviews"][0]
    blob_id, digest = known["blob"]
    assert hashlib.sha256(vault.blobs.read(first, blob_id)).hexdigest() == digest
    if version > 1:
        assert [one.name for one in vault.run(lambda t: t.attachments.all(first))] == known["attachments"]
        assert vault.run(lambda t: t.retention.get(first)).review.isoformat() == known["review"]
        assert vault.run(lambda t: t.receipts.get(first)) == known["receipt"]
        assert [one.kind for one in vault.run(lambda t: t.events.all())] == known["events"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", ["passphrase", "recovery_code", "escrow_identity"])
def test_the_vault_of_every_version_opens(vaults, kind, version):
    shutil.copytree(VECTORS / f"vault-{version}", vaults.folder)
    secret = expected(version)[kind]
    for _ in range(2):  # migrated, then as it is
        vault = vaults.unlock(secret)
        assert vault.findings == ()
        check(vault, secret, version)
        vaults.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_backup_of_every_version_is_restored(vaults, clock, version):
    _code, moved = restore(
        VECTORS / f"backup-{version}",
        expected(version)["passphrase"],
        vaults.folder,
        "нова",
        clock=clock,
        progress=lambda _: None,
        cost=vaults.cost,
        limits=vaults.limits,
    )
    assert moved.findings == ()
    check(vaults.unlock("нова"), "нова", version)
