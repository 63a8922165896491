"""kill -9 of a real process in the midst of its saves: nothing that was acknowledged is lost, and no false alarm.

The process does everything a session does to a vault, and says a line for each act once it has returned.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interviewtool.model import InterviewId

ROOT = Path(__file__).parents[2]

SESSION = """
import json, random, sys
from datetime import datetime, timezone
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.model import *
from interviewtool.vault import Vault

PASSPHRASE = "шість випадкових слів на папері"
COST = Argon2Cost(memory=64, passes=1, lanes=1)
def clock():
    return datetime.now(timezone.utc)
choose = random.Random(int(sys.argv[4]))
limits = CostLimits(least_memory=64, least_passes=1)
vault = Vault.unlock(Path(sys.argv[2]), sys.argv[3], clock=clock, limits=limits)
print(json.dumps(["open"]), flush=True)
interviews = [one.interview_id for one in vault.run(lambda t: t.interviews.list())]
for number in range(10_000):
    act = choose.choices(
        ["answer", "repeat", "begin", "name", "blob", "anchor", "register", "erase", "slots"],
        [60, 6, 6, 6, 4, 4, 2, 2, 1],
    )[0]
    interview_id = choose.choice(interviews) if interviews else None
    if act == "begin" or interview_id is None:
        form = vault.run(lambda t: t.documents.put("form", "форма", b"<h:html/>"))
        interview = Interview(
            new_interview_id(), InterviewState.IN_PROGRESS, clock(), "uk", form, new_person_code()
        )
        vault.run(lambda t: (t.interviews.add(interview), t.gate.open(interview.interview_id)))
        interviews.append(interview.interview_id)
        said = ["begin", interview.interview_id]
    elif act == "answer":
        value = f"{sys.argv[4]}-{number} " * choose.randrange(1, 90)
        row = StoredAnswer(Reference(f"/data/q{choose.randrange(30)}"), value)
        saved = vault.submit(
            lambda t: (t.answers.put(interview_id, [row]), t.audit.append(interview_id, "question", row.reference))
        )
        saved.result()
        said = ["answer", interview_id, row.reference, row.value]
    elif act == "repeat":
        rows = [StoredAnswer(Reference(f"/data/q{n}"), f"{sys.argv[4]}-{number}") for n in range(12)]
        vault.run(lambda t: t.answers.replace_all(interview_id, rows))
        said = ["repeat", interview_id, {row.reference: row.value for row in rows}]
    elif act == "name":
        name = Identity(new_person_code(), IdentityKind.PERSON, f"Особа {number}", interview_id)
        vault.run(lambda t: t.names.put(name))
        said = ["name", interview_id, name.person_code, name.text]
    elif act == "blob":
        content = f"{number}".encode() * 30_000
        said = ["blob", interview_id, vault.blobs.write(interview_id, content), len(content)]
    elif act == "anchor":
        vault.anchor()
        said = ["anchor"]
    elif act == "register":
        with vault.identities(PASSPHRASE) as register:
            register.all()
        said = ["register"]
    elif act == "erase":
        print(json.dumps(["erasing", interview_id]), flush=True)
        vault.erase(interview_id)
        interviews.remove(interview_id)
        said = ["erase", interview_id]
    else:
        vault.change_passphrase(PASSPHRASE, PASSPHRASE, cost=COST)
        said = ["slots"]
    print(json.dumps(said), flush=True)
"""


class Remembered:
    """What a vault must hold, from the lines of the sessions on it."""

    def __init__(self):
        self.answers = {}
        self.names = {}
        self.blobs = {}
        self.erased = set()
        self.perhaps_erased = None

    def hear(self, line):
        act, *rest = json.loads(line)
        self.perhaps_erased = rest[0] if act == "erasing" else None
        if act == "begin":
            self.answers[rest[0]] = {}
        elif act == "answer":
            self.answers[rest[0]][rest[1]] = rest[2]
        elif act == "repeat":
            self.answers[rest[0]] = dict(rest[1])
        elif act == "name":
            self.names[rest[1]] = (rest[0], rest[2])
        elif act == "blob":
            self.blobs[rest[1]] = (rest[0], rest[2])
        elif act == "erase":
            self.forget(rest[0])

    def forget(self, interview_id):
        self.erased.add(interview_id)
        self.answers.pop(interview_id, None)
        self.names = {code: name for code, name in self.names.items() if name[0] != interview_id}
        self.blobs = {blob: one for blob, one in self.blobs.items() if one[0] != interview_id}


def session(vaults, remembered, seed):
    """Let a process do some acts, kill it a moment later, and take down what it said. How many acts it finished."""
    command = [sys.executable, "-c", SESSION, str(ROOT), str(vaults.folder), vaults.code, str(seed)]
    choose = random.Random(seed)
    acts = 0
    # Whole lines only count: what the pipe holds when the process dies was said before it died.
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}) as process:
        assert json.loads(process.stdout.readline()) == ["open"]
        heard = [process.stdout.readline() for _ in range(choose.randrange(12))]
        time.sleep(choose.uniform(0.0, 0.02))
        process.kill()
        for line in b"".join((*heard, process.stdout.read())).split(b"\n")[:-1]:
            remembered.hear(line)
            acts += 1
    assert process.returncode == -9
    return acts


def check(vaults, remembered, *, deep):
    vault = vaults.unlock()
    assert vault.findings == ()
    there = {one.interview_id for one in vault.run(lambda transaction: transaction.interviews.list())}
    if remembered.perhaps_erased and remembered.perhaps_erased not in there:
        remembered.forget(remembered.perhaps_erased)
    remembered.perhaps_erased = None
    assert set(remembered.answers) <= there
    assert not remembered.erased & there
    for interview_id, expected in remembered.answers.items():
        found = vault.run(lambda t, owner=interview_id: t.answers.all(InterviewId(owner)))
        values = {row.reference: row.value for row in found}
        differing = {
            reference for reference in {*values, *expected} if values.get(reference) != expected.get(reference)
        }
        # The act that the kill met may have happened: one answer more, or a whole repeat in place of the old rows.
        assert len(differing) <= 1 or len({values.get(reference) for reference in values}) == 1
        remembered.answers[interview_id] = values
    for blob_id, (interview_id, length) in remembered.blobs.items():
        assert len(vault.blobs.read(InterviewId(interview_id), blob_id)) == length
    for interview_id in there - set(remembered.answers):
        remembered.answers[interview_id] = {}
    if deep:
        with vault.identities(vaults.code) as register:
            found = {one.person_code: one.text for one in register.all()}
            assert {code: text for code, (_owner, text) in remembered.names.items()}.items() <= found.items()
            assert vault.verify(lambda _: None, register=register).findings == ()
    vaults.close()


def run(vaults, seeds):
    vaults.create()
    vaults.close()
    remembered = Remembered()
    acts = 0
    for seed in seeds:
        acts += session(vaults, remembered, seed)
        check(vaults, remembered, deep=seed % 5 == 0)
    check(vaults, remembered, deep=True)
    return acts


def test_no_acknowledged_write_is_lost_in_twenty_kills(vaults):
    assert run(vaults, range(1, 21)) > 60


@pytest.mark.long
@pytest.mark.parametrize("batch", range(10))
def test_no_acknowledged_write_is_lost_in_four_hundred_kills(vaults, batch):
    assert run(vaults, range(1000 + batch * 40, 1040 + batch * 40)) > 40
