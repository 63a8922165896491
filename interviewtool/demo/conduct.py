"""The demonstration from the first key to the opened bundle, through the very services the window uses."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

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
    """A file and the command of somebody else's program that checks it, as typed in the demonstration's folder."""

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
    """Conduct the demonstration into a folder, which is made if need be. KnownError vault.folder_not_empty and others.

    on_step: called before each step with its number and count (interviews only). seed: of what the walker draws.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    count = len(RESPONDENTS)
    with TemporaryDirectory() as name:
        converted = Path(name)  # the questionnaire, which two vaults need
        on_step(Step.TEAM, 0, count)
        supervisor, _code = Workspace.create(folder / "supervisor-vault", PASSPHRASE, clock=clock, form_cache=converted)
        supervisor.team.create("Demonstration", SUPERVISOR)
        on_step(Step.JOIN, 0, count)
        interviewer, _code = Workspace.create(
            folder / "interviewer-vault", PASSPHRASE, clock=clock, form_cache=converted
        )
    card = interviewer.team.create_interviewer(INTERVIEWER)
    supervisor.team.take_card(card.to_bytes())
    team_file = supervisor.team.hand_out()
    interviewer.team.accept(team_file)
    draw = random.Random(seed)  # noqa: S311 - a demonstration is to be the same every time
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
        "int-01.interviewtool-card": card.to_bytes(),
        "allowed_signers": (allowed_signers(team) if team else "").encode(),
        "int-01-certificate.pem": card.pdf_certificate,
        # Only here, so that age can be tried by hand: a real one never leaves the vault.
        "supervisor-age-key.txt": f"{supervisor.team.keys().age_identity.secret}\n".encode(),
        "bundle.tar": bundle,
        **summaries,
    }
    interviewer.lock()
    supervisor.lock()
    for name, content in files.items():
        _write(folder / name, content)
    written = tuple(Written(folder / name, _check(name)) for name in files)
    return Demonstration(folder, written, tuple(finalized), count - len(finalized), received)


def interview(workspace: Workspace, respondent: Respondent, *, draw: random.Random) -> InterviewId | None:
    """Conduct one interview from preparation to finalizing; None where consent is refused."""
    form = workspace.forms.default()
    session = workspace.interviews.prepare(form.form_hash, respondent.language)
    again = partial(decide, workspace, session, respondent, ConsentItem.SENSITIVE)
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


def decide(workspace: Workspace, session: Session, respondent: Respondent, item: ConsentItem) -> None:
    """Record one decision of a person."""
    workspace.consent.decide(
        session.interview.interview_id,
        item,
        item not in respondent.declined,
        method=respondent.method,
        text=workspace.consent.current(respondent.language),
        naming=respondent.naming if item is ConsentItem.QUOTATION else None,
    )
    session.consent_changed()


def _check(name: str) -> str:
    if name == "bundle.tar":
        return (
            "tar xf bundle.tar && sha256sum --strict -c SHA256SUMS && ssh-keygen -Y verify -f allowed_signers "
            f"-I {INTERVIEWER} -n interviewtool-bundle@1 -s SHA256SUMS.sig < SHA256SUMS && "
            "age -d -i supervisor-age-key.txt payload.age | tar tv"
        )
    if name.endswith(".pdf"):
        return f"pdfsig {name} ; pyhanko sign validate --trust int-01-certificate.pem --pretty-print {name}"
    return ""


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
