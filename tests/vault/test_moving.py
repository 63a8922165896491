"""Salvage: into a new vault comes everything that authenticates, and not a word of it has changed."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace

import pytest

from interviewtool.crypto.age import new_age_identity
from interviewtool.crypto.slots import KeyKind
from interviewtool.errors import Cancelled, KnownError
from interviewtool.model import (
    InterviewState,
    KeptEvent,
    receipt_hash,
)
from interviewtool.vault import FindingKind
from interviewtool.vault.salvage import NewVault, salvage
from interviewtool.vault.schema import INTERVIEW_TABLES
from tests.vault.damage import last_page
from tests.vault.full_vaults import NEW, PASSPHRASE, digests, everything, opens, quiet

PAGE = 4096


class TestSalvage:
    def salvaged(self, vaults, tmp_path, secret=PASSPHRASE, **more):
        target = tmp_path / "нове"
        new = NewVault(target, NEW, more.pop("clock"), vaults.cost, vaults.limits)
        code, moved = salvage(vaults.folder, secret, new, progress=more.pop("progress", quiet), **more)
        vaults.folder, vaults.code = target, str(code)
        return vaults.unlock(NEW), moved

    def test_of_a_whole_vault_loses_nothing_and_changes_nothing_in_it(self, vaults, filled, tmp_path, clock):
        before = everything(vaults.current, PASSPHRASE)
        vaults.close()
        files, old = digests(vaults.folder), vaults.folder
        vault, moved = self.salvaged(vaults, tmp_path, clock=clock)
        assert (set(moved.brought), moved.lost, moved.erased, moved.findings) == (set(filled), (), (), ())
        assert digests(old) == files
        assert everything(vault, NEW) == before
        with vault.identities(NEW) as register:
            assert vault.verify(quiet, register=register).findings == ()

    @pytest.mark.parametrize("pages", [(1,), (2, 3), tuple(range(4, 30)), tuple(range(1, 200, 7))])
    def test_of_damaged_pages_brings_what_is_on_the_others(self, vaults, filled, tmp_path, clock, pages):
        before = everything(vaults.current, PASSPHRASE)[1][0]
        vaults.close()
        content = bytearray((vaults.folder / "answers.db").read_bytes())
        for page in pages:
            if page * PAGE <= len(content):
                content[(page - 1) * PAGE + 2000] ^= 1
        (vaults.folder / "answers.db").write_bytes(content)
        vault, moved = self.salvaged(vaults, tmp_path, clock=clock)
        assert set(moved.brought) | set(moved.lost) >= set(filled)
        assert (FindingKind.DAMAGED, "answers.db") in {(one.kind, one.part) for one in moved.findings}
        concerned = {one.subject for one in moved.findings} | set(moved.lost)
        for owner in moved.brought:
            found = vault.run(lambda transaction, owner=owner: transaction.answers.all(owner))
            assert set(found) <= set(before[owner][2])
            assert owner in concerned or found == before[owner][2]
        assert vault.findings == ()

    @pytest.mark.parametrize(
        ("lost", "concerned"),
        [
            ("answers", ()),
            ("consent", (0,)),
            ("receipts", (0,)),
            ("events", (0, 1, 2, 3)),
            ("audit", (0, 1, 2, 3)),
            ("an interview", (0,)),
        ],
    )
    def test_where_a_no_may_be_lost_no_yes_counts_any_more(self, vaults, filled, tmp_path, clock, lost, concerned):
        """The page with what came last to a table is destroyed, or the key of a finalized interview."""
        owner, vault = filled[0], vaults.current

        def say(transaction):
            (yes,) = transaction.consent.all(owner)
            for _ in range(15):
                transaction.consent.append(owner, yes)
            transaction.consent.append(owner, replace(yes, given=False))
            transaction.receipts.put(owner, "ABCD", receipt_hash("ABCD"))
            transaction.events.append(KeptEvent("tombstone", {"interview": filled[3]}, clock(), True, False))
            transaction.audit.append(owner, "consent")

        vault.run(say)
        vault.anchor()
        before = vault.run(lambda t: [t.answers.all(each) for each in filled])
        if lost == "an interview":
            (slot,) = [n for n in range(9) if opens(vault, filled[1], n)]
            vault.run(lambda _: vault._store.data_keys.erase(slot))
        else:
            destroy = last_page(vault, vaults.folder, lost)
        vaults.close()
        if lost != "an interview":
            destroy()
        vault, moved = self.salvaged(vaults, tmp_path, clock=clock)
        assert [filled.index(each) for each in moved.doubted] == [*concerned]
        for number, each in enumerate(filled):
            if each in moved.brought:
                records = vault.run(lambda t, each=each: t.consent.all(each))
                assert {record.open for record in records if record.given} == {number in concerned}
                assert vault.run(lambda t, each=each: t.gate.is_open(each)) == (number not in (2, *concerned))
                last = vault.run(lambda t, each=each: t.audit.entries(each))[-1]
                assert last.details == ({"consent": "in doubt"} if number in concerned else {})
                assert lost == "answers" or vault.run(lambda t, each=each: t.answers.all(each)) == before[number]

    @pytest.mark.parametrize("left", ["everything else", "the log alone", "nothing"])
    def test_of_an_interview_whose_own_row_is_lost(self, vaults, filled, tmp_path, clock, left):
        vault, owner = vaults.current, filled[0]  # finalized
        before = everything(vault, PASSPHRASE)
        form = b'<bind nodeset="/data/case/q1"/>'
        vault.run(lambda transaction: transaction.documents.put("form", "g", form))
        vault.run(lambda transaction: transaction.documents.put("form", "h", b"<bind/>"))
        tables = {"everything else": ("interviews",), "the log alone": INTERVIEW_TABLES, "nothing": INTERVIEW_TABLES}
        vault.run(lambda _: vault._store.execute("DROP TRIGGER consent_stays"))
        for table in tables[left]:
            vault.run(lambda _, table=table: vault._store.execute(f"DELETE FROM {table} WHERE owner = ?", (owner,)))
        if left == "nothing":
            (slot,) = [n for n in range(9) if opens(vault, owner, n)]
            vault.run(lambda _: vault._store.data_keys.erase(slot))
        vaults.close()
        vault, moved = self.salvaged(vaults, tmp_path, clock=clock)
        if left == "nothing":
            assert moved.lost == (owner,)
            return
        assert owner in moved.brought and (FindingKind.DAMAGED, owner) in {
            (one.kind, one.subject) for one in moved.findings
        }
        names, rows, blobs = everything(vault, NEW)
        old = before[1][0][owner]
        interview, preparation, answers, _open, consent, own, log = rows[0][owner]
        assert (interview.created, log) == (clock(), old[6])
        if left == "everything else":
            assert (interview.state, interview.form_hash) == (
                InterviewState.IN_PROGRESS,
                hashlib.sha256(form).hexdigest(),
            )
            assert (preparation, answers, consent) == (old[1], old[2], old[4])
            assert {one.person_code for one in own} and names.items() == before[0].items()
            assert blobs == before[2]

    def test_of_a_damaged_salt_reads_the_pages_all_the_same(self, vaults, filled, tmp_path, clock):
        before = everything(vaults.current, PASSPHRASE)
        vaults.close()
        content = bytearray((vaults.folder / "answers.db").read_bytes())
        content[:16] = bytes(16)
        (vaults.folder / "answers.db").write_bytes(content)
        vault, moved = self.salvaged(vaults, tmp_path, clock=clock)
        assert set(moved.brought) == set(filled)
        assert everything(vault, NEW) == before

    def test_of_a_damaged_blob_loses_one_chunk(self, vaults, filled, tmp_path, clock):
        (blob_id,) = vaults.current.blobs.list(filled[0])
        vaults.close()
        path = vaults.folder / "blobs" / blob_id
        content = bytearray(path.read_bytes())
        content[70_000] ^= 1  # in the second chunk
        path.write_bytes(content)
        vault, moved = self.salvaged(vaults, tmp_path, clock=clock)
        assert [(one.kind, one.part, one.subject) for one in moved.findings] == [
            (FindingKind.DAMAGED, "blobs", blob_id)
        ]
        whole = bytes(range(256)) * 1000
        found = vault.blobs.read(filled[0], blob_id)
        assert found[:65_536] == whole[:65_536] and found[131_072:] == whole[131_072:]
        assert found[65_536:131_072] == bytes(65_536)

    @pytest.mark.parametrize("damage", ["first page", "one slot", "both headers but one"])
    def test_of_damaged_keys_or_header(self, vaults, filled, tmp_path, clock, damage):
        vaults.close()
        keys = bytearray((vaults.folder / "keys").read_bytes())
        if damage == "first page":
            keys[:100] = bytes(100)
        elif damage == "one slot":
            for copy in (1, 2):
                keys[copy * PAGE + 20] ^= 1
        else:
            (vaults.folder / "header").write_bytes(b"")
        (vaults.folder / "keys").write_bytes(keys)
        _vault, moved = self.salvaged(vaults, tmp_path, clock=clock)
        assert len(moved.lost) == (1 if damage == "one slot" else 0)
        assert set(moved.brought) | set(moved.lost) == set(filled)

    def test_with_a_key_that_leads_to_the_answers_alone_leaves_the_register_behind(
        self, vaults, filled, tmp_path, clock
    ):
        supervisor = new_age_identity()
        vaults.current.add_escrow(PASSPHRASE, supervisor.recipient, [KeyKind.VAULT])
        vaults.close()
        vault, moved = self.salvaged(vaults, tmp_path, supervisor.secret, clock=clock)
        assert set(moved.brought) == set(filled)
        assert {one.kind for one in moved.findings} == {FindingKind.MISSING}
        with vault.identities(NEW) as register:
            assert {one.text for one in register.all()} == {"Особа 2", "Особа 3", "Пізня"}  # those still at hand

    def test_a_killed_transaction_in_the_journal_is_not_believed(self, vaults, filled, answer, tmp_path, clock):
        """The database file is caught between its writing and its commit, as a kill leaves it."""
        vault = vaults.current
        before = vault.run(lambda transaction: transaction.answers.all(filled[0]))
        copy = tmp_path / "killed"

        def half(transaction):
            store = transaction.answers._store
            store.execute("PRAGMA cache_size = 1")
            store.execute("PRAGMA cache_spill = 1")
            transaction.answers.put(filled[0], [answer(f"q{index}", "інакше " * 900) for index in range(40)])
            shutil.copytree(vaults.folder, copy)
            raise Cancelled

        with pytest.raises(Cancelled):
            vault.run(half)
        assert (copy / "answers.db-journal").stat().st_size > PAGE
        vaults.close()
        vaults.folder = copy
        vault, moved = self.salvaged(vaults, tmp_path, clock=clock)
        assert moved.findings == ()
        assert vault.run(lambda transaction: transaction.answers.all(filled[0])) == before

    def test_stopped_or_refused_leaves_no_new_folder(self, vaults, filled, tmp_path, clock):
        def stop(_share):
            raise Cancelled

        with pytest.raises(KnownError, match=r"vault\.already_open"):
            self.salvaged(vaults, tmp_path, clock=clock)
        vaults.close()
        with pytest.raises(Cancelled):
            self.salvaged(vaults, tmp_path, clock=clock, progress=stop)
        with pytest.raises(KnownError, match=r"vault\.wrong_passphrase"):
            self.salvaged(vaults, tmp_path, "wrong", clock=clock)
        assert not (tmp_path / "нове").exists()
