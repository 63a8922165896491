"""An interview on a page of 40 questions of every common kind, in a real vault with a cheap key derivation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from _shared import COST, LIMITS

from interviewtool.consent import Decision
from interviewtool.interview import Session
from interviewtool.model import ConsentItem, ConsentMethod, Naming, Reference
from interviewtool.workspace import Workspace
from interviewtool.xforms import convert

KINDS = (
    "text",
    "text",
    "select_one answers",
    "select_one answers",
    "integer",
    "date",
    "select_multiple answers",
    "text",
)
QUESTIONS = 40
PAGES = ("first", "second")
STORY = Reference("/data/first/first_q0")


def form() -> str:
    """Two pages of the same kinds of questions, every fourth with a condition, as a markdown form."""
    rows = [
        "| survey | | | | | |",
        "| | type | name | label::Українська (uk) | hint::Українська (uk) | relevant |",
    ]
    for page in PAGES:
        rows.append(f"| | begin_group | {page} | Сторінка | | |")
        for number in range(QUESTIONS):
            relevant = f"${{{page}_q0}} != 'ніколи'" if number % 4 == 3 else ""
            label = f"Запитання номер {number + 1}: що відбувалося після того, як вас зупинили?"
            hint = "Запишіть словами людини." if number % 3 == 0 else ""
            kind = KINDS[number % len(KINDS)]
            rows.append(f"| | {kind} | {page}_q{number} | {label} | {hint} | {relevant} |")
        rows.append("| | end_group | | | | |")
    rows += ["| choices | | | |", "| | list_name | name | label::Українська (uk) |"]
    rows += [f"| | answers | a{number} | Можлива відповідь {number} |" for number in range(6)]
    rows += ["| settings | | | |", "| | form_id | version | default_language |", "| | bench | 1 | Українська (uk) |"]
    return "\n".join(rows)


@contextmanager
def interview() -> Iterator[tuple[Workspace, Session]]:
    """The interview, consent given, ready for the first answer."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.md"
        path.write_text(form(), encoding="utf-8")
        workspace, _code = Workspace.create(Path(folder) / "vault", "benchmark", cost=COST, limits=LIMITS)
        session = workspace.interviews.prepare(workspace.forms.add(convert(path)), "uk")
        text = workspace.consent.current("uk")
        for item in ConsentItem:
            decision = Decision(item, True, ConsentMethod.PAPER, text, naming=Naming.PSEUDONYM)
            workspace.consent.decide(session.interview.interview_id, decision)
        session.consent_changed()
        session.retry().result()
        yield workspace, session
        session.close()
        workspace.lock()
