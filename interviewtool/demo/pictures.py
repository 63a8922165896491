"""Pictures of the demonstration: two more interviews are begun, the real window is driven over copies of the vaults."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from interviewtool.demo.conduct import (
    INTERVIEWER,
    INTERVIEWER_VAULT,
    PASSPHRASE,
    SUPERVISOR_VAULT,
    Demonstration,
    decide_all,
)
from interviewtool.demo.people import RESPONDENTS
from interviewtool.demo.walker import Walker
from interviewtool.export import consent_form
from interviewtool.interview import OutlineEntry, Picked, Session
from interviewtool.model import InterviewId, Reference
from interviewtool.workspace import Workspace

_SHOWN_PAGE = "/data/case[1]/m5_account"
_WAY = {
    "25-about-you": "/data/respondent",
    "26-who-it-is-about": "/data/case[1]/m3",
    "27-confirmation": "/data/case[1]/m6",
    "28-contact": "/data/case[1]/m8",
    "29-places": "/data/case[1]/m10",
    "30-needs": "/data/need[1]",
}
_LAST_PAGE = "/data/case[1]/m10"
_NEEDS = ("needs_narrative", "needs_named")
_SHOWN_FILE = "/data/case[1]/evidence[1]/evidence_file"
_SENSITIVE = "/data/case[1]/m11"


def take(done: Demonstration, *, language: str) -> tuple[Path, ...]:
    """Save a picture of every main screen beside the demonstration's files."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded
    from interviewtool.gui import pictures

    with tempfile.TemporaryDirectory(prefix="interviewtool-pictures-") as apart:
        for name in (INTERVIEWER_VAULT, SUPERVISOR_VAULT):
            shutil.copytree(done.folder / name, Path(apart) / name)
        bundle = Path(shutil.copy(done.folder / "bundle.tar", apart))
        interviewer = Workspace.unlock(Path(apart) / INTERVIEWER_VAULT, PASSPHRASE)
        supervisor = Workspace.unlock(Path(apart) / SUPERVISOR_VAULT, PASSPHRASE)
        scene = pictures.Scene(
            interviewer=interviewer,
            supervisor=supervisor,
            prepared=_prepared(interviewer),
            awaiting=_awaiting(interviewer),
            begun=_begun(interviewer),
            page=Reference(_SHOWN_PAGE),
            way={name: Reference(page) for name, page in _WAY.items()},
            file=Reference(_SHOWN_FILE),
            sensitive=Reference(_SENSITIVE),
            finalized=done.interviews[1],
            bundle=bundle,
        )
        try:
            return pictures.take(scene, done.folder / "pictures", language=language)
        finally:
            interviewer.lock()
            supervisor.lock()


def _prepared(workspace: Workspace) -> InterviewId:
    session, walker = _session(workspace)
    walker.prepare()
    session.close()
    return session.interview.interview_id


def _awaiting(workspace: Workspace) -> InterviewId:
    """A preparation that says that reprisals are nearly certain."""
    session, walker = _session(workspace)
    walker.prepare()
    session.answer(Reference("/data/m1/m1_risk/risk_reprisal_certain"), "yes")
    session.close()
    return session.interview.interview_id


def _begun(workspace: Workspace) -> InterviewId:
    """An interview that has come to the first sensitive section, and what is needed, which was said before."""
    session, walker = _session(workspace, until=_LAST_PAGE)
    walker.prepare()
    decide_all(workspace, session, RESPONDENTS[1])
    walker.interview()
    session.answer(Reference("/data/case[1]/m7/evidence_known"), "yes")
    for name, said in RESPONDENTS[1].answers.items():
        if name.startswith("need"):
            session.answer(Reference(f"/data/{'m17' if name in _NEEDS else 'need[1]'}/{name}"), said)
    interview_id = session.interview.interview_id
    scan = consent_form(workspace.consent.current("uk"))  # what it shows matters to nobody
    attached = workspace.attachments.attach(interview_id, Picked(BytesIO(scan), "scan.pdf", len(scan)))
    session.answer(Reference(_SHOWN_FILE), attached.name)
    session.close()
    return session.interview.interview_id


def _session(workspace: Workspace, until: str = "") -> tuple[Session, Walker]:
    session = workspace.interviews.prepare(workspace.forms.default().form_hash, "uk")
    reached: list[str] = []

    def note(entry: OutlineEntry) -> None:
        reached.append(entry.reference)

    draw = random.Random(11)  # noqa: S311 - the pictures are to be the same every time
    walker = Walker(
        session,
        RESPONDENTS[1],
        draw=draw,
        interviewer=INTERVIEWER,
        on_page=note,
        stopped=lambda: bool(until) and until in reached[:-1],
    )
    return session, walker
