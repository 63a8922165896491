"""Cut files, forged headers and old copies: detected, named, and never a wrong answer shown. See `damage`, too."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace

import pytest

from interviewtool.errors import KnownError
from interviewtool.i18n.explain import explain
from interviewtool.vault import FindingKind
from interviewtool.vault.report import Finding
from interviewtool.vault.schema import COUNTED_TABLES

PAGE = 4096
PASSPHRASE = "шість випадкових слів на папері"


@pytest.fixture
def filled(vaults, begin, answer, person):
    """A closed vault with something in every file; the interview's id and the blob's."""
    vault = vaults.create()
    interview_id = begin(vault)
    blob_id = vault.blobs.write(interview_id, b"ink" * 40_000)
    rows = [answer(f"q{number}", "відповідь " * 20) for number in range(60)]
    vault.run(lambda transaction: transaction.answers.put(interview_id, rows))
    vault.run(lambda transaction: transaction.names.put(person(interview_id, "Олена")))
    with vault.identities(vaults.code):
        pass
    vault.anchor()
    vaults.close()
    return interview_id, blob_id, tuple(rows)


def noticed(vaults, filled):
    """What unlocking, reading and verifying say of a vault: kinds, parts, and codes. Never a wrong answer."""
    interview_id, _blob_id, rows = filled
    said = set()
    try:
        vault = vaults.unlock()
    except KnownError as error:
        assert explain(error).remedy
        return {error.code}
    try:
        with vault.identities(vaults.code) as register:
            if [one.text for one in register.all()] != ["Олена"]:
                said.add("no name")
            said |= {(one.kind, one.part) for one in vault.verify(lambda _: None, register=register).findings}
    except KnownError as error:
        said.add(error.code)
        said |= {(one.kind, one.part) for one in vault.verify(lambda _: None).findings}
    try:
        assert vault.run(lambda transaction: transaction.answers.all(interview_id)) == rows
    except KnownError as error:
        said.add(error.code)
    said |= {(one.kind, one.part) for one in vault.findings}
    vaults.close()
    return said


def test_an_untouched_vault_says_nothing(vaults, filled):
    assert noticed(vaults, filled) == set()


@pytest.mark.parametrize(
    ("file", "size", "code"),
    [
        ("answers.db", 0, "vault.database_empty"),
        ("answers.db", PAGE, None),
        ("answers.db", 5 * PAGE + 17, None),
        ("answers.db", None, "vault.database_missing"),
        ("identity.db", 0, "vault.database_empty"),
        ("identity.db", 100, None),
        ("identity.db", None, "vault.database_missing"),
        ("keys", 0, "vault.keys_damaged"),
        ("keys", PAGE - 1, "vault.keys_damaged"),
        ("keys", PAGE, None),
        ("keys", PAGE + 70, None),
        ("keys", None, "vault.keys_missing"),
        ("header", 0, (FindingKind.DAMAGED, "header")),
        ("header", 300, (FindingKind.DAMAGED, "header")),
        ("header", None, (FindingKind.MISSING, "header")),
        ("blob", 0, (FindingKind.DAMAGED, "blobs")),
        ("blob", 65_589, (FindingKind.DAMAGED, "blobs")),  # exactly at the end of a chunk
        ("blob", None, (FindingKind.MISSING, "blobs")),
    ],
)
def test_a_file_cut_or_gone(vaults, filled, file, size, code):
    path = vaults.folder / ("blobs/" + filled[1] if file == "blob" else file)
    if size is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:size])
    said = noticed(vaults, filled)
    assert said
    assert code is None or code in said


@pytest.mark.parametrize("kind", [FindingKind.DAMAGED, FindingKind.MISSING])
def test_a_register_that_is_empty_or_gone_is_noticed_before_anybody_needs_it(vaults, filled, kind):
    register = vaults.folder / "identity.db"
    register.write_bytes(b"")
    if kind is FindingKind.MISSING:
        register.unlink()
    assert vaults.unlock().findings == (Finding(kind, "identity.db"),)


def test_a_new_interview_never_takes_the_slot_of_one_whose_keys_were_cut_off(vaults, filled, begin):
    (vaults.folder / "keys").write_bytes((vaults.folder / "keys").read_bytes()[:PAGE])
    vault = vaults.unlock()
    new = begin(vault)
    vault.erase(filled[0])
    assert vault.run(lambda transaction: transaction.interviews.get(new)).interview_id == new


def test_the_folder_of_blobs_is_gone(vaults, filled):
    interview_id, blob_id, _rows = filled
    shutil.rmtree(vaults.folder / "blobs")
    vault = vaults.unlock()
    said = vault.verify(lambda _: None).findings
    assert (FindingKind.MISSING, "blobs", blob_id) in {(one.kind, one.part, one.subject) for one in said}
    assert vault.blobs.read(interview_id, vault.blobs.write(interview_id, b"new")) == b"new"
    shutil.rmtree(vaults.folder / "blobs")  # while it is open
    said = vault.verify(lambda _: None).findings
    assert (FindingKind.MISSING, "blobs", "") in {(one.kind, one.part, one.subject) for one in said}


def test_both_headers_damaged(vaults, filled):
    for name in ("header", "header.previous"):
        (vaults.folder / name).write_bytes(b"interviewtool vault\n" + bytes(500))
    assert noticed(vaults, filled) == {"vault.header_damaged"}


def test_a_header_someone_else_wrote_is_not_believed(vaults, filled):
    """With another identity public key, names to come would be sealed to its owner. The sum is right, the MAC not."""
    content = (vaults.folder / "header").read_bytes()
    body = json.loads(content[26:-64])
    body["identity_public_key"] = "ab" * 32
    body["generation"] += 5
    body["anchor"] = "00" * 68
    encoded = json.dumps(body).encode()
    forged = content[:22] + len(encoded).to_bytes(4, "big") + encoded + content[-64:-32]
    (vaults.folder / "header").write_bytes(forged + hashlib.sha256(forged).digest())
    vault = vaults.unlock()
    assert vault.identity_public_key != b"\xab" * 32
    assert (FindingKind.DAMAGED, "header") in {(one.kind, one.part) for one in vault.findings}
    vaults.close()
    for name in ("header", "header.previous"):
        (vaults.folder / name).write_bytes(forged + hashlib.sha256(forged).digest())
    assert noticed(vaults, filled) == {"vault.header_damaged"}


@pytest.mark.parametrize("field", ["salt", "memory_kib", "age"])
def test_a_slot_someone_else_altered_is_no_forgotten_passphrase(vaults, filled, field):
    """Nor one that asks for a cost that is refused: the generation before opens, and the alteration is named."""
    content = (vaults.folder / "header").read_bytes()
    body = json.loads(content[26:-64])
    for slot in body["slots"]:
        slot["parameters"][field] = {"salt": "ab" * 16, "memory_kib": 1 << 40, "age": "00"}[field]
    encoded = json.dumps(body).encode()
    forged = content[:22] + len(encoded).to_bytes(4, "big") + encoded + content[-64:-32]
    (vaults.folder / "header").write_bytes(forged + hashlib.sha256(forged).digest())
    assert (FindingKind.DAMAGED, "header") in noticed(vaults, filled)
    assert noticed(vaults, filled) == set()


def test_a_damaged_header_is_replaced_by_the_good_generation(vaults, filled):
    (vaults.folder / "header").write_bytes(b"")
    assert (FindingKind.DAMAGED, "header") in noticed(vaults, filled)
    assert noticed(vaults, filled) == set()


def rows_in(vaults):
    """Every row of every table of answers.db."""
    vault = vaults.unlock()
    tables = (*COUNTED_TABLES, "audit", "tallies", "checkpoint", "document_contents", "doomed_slots")
    found = vault.run(lambda t: [t.answers._store.execute(f"SELECT * FROM {table}").fetchall() for table in tables])
    vaults.close()
    return found


class TestOldCopies:
    """SQLCipher accepts an old page at its own number; the tally and the chain do not."""

    @pytest.fixture
    def old(self, vaults, filled, begin, answer, tmp_path):
        """A copy of the folder, after which much has changed and was anchored."""
        shutil.copytree(vaults.folder, tmp_path / "old")
        vault = vaults.unlock()
        interview_id, _blob_id, rows = filled
        changed = tuple(answer(f"q{number}", "інакше " * 20) for number in range(0, 60, 2))
        vault.run(lambda transaction: transaction.answers.put(interview_id, changed))
        vault.erase(begin(vault))
        vault.anchor()
        vaults.close()
        by_reference = {row.reference: row for row in (*rows, *changed)}
        return tmp_path / "old", (interview_id, filled[1], tuple(by_reference.values()))

    def test_of_the_whole_database(self, vaults, old):
        folder, _filled = old
        shutil.copy(folder / "answers.db", vaults.folder / "answers.db")
        vault = vaults.unlock()
        assert (FindingKind.PUT_BACK, "answers.db") in {(one.kind, one.part) for one in vault.findings}
        assert "old copy found" in [entry.event for entry in vault.run(lambda t: t.audit.entries())]

    def test_is_told_until_somebody_says_why(self, vaults, old):
        folder, _filled = old
        shutil.copy(folder / "answers.db", vaults.folder / "answers.db")
        told = Finding(FindingKind.PUT_BACK, "answers.db")
        for _opening in range(3):  # the anchor is right again from the first lock on
            vault = vaults.unlock()
            assert told in vault.findings and told in vault.verify(lambda _share: None).findings
            vault.anchor()
            vaults.close()
        vault = vaults.unlock()
        assert vault.put_back() is not None
        with pytest.raises(KnownError) as refused:
            vault.acknowledge(" ")
        assert refused.value.code == "vault.no_reason"
        vault.acknowledge("Диск відновлено з образу")
        assert told not in vault.findings and vault.put_back() is None
        assert told not in vault.verify(lambda _share: None).findings
        vaults.close()
        vault = vaults.unlock()
        assert told not in vault.findings
        entry = vault.run(lambda t: t.audit.entries())[-1]
        assert (entry.event, entry.details["reason"]) == ("old copy acknowledged", "Диск відновлено з образу")
        with pytest.raises(KnownError) as refused:
            vault.acknowledge("ще раз")
        assert refused.value.code == "vault.nothing_put_back"

    def test_of_any_single_page(self, vaults, old):
        folder, filled = old
        before, now = (path.read_bytes() for path in (folder / "answers.db", vaults.folder / "answers.db"))
        differing = [
            start
            for start in range(0, min(len(before), len(now)), PAGE)
            if before[start : start + PAGE] != now[start : start + PAGE]
        ]
        whole = folder.with_name("whole")
        shutil.copytree(vaults.folder, whole)
        assert len(differing) > 3
        expected = rows_in(vaults)
        for start in differing:
            page = before[start : start + PAGE]
            (vaults.folder / "answers.db").write_bytes(now[:start] + page + now[start + PAGE :])
            # A page whose rows are the same, in free space other than before, says nothing and shows nothing wrong.
            assert noticed(vaults, filled) or rows_in(vaults) == expected, start // PAGE
            shutil.rmtree(vaults.folder)
            shutil.copytree(whole, vaults.folder)

    def test_of_a_journal(self, vaults, filled, answer):
        """A journal that a killed save left, kept and laid back later: SQLite would put its old pages in place."""
        interview_id, blob_id, rows = filled
        journals = []

        def spilled(transaction):
            transaction.answers._store.execute("PRAGMA cache_size = 2")
            transaction.answers.put(interview_id, [answer(f"q{n}", "ніколи " * 300) for n in range(60)])
            journals.append((vaults.folder / "answers.db-journal").read_bytes())
            raise ZeroDivisionError  # the save is killed

        vault = vaults.unlock()
        with pytest.raises(ZeroDivisionError):
            vault.run(spilled)
        changed = [answer(f"q{n}", "інакше " * 20) for n in range(0, 60, 2)]
        vault.run(lambda transaction: transaction.answers.put(interview_id, changed))
        vault.anchor()
        vaults.close()
        assert int.from_bytes(journals[0][8:12], "big") > 0  # it is one that would be rolled back
        (vaults.folder / "answers.db-journal").write_bytes(journals[0])
        by_reference = {row.reference: row for row in (*rows, *changed)}
        assert noticed(vaults, (interview_id, blob_id, tuple(by_reference.values())))

    def test_of_the_keys(self, vaults, old):
        """Erased keys come back with it."""
        _folder, filled = old
        content = bytearray((vaults.folder / "keys").read_bytes())
        for copy in (1, 2):  # slot 2 is that of the erased interview: as if the old file had held it
            content[copy * PAGE + 2 * 64 : copy * PAGE + 3 * 64] = b"\1\0\0\0" + bytes(range(60))
        (vaults.folder / "keys").write_bytes(content)
        assert (FindingKind.PUT_BACK, "keys") in noticed(vaults, filled)

    def test_of_the_register(self, vaults, old, person):
        _folder, filled = old
        before = (vaults.folder / "identity.db").read_bytes()
        vault = vaults.unlock()
        (own,) = vault.run(lambda transaction: transaction.names.get(filled[0]))
        corrected = replace(own, text="Олена Нова")
        vault.run(lambda transaction: transaction.names.put(corrected))
        with vault.identities(vaults.code) as register:
            assert [one.text for one in register.all()] == ["Олена Нова"]
        vaults.close()
        (vaults.folder / "identity.db").write_bytes(before)
        said = noticed(vaults, filled)
        assert (FindingKind.PUT_BACK, "identity.db") in said
        assert "no name" in said
        vault = vaults.unlock()
        for _ in range(2):  # what was come upon before is told again
            with vault.identities(vaults.code) as register:
                found = vault.verify(lambda _: None, register=register).findings
            assert (FindingKind.PUT_BACK, "identity.db") in {(one.kind, one.part) for one in found}

    def test_of_the_header(self, vaults, old):
        """With a slot that was removed since: the newer generation beside it is used, and refuses."""
        _folder, filled = old
        before = (vaults.folder / "header").read_bytes()
        vault = vaults.unlock()
        vault.change_passphrase(PASSPHRASE, "нова фраза", cost=vaults.cost)
        vaults.close()
        (vaults.folder / "header").write_bytes(before)
        assert noticed(vaults, filled) == {"vault.wrong_passphrase"}
        vault = vaults.unlock("нова фраза")
        assert (FindingKind.PUT_BACK, "header") in {(one.kind, one.part) for one in vault.findings}

    def test_a_database_ahead_of_the_header_is_normal(self, vaults, old, answer):
        _folder, filled = old
        vault = vaults.unlock()
        vault.run(lambda transaction: transaction.answers.put(filled[0], [answer("later")]))
        vaults.close()
        vault = vaults.unlock()
        assert vault.findings == ()
        assert vault.verify(lambda _: None).findings == ()
