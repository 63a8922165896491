"""Ways to open a vault: added, seen, changed, removed; entrusted to a supervisor; destroyed in panic."""

from __future__ import annotations

import shutil

import pytest

from interviewtool.crypto.age import new_age_identity
from interviewtool.crypto.slots import KeyKind, SlotKind
from interviewtool.errors import KnownError
from interviewtool.i18n.explain import explain
from interviewtool.vault import Vault, durable, header_file
from interviewtool.vault.closed import ways_to_open
from interviewtool.vault.header import MOST_SLOTS
from interviewtool.vault.layout import Layout
from interviewtool.vault.panic import holds_vault

PASSPHRASE = "шість випадкових слів на папері"
BOTH = (KeyKind.VAULT, KeyKind.IDENTITY)


def refused(work, code):
    with pytest.raises(KnownError) as caught:
        work()
    assert caught.value.code == code
    assert "{" not in str(explain(caught.value))


def open_register(vault, secret):
    with vault.identities(secret):
        pass


def test_a_supervisor_opens_what_was_entrusted_and_sets_a_new_passphrase(vaults):
    supervisor, stranger = new_age_identity(), new_age_identity()
    vault = vaults.create()
    refused(lambda: vault.add_escrow("wrong", supervisor.recipient, BOTH), "vault.wrong_passphrase")
    refused(lambda: vault.add_escrow(PASSPHRASE, "age1nonsense", BOTH), "crypto.not_a_recipient")
    slot = vault.add_escrow(PASSPHRASE, supervisor.recipient, BOTH)
    assert [one.kind for one in vault.slots] == ["passphrase", "recovery", "escrow"]
    assert vault.holders == {slot.slot_id: supervisor.recipient}
    for path in (
        vaults.folder / "header",
        vaults.folder / "header.previous",
    ):
        # Whose key it is must not be told by a vault that is seized.
        assert supervisor.recipient.encode() not in path.read_bytes()
    vaults.close()
    refused(lambda: vaults.unlock(stranger.secret), "vault.wrong_passphrase")
    vault = vaults.unlock(supervisor.secret)
    open_register(vault, supervisor.secret)
    vault.change_passphrase(supervisor.secret, "нова фраза", cost=vaults.cost)
    vault.remove_slot("нова фраза", slot.slot_id)
    vaults.close()
    for gone in (PASSPHRASE, supervisor.secret):
        refused(lambda gone=gone: vaults.unlock(gone), "vault.wrong_passphrase")
    open_register(vaults.unlock("нова фраза"), "нова фраза")


def test_either_key_is_entrusted_by_a_choice_of_its_own(vaults):
    answers_only, register_only = new_age_identity(), new_age_identity()
    vault = vaults.create()
    vault.add_escrow(PASSPHRASE, answers_only.recipient, [KeyKind.VAULT])
    vault.add_escrow(PASSPHRASE, register_only.recipient, [KeyKind.IDENTITY])
    open_register(vault, register_only.secret)
    vaults.close()
    refused(lambda: vaults.unlock(register_only.secret), "vault.not_in_escrow")
    vault = vaults.unlock(answers_only.secret)
    refused(lambda: open_register(vault, answers_only.secret), "vault.not_in_escrow")
    refused(lambda: vault.change_passphrase(answers_only.secret, "x", cost=vaults.cost), "vault.not_in_escrow")
    vault.add_escrow(PASSPHRASE, answers_only.recipient, BOTH)  # in place of the slot the recipient had
    assert len(vault.slots) == 4
    open_register(vault, answers_only.secret)


def test_a_second_passphrase_beside_the_first(vaults):
    vault = vaults.create()
    vault.add_passphrase(PASSPHRASE, "друга", cost=vaults.cost)
    vault.change_passphrase("друга", "третя", cost=vaults.cost)
    vaults.close()
    refused(lambda: vaults.unlock("друга"), "vault.wrong_passphrase")
    vaults.unlock(PASSPHRASE)
    vaults.close()
    vault = vaults.unlock("третя")
    first, second = (slot for slot in vault.slots if slot.kind == SlotKind.PASSPHRASE)
    refused(lambda: vault.remove_slot("третя", "00000000"), "vault.no_such_slot")
    vault.remove_slot("третя", first.slot_id)
    refused(lambda: vault.remove_slot("третя", second.slot_id), "vault.last_slot")
    for _ in range(MOST_SLOTS - len(vault.slots)):
        vault.add_escrow("третя", new_age_identity().recipient, BOTH)
    refused(lambda: vault.add_escrow("третя", new_age_identity().recipient, BOTH), "vault.too_many_slots")
    vaults.close()
    refused(lambda: vaults.unlock(PASSPHRASE), "vault.wrong_passphrase")
    assert len(vaults.unlock(vaults.code).slots) == MOST_SLOTS


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", range(12))
def test_a_removal_that_was_killed_at_any_step_is_finished_when_the_vault_opens(vaults, step, monkeypatch):
    vault = vaults.create()
    vault.anchor()
    old = [(vaults.folder / name).open("rb") for name in ("header", "header.previous")]
    steps = iter(range(100))

    def killing(real):
        def act(*arguments):
            if next(steps) == step:
                raise Killed
            return real(*arguments)

        return act

    with monkeypatch.context() as patched:
        for name in ("write_aside", "sync_folder", "overwrite"):
            patched.setattr(header_file, name, killing(getattr(durable, name)))
        patched.setattr(type(vaults.folder), "replace", killing(type(vaults.folder).replace))
        try:
            vault.change_passphrase(PASSPHRASE, "нова", cost=vaults.cost)
        except Killed:
            vaults.close()
        else:
            assert step >= 8
    vaults.close()
    try:
        vault = vaults.unlock("нова")
    except KnownError:
        vault = vaults.unlock(PASSPHRASE)  # killed before the new header stood in its place
        vault.change_passphrase(PASSPHRASE, "нова", cost=vaults.cost)
    assert vault.findings == ()
    vaults.close()
    for file in old:
        with file:
            assert set(file.read()) == {0}
    assert not list(vaults.folder.glob("*.removed"))
    for name in ("header", "header.previous"):
        shutil.copy(vaults.folder / "header.previous", vaults.folder / "header")
        refused(lambda: vaults.unlock(PASSPHRASE), "vault.wrong_passphrase")
        assert (vaults.folder / name).exists()


def test_panic_leaves_nothing_that_opens(vaults, begin, tmp_path):
    vault = vaults.create()
    begin(vault)
    held = [(vaults.folder / name).open("rb") for name in ("header", "header.previous", "keys")]
    done = Vault.destroy_keys(vaults.folder)  # while it is open
    assert done.sealed and done.failed == () and set(done.destroyed) == {"header", "header.previous", "keys"}
    for file in held:
        with file:
            assert set(file.read()) == {0}
    vaults.close()
    for secret in (PASSPHRASE, vaults.code):
        refused(lambda secret=secret: vaults.unlock(secret), "vault.header_missing")
    assert not Vault.destroy_keys(tmp_path / "nowhere").sealed


@pytest.mark.parametrize("by", ["the window itself", "a command beside it"])
def test_a_vault_that_is_open_while_its_keys_are_destroyed_does_not_bring_them_back(vaults, begin, by):
    vault = vaults.create()
    owner = begin(vault)
    if by == "the window itself":
        assert vault.panic().sealed
        vault.anchor()
    else:
        assert Vault.destroy_keys(vaults.folder).sealed
        refused(vault.anchor, "vault.folder_gone")
    refused(lambda: vault.change_passphrase(PASSPHRASE, "нова", cost=vaults.cost), "vault.folder_gone")
    refused(lambda: vault.run(lambda transaction: transaction.gate.close(owner)), "vault.folder_gone")
    vaults.close()
    assert not list(vaults.folder.glob("header*"))


def test_the_ways_to_open_a_vault_are_seen_without_opening_it(vaults):
    vaults.create()
    assert [slot.kind for slot in ways_to_open(vaults.folder)] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]


def test_panic_reaches_what_a_killed_act_has_left(vaults):
    """A rotation between its two renames, a restore half done: the folder itself may have no header any more."""
    vaults.create()
    vaults.close()
    layout = Layout(vaults.folder)
    for copy in (layout.fresh, layout.retired):
        shutil.copytree(layout.folder, copy.folder)
    layout.restoring.folder.mkdir()
    for path in (layout.header, layout.previous_header, layout.keys):
        path.rename(layout.restoring.folder / path.name)
    assert holds_vault(*layout.with_copies)
    assert Vault.destroy_keys(layout.folder).sealed
    for copy in layout.with_copies:
        assert not copy.header.exists() and not copy.previous_header.exists() and not copy.keys.exists()


def test_panic_says_what_it_could_not_destroy(vaults):
    vaults.create()
    vaults.close()
    (vaults.folder / "header.previous").unlink()
    (vaults.folder / "header.previous").mkdir()  # stands for a file that cannot be written, which root always can
    done = Vault.destroy_keys(vaults.folder)
    assert done.failed == ("header.previous",) and not done.sealed
