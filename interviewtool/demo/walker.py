"""Walks a form as a person would: only what is asked, page by page, with answers that its constraints accept.

What the script names is answered so; the rest is drawn from what the form offers, with a missing reason now and then.
Everything goes through the session, as from the window.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial

from interviewtool.demo.people import Respondent, Script
from interviewtool.export.value_words import PARTIAL_DATE
from interviewtool.interview import EntryKind, OutlineEntry, Session, SessionQuestion, is_asked
from interviewtool.model import IdentityKind, MissingReason, Reference
from interviewtool.xforms import QuestionType

_NUMBERS = ("2", "1", "3", "0", "5", "12", "30", "1975")
_DATES = ("2022-06", "2022-06~", "2023")
_TEXT = {
    "uk": "Записано зі слів; подробиці вигадані для показу програми.",
    "ru": "Записано со слов; подробности придуманы для показа программы.",
    "en": "Written down as told; the details are made up to show the program.",
}
_SOMEBODY = {"uk": "Панас Умовний", "ru": "Лука Условный", "en": "Mary Sample"}
_SWITCH_AT = 12
"""The page on which the language is switched, counted from the first."""

_FILES = (QuestionType.IMAGE, QuestionType.AUDIO, QuestionType.VIDEO, QuestionType.FILE)
"""These people brought nothing along."""

_SELDOM = 0.08
"""The share of questions that get a missing reason."""


class Walker:
    """Conducts one interview. on_page: called before each page. stopped: asked between the steps.

    ask_again: asks for consent where a sensitive module is reached.
    """

    def __init__(
        self,
        session: Session,
        respondent: Respondent,
        *,
        draw: random.Random,
        interviewer: str,
        on_page: Callable[[OutlineEntry], None] = lambda entry: None,
        stopped: Callable[[], bool] = lambda: False,
        ask_again: Callable[[], None] = lambda: None,
    ) -> None:
        self._session = session
        self._respondent = respondent
        self._draw = draw
        self._interviewer = interviewer
        self._on_page = on_page
        self._stopped = stopped
        self._ask_again = ask_again
        self._seen: set[Reference] = set()

    def prepare(self) -> None:
        """Fill in the preparation."""
        self._walk(lambda entry: entry.preparation)

    def interview(self) -> None:
        """Ask everything else, adding the cases and what lies in them."""
        self._walk(lambda entry: not entry.locked)

    def _walk(self, wanted: Callable[[OutlineEntry], bool]) -> None:
        while not self._stopped() and (step := next(self._steps(wanted), None)):
            step()

    def _steps(self, wanted: Callable[[OutlineEntry], bool]) -> Iterator[Callable[[], object]]:
        """What is to be done now, in document order; each act may change what comes after it."""
        entries = [entry for entry in self._session.outline() if wanted(entry)]
        for entry in entries:
            if entry.kind is EntryKind.PAGE and self._open(entry.reference):
                yield partial(self._page, entry)
            if entry.kind is EntryKind.REPEAT and entry.may_add and entry.instances < self._wanted(entry):
                yield partial(self._session.add_repeat, entry.reference)

    def _page(self, entry: OutlineEntry) -> None:
        if entry.reference not in self._seen:
            self._seen.add(entry.reference)
            self._on_page(entry)
        if self._respondent.switches_to and len(self._seen) == _SWITCH_AT:
            self._session.set_language(self._respondent.switches_to)
        while waiting := self._open(entry.reference):
            self._ask(waiting[0])

    def _reach(self, sensitive: Reference) -> None:
        """A sensitive module: consent is asked again there, and without it the module is left."""
        self._ask_again()
        if not self._session.gates.sensitive:
            self._session.leave_sensitive(sensitive)

    def _open(self, reference: Reference) -> list[SessionQuestion]:
        return [
            question
            for question in self._session.page(reference).questions
            if is_asked(question.view) and not question.view.value and question.view.missing is None
        ]

    def _ask(self, question: SessionQuestion) -> None:
        view = question.view
        if question.closed:
            self._reach(view.reference)
            return
        scripted = self._script(view.reference).get(view.name)
        if question.identity is not None:
            self._session.answer_identity(view.reference, scripted or self._identity(question.identity))
            return
        if view.type in _FILES:
            self._session.mark_missing(view.reference, MissingReason.NOT_APPLICABLE)
            return
        may_be_missing = scripted is None and not view.required
        if may_be_missing and self._draw.random() < _SELDOM:
            self._session.mark_missing(view.reference, self._draw.choice(tuple(MissingReason)))
            return
        for value in (scripted,) if scripted is not None else self._values(question):
            self._session.answer(view.reference, value)
            if self._session.question(view.reference).view.violation is None:
                return
        self._session.mark_missing(view.reference, MissingReason.NOT_ASKED)

    def _values(self, question: SessionQuestion) -> Iterator[str]:
        view = question.view
        match view.type:
            case QuestionType.SELECT_ONE | QuestionType.SELECT_MULTIPLE:
                choices = [choice.value for choice in view.choices]
                yield from self._draw.sample(choices, len(choices))
            case QuestionType.INTEGER | QuestionType.DECIMAL | QuestionType.RANGE:
                yield from _NUMBERS
            case QuestionType.DATE:
                yield "2024-03-14"
            case QuestionType.TIME:
                yield "10:30:00.000+02:00"
            case QuestionType.TEXT if PARTIAL_DATE in view.appearance:
                yield from _DATES
            case QuestionType.TEXT:
                yield _TEXT[self._session.language]
                yield self._interviewer

    def _identity(self, kind: IdentityKind) -> str:
        if kind is IdentityKind.CONTACT:
            return "+380 00 000 00 00"
        if kind is IdentityKind.UNIT:
            return "999"
        return _SOMEBODY[self._session.language]

    def _script(self, reference: Reference) -> Script:
        """What the script says for the instance a question lies in: the innermost repeat that has one."""
        found = dict(COMMON) | self._respondent.computed | dict(self._respondent.answers)
        for name, position in _repeats(reference):
            if name == "case":
                case = self._respondent.cases[position - 1]
                found |= dict(case.answers)
            elif _case(reference):
                scripts = self._respondent.cases[_case(reference) - 1].repeats.get(name, ())
                found |= dict(scripts[position - 1]) if position <= len(scripts) else {}
        return found

    def _wanted(self, entry: OutlineEntry) -> int:
        name = entry.reference.rsplit("/", 1)[-1]
        if name == "case":
            return len(self._respondent.cases)
        case = _case(entry.reference)
        scripted = self._respondent.cases[case - 1].repeats.get(name, ()) if case else ()
        return max(1, len(scripted))


COMMON: Script = {
    "session_date": "2024-03-14",
    "session_number": "1",
    "interviewer": "int-01",
    "mode": "in_person",
    "session_oblast": "kyiv_city",
    "session_place": "office",
    "session_private": "yes",
    "interpreter_present": "no",
    "others_present": "no",
    "recording": "notes",
    "breaks": "0",
    "stopped_early": "no",
    "risk_changed": "no",
    "prior_interviews": "no",
    "proceed_reasons": "first",
    "risk_reprisal_certain": "no",
    "risk_minor": "no",
    "risk_capacity": "no",
    "risk_detained": "no",
    "health_before": "good",
    "wounded": "no",
    "evidence_known": "no",
    "visited": "no",
    "deaths_told": "no",
    "charged": "no",
    "declared_dead": "no",
    "needs_named": "no",
    "read_back": "yes",
    "corrections": "no",
    "recontact": "yes",
    "withdrawal_card": "yes",
}


def _repeats(reference: Reference) -> Iterator[tuple[str, int]]:
    for step in reference.split("/"):
        if step.endswith("]"):
            name, position = step.removesuffix("]").split("[")
            yield name, int(position)


def _case(reference: Reference) -> int:
    """The number of the case a node lies in, from 1; 0 outside every case."""
    return next((position for name, position in _repeats(reference) if name == "case"), 0)
