"""Backup while the vault is open, and what comes back from it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from datetime import timedelta

import pytest

from interviewtool.errors import Cancelled, KnownError
from interviewtool.i18n.explain import explain
from interviewtool.vault import BackupNote
from interviewtool.vault.backup_store import BackupStore
from interviewtool.vault.restore import restore
from interviewtool.vault.salvage import NewVault, salvage

PASSPHRASE = "шість випадкових слів на папері"
NEW = "шість інших слів на іншому папері"


def quiet(_share):
    pass


def refused(work, code):
    with pytest.raises(KnownError) as caught:
        work()
    assert caught.value.code == code
    assert "{" not in str(explain(caught.value))


@pytest.fixture
def filled(vaults, begin, answer, person):
    """An open vault and its three interviews."""
    vault = vaults.create()
    interviews = [begin(vault) for _ in range(3)]
    for owner in interviews:
        rows = [answer(f"q{number}", f"{owner} " * 50) for number in range(40)]
        vault.run(lambda transaction, owner=owner, rows=rows: transaction.answers.put(owner, rows))
        vault.run(lambda transaction, owner=owner: transaction.names.put(person(owner, f"Особа {owner}")))
        vault.blobs.write(owner, owner.encode() * 20_000)
    with vault.identities(PASSPHRASE):
        pass
    return interviews


@pytest.fixture
def restored(vaults, tmp_path, clock):
    """Restores a backup into a new vault, which is then the current one."""

    def done(secret=PASSPHRASE, **more):
        target = tmp_path / "відновлене"
        new = NewVault(target, NEW, clock, vaults.cost, vaults.limits)
        _code, moved = restore(tmp_path / "stick", secret, new, progress=quiet, **more)
        vaults.close()
        vaults.folder = target
        return vaults.unlock(NEW), moved

    return done


@pytest.mark.parametrize(
    ("age", "changed", "days", "due"),
    [
        (None, True, 7, True),
        (None, False, 7, False),
        (timedelta(days=6), True, 7, False),
        (timedelta(days=8), True, 7, True),
        (timedelta(days=8), False, 7, False),
        (timedelta(days=8), True, 0, False),
        (timedelta(days=-400), True, 7, True),  # the clock was wrong, then or now
    ],
)
def test_a_reminder_comes_when_something_is_not_backed_up(clock, age, changed, days, due):
    time = None if age is None else clock() - age
    assert BackupNote(time, None, changed).due(clock(), days) is due


def test_what_is_written_without_a_pause_meanwhile_makes_no_torn_backup(vaults, filled, answer, restored, tmp_path):
    vault, (owner, *_others) = vaults.current, filled
    stop, saved = threading.Event(), []

    def write():
        while not stop.is_set():
            text = f"{len(saved)} " * 400
            rows = [answer(f"q{len(saved) % 40}", text)]
            vault.run(lambda transaction, rows=rows: transaction.answers.put(owner, rows))
            saved.append(text)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _time in range(3):
            vault.backup(tmp_path / "stick", quiet)
    finally:
        stop.set()
        writer.join()
    assert len(saved) > 20
    vault, moved = restored()
    assert set(moved.brought) == set(filled) and not moved.findings
    assert not vault.findings and not vault.verify(quiet).findings


def test_a_first_backup_that_is_stopped_leaves_nothing(vaults, filled, tmp_path):
    vault, stick = vaults.current, tmp_path / "stick"
    stick.mkdir()
    (stick / "chunks" / "ab").mkdir(parents=True)  # what a kill has left of an earlier attempt

    def stop(share):
        if share > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.backup(stick, stop)
    assert not stick.exists()
    vault.backup(stick, quiet)
    with pytest.raises(Cancelled):
        vault.backup(stick, stop)
    assert BackupStore(stick).manifest.exists()


def test_what_is_backed_up_while_open_comes_back(vaults, filled, answer, restored, tmp_path):
    vault = vaults.current
    assert vault.last_backup() == BackupNote(None, None, changed=True)
    first = vault.backup(tmp_path / "stick", quiet)
    assert first.written >= first.total
    vault.run(lambda transaction: transaction.answers.put(filled[0], [answer("q0", "пізніше")]))
    second = vault.backup(tmp_path / "stick", quiet)
    assert 0 < second.written < first.total / 2
    assert second.pruned
    assert vault.last_backup() == BackupNote(second.time, tmp_path / "stick", changed=False)
    expected = {owner: vault.run(lambda t, owner=owner: t.answers.all(owner)) for owner in filled}
    for path in (tmp_path / "stick").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0
    vault, moved = restored(vaults.code)
    assert vault.last_backup() == BackupNote(None, None, changed=True)  # of the new vault there is none yet
    assert (set(moved.brought), moved.findings) == (set(filled), ())
    for owner in filled:
        assert vault.run(lambda t, owner=owner: t.answers.all(owner)) == expected[owner]
        assert vault.blobs.read(owner, vault.blobs.list(owner)[0]) == owner.encode() * 20_000
    with vault.identities(NEW) as register:
        assert {one.text for one in register.all()} == {f"Особа {owner}" for owner in filled}
        assert vault.verify(quiet, register=register).findings == ()
    assert {path.name for path in tmp_path.iterdir()} == {"Сховище 1", "stick", "відновлене"}


def test_work_goes_on_during_a_backup_and_the_state_is_one_moment(vaults, filled, answer, restored, tmp_path):
    vault = vaults.current
    saved = []

    def work(_share):
        row = answer(f"q{len(saved) % 40}", f"під час копії {len(saved)}")
        vault.submit(lambda transaction: transaction.answers.put(filled[0], [row]))
        saved.append(row)

    vault.backup(tmp_path / "stick", work)
    assert len(saved) > 5
    vault, moved = restored()
    assert moved.findings == ()
    assert vault.verify(quiet).findings == ()


def test_an_erase_during_a_backup_is_in_it_wholly_or_not_at_all(vaults, filled, restored, tmp_path):
    """And the key of what was erased is not in what is kept: the file of keys is read last."""
    vault, done = vaults.current, []
    slot = (vaults.folder / "keys").read_bytes()[4096 + 64 + 4 : 4096 + 128]  # of the second interview's
    expected = {owner: vault.run(lambda t, owner=owner: t.answers.all(owner)) for owner in filled}

    def erase(share):
        if share > 0.1 and not done:
            done.append(vault.erase(filled[1]))

    vault.backup(tmp_path / "stick", erase)
    assert done
    assert all(slot not in path.read_bytes() for path in (tmp_path / "stick").rglob("*") if path.is_file())
    vault, moved = restored()
    assert set(moved.brought) == {filled[0], filled[2]} and moved.findings == ()
    for owner in moved.brought:
        assert vault.run(lambda t, owner=owner: t.answers.all(owner)) == expected[owner]
    assert [stone.interview_id for stone in vault.run(lambda t: t.interviews.tombstones())] == [filled[1]]
    assert not vault.findings and not vault.verify(quiet).findings


def test_an_erase_reaches_the_backup_with_the_next_one(vaults, filled, tmp_path):
    vault = vaults.current
    vault.backup(tmp_path / "stick", quiet)
    shutil.copytree(vaults.folder, tmp_path / "before")
    vault.erase(filled[1])
    vault.backup(tmp_path / "stick", quiet)
    old_keys = (tmp_path / "before" / "keys").read_bytes()
    slot = old_keys[4096 + 64 + 4 : 4096 + 128]  # of the second interview's, as it was
    assert slot.strip(b"\0")
    assert all(slot not in path.read_bytes() for path in (tmp_path / "stick").rglob("*") if path.is_file())


def test_an_older_backup_heeds_the_tombstones_it_meets(vaults, filled, restored, tmp_path):
    vault = vaults.current
    vault.backup(tmp_path / "stick", quiet)
    vault.erase(filled[1])
    vaults.close()
    vault, moved = restored(erased_in={vaults.folder: PASSPHRASE})
    assert (set(moved.brought), moved.erased) == ({filled[0], filled[2]}, (filled[1],))
    assert [stone.interview_id for stone in vault.run(lambda t: t.interviews.tombstones())] == [filled[1]]
    assert vault.verify(quiet).findings == ()


def test_a_damaged_chunk_is_mended_by_the_next_backup_and_named_by_a_restore(vaults, filled, restored, tmp_path):
    vault = vaults.current
    vault.backup(tmp_path / "stick", quiet)
    manifest = BackupStore(tmp_path / "stick").read_manifest(vault._vault_key)
    (answers,) = (file for file in manifest.files if file.name == "answers.db")
    chunk = tmp_path / "stick" / "chunks" / answers.chunks[0][:2] / answers.chunks[0]
    chunk.write_bytes(bytes(len(chunk.read_bytes())))
    assert vault.backup(tmp_path / "stick", quiet).written >= 65_536
    chunk = next(path for path in sorted((tmp_path / "stick" / "chunks").rglob("*")) if path.stat().st_size == 65_536)
    chunk.unlink()
    _vault, moved = restored()
    assert moved.findings
    assert set(moved.brought) | set(moved.lost) <= set(filled)


def test_a_stopped_backup_leaves_the_one_before(vaults, filled, answer, restored, tmp_path):
    vault = vaults.current
    vault.backup(tmp_path / "stick", quiet)
    vault.run(lambda transaction: transaction.answers.put(filled[0], [answer("q0", "пізніше")]))

    def stop(share):
        if share > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.backup(tmp_path / "stick", stop)
    vault, moved = restored()
    assert moved.findings == ()
    assert vault.run(lambda transaction: transaction.answers.all(filled[0]))[0].value != "пізніше"


def test_folders_that_are_refused(vaults, filled, begin, tmp_path, made):
    vault = vaults.current
    refused(lambda: vault.backup(vaults.folder / "blobs" / "here", quiet), "vault.backup_inside")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "photo.jpg").write_bytes(b"x")
    refused(lambda: vault.backup(tmp_path / "other", quiet), "vault.folder_not_empty")
    vault.backup(tmp_path / "stick", quiet)
    another = made(tmp_path / "another")
    refused(lambda: another.create().backup(tmp_path / "stick", quiet), "vault.backup_of_another")
    another.close()
    (tmp_path / "stick" / "manifest").write_bytes(b"damaged")
    refused(lambda: another.unlock().backup(tmp_path / "stick", quiet), "vault.backup_of_another")
    another.close()
    theirs = tmp_path / "backup of another program" / "chunks" / "4f" / ("ab" * 31)
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"all they have")
    refused(lambda: vault.backup(theirs.parents[2], quiet), "vault.folder_not_empty")
    assert theirs.read_bytes() == b"all they have"
    (tmp_path / "file").write_bytes(b"")
    refused(lambda: vault.backup(tmp_path / "file" / "x", quiet), "vault.backup_unreachable")


def test_a_stick_that_is_pulled(vaults, filled, tmp_path):
    """Its folder is gone in the midst of it: the vault goes on, and says which disk it was."""
    vault = vaults.current

    def pull(share):
        if share > 0.3 and (tmp_path / "stick").exists():
            shutil.rmtree(tmp_path / "stick")

    refused(lambda: vault.backup(tmp_path / "stick", pull), "vault.backup_unreachable")
    assert vault.verify(quiet).findings == ()


def test_backups_that_cannot_be_restored(vaults, filled, restored, tmp_path):
    refused(restored, "vault.not_a_backup")
    vaults.current.backup(tmp_path / "stick", quiet)
    refused(lambda: restored("wrong"), "vault.wrong_passphrase")
    manifest = tmp_path / "stick" / "manifest"
    content = manifest.read_bytes()
    for at in (0, 25, 200, len(content) - 1):
        changed = bytearray(content)
        changed[at] ^= 1
        manifest.write_bytes(changed)
        refused(restored, "vault.backup_damaged")
    manifest.write_bytes(content.replace(b"interviewtool backup\n\0\1", b"interviewtool backup\n\0\2"))
    refused(restored, "vault.newer_version")
    manifest.unlink()
    refused(restored, "vault.not_a_backup")
    assert {path.name for path in tmp_path.iterdir()} == {"Сховище 1", "stick"}


TRY_THE_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)  # where SQLite keeps its shared locks
    except OSError:
        print("held")
"""


def test_reading_the_databases_beside_sqlite_does_not_let_go_of_its_locks(vaults, filled, tmp_path):
    vaults.current.backup(tmp_path / "stick", quiet)
    command = [sys.executable, "-c", TRY_THE_LOCK, str(vaults.folder / "answers.db")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "held\n"


def test_a_vault_without_its_headers_opens_again_with_that_of_a_backup(vaults, filled, answer, tmp_path, clock):
    """Neither passes for no vault at all, or for a vault: what it is and what helps is said."""
    vault, folder = vaults.current, vaults.folder
    vault.backup(tmp_path / "stick", quiet)
    later = [answer("later", "записано після копії")]
    vault.run(lambda transaction: transaction.answers.put(filled[0], later))
    vault.anchor()
    vaults.close()
    for name in ("header", "header.previous"):
        (folder / name).unlink()
    for secret in (PASSPHRASE, vaults.code):
        refused(lambda secret=secret: vaults.unlock(secret), "vault.header_missing")
    to = NewVault(tmp_path / "new", NEW, clock)
    refused(lambda: salvage(folder, vaults.code, to, progress=quiet), "vault.header_missing")
    vaults.folder = tmp_path / "stick"
    before = sorted(vaults.folder.iterdir())
    refused(vaults.unlock, "vault.is_a_backup")
    refused(lambda: salvage(vaults.folder, PASSPHRASE, to, progress=quiet), "vault.is_a_backup")
    assert sorted(vaults.folder.iterdir()) == before
    shutil.copy(tmp_path / "stick" / "header", folder)
    vaults.folder = folder
    vault = vaults.unlock(vaults.code)
    assert vault.run(lambda transaction: transaction.answers.all(filled[0]))[-1] == later[0]
    assert [finding.part for finding in vault.findings] == ["header.previous"]
