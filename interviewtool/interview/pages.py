"""The pages of an interview as a person reads them: person codes replaced by what may be shown.

`Session` adds the acts to it; a supervisor reads a received interview through it as it is, so that both see the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from interviewtool.interview import outline as outlines
from interviewtool.interview.rows import proposed_cu
from interviewtool.model import IdentityKind, Interview, PersonCode, Reference, StoredAnswer
from interviewtool.xforms import Choice, FormInstance, QuestionView, Violation, may_be_marked, without_marks

PERSON_CODE = re.compile(r"(P-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})")

Display = Callable[[PersonCode], str]
"""What is shown for a person code: a name, a pseudonym in inverted commas, or that it is withheld."""


def replace_codes(text: str, display: Display) -> str:
    """A text with every person code replaced by what may be shown for it."""
    return PERSON_CODE.sub(lambda match: display(PersonCode(match.group())), text) if "P-" in text else text


@dataclass(frozen=True, slots=True)
class SessionQuestion:
    """A question as the window shows it.

    draft: text typed and not yet taken as the answer. identity: what an identity question asks for. shown: the value as
    a person reads it; for an identity question the name typed in this interview, or what stands in its place.
    locked: consent is not given for it yet, or the interview is closed. closed: consent was not given again for the
    sensitive modules, and it belongs to one. picked: it points at a person whom another question named.
    """

    view: QuestionView
    draft: str | None
    identity: IdentityKind | None
    shown: str
    locked: bool
    closed: bool = False
    picked: bool = False


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: its title and its relevant questions in order."""

    reference: Reference
    title: str
    questions: tuple[SessionQuestion, ...]


class Pages:
    """A form instance to be read, page by page."""

    def __init__(self, instance: FormInstance, display: Display) -> None:
        self._instance = instance
        self._display = display

    @property
    def read_only(self) -> bool:
        """Whether nothing can be answered here."""
        return True

    @property
    def gates(self) -> outlines.Gates:
        """What consent lets happen."""
        return outlines.Gates()

    @property
    def drafts(self) -> Mapping[Reference, str]:
        """Half-typed text by reference."""
        return {}

    def proposed_cu(self) -> tuple[int, ...]:
        """Cases, from 1, proposed as suspected captivity; whether they count, a supervisor decides."""
        return proposed_cu(self._instance)

    def outline(self) -> tuple[outlines.OutlineEntry, ...]:
        """Every page with its progress."""
        return tuple(
            replace(entry, title=self.label(entry.title)) for entry in outlines.outline(self._instance, self.gates)
        )

    def page(self, reference: Reference) -> PageView:
        """A page by the reference of its group or repeat instance."""
        views = outlines.questions(self._instance, reference)
        return PageView(reference, self.title(reference), tuple(self._shown(view) for view in views))

    def title(self, reference: Reference) -> str:
        """What a group or repeat instance is headed with; "" for nothing."""
        return self.label(outlines.group_title(self._instance, self._instance.group(reference)))

    def question(self, reference: Reference) -> SessionQuestion:
        """One question as it stands now."""
        return self._shown(self._instance.question(reference))

    def violations(self) -> tuple[Violation, ...]:
        """Everything to correct or to answer before the interview is complete, in document order."""
        return self._instance.violations()

    def first_open(self, after: Reference | None = None, *, at: Reference | None = None) -> Reference | None:
        """The next question that has neither answer nor missing reason, searched round; None if none.

        after: the search begins behind this question. at: with this one itself.
        """
        every = [
            view
            for entry in outlines.outline(self._instance, self.gates)
            if entry.kind is outlines.EntryKind.PAGE and not entry.locked and not entry.closed
            for view in outlines.questions(self._instance, entry.reference)
        ]
        start = next((index for index, view in enumerate(every) if view.reference == (at or after)), -1)
        start = max(start + (at is None), 0)
        for view in every[start:] + every[:start]:
            if outlines.is_asked(view) and not view.value and view.missing is None:
                return view.reference
        return None

    def readable(self, text: str) -> str:
        """A text of the form with person codes replaced by what may be shown."""
        return replace_codes(text, self._display)

    def label(self, text: str) -> str:
        """A label, hint or message of the form as it is read: no person code, and a `MarkedText` where it had marks."""
        # pyxform puts a space before and after a label that holds an output.
        return without_marks(self.readable(text).strip())

    def _choices(self, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        said = "\n".join(choice.label for choice in choices)
        if "P-" not in said and not may_be_marked(said):
            return choices
        return tuple(choice._replace(label=self.label(choice.label)) for choice in choices)

    def _shown(self, view: QuestionView) -> SessionQuestion:
        kind = IdentityKind(view.extras["identity"]) if "identity" in view.extras else None
        readable = view._replace(
            label=self.label(view.label),
            hint=self.label(view.hint),
            guidance=self.label(view.guidance),
            choices=self._choices(view.choices),
            violation=view.violation and view.violation._replace(message=self.label(view.violation.message)),
        )
        closed = outlines.is_sensitive(view) and not self.gates.sensitive
        locked = self.read_only or closed or not (self.gates.answers or outlines.is_preparation(view))
        draft = self.drafts.get(view.reference)
        return SessionQuestion(readable, draft, kind, self.readable(view.value), locked, closed)


Read = Callable[[Interview, tuple[StoredAnswer, ...]], tuple[FormInstance, Pages]]
"""Makes an interview from its rows to be read, without opening it."""
