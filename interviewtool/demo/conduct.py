"""The demonstration from the first key to the opened bundle, through the very services the window uses."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from interviewtool.consent import Decision
from interviewtool.demo.checks import check_of
from interviewtool.demo.folder import whole_or_nothing
from interviewtool.demo.people import RESPONDENTS, Respondent
from interviewtool.demo.walker import Walker
from interviewtool.i18n import N_
from interviewtool.interview import Session
from interviewtool.model import ConsentItem, Disposition, InterviewId, now
from interviewtool.review import ReceivedBundle
from interviewtool.team import allowed_signers
from interviewtool.workspace import Workspace

PASSPHRASE = "demonstration only nobody lives here"  # noqa: S105 - it guards nothing
"""Of both vaults. The people are made up, so nothing is lost by everyone knowing it."""

SUPERVISOR, INTERVIEWER = "sup-01", "int-01"
SUPERVISOR_VAULT, INTERVIEWER_VAULT = "supervisor-vault", "interviewer-vault"


class Step(Enum):
    """What is being done; the value is the sentence for whoever watches."""

    TEAM = N_("A supervisor creates a vault, keys and a team")
    JOIN = N_("An interviewer creates a vault and a card, and joins the team")
    INTERVIEW = N_("Interview {number} of {count} is conducted")
    SUMMARIES = N_("Signed summaries are written")
    BUNDLE = N_("The bundle is encrypted and signed")
    REVIEW = N_("The supervisor opens the bundle and verifies it")


@dataclass(frozen=True, slots=True)
class Written:
    """A file or vault, and the command of other people's programs that checks it, as typed in the demonstration's
    folder; "" for a vault, and for keys, which the other commands use.
    """

    path: Path
    check: str = ""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """written: every file. interviews: ids of the finalized ones. received: what the supervisor found."""

    folder: Path
    written: tuple[Written, ...]
    interviews: tuple[InterviewId, ...]
    refused: int
    received: ReceivedBundle


def conduct(
    folder: Path,
    *,
    on_step: Callable[[Step, int, int], None] = lambda step, number, count: None,
    clock: Callable[[], datetime] = now,
    seed: int = 2026,
) -> Demonstration:
    """Conduct the demonstration into a new or empty folder; a failure or a stop leaves nothing of it behind.

    on_step: called before each step with its number and count (interviews only). seed: of what the walker draws.
    KnownError demo.folder_not_empty, vault.disk_full and others; OSError.
    """
    with whole_or_nothing(folder), ExitStack() as vaults:
        return _conducted(folder, vaults, on_step=on_step, clock=clock, draw=random.Random(seed))  # noqa: S311 - the same every time


def _conducted(
    folder: Path,
    vaults: ExitStack,
    *,
    on_step: Callable[[Step, int, int], None],
    clock: Callable[[], datetime],
    draw: random.Random,
) -> Demonstration:
    """vaults: locks them at its end, and so before the folder is taken away again."""

    def vault(name: str, form_cache: Path) -> Workspace:
        made, _recovery_code = Workspace.create(folder / name, PASSPHRASE, clock=clock, form_cache=form_cache)
        vaults.callback(made.lock)
        return made

    count = len(RESPONDENTS)
    with TemporaryDirectory() as name:
        converted = Path(name)  # the questionnaire, which two vaults need
        on_step(Step.TEAM, 0, count)
        supervisor = vault(SUPERVISOR_VAULT, converted)
        supervisor.team.create("Demonstration", SUPERVISOR)
        on_step(Step.JOIN, 0, count)
        interviewer = vault(INTERVIEWER_VAULT, converted)
    card = interviewer.team.create_interviewer(INTERVIEWER)
    supervisor.team.take_card(card.to_bytes())
    team_file = supervisor.team.hand_out()
    interviewer.team.accept(team_file)
    finalized: list[InterviewId] = []
    for number, respondent in enumerate(RESPONDENTS, 1):
        on_step(Step.INTERVIEW, number, count)
        held = interview(interviewer, respondent, draw=draw)
        if held is not None:
            finalized.append(held)
    on_step(Step.SUMMARIES, 0, count)
    summaries = {
        f"summary-{number}.pdf": interviewer.export.summary(each, interviewer.interviews.get(each).language)
        for number, each in enumerate(finalized, 1)
    }
    on_step(Step.BUNDLE, 0, count)
    bundle = interviewer.export.bundle(finalized, passphrase=PASSPHRASE)
    on_step(Step.REVIEW, 0, count)
    received = supervisor.review.open(bundle)
    team = supervisor.team.current()
    files = {
        "team.interviewtool-team": team_file,
        f"{INTERVIEWER}.interviewtool-card": card.to_bytes(),
        "allowed_signers": (allowed_signers(team) if team else "").encode(),
        f"{INTERVIEWER}-certificate.pem": card.pdf_certificate,
        # Only here, so that age can be tried by hand: a real one never leaves the vault.
        "supervisor-age-key.txt": f"{supervisor.team.keys().age_identity.secret}\n".encode(),
        "bundle.tar": bundle,
        **summaries,
    }
    for name, content in files.items():
        _write(folder / name, content)
    written = (*(Written(folder / name) for name in (SUPERVISOR_VAULT, INTERVIEWER_VAULT)),)
    written += tuple(Written(folder / name, check_of(name, SUPERVISOR, INTERVIEWER)) for name in files)
    return Demonstration(folder, written, tuple(finalized), count - len(finalized), received)


def interview(workspace: Workspace, respondent: Respondent, *, draw: random.Random) -> InterviewId | None:
    """Conduct one interview from preparation to finalizing; None where consent is refused."""
    form = workspace.forms.default()
    session = workspace.interviews.prepare(form.form_hash, respondent.language)
    again = partial(decide, workspace, session, respondent, ConsentItem.SENSITIVE, reached=True)
    walker = Walker(session, respondent, draw=draw, interviewer=INTERVIEWER, ask_again=again)
    walker.prepare()
    interview_id = session.interview.interview_id
    if respondent.refuses:
        session.close()
        workspace.interviews.refuse(interview_id)
        return None
    decide_all(workspace, session, respondent)
    walker.interview()
    session.finalize(Disposition.COMPLETED)
    return interview_id


def decide_all(workspace: Workspace, session: Session, respondent: Respondent) -> None:
    """Record the sixteen decisions of a person."""
    for item in ConsentItem:
        decide(workspace, session, respondent, item)


def decide(
    workspace: Workspace, session: Session, respondent: Respondent, item: ConsentItem, *, reached: bool = False
) -> None:
    """Record one decision of a person. reached: as `Decision` has it."""
    text = workspace.consent.current(respondent.language)
    decision = Decision(
        item, item not in respondent.declined, respondent.method, text, naming=respondent.naming, reached=reached
    )
    workspace.consent.decide(session.interview.interview_id, decision)
    session.consent_changed()


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
