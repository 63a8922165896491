"""Opening a vault: who gets in, and a clear sentence for everything that is wrong with a folder."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.errors import KnownError
from interviewtool.i18n.explain import explain
from interviewtool.vault import Vault
from interviewtool.vault import database as database_module

PASSPHRASE = "шість випадкових слів на папері"
ROOT = Path(__file__).parents[2]


def refused(work, code):
    with pytest.raises(KnownError) as caught:
        work()
    assert caught.value.code == code
    sentence = explain(caught.value)
    assert sentence.what and sentence.remedy and "{" not in str(sentence)


def test_passphrase_and_recovery_code_open_and_nothing_else(vaults):
    vaults.create()
    vaults.close()
    for secret in (PASSPHRASE, unicodedata.normalize("NFD", PASSPHRASE), vaults.code, vaults.code.lower()):
        vaults.unlock(secret)
        vaults.close()
    for wrong in ("", "пароль", PASSPHRASE + " ", PASSPHRASE.upper()):
        refused(lambda wrong=wrong: vaults.unlock(wrong), "vault.wrong_passphrase")
    slip = vaults.code[:-1] + ("0" if vaults.code[-1] != "0" else "1")
    refused(lambda: vaults.unlock(slip), "vault.recovery_code_mistyped")


def test_a_changed_passphrase_opens_and_the_old_one_no_longer_does(vaults):
    vault = vaults.create()
    refused(lambda: vault.change_passphrase("wrong", "new", cost=vaults.cost), "vault.wrong_passphrase")
    refused(lambda: vault.change_passphrase(PASSPHRASE, "", cost=vaults.cost), "vault.passphrase_empty")
    old = (vaults.folder / "header").read_bytes()
    vault.change_passphrase(vaults.code, "нова", cost=vaults.cost)  # forgotten: the recovery code does
    vaults.close()
    assert (vaults.folder / "header").read_bytes() == (vaults.folder / "header.previous").read_bytes() != old
    refused(lambda: vaults.unlock(PASSPHRASE), "vault.wrong_passphrase")
    vault = vaults.unlock("нова")
    with vault.identities("нова"):
        pass
    new = vault.renew_recovery_code("нова")
    vaults.close()
    refused(lambda: vaults.unlock(vaults.code), "vault.wrong_passphrase")
    vaults.unlock(str(new))


def test_the_bytes_of_a_removed_slot_are_overwritten_where_they_stood(vaults):
    vault = vaults.create()
    vault.anchor()
    vault.change_passphrase(PASSPHRASE, "x", cost=vaults.cost)
    held = [(vaults.folder / name).open("rb") for name in ("header", "header.previous")]
    vault.change_passphrase("x", "y", cost=vaults.cost)
    for file in held:  # the files as they were; their names now belong to others
        with file:
            assert set(file.read()) == {0}


def test_the_register_asks_for_the_passphrase_again(vaults, begin, person):
    vault = vaults.create()
    interview_id = begin(vault)
    name = person(interview_id, "Олена")
    vault.run(lambda transaction: transaction.names.put(name))
    with pytest.raises(KnownError, match=r"vault\.wrong_passphrase"), vault.identities("wrong"):
        pass
    with vault.identities(PASSPHRASE) as register:
        assert register.get(name.person_code).text == "Олена"
        assert [one.person_code for one in register.of(interview_id)] == [name.person_code]
        assert register.get("P-0000-0000") is None
        with pytest.raises(KnownError, match=r"vault\.register_open"), vault.identities(PASSPHRASE):
            pass
    late = person(interview_id, "Петро")
    vault.run(lambda transaction: transaction.names.put(late))
    vault.run(lambda transaction: transaction.names.erase(interview_id, name.person_code))
    vaults.close()
    with vaults.unlock().identities(PASSPHRASE) as register:
        assert [one.text for one in register.all()] == ["Петро"]


def test_the_register_stays_open_for_a_time_and_closes_itself(vaults, clock, begin, person):
    vault = vaults.create()
    interview_id = begin(vault)
    vault.run(lambda transaction: transaction.names.put(person(interview_id, "Олена")))
    vaults.close()
    seconds = [0.0]
    vaults.current = vault = Vault.unlock(
        vaults.folder, PASSPHRASE, clock=clock, limits=vaults.limits, seconds=lambda: seconds[0]
    )

    def read():
        with vault.identities() as register:
            return [one.text for one in register.all()]

    refused(read, "vault.register_closed")
    refused(lambda: vault.register.open("wrong", 5), "vault.wrong_passphrase")
    vault.register.open(PASSPHRASE, 5)
    seconds[0] = 299
    assert read() == ["Олена"] and vault.register.seconds_left == 1
    vault.register.open(PASSPHRASE, 5)  # once more: counted anew
    seconds[0] = 598
    vault.run(lambda transaction: transaction.names.put(person(interview_id, "Петро")))
    assert read() == ["Олена", "Петро"]  # what was typed meanwhile is in it
    with vault.identities(PASSPHRASE) as register:
        assert len(register.all()) == 2
    refused(lambda: vault.identities("wrong").__enter__(), "vault.wrong_passphrase")
    seconds[0] = 599
    refused(read, "vault.register_closed")
    vault.register.open(PASSPHRASE, 5)
    vault.register.close()
    refused(read, "vault.register_closed")
    vault.register.open(PASSPHRASE, 5)
    vaults.close()  # with the register open


def test_the_register_closes_though_nobody_asks(vault):
    vault.register.open(PASSPHRASE, 0.1 / 60)
    for timer in [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]:
        timer.join()
    assert vault._store.register is None


def test_a_vault_that_is_locked_while_the_register_is_open_closes_both(vaults, begin, person):
    vault = vaults.create()
    interview_id = begin(vault)
    vault.run(lambda transaction: transaction.names.put(person(interview_id, "Олена")))
    with vault.identities(PASSPHRASE):
        vaults.close()
    with vaults.unlock().identities(PASSPHRASE) as register:
        assert [one.text for one in register.all()] == ["Олена"]


def test_a_person_code_of_another_interview_is_refused(vault, begin, person):
    from dataclasses import replace

    name = person(begin(vault), "Олена")
    other = replace(name, interview_id=begin(vault))
    vault.run(lambda transaction: transaction.names.put(name))
    refused(lambda: vault.run(lambda transaction: transaction.names.put(other)), "vault.person_code_taken")


def test_production_limits_refuse_the_cost_of_tests(vaults, tmp_path):
    cheap = Argon2Cost(memory=64, passes=1, lanes=1)
    refused(lambda: Vault.create(tmp_path / "v", "x", clock=vaults, cost=cheap), "crypto.cost_refused")
    assert not (tmp_path / "v").exists()
    vaults.create()
    vaults.close()
    refused(lambda: Vault.unlock(vaults.folder, PASSPHRASE, clock=vaults), "crypto.cost_refused")
    dear = CostLimits(least_memory=8, least_passes=1, most_memory=32)
    refused(lambda: Vault.unlock(vaults.folder, PASSPHRASE, clock=vaults, limits=dear), "crypto.cost_refused")


def test_folders_that_are_no_vault(vaults, tmp_path):
    for folder in (tmp_path / "nowhere", tmp_path):
        vaults.folder = folder
        refused(vaults.unlock, "vault.not_a_vault")
        assert not (folder / "lock").exists()
    (tmp_path / "x").write_text("somebody's file")
    refused(vaults.create, "vault.folder_not_empty")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    (tmp_path / "filling").touch()  # nor does a name make somebody's files ours
    refused(vaults.create, "vault.folder_not_empty")
    assert {path.name for path in tmp_path.iterdir()} == {"x", "filling"}
    vaults.folder = tmp_path / "empty"
    vaults.folder.mkdir(mode=0o755)
    refused(lambda: vaults.create(""), "vault.passphrase_empty")
    vaults.create()
    assert vaults.folder.stat().st_mode & 0o777 == 0o700


def test_a_header_of_a_newer_version(vaults):
    vaults.create()
    vaults.close()
    content = bytearray((vaults.folder / "header").read_bytes()[:-32])
    content[20:22] = b"\0\2"
    (vaults.folder / "header").write_bytes(content + hashlib.sha256(content).digest())
    refused(vaults.unlock, "vault.newer_version")


@pytest.mark.parametrize("file", ["answers.db", "keys"])
def test_a_file_of_a_newer_version(vaults, file):
    vault = vaults.create()
    if file == "answers.db":
        vault.run(lambda transaction: transaction.answers._store.execute("PRAGMA user_version = 99"))
    vaults.close()
    if file == "keys":
        content = bytearray((vaults.folder / "keys").read_bytes())
        content[19:21] = b"\0\2"
        (vaults.folder / "keys").write_bytes(content)
    refused(vaults.unlock, "vault.newer_version")


def test_a_migration_brings_an_older_database_on_in_one_step(tmp_path):
    path, key = tmp_path / "x.db", os.urandom(32)
    first = (("CREATE TABLE a (x)", "INSERT INTO a VALUES (1)"),)
    second = (*first, ("CREATE TABLE b (y)", "INSERT INTO b SELECT x + 1 FROM a"))
    broken = (*second, ("CREATE TABLE c (z)", "INSERT INTO nowhere VALUES (1)"))
    database_module.create_database(path, key, first).close()
    with pytest.raises(dbapi2.OperationalError):
        database_module.open_database(path, key, broken)
    connection = database_module.open_database(path, key, second)
    assert connection.execute("SELECT y FROM b").fetchall() == [(2,)]
    assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'c'").fetchall() == []
    connection.close()
    refused(lambda: database_module.open_database(path, key, first), "vault.newer_version")
    refused(lambda: database_module.open_database(path, os.urandom(32), second), "vault.database_damaged")


def test_every_setting_of_the_database_holds_while_the_vault_is_open(vault, begin, answer):
    def ask(name):
        return vault.run(lambda transaction: transaction.answers._store.execute(f"PRAGMA {name}").fetchone()[0])

    assert ask("cipher_version").startswith("4.")
    assert (ask("journal_mode"), ask("synchronous"), ask("secure_delete")) == ("truncate", 2, 1)
    assert (ask("cipher_memory_security"), ask("locking_mode"), ask("temp_store")) == ("1", "exclusive", 2)


def test_a_key_of_another_length_is_never_handed_to_sqlcipher(tmp_path):
    for key in (b"", os.urandom(31), os.urandom(33)):
        with pytest.raises(AssertionError):
            database_module.create_database(tmp_path / os.urandom(4).hex(), key, ())


def test_a_second_window_and_a_second_process_are_turned_away(vaults, begin):
    vault = vaults.create()
    refused(lambda: Vault.unlock(vaults.folder, vaults.code, clock=vaults), "vault.already_open")
    program = """
import sys
from pathlib import Path
from interviewtool.errors import KnownError
from interviewtool.vault import Vault
try:
    Vault.unlock(Path(sys.argv[1]), sys.argv[2], clock=None)
except KnownError as error:
    print(error.code)
"""
    command = [sys.executable, "-c", program, str(vaults.folder), vaults.code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "vault.already_open"
    begin(vault)  # and the first one goes on
    vaults.close()
    vaults.unlock()


@pytest.mark.parametrize("name", ["answers.db", "identity.db"])
def test_a_plain_database_in_its_place_is_refused(vaults, name):
    import sqlite3

    vaults.create()
    vaults.close()
    (vaults.folder / name).unlink()
    plain = sqlite3.connect(vaults.folder / name)
    plain.execute("CREATE TABLE interviews (x)")
    plain.close()

    def use():
        with vaults.unlock().identities(PASSPHRASE):
            pass

    refused(use, "vault.database_damaged")


def test_a_long_path_with_spaces_and_cyrillic(vaults, tmp_path, begin):
    vaults.folder = tmp_path / ("дуже довга назва " * 7) / "сховище"
    begin(vaults.create())
    vaults.close()
    assert len(vaults.unlock().run(lambda transaction: transaction.interviews.list())) == 1


def test_a_failed_creation_leaves_nothing(vaults):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        refused(vaults.create, "vault.disk_full")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not vaults.folder.exists()
    vaults.create()


def test_a_copied_folder_opens_elsewhere(vaults, begin, tmp_path):
    begin(vaults.create())
    vaults.close()
    shutil.copytree(vaults.folder, tmp_path / "copy")
    vaults.folder = tmp_path / "copy"
    assert vaults.unlock().verify(lambda _: None).findings == ()
