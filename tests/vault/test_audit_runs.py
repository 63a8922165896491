"""Where the log of one interview is found among all: the runs, as they are written and as a migration makes them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from interviewtool.vault import Finding, FindingKind
from interviewtool.vault.database import create_database, open_database
from interviewtool.vault.schema import ANSWERS

ROOT = Path(__file__).parents[2]
DAMAGED = Finding(FindingKind.DAMAGED, "audit")
RUNS = "SELECT first, owner FROM audit_runs ORDER BY first"

MIGRATE = """
import os, resource, shutil, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from interviewtool.vault.database import open_database
from interviewtool.vault.schema import ANSWERS
template, key = Path(sys.argv[2]), bytes.fromhex(sys.argv[3])
for limit in map(int, sys.argv[4:]):
    path = template.with_name(f"{limit}.db")
    shutil.copy(template, path)
    process = os.fork()
    if process == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python would make an error of it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        open_database(path, key, ANSWERS)
        os._exit(0)
    print(limit, os.WTERMSIG(os.waitpid(process, 0)[1]), flush=True)
"""
"""Ends a process at its first write beyond a place in its files: in the journal, later in the database itself."""


def test_the_log_of_an_interview_is_whole_among_others(vaults, begin):
    vault = vaults.create()
    first, second = begin(vault), begin(vault)
    said = {first: [], second: []}
    for number, owner in enumerate([first, first, second, None, second, first, None, None, first, second, first]):
        event = f"question {number}"
        vault.run(lambda t, owner=owner, event=event: t.audit.append(owner, event))
        if owner is not None:
            said[owner].append(event)
        if number == 6:
            vaults.close()
            vault = vaults.unlock()

    def events(owner):
        return [entry.event for entry in vault.run(lambda t: t.audit.entries(owner))]

    assert {owner: events(owner) for owner in said} == said
    assert vault.run(lambda t: t.audit.entries("NONE")) == ()
    runs = vault.run(lambda t: t.audit._store.execute(RUNS).fetchall())
    assert [owner for _, owner in runs] == [first, second, first, second, first]
    assert vault.verify(lambda _: None).findings == ()


def test_a_transaction_that_failed_leaves_no_run(vault, begin):
    owner = begin(vault)

    def fail(transaction):
        transaction.audit.append(owner, "question")
        raise ZeroDivisionError

    for _each in range(2):
        with pytest.raises(ZeroDivisionError):
            vault.run(fail)
    vault.run(lambda t: t.audit.append(owner, "form start"))
    assert [entry.event for entry in vault.run(lambda t: t.audit.entries(owner))] == ["form start"]
    assert vault.verify(lambda _: None).findings == ()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_runs WHERE first = (SELECT max(first) FROM audit_runs)",
        "UPDATE audit_runs SET first = first + 1 WHERE first = (SELECT min(first) FROM audit_runs)",
        "INSERT INTO audit_runs VALUES (1000, 'another')",
    ],
)
def test_runs_that_do_not_fit_the_log_are_noticed(vaults, begin, statement):
    vault = vaults.create()
    for owner in (begin(vault), begin(vault)):
        vault.run(lambda t, owner=owner: t.audit.append(owner, "form start"))
        vault.run(lambda t, owner=owner: t.audit.append(owner, "question"))

    def alter(transaction):
        store = transaction.audit._store
        if not statement.startswith("INSERT"):
            with pytest.raises(dbapi2.IntegrityError, match="append_only"):
                store.execute(statement)
        store.execute("DROP TRIGGER audit_runs_stay")
        store.execute("DROP TRIGGER audit_runs_never_change")
        store.execute(statement)

    vault.run(alter)
    assert DAMAGED in vault.verify(lambda _: None).findings


def fill(connection):
    """A log of three interviews, in stretches of different length, with the vault's own entries between; its runs."""
    runs, last = [], ""
    owners = [("A", 40), ("", 3), ("A", 20), ("B", 50), ("", 1), ("C", 1), ("B", 30), ("", 2), ("C", 60)]
    connection.execute("BEGIN")
    sequence = 0
    for owner, number in owners:
        for _each in range(number):
            sequence += 1
            row = (sequence, owner, os.urandom(32), os.urandom(80), os.urandom(140), os.urandom(32))
            connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)", row)
            if owner and owner != last:
                runs.append((sequence, owner))
                last = owner
    connection.execute("COMMIT")
    return runs


@pytest.mark.parametrize("version", [1, 2])
def test_a_migration_killed_anywhere_leaves_the_old_database_or_the_new_one(tmp_path, version):
    key, template = os.urandom(32), tmp_path / "template.db"
    connection = create_database(template, key, ANSWERS[:version])
    runs = fill(connection)
    log = connection.execute("SELECT * FROM audit").fetchall()
    connection.close()
    pages = template.stat().st_size // 4096
    # The journal is shorter than the database: beyond its end only the database's own pages are written.
    limits = [str(page * 4096 + odd) for page in (*range(0, pages + 16, 3), 2 * pages) for odd in (516, 2512)]
    command = [sys.executable, "-c", MIGRATE, str(ROOT), str(template), key.hex(), *limits]
    ended = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[:-1]
    signals = dict(map(int, line.split()) for line in ended)
    assert set(signals.values()) == {0, signal.SIGXFSZ}
    for limit in signals:
        path = template.with_name(f"{limit}.db")
        connection = open_database(path, key, ANSWERS)
        assert connection.execute(RUNS).fetchall() == runs
        assert connection.execute("SELECT * FROM audit").fetchall() == log
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        connection.close()
        path.unlink()
