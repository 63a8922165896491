"""Rotation: a new vault with new keys takes the place of the old one, whole or not at all."""

from __future__ import annotations

import shutil

import pytest

from interviewtool.crypto.slots import SlotKind
from interviewtool.errors import Cancelled, KnownError
from interviewtool.vault import closed
from interviewtool.vault.filling import filling
from interviewtool.vault.layout import Layout
from interviewtool.vault.replacing import REPLACED
from interviewtool.vault.rotation import rotate
from tests.vault.full_vaults import NEW, PASSPHRASE, everything, quiet


class TestRotation:
    def rotated(self, vaults, clock, show=None):
        shown = []
        moved = rotate(
            vaults.folder,
            PASSPHRASE,
            NEW,
            clock=clock,
            progress=quiet,
            show=show or shown.append,
            cost=vaults.cost,
            limits=vaults.limits,
        )
        return moved, shown

    def test_gives_new_keys_and_destroys_the_old_vault(self, vaults, filled, clock, tmp_path):
        before = everything(vaults.current, PASSPHRASE)
        old_key = vaults.current.identity_public_key
        vaults.close()
        shutil.copytree(vaults.folder, tmp_path / "stolen")
        with (vaults.folder / "keys").open("rb") as held:
            moved, (code,) = self.rotated(vaults, clock)
            assert set(held.read()) == {0}
        assert set(moved.brought) == set(filled)
        assert {path.name for path in vaults.folder.parent.iterdir()} == {vaults.folder.name, "stolen"}
        for gone in (PASSPHRASE, vaults.code):
            with pytest.raises(KnownError, match=r"vault\.wrong_passphrase"):
                vaults.unlock(gone)
        vault = vaults.unlock(str(code))
        assert everything(vault, NEW) == before
        assert vault.identity_public_key != old_key
        assert vault.verify(quiet).findings == ()

    def test_refuses_a_vault_that_is_not_whole(self, vaults, filled, clock):
        (blob_id,) = vaults.current.blobs.list(filled[0])
        vaults.close()
        (vaults.folder / "blobs" / blob_id).unlink()
        with pytest.raises(KnownError, match=r"vault\.rotation_needs_whole"):
            self.rotated(vaults, clock)
        assert [path.name for path in vaults.folder.parent.iterdir()] == [vaults.folder.name]
        vaults.unlock()

    def test_stays_as_it_was_when_nobody_took_the_code(self, vaults, filled, clock):
        before = everything(vaults.current, PASSPHRASE)
        vaults.close()

        def refuse(_code):
            raise Cancelled

        with pytest.raises(Cancelled):
            self.rotated(vaults, clock, refuse)
        assert [path.name for path in vaults.folder.parent.iterdir()] == [vaults.folder.name]
        assert everything(vaults.unlock(), PASSPHRASE) == before

    def test_leaves_a_folder_alone_that_is_not_its_own(self, vaults, filled, clock):
        vaults.close()
        foreign = vaults.folder.with_name(vaults.folder.name + ".fresh")
        foreign.mkdir()
        with pytest.raises(KnownError, match=r"vault\.folder_not_empty"):
            self.rotated(vaults, clock)
        assert foreign.is_dir()
        vaults.unlock()

    def test_who_forgot_the_passphrase_in_the_gap_is_told_the_ways_of_the_vault_to_come(self, vaults, filled, clock):
        vaults.close()
        layout = Layout(vaults.folder)
        shutil.copytree(layout.folder, layout.fresh.folder)
        (layout.folder / REPLACED).touch()
        ways = {SlotKind.PASSPHRASE, SlotKind.RECOVERY}
        assert {slot.kind for slot in closed.ways_to_open(vaults.folder)} == ways
        layout.folder.rename(layout.retired.folder)
        assert {slot.kind for slot in closed.ways_to_open(vaults.folder)} == ways
        assert closed.opens(vaults.folder, vaults.code, limits=vaults.limits)
        assert not closed.opens(vaults.folder, "a guess", limits=vaults.limits)
        vaults.unlock(vaults.code).change_passphrase(vaults.code, "нова довга фраза замість забутої", cost=vaults.cost)

    @pytest.mark.parametrize("by", ["a new vault", "one that is filled"])
    def test_a_name_that_is_free_between_two_renames_is_not_given_to_another_vault(self, vaults, filled, clock, by):
        vaults.close()
        layout = Layout(vaults.folder)
        shutil.copytree(layout.folder, layout.fresh.folder)
        (layout.folder / REPLACED).touch()
        layout.folder.rename(layout.retired.folder)
        assert closed.awaited(vaults.folder)
        with pytest.raises(KnownError, match=r"vault\.folder_not_empty"):
            vaults.create() if by == "a new vault" else filling(vaults.folder).__enter__()
        assert [one.interview_id for one in vaults.unlock().run(lambda t: t.interviews.list())] == [*filled]
        assert [path.name for path in vaults.folder.parent.iterdir()] == [vaults.folder.name]
