"""The command line as a person uses it: in English unless told otherwise, the passphrase through a file descriptor."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from interviewtool.cli import main
from interviewtool.crypto.kdf import LEAST_COST, Argon2Cost
from interviewtool.i18n import interface_language, set_interface_language
from interviewtool.model import Disposition, InterviewId, Reference
from interviewtool.workspace import Workspace
from tests.workspaces import PASSPHRASE, SMALL_FORM, give_consent, xform

COMMAND = (sys.executable, "-P", "-m", "interviewtool")
TIMEOUT = 60  # seconds


@dataclass(frozen=True)
class Done:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def interviewtool(*arguments: object, passphrase: str | None = None, stdin: str = "", language: str = "en") -> Done:
    """Run a command in this process, which saves it the imports; anything but a known end is raised.

    passphrase: handed over as --passphrase-fd. stdin: what is typed at prompts.
    """
    command = ["--language", language, *map(str, arguments)]
    reading = None
    if passphrase is not None:
        reading, writing = os.pipe()
        os.write(writing, f"{passphrase}\n".encode())
        os.close(writing)
        command += ["--passphrase-fd", str(reading)]
    before = interface_language()
    try:
        result = CliRunner().invoke(main, command, input=stdin, env={"LANGUAGE": None}, catch_exceptions=False)
    finally:
        set_interface_language(before)
        if reading is not None:
            os.close(reading)
    return Done(result.exit_code, result.stdout, result.stderr)


def refused(*arguments: object, says: tuple[str, ...], passphrase: str | None = None, stdin: str = "") -> Done:
    """A command that ends with 1 and says all of this; nothing it says is left unfilled."""
    done = interviewtool(*arguments, passphrase=passphrase, stdin=stdin)
    assert done.code == 1, (done.code, done.said)
    for part in says:
        assert part in done.said, done.said
    assert "{" not in done.said.replace("${", "")  # a question's name as a cell has it
    return done


def process(*arguments: object, environment: dict[str, str] | None = None) -> Done:
    """Run a command as a process of its own, nobody at the keyboard."""
    command = [*COMMAND, *map(str, arguments)]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        env=environment,
        check=False,
        start_new_session=True,  # without a terminal, also where the tests have one
    )
    return Done(done.returncode, done.stdout, done.stderr)


def content_of(path: Path) -> dict[str, str]:
    """Name → hash of a file, or of every file of a folder but the lock, which holds nothing."""
    files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
    return {
        str(each.relative_to(path.parent)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in files
        if each.name != "lock"
    }


def make_vault(folder: Path, form_cache: Path, cost: Argon2Cost = LEAST_COST) -> Workspace:
    """A vault that the commands open. cost: the least the program accepts, or less with the fixture `cheap_keys`."""
    made, _recovery_code = Workspace.create(folder, PASSPHRASE, cost=cost, form_cache=form_cache)
    return made


def conduct(workspace: Workspace) -> InterviewId:
    """A short interview, finalized."""
    session = workspace.interviews.prepare(workspace.forms.add(xform(SMALL_FORM)), "uk")
    give_consent(workspace, session)
    session.answer_identity(Reference("/data/person/name"), "Остап Зразковий")
    session.answer(Reference("/data/person/age"), "40")
    session.answer(Reference("/data/person/story"), "Розповідь про підвал.")
    session.finalize(Disposition.PARTIAL)
    return session.interview.interview_id
