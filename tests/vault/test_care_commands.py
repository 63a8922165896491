"""The commands that keep a vault alive and the one that ends it, as a person types them."""

from __future__ import annotations

import os
import re
import shutil

import pytest

from interviewtool.crypto.kdf import LEAST_COST
from interviewtool.crypto.recovery import new_recovery_code
from tests.commands import interviewtool
from tests.workspaces import PASSPHRASE

NEW = "цілком нова довга фраза"


def run(*arguments, new=None, **more):
    """A command with the passphrase, and where it is asked for, the new one."""
    command = list(arguments)
    reading = None
    if new is not None:
        reading, writing = os.pipe()
        os.write(writing, f"{new}\n".encode())
        os.close(writing)
        command += ["--new-passphrase-fd", str(reading)]
    try:
        return interviewtool(*command, **{"passphrase": PASSPHRASE, **more})
    finally:
        if reading is not None:
            os.close(reading)


@pytest.fixture(scope="module", autouse=True)
def least_cost():
    """The floor of what a vault may cost to open: the default takes this machine a second each time."""
    with pytest.MonkeyPatch.context() as patched:
        for module in ("interviewtool.vault.vault", "interviewtool.vault.vault_header", "interviewtool.crypto.kdf"):
            patched.setattr(f"{module}.affordable_cost", lambda: LEAST_COST)
        yield


@pytest.fixture(scope="module")
def vault_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("care") / "vault"
    assert interviewtool("vault", "create", "--vault", folder, passphrase=PASSPHRASE).code == 0
    return folder


def test_backup_restore_and_salvage(vault_folder, tmp_path):
    done = run("vault", "backup", tmp_path / "stick", "--vault", vault_folder)
    assert done.code == 0 and "The backup is whole" in done.out
    done = run("vault", "restore", tmp_path / "stick", "--into", tmp_path / "a", "--erased-in", vault_folder, new=NEW)
    assert done.code == 0 and "Recovery code: " in done.out and "0 interviews were brought over." in done.out
    (tmp_path / "a" / "identity.db").write_bytes(b"")
    done = run("vault", "salvage", "--vault", tmp_path / "a", "--into", tmp_path / "b", new=PASSPHRASE, passphrase=NEW)
    assert done.code == 1 and "identity.db is damaged" in done.out and "Not everything could be read" in done.err
    assert run("vault", "info", "--vault", tmp_path / "b").code == 0


def test_a_vault_with_another_passphrase_is_asked_for_its_own(vault_folder, tmp_path):
    folder = shutil.copytree(vault_folder, tmp_path / "vault")
    assert run("vault", "backup", tmp_path / "stick", "--vault", folder).code == 0
    assert run("vault", "slots", "change-passphrase", "--vault", folder, new=NEW).code == 0
    restoring = ("vault", "restore", tmp_path / "stick", "--into", tmp_path / "a", "--erased-in", folder)
    for typed in ("a guess\n", ""):
        refused = run(*restoring, new=PASSPHRASE, stdin=typed)
        assert refused.code != 0 and f"{folder} has another passphrase." in refused.err
        assert not (tmp_path / "a").exists()
    done = run(*restoring, new=PASSPHRASE, stdin=f"{NEW}\n")
    assert done.code == 0 and "The vault is ready" in done.out


@pytest.mark.long
def test_slots_and_the_supervisors_key(vault_folder, tmp_path):
    desk = tmp_path / "desk"
    assert interviewtool("vault", "create", "--vault", desk, passphrase=PASSPHRASE).code == 0
    assert run("team", "create", "Команда", "--code", "S1", "--vault", desk).code == 0
    assert run("team", "card", tmp_path / "S1.card", "--vault", desk).code == 0
    done = run("vault", "slots", "entrust", "--with", "both", "--card", tmp_path / "S1.card", "--vault", vault_folder)
    assert done.code == 0 and "supervisor’s key" in done.out
    slot = done.out.split()[0]
    rescue = ("vault", "slots", "change-passphrase", "--vault", vault_folder, "--supervisor-vault", desk)
    assert run(*rescue, new=NEW).code == 0
    assert "does not open" in run("vault", "info", "--vault", vault_folder).err
    assert run("vault", "slots", "add-passphrase", "--vault", vault_folder, new=PASSPHRASE, passphrase=NEW).code == 0
    assert run("vault", "slots", "remove", slot, "--vault", vault_folder).code == 0
    done = run("vault", "slots", "list", "--vault", vault_folder)
    assert [line.split()[1] for line in done.out.splitlines()] == ["recovery", "passphrase", "passphrase"]
    assert "Recovery code" in run("vault", "slots", "new-code", "--vault", vault_folder).out


def test_an_old_copy_is_reported_until_it_is_acknowledged(vault_folder, tmp_path):
    folder = shutil.copytree(vault_folder, tmp_path / "vault")
    old = (folder / "answers.db").read_bytes()
    assert run("vault", "backup", tmp_path / "stick", "--vault", folder).code == 0
    (folder / "answers.db").write_bytes(old)
    for _time in range(2):
        done = run("vault", "verify", "--vault", folder)
        assert done.code == 1 and "an old copy was put back" in done.said
    reason = "відновлено з образу диска"
    done = run("vault", "acknowledge", "--reason", reason, "--vault", folder)
    assert done.code == 0 and "Noted in the log" in done.out
    assert run("vault", "verify", "--vault", folder).code == 0
    assert "No old copy was found" in run("vault", "acknowledge", "--reason", reason, "--vault", folder).err


@pytest.mark.long
def test_rotation(tmp_path, monkeypatch):
    folder = tmp_path / "vault"
    drawn = new_recovery_code()
    monkeypatch.setattr("interviewtool.vault.vault.new_recovery_code", lambda: drawn)
    assert interviewtool("vault", "create", "--vault", folder, passphrase=PASSPHRASE).code == 0
    refused = run("vault", "rotate", "--vault", folder, new=NEW, stdin="n\n")
    assert refused.code == 130
    done = run("vault", "rotate", "--vault", folder, new=NEW, stdin=f"{drawn}\n")
    assert done.code == 0 and "the old ones are destroyed" in done.out
    code = re.search(r"Recovery code: (\S+)", done.out)[1]
    assert run("vault", "info", "--vault", folder).code == 1
    assert run("vault", "info", "--vault", folder, passphrase=code).code == 0
    assert run("vault", "info", "--vault", folder, passphrase=NEW).code == 0


def test_panic(vault_folder, tmp_path):
    folder = tmp_path / "vault"
    shutil.copytree(vault_folder, folder)
    assert interviewtool("vault", "panic", "--vault", folder, stdin="n\n").code == 130
    assert (folder / "header").exists()
    done = interviewtool("vault", "panic", "--yes", "--vault", folder)
    assert done.code == 0 and "nobody can open" in done.out and "backups and copies" in done.out
    assert run("vault", "info", "--vault", folder).code == 1
    assert interviewtool("vault", "panic", "--yes", "--vault", folder).code == 0  # it is so still
    assert interviewtool("vault", "panic", "--yes", "--vault", tmp_path / "nowhere").code == 1


def test_panic_in_a_folder_given_by_mistake_destroys_nothing(tmp_path):
    files = {name: tmp_path / name for name in ("header.h", "keys", "headers.txt")}
    for name, path in files.items():
        path.write_text(name)
    done = interviewtool("vault", "panic", "--yes", "--vault", tmp_path)
    assert done.code == 1 and "not a vault" in done.err
    assert all(path.read_text() == name for name, path in files.items())


def test_a_new_passphrase_is_judged(vault_folder):
    for new, said in (("password1", True), (NEW, False)):
        done = interviewtool("vault", "create", "--vault", vault_folder, passphrase=new)
        assert done.code == 1 and "not empty" in done.err
        assert ("to guess" in done.err) is said


def test_words_for_a_passphrase():
    done = interviewtool("vault", "words", "--words-in", "uk")
    assert len(done.out.split()) == 6 and "66 random bits" in done.err
