"""The vault and the backup that each version of the formats wrote: every later version opens them."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from interviewtool.crypto.age import recipient_of
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError
from interviewtool.vault import Finding, FindingKind
from interviewtool.vault.database import open_database
from interviewtool.vault.header_file import read_generations
from interviewtool.vault.layout import Layout
from interviewtool.vault.opening import open_header
from interviewtool.vault.restore import restore
from interviewtool.vault.salvage import NewVault, salvage
from interviewtool.vault.schema import ANSWERS
from tests.vault.damage import PAGE
from tests.vault.test_disk import files_no_longer_than

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
        assert [*vault.holders.values()] == [recipient_of(expected(version)["escrow_identity"])]
        check(vault, secret, version)
        vaults.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_backup_of_every_version_is_restored(vaults, clock, version):
    _code, moved = restore(
        VECTORS / f"backup-{version}",
        expected(version)["passphrase"],
        NewVault(vaults.folder, "нова", clock, vaults.cost, vaults.limits),
        progress=lambda _: None,
    )
    assert moved.findings == ()
    check(vaults.unlock("нова"), "нова", version)


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_no_room_to_bring_an_older_vault_up_to_date(vaults, version):
    """Neither the database nor its journal can grow; then the one can, and the other still cannot."""
    shutil.copytree(VECTORS / f"vault-{version}", vaults.folder)
    secret = expected(version)["passphrase"]
    database = vaults.folder / "answers.db"
    for limit in (4096, database.stat().st_size):
        with files_no_longer_than(limit), pytest.raises(KnownError, match=r"vault\.no_room_to_update"):
            vaults.unlock(secret)
    check(vaults.unlock(secret), secret, version)


@pytest.mark.parametrize("part", ["audit_by_owner", "audit"])
def test_a_damaged_page_in_what_a_migration_reads(vaults, clock, part, tmp_path):
    """Nobody is let in as if nothing were the matter, and a salvage brings every interview."""
    shutil.copytree(VECTORS / "vault-2", vaults.folder)
    known = expected(2)
    database = vaults.folder / "answers.db"
    opened = open_header(read_generations(Layout(vaults.folder)), known["passphrase"], vaults.limits)
    connection = open_database(database, subkey(opened.vault_key, Label.ANSWERS_DATABASE), ANSWERS[:2])
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (part,)).fetchone()
    connection.close()
    content = bytearray(database.read_bytes())
    content[(page - 1) * PAGE + 2000] ^= 1
    database.write_bytes(content)
    for _time in range(2):
        with pytest.raises(KnownError, match=r"vault\.database_damaged"):
            vaults.unlock(known["passphrase"])
        assert database.read_bytes() == content
    _code, moved = salvage(
        vaults.folder,
        known["passphrase"],
        NewVault(tmp_path / "new", "нова", clock, vaults.cost, vaults.limits),
        progress=lambda _: None,
    )
    assert (sorted(moved.brought), moved.lost) == (sorted(known["interviews"]), ())
    vaults.folder = tmp_path / "new"
    vault = vaults.unlock("нова")
    for owner in known["interviews"]:
        rows = vault.run(lambda transaction, owner=owner: transaction.answers.all(owner))
        assert [[row.reference, row.value, row.missing, row.draft] for row in rows] == known["answers"]
