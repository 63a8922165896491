"""A process that conducts interviews through the services until it is killed, and what it told of it.

Before each act the child says what the interview will be after it, and once the act is durable it says so. Acts are
queued without waiting, as typing is: whatever was said to be durable must be found, and nothing but a state on the way.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from interviewtool.cli import files as cli_files
from interviewtool.gui.files import write_chosen
from interviewtool.interview import Session
from interviewtool.model import Disposition, InterviewId, InterviewState, MissingReason, Reference
from interviewtool.workspace import Workspace, now
from tests.workspaces import CHEAP_LIMITS, PASSPHRASE, give_consent

ROOT = Path(__file__).parents[2]
NAME = Reference("/data/person/name")
AGE = Reference("/data/person/age")
STORY = Reference("/data/person/story")
PLACES = Reference("/data/place")
BEGUN = {"final": False, "name": "", "age": "", "missing": None, "story": "", "places": [""], "drafts": {}}
OFTEN = {"story": 6, "draft": 4, "age": 3, "refused": 1, "name": 2, "add": 2, "remove": 1, "rename": 2}
"""How often a person does which act."""
Say = Callable[..., None]


def place(number: int) -> Reference:
    return Reference(f"/data/place[{number}]/place_name")


class Conduct:
    """One interview, act by act. state: what a reader of the vault must find, as plain values."""

    def __init__(self, session: Session, say: Say, draw: random.Random) -> None:
        self.session, self.say, self.draw = session, say, draw
        self.interview_id = session.interview.interview_id
        self.state = deepcopy(BEGUN)
        self.acts = 0

    def act(self) -> None:
        """One act of a person; every fourth is waited for, the others only queued."""
        state, draw = self.state, self.draw
        text = f"Розповідь {self.acts} {draw.random()}. " * draw.randrange(1, 40)
        last = len(state["places"])
        (choice,) = draw.choices(list(OFTEN), list(OFTEN.values()))
        if choice == "story":
            state |= {"story": text.strip(), "drafts": _without(state["drafts"], STORY)}
            done = self._saying(lambda: self.session.answer(STORY, text.strip()).saved)
        elif choice == "draft":
            state["drafts"] = {**state["drafts"], STORY: text}
            done = self._saying(lambda: self.session.draft(STORY, text))
        elif choice == "age":
            state |= {"age": str(draw.randrange(1, 129)), "missing": None}
            done = self._saying(lambda: self.session.answer(AGE, state["age"]).saved)
        elif choice == "refused":
            state |= {"age": "", "missing": MissingReason.REFUSED.value}
            done = self._saying(lambda: self.session.mark_missing(AGE, MissingReason.REFUSED).saved)
        elif choice == "name":
            state["name"] = f"Зразкова Особа-{self.acts}"
            done = self._saying(lambda: self.session.answer_identity(NAME, state["name"]).saved)
        elif choice == "add":
            state["places"] = [*state["places"], ""]
            done = self._saying(lambda: self.session.add_repeat(PLACES).saved)
        elif choice == "remove" and last > 1:
            gone = draw.randrange(last)
            state["places"] = state["places"][:gone] + state["places"][gone + 1 :]
            done = self._saying(lambda: self.session.delete_repeat(Reference(f"/data/place[{gone + 1}]")).saved)
        else:
            state["places"] = [*state["places"][:-1], f"Підвал {self.acts}"]
            done = self._saying(lambda: self.session.answer(place(last), state["places"][-1]).saved)
        if draw.randrange(4) == 0:
            done.result()

    def finalize(self) -> None:
        self.session.saving.result()
        self.state |= {"final": True, "drafts": {}}
        self.acts += 1
        self.say("doing", self.interview_id, self.state)
        self.say("finalizing")
        self.session.finalize(Disposition.PARTIAL)
        self.say("done", self.interview_id, self.acts)

    def _saying(self, act: Callable):
        self.say("doing", self.interview_id, self.state)
        self.acts += 1
        number = self.acts
        saved = act()
        saved.add_done_callback(lambda done: done.exception() or self.say("done", self.interview_id, number))
        return saved


def _without(drafts: dict[str, str], reference: str) -> dict[str, str]:
    return {each: text for each, text in drafts.items() if each != reference}


def work(folder: Path, exports: Path, mode: str, seed: int, say: Say) -> None:
    """Be the interviewer: type, finalize, or write bundles of what is finalized, until killed."""
    draw = random.Random(seed)
    workspace = Workspace.unlock(folder, PASSPHRASE, clock=now, draw=draw.randrange, limits=CHEAP_LIMITS)
    form = next(each.form_hash for each in workspace.forms.list() if each.form_id == "small")
    say("open")
    for number in range(10_000):
        if mode in ("bundle", "writing"):
            path = exports / f"{seed}-{number}.tar"
            finalized = [
                each.interview.interview_id
                for each in workspace.interviews.list()
                if each.interview.state is InterviewState.FINALIZED
            ]
            say("bundle", str(path))
            data = workspace.export.bundle(finalized[-1:], passphrase=draw.choice([None, PASSPHRASE]))
            for copy in range(1 if mode == "bundle" else 60):  # writing is short: many in a row
                written = path.with_name(f"{path.stem}-{copy}.tar")
                say("writing", str(written))
                if copy % 2:
                    write_chosen(written, data)
                else:
                    cli_files.write(written, data, force=False)
                say("wrote", str(written))
            continue
        session = workspace.interviews.prepare(form, draw.choice(["uk", "ru"]))
        session.answer(Reference("/data/before/mode"), "наживо").saved.result()
        give_consent(workspace, session)
        session.saving.result()
        conduct = Conduct(session, say, draw)
        say("begun", conduct.interview_id)
        for _act in range(10_000 if mode == "typing" else draw.randrange(1, 6)):
            conduct.act()
        conduct.finalize()


def serve(folder: Path, exports: Path) -> None:
    """For each line (mode, seed) fork a process that does that work, and say how it ended.

    This process opens no vault and has one thread: a lock that a thread of SQLite or OpenSSL holds at the moment of a
    fork is never let go of in the child.
    """
    pipe = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for what the services say

    def say(*said: object) -> None:
        os.write(pipe, json.dumps(said, ensure_ascii=False).encode() + b"\n")

    for line in sys.stdin:
        mode, seed = json.loads(line)
        process = os.fork()
        if process == 0:
            try:
                work(folder, exports, mode, seed, say)
            except BaseException:  # noqa: BLE001 - told to the test
                say("failed", traceback.format_exc())
            finally:
                os._exit(7)
        say("process", process)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        os.write(pipe, b"\n")  # behind a line that the kill has cut
        say("ended", code)


class Conductor:
    """The serving process, from the side of the test."""

    def __init__(self, folder: Path, exports: Path) -> None:
        command = [sys.executable, "-m", "tests.vault.conducting", str(folder), str(exports)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> Conductor:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(60)

    def kill_once(self, mode: str, seed: int, told: Told) -> None:
        """Let a process do that work, and kill it at a random moment of it."""
        draw = random.Random(seed)
        word, most, seconds = MOMENTS[mode]
        left, process = draw.randrange(1, most + 1), 0
        self._process.stdin.write(json.dumps([mode, seed]).encode() + b"\n")
        self._process.stdin.flush()
        while left > 0 or not process:
            line = self._process.stdout.readline()
            if line.startswith(b'["process"'):
                (process,) = json.loads(line)[1:]
            else:
                left -= told.hear(line) == word
        time.sleep(draw.uniform(0, seconds))
        os.kill(process, signal.SIGKILL)
        lines = iter(self._process.stdout.readline, b"")
        heard = []
        for line in lines:
            if line.startswith(b'["ended"'):
                assert json.loads(line)[1] == -signal.SIGKILL, line
                break
            heard.append(line)
        assert heard.pop() == b"\n"  # what stands before it was whole, or it was cut
        for number, line in enumerate(heard):
            try:
                told.hear(line)
            except json.JSONDecodeError:
                assert number == len(heard) - 1


class Told:
    """What a vault and a folder of exports must hold, from what the processes on them said."""

    def __init__(self) -> None:
        self.states: dict[str, list[dict]] = {}
        self.durable: dict[str, int] = {}
        self.written: set[str] = set()
        self.acts = 0

    def hear(self, line: bytes) -> str:
        kind, *rest = json.loads(line)
        assert kind != "failed", rest[0]
        if kind == "begun":
            self.states[rest[0]], self.durable[rest[0]] = [deepcopy(BEGUN)], 0
        elif kind == "doing":
            self.states[rest[0]].append(rest[1])
        elif kind == "done":
            self.durable[rest[0]] = rest[1]
            self.acts += 1
        elif kind == "wrote":
            self.written.add(rest[0])
            self.acts += 1
        return kind

    def check(self, workspace: Workspace) -> None:
        """Every interview is at the last acknowledged state, or at one that was being made."""
        for interview_id, states in self.states.items():
            found = observed(workspace, InterviewId(interview_id))
            assert found in states[self.durable[interview_id] :], interview_id
            self.states[interview_id], self.durable[interview_id] = [found], 0


def observed(workspace: Workspace, interview_id: InterviewId) -> dict:
    """An interview as somebody who opens it again finds it."""
    session = workspace.interviews.open(interview_id)
    places = [each for each in session.outline() if each.reference.startswith("/data/place[")]
    age = session.question(AGE).view
    name = session.question(NAME)
    if session.read_only and name.view.value:
        with workspace.vault.identities(PASSPHRASE) as register:
            shown = next(each.text for each in register.all() if each.person_code == name.view.value)
    else:
        shown = name.shown
    return {
        "final": session.read_only,
        "name": shown,
        "age": age.value,
        "missing": age.missing and age.missing.value,
        "story": session.question(STORY).view.value,
        "places": [session.question(place(number + 1)).view.value for number in range(len(places))],
        "drafts": dict(session.drafts),
    }


MOMENTS = {
    "typing": ("doing", 30, 0.02),
    "finalize": ("finalizing", 2, 0.03),
    "bundle": ("bundle", 1, 2.5),
    "writing": ("writing", 40, 0.01),
}
"""Of each kind of work: the word after which it is killed, how many such words may come before, and seconds."""


if __name__ == "__main__":
    serve(*map(Path, sys.argv[1:]))
