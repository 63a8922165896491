"""The end of the process at every step of a change of slots, an erase, a backup, a rotation, a restore and a salvage.

A forked process counts what it does to files (Python's audit events: opening, renaming, linking, deleting) and ends
itself at one of them, without any cleaning up. Then the vault must open, with nothing lost and no false alarm.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from interviewtool.crypto.age import new_age_identity
from interviewtool.crypto.slots import KeyKind
from interviewtool.errors import KnownError
from interviewtool.vault.restore import restore
from interviewtool.vault.rotation import rotate
from interviewtool.vault.salvage import NewVault, salvage

PASSPHRASE = "шість випадкових слів на папері"
NEW = "шість інших слів на іншому папері"
EVENTS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate"}
SAMPLE = 4
DONE, KILLED = 0, 9
BEFORE = 0
"""Threads before this module opened a vault."""


def quiet(_share):
    pass


def threads():
    """How many threads the system counts; one that Python has joined may still be giving its locks back."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 0


def wait_for_threads():
    """Until the last vault's thread is gone: a lock of OpenSSL's that it held would never be let go of in the child."""
    for _each in range(1000):
        if threads() <= BEFORE:
            return
        time.sleep(0.001)


def end_at(step, folder, work):
    """Do the work in a process that ends at that step: how it ended, and the steps it took. step None: never."""
    wait_for_threads()
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        steps = 0
        within = str(folder)

        def count(event, arguments):
            nonlocal steps
            if event in EVENTS and str(arguments[0]).startswith(within):
                steps += 1
                if steps == step:
                    os._exit(KILLED)

        try:
            sys.addaudithook(count)
            work()
            os.write(writing, str(steps).encode())
            os._exit(DONE)
        finally:
            os._exit(7)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        taken = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert code in (DONE, KILLED), code
    return code, int(taken or 0)


@pytest.fixture(scope="module")
def template(tmp_path_factory, made, begin, answer, person):
    """A closed vault of two interviews, its backup beside it, and the ids."""
    global BEFORE
    BEFORE = threads()
    vaults = made(tmp_path_factory.mktemp("kill") / "vault")
    vault = vaults.create()
    interviews = [begin(vault), begin(vault)]
    for owner in interviews:
        vault.run(lambda t, owner=owner: t.answers.put(owner, [answer(f"q{n}", f"{owner} " * 40) for n in range(30)]))
        vault.run(lambda t, owner=owner: t.names.put(person(owner, owner)))
        vault.blobs.write(owner, owner.encode() * 9000)
    vault.backup(vaults.folder.with_name("stick"), quiet)
    vault.anchor()
    vaults.close()
    return vaults.folder.parent, interviews


class Play:
    """One act, ended at one step, on a copy of the template."""

    def __init__(self, vaults, template, clock, folder):
        self.vaults, self.clock = vaults, clock
        self.template, self.interviews = template
        self.place = folder / "place"
        vaults.folder = self.place / "vault"
        self.stick = self.place / "stick"

    def act(self, name, step):
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.template, self.place)
        return end_at(step, self.place, getattr(self, name))

    def slots(self):
        vault = self.vaults.unlock()
        vault.add_escrow(PASSPHRASE, new_age_identity().recipient, [KeyKind.VAULT])
        vault.change_passphrase(PASSPHRASE, NEW, cost=self.vaults.cost)

    def after_slots(self, finished):
        secret = self.opening_secret()
        assert secret == NEW or not finished
        self.check(secret, self.interviews)
        if secret == NEW:  # neither generation opens with what was removed
            for name in ("header", "header.previous"):
                content = (self.vaults.folder / name).read_bytes()
                (self.vaults.folder / "header").write_bytes(content)
                with pytest.raises(KnownError, match=r"vault\.wrong_passphrase"):
                    self.vaults.unlock(PASSPHRASE)

    def erase(self):
        self.vaults.unlock().erase(self.interviews[0])

    def after_erase(self, finished):
        vault = self.vaults.unlock()
        left = [one.interview_id for one in vault.run(lambda t: t.interviews.list())]
        self.vaults.close()
        assert left == self.interviews[1:] if finished else left in (self.interviews, self.interviews[1:])
        self.check(PASSPHRASE, left)

    def backup(self):
        vault = self.vaults.unlock()
        vault.erase(self.interviews[0])
        vault.backup(self.stick, quiet)

    def after_backup(self, finished):
        moved = self.restore()
        assert moved.findings == () and moved.lost == ()
        assert set(moved.brought) == set(self.interviews[1:]) if finished else self.interviews[1] in moved.brought
        vault = self.vaults.unlock()
        assert vault.findings == ()
        vault.backup(self.stick, quiet)
        self.vaults.close()

    def rotation(self):
        rotate(
            self.vaults.folder,
            PASSPHRASE,
            NEW,
            clock=self.clock,
            progress=quiet,
            show=lambda _code: None,
            cost=self.vaults.cost,
            limits=self.vaults.limits,
        )

    def after_rotation(self, finished):
        secret = self.opening_secret()
        assert secret == NEW or not finished
        self.check(secret, self.interviews)
        assert {path.name for path in self.place.iterdir()} == {"vault", "stick"}
        if secret == PASSPHRASE:
            self.rotation()
            self.check(NEW, self.interviews)
        assert {path.name for path in self.place.iterdir()} == {"vault", "stick"}

    def restore(self):
        return restore(self.stick, PASSPHRASE, self.new(), progress=quiet)[1]

    def after_restore(self, finished):
        self.made_whole_or_not_at_all(finished, self.restore)

    def salvage(self):
        return salvage(self.vaults.folder, PASSPHRASE, self.new(), progress=quiet)[1]

    def after_salvage(self, finished):
        self.made_whole_or_not_at_all(finished, self.salvage)

    def made_whole_or_not_at_all(self, finished, again):
        """A part of the interviews never passes for all of them, and what a killed one left goes with the next."""
        self.vaults.folder, old = self.place / "new", self.vaults.folder
        try:
            self.vaults.unlock(NEW)
        except KnownError as error:
            assert error.code in ("vault.not_a_vault", "vault.not_filled") and not finished
            self.vaults.folder, self.vaults.current = old, None
            again()
            self.vaults.folder = self.place / "new"
        self.vaults.close()
        self.check(NEW, self.interviews)
        assert {path.name for path in self.place.iterdir()} == {"vault", "stick", "new"}
        assert not {"filling", "restoring"} & {path.name for path in self.vaults.folder.iterdir()}
        self.vaults.folder = old

    def new(self):
        return NewVault(self.place / "new", NEW, self.clock, self.vaults.cost, self.vaults.limits)

    def opening_secret(self):
        try:
            self.vaults.unlock(NEW)
        except KnownError as error:
            assert error.code == "vault.wrong_passphrase"
            return PASSPHRASE
        self.vaults.close()
        return NEW

    def check(self, secret, interviews):
        vault = self.vaults.unlock(secret)
        assert vault.findings == ()
        for owner in interviews:
            rows = vault.run(lambda t, owner=owner: t.answers.all(owner))
            assert {row.value for row in rows} == {f"{owner} " * 40}
            assert vault.blobs.read(owner, vault.blobs.list(owner)[0]) == owner.encode() * 9000
        with vault.identities(secret) as register:
            assert {one.text for one in register.all()} == set(interviews)
            assert vault.verify(quiet, register=register).findings == ()
        self.vaults.close()


@pytest.fixture
def play(vaults, template, clock, tmp_path: Path):
    return Play(vaults, template, clock, tmp_path)


ACTS = ["slots", "erase", "backup", "rotation", "restore", "salvage"]


def go_through(play, act, steps_of):
    code, total = play.act(act, None)
    assert code == DONE and total > SAMPLE
    getattr(play, f"after_{act}")(finished=True)
    for step in steps_of(total):
        code, _taken = play.act(act, step)
        getattr(play, f"after_{act}")(finished=code == DONE)


@pytest.mark.parametrize("act", ACTS)
def test_at_a_few_steps(play, act):
    go_through(play, act, lambda total: range(1 + total // (2 * SAMPLE), total + 1, total // SAMPLE))


@pytest.mark.long
@pytest.mark.parametrize("first", range(1, 5))  # in parts, as all steps of one act take long where others work, too
@pytest.mark.parametrize("act", ACTS)
def test_at_every_step(play, act, first):
    go_through(play, act, lambda total: range(first, total + 1, 4))
