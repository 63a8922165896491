"""Finds the answers in which somebody looks for words, over all interviews.

The vault's index says in which interviews words occur at all; here these are read, and only what counts in them is
told: answers and half-typed text of questions that are asked, neither hidden by a branch nor closed by consent. A word
is found by its beginning, so that «підвал» finds «підвалі». Persons are codes in the answers: they are found by their
pseudonyms, and by their names only while the register is open; what is shown is the pseudonym either way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from interviewtool import consent as consents
from interviewtool.errors import KnownError
from interviewtool.interview.forms import FormLibrary
from interviewtool.interview.outline import is_asked, is_sensitive
from interviewtool.interview.pages import PERSON_CODE, Display, Read
from interviewtool.interview.rows import Rows, belongs_to_preparation
from interviewtool.interview.text import normal_text
from interviewtool.model import (
    APOSTROPHES,
    STRESS,
    ContentHash,
    DisplayName,
    Interview,
    InterviewId,
    InterviewState,
    PersonCode,
    Reference,
    StoredAnswer,
    folded,
)
from interviewtool.vault import Transaction, Vault
from interviewtool.xforms import QuestionType

MOST = 200
"""Places that are told at most; nobody reads more, and each interview has to be opened for them."""

_POSITION = re.compile(r"\[\d+\]")
_WORD = re.compile(rf"[\w{STRESS}]+(?:[{APOSTROPHES}][\w{STRESS}]+)*")
_BEFORE, _LENGTH = 60, 240
"""Characters of an excerpt before the first found word, and in all."""
_TYPED = (
    QuestionType.TEXT,
    QuestionType.INTEGER,
    QuestionType.DECIMAL,
    QuestionType.DATE,
    QuestionType.TIME,
    QuestionType.DATE_TIME,
    QuestionType.BARCODE,
)
"""Types whose value is what a person reads; that of a choice is a word of the form's author."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """One answer that holds a word. No repr: it is testimony.

    shown: the respondent's pseudonym. section, question: labels in the interview's language; page: the reference of the
    section. excerpt: the words in their context, on one line; marks: where they stand in it.
    """

    interview_id: InterviewId
    shown: DisplayName | None
    page: Reference
    reference: Reference
    section: str
    question: str
    excerpt: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True, repr=False)
class FoundAnswers:
    """places: in the order of the interviews given, then of the questionnaire. more: there are others beyond MOST."""

    places: tuple[Found, ...] = ()
    more: bool = False


def find_answers(
    vault: Vault,
    forms: FormLibrary,
    interviews: Iterable[tuple[Interview, DisplayName | None]],
    read: Read,
    text: str,
    *,
    progress: Callable[[float], None],
) -> FoundAnswers:
    """Every answer with one of the words of a text, in interviews that hold all of them. Nothing for no words.

    progress: 0..1; may raise to stop.
    """
    words = tuple(dict.fromkeys(folded(word.group()) for word in _WORD.finditer(normal_text(text))))
    if not words:
        return FoundAnswers()
    looked = _Looked(words, _bearers(vault, words))
    held = set(vault.search.find(" ".join(words), lambda part: progress(part / 2), also=looked.bearers.__getitem__))
    chosen = [each for each in interviews if each[0].interview_id in held]
    typed = cache(lambda form_hash: _typed(forms, form_hash))
    places: list[Found] = []
    for number, (interview, shown) in enumerate(chosen):
        progress(0.5 + number / len(chosen) / 2)
        if len(places) >= MOST:
            break
        with suppress(KnownError):  # erased this moment, or damaged: opening it says so
            taken = _Taken.of(vault, interview.interview_id)
            if looked.may_stand_in(taken.said(typed(interview.form_hash))):  # and not only among the codes of choices
                places += _in_interview(taken, interview, shown, read, looked)
    else:
        return FoundAnswers(tuple(places[:MOST]), len(places) > MOST)
    return FoundAnswers(tuple(places[:MOST]), more=True)


@dataclass(frozen=True, slots=True, repr=False)
class _Looked:
    """What is looked for: words, folded; and by word the codes of those who bear it."""

    words: tuple[str, ...]
    bearers: Mapping[str, frozenset[PersonCode]]

    def may_stand_in(self, text: str) -> bool:
        """Whether each word, or somebody who bears it, is in a text at all: seen a hundred times as fast as read."""
        plain = folded(text)
        return all(word in plain or any(folded(code) in plain for code in self.bearers[word]) for word in self.words)

    def look(self, text: str, display: Display) -> tuple[str, tuple[Span, ...], set[str]]:
        """The text as it is shown, where the words stand in it, and which of them do."""
        shown, marks, met = "", list[Span](), set[str]()
        for place, piece in enumerate(PERSON_CODE.split(text)):
            is_code = place % 2 == 1
            said = display(PersonCode(piece)) if is_code else piece
            for start, end, found in self._person(piece, said) if is_code else self._plain(piece):
                marks.append((len(shown) + start, len(shown) + end))
                met |= found
            shown += said
        return shown, tuple(marks), met

    def _person(self, code: str, said: str) -> Iterator[tuple[int, int, set[str]]]:
        found = {word for word in self.words if code in self.bearers[word]}
        if found:
            yield 0, len(said), found

    def _plain(self, text: str) -> Iterator[tuple[int, int, set[str]]]:
        for each in _WORD.finditer(text):
            plain = folded(each.group())
            found = {word for word in self.words if plain.startswith(word)}
            if found:
                yield each.start(), each.end(), found


def _bearers(vault: Vault, words: tuple[str, ...]) -> dict[str, frozenset[PersonCode]]:
    """By word, who bears it: as a pseudonym, or as a name of the register if that is open."""
    names = list(vault.run(lambda transaction: transaction.pseudonyms.all()).items())
    with suppress(KnownError), vault.identities() as register:  # closed, or in use
        names += [(each.person_code, each.text) for each in register.all()]
    parts = [(code, [folded(each.group()) for each in _WORD.finditer(name)]) for code, name in names]
    return {
        word: frozenset(code for code, said in parts if any(part.startswith(word) for part in said)) for word in words
    }


@dataclass(frozen=True, slots=True, repr=False)
class _Taken:
    """An interview as the vault has it."""

    rows: tuple[StoredAnswer, ...]
    gate_open: bool
    sensitive_open: bool

    @staticmethod
    def of(vault: Vault, interview_id: InterviewId) -> _Taken:
        """KnownError vault.no_such_interview, interview_damaged, rows_put_back."""

        def take(transaction: Transaction) -> _Taken:
            rows = (*transaction.preparation.all(interview_id), *transaction.answers.all(interview_id))
            sensitive = consents.opens_sensitive(transaction.consent.all(interview_id))
            return _Taken(rows, transaction.gate.is_open(interview_id), sensitive)

        return vault.run(take)

    def said(self, typed: frozenset[str]) -> str:
        """What stands at these paths."""
        return "\n".join(_said(row) for row in self.rows if _POSITION.sub("", row.reference) in typed)


def _typed(forms: FormLibrary, form_hash: ContentHash) -> frozenset[str]:
    """Paths of the questions whose value is what a person reads."""
    return frozenset(node.path for node in forms.definition(form_hash).nodes() if node.type in _TYPED)


def _said(row: StoredAnswer) -> str:
    return row.value if row.draft is None else row.draft


def _in_interview(
    taken: _Taken, interview: Interview, shown: DisplayName | None, read: Read, looked: _Looked
) -> list[Found]:
    whole = interview.state is InterviewState.FINALIZED
    instance, pages = read(interview, taken.rows)
    found, met = list[Found](), set[str]()
    for row in Rows(instance, taken.rows).all():
        text, marks, said = looked.look(_said(row), pages.readable)
        if not said or not instance.is_relevant(row.reference):
            continue
        view = pages.question(row.reference).view
        closed = is_sensitive(view) and not taken.sensitive_open
        locked = not taken.gate_open and not belongs_to_preparation(instance.definition, row.reference)
        if view.type not in _TYPED or not is_asked(view) or ((closed or locked) and not whole):
            continue
        page = Reference(row.reference.rsplit("/", 1)[0])
        section = pages.title(page)
        found.append(
            Found(
                interview.interview_id, shown, page, row.reference, section, view.label.strip(), *_excerpt(text, marks)
            )
        )
        met |= said
    return found if met == set(looked.words) else []


def _excerpt(text: str, marks: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """The text around its first mark, on one line, cut between words; and the marks that are still in it."""
    first = marks[0][0]
    start = 0 if first <= _BEFORE else max(text.find(" ", first - _BEFORE, first) + 1, first - _BEFORE)
    end = len(text) if len(text) - start <= _LENGTH else max(text.rfind(" ", start, start + _LENGTH), marks[0][1])
    before, after = "…" if start else "", "…" if end < len(text) else ""
    line = re.sub(r"\s", " ", text[start:end])  # one for one, so that the marks keep their places
    moved = len(before) - start
    return f"{before}{line}{after}", tuple((a + moved, b + moved) for a, b in marks if b <= end)
