"""A disk that is full or cannot be written: a clear sentence, nothing lost, and the vault goes on when there is room.

A cap by RLIMIT_FSIZE shows as an I/O error, a full file system as SQLITE_FULL: both are tried.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from interviewtool.errors import KnownError

ROOT = Path(__file__).parents[2]


@contextmanager
def files_no_longer_than(size):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill_up(vault, interview_id, answer):
    """Save until it no longer goes; the rows that were acknowledged."""
    saved = []
    for number in range(2000):
        row = answer(f"q{number}", "довга відповідь " * 100)
        try:
            vault.run(lambda transaction, row=row: transaction.answers.put(interview_id, [row]))
        except KnownError as error:
            assert error.code == "vault.disk_full"
            return saved
        saved.append(row)
    raise AssertionError("the disk was never full")


def test_a_cap_on_the_size_of_files(vaults, begin, answer, person):
    vault = vaults.create()
    interview_id = begin(vault)
    size = (vaults.folder / "answers.db").stat().st_size
    with files_no_longer_than(size + 40_000):
        saved = fill_up(vault, interview_id, answer)
        assert saved
        for _again in range(3):
            with pytest.raises(KnownError, match=r"vault\.disk_full"):
                vault.run(lambda t: t.answers.put(interview_id, [answer("x", "ще " * 20_000)]))
        assert vault.run(lambda transaction: transaction.answers.all(interview_id)) == tuple(saved)
        with pytest.raises(KnownError, match=r"vault\.disk_full"):
            vault.blobs.write(interview_id, bytes(1 << 20))
    assert not list((vaults.folder / "blobs").iterdir())
    vault.run(lambda transaction: transaction.answers.put(interview_id, [answer("after")]))
    vault.run(lambda transaction: transaction.names.put(person(interview_id, "Олена")))
    assert vault.verify(lambda _: None).findings == ()
    vaults.close()
    vault = vaults.unlock()
    assert vault.run(lambda transaction: transaction.answers.all(interview_id)) == (*saved, answer("after"))
    assert vault.findings == ()


def test_a_folder_that_is_moved_away_under_the_program(vaults, begin, answer):
    """Open files could be written on, for nothing: nobody may be told that it was saved."""
    vault = vaults.create()
    interview_id = begin(vault)
    away = vaults.folder.with_name("away")
    vaults.folder.rename(away)
    with pytest.raises(KnownError, match=r"vault\.folder_gone"):
        vault.run(lambda transaction: transaction.answers.put(interview_id, [answer()]))
    away.rename(vaults.folder)
    vault.run(lambda transaction: transaction.answers.put(interview_id, [answer()]))
    assert vault.verify(lambda _: None).findings == ()


def test_no_room_for_another_group_of_keys(vaults, begin):
    vault = vaults.create()
    kept = [begin(vault) for _ in range(64)]
    size = (vaults.folder / "keys").stat().st_size
    with files_no_longer_than(size + 5000), pytest.raises(KnownError, match=r"vault\.disk_full"):
        begin(vault)
    kept.append(begin(vault))
    vaults.close()
    vault = vaults.unlock()
    found = vault.run(lambda transaction: transaction.interviews.list())
    assert [one.interview_id for one in found] == kept
    assert vault.verify(lambda _: None).findings == ()


IN_A_SMALL_FILE_SYSTEM = """
import errno, os, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests/vault"]
from conftest import COST, LIMITS, Vaults, clock
from interviewtool.errors import KnownError
from interviewtool.model import *

vaults = Vaults(Path(sys.argv[2]) / "vault")
vault = vaults.create()
def begin():
    form = vault.run(lambda t: t.documents.put("form", "форма", b"<h:html/>"))
    interview = Interview(
        new_interview_id(), InterviewState.IN_PROGRESS, clock(), "uk", form, new_person_code()
    )
    vault.run(lambda t: (t.interviews.add(interview), t.gate.open(interview.interview_id)))
    return interview.interview_id
def code_of(work):
    try:
        work()
    except KnownError as error:
        return error.code
    return None
first, second = begin(), begin()
rows = []
while True:
    row = StoredAnswer(Reference(f"/data/q{len(rows)}"), "answer " * 200)
    code = code_of(lambda: vault.run(lambda t: t.answers.put(first, [row])))
    if code:
        break
    rows.append(row)
assert code == "vault.disk_full", code
filler = open(Path(sys.argv[2]) / "filler", "wb", buffering=0)
try:
    while True:
        filler.write(bytes(512))
except OSError as error:
    assert error.errno == errno.ENOSPC
assert vault.run(lambda t: t.answers.all(first)) == tuple(rows)
assert code_of(vault.anchor) is None  # the ballast makes room
try:
    while True:
        filler.write(bytes(512))
except OSError as error:
    assert error.errno == errno.ENOSPC
erasure = vault.erase(second)
print("rows deleted" if erasure.rows_deleted else "rows wait")
assert second not in [one.interview_id for one in vault.run(lambda t: t.interviews.list())]
filler.close()
os.unlink(Path(sys.argv[2]) / "filler")
vaults.close()
vault = vaults.unlock()
assert vault.run(lambda t: t.answers.all(first)) == tuple(rows)
assert [one.interview_id for one in vault.run(lambda t: t.interviews.tombstones())] == [second]
assert vault.verify(lambda _: None).findings == (), vault.findings
vaults.close()
print("well")
"""

READ_ONLY = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests/vault"]
from conftest import Vaults
from interviewtool.errors import KnownError
vaults = Vaults(Path(sys.argv[2]) / "vault")
for work in (lambda: vaults.unlock(sys.argv[3]), Vaults(Path(sys.argv[2]) / "new").create):
    try:
        work()
    except KnownError as error:
        print(error.code)
"""


def in_own_mounts(mount, program, *arguments):
    """Run a program after a mount that only it sees, as root of a namespace of its own; root needs no new users, which
    a chroot forbids."""
    if not shutil.which("unshare"):
        pytest.skip("unshare (package util-linux) is missing")
    script = f'{mount} && exec "$0" -c "$@"'
    namespaces = "-m" if os.geteuid() == 0 else "-Urm"
    command = ["unshare", namespaces, "sh", "-c", script, sys.executable, program, str(ROOT), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if "unshare" in done.stderr and "Operation not permitted" in done.stderr:
        pytest.skip("this system forbids namespaces of one's own")
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


def test_a_full_file_system(tmp_path):
    said = in_own_mounts(f"mount -t tmpfs -o size=3m none '{tmp_path}'", IN_A_SMALL_FILE_SYSTEM, tmp_path)
    assert said[-1] == "well"


def test_a_folder_that_cannot_be_written(vaults, tmp_path):
    vaults.folder = tmp_path / "vault"
    vaults.create()
    vaults.close()
    mount = f"mount --bind '{tmp_path}' '{tmp_path}' && mount -o remount,ro,bind '{tmp_path}'"
    assert in_own_mounts(mount, READ_ONLY, tmp_path, vaults.code) == ["vault.read_only", "vault.read_only"]
    vaults.unlock()
