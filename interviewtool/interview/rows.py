"""The rows of a session: the instance's state with the drafts beside it, and which table each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from interviewtool.interview.outline import PREPARATION
from interviewtool.model import IdentityKind, PersonCode, Reference, StoredAnswer
from interviewtool.xforms import FormDefinition, FormInstance

_CASE = re.compile(r"/case\[([0-9]+)\]")


class Rows:
    """What the vault is to hold of a session. drafts: half-typed text by reference."""

    def __init__(self, instance: FormInstance, stored: Iterable[StoredAnswer]) -> None:
        self._instance = instance
        self.drafts: dict[Reference, str] = {row.reference: row.draft for row in stored if row.draft is not None}

    def row(self, reference: Reference) -> StoredAnswer:
        """The row of one node."""
        return self._with_draft(self._instance.stored_answer(reference))

    def all(self) -> tuple[StoredAnswer, ...]:
        """Every row, complete: restores exactly, the drafts beside empty answers included."""
        stored = self._instance.stored()
        held = {row.reference for row in stored}
        return (
            *map(self._with_draft, stored),
            *(self.row(reference) for reference in self.drafts if reference not in held),
        )

    def _with_draft(self, row: StoredAnswer) -> StoredAnswer:
        draft = self.drafts.get(row.reference)
        return row if draft is None else replace(row, draft=draft)

    def forget_drafts(self, repeat_instance: Reference) -> None:
        """Drop the drafts below a repeat instance that is gone, and move those of later instances up by one."""
        repeat, position = repeat_instance.removesuffix("]").rsplit("[", 1)
        moved: dict[Reference, str] = {}
        for reference, text in self.drafts.items():
            if not reference.startswith(f"{repeat}["):
                moved[reference] = text
                continue
            own, rest = reference.removeprefix(f"{repeat}[").split("]", 1)
            if int(own) != int(position):
                shifted = int(own) - (int(own) > int(position))
                moved[Reference(f"{repeat}[{shifted}]{rest}")] = text
        self.drafts = moved


def belongs_to_preparation(form: FormDefinition, reference: Reference) -> bool:
    """Whether a node is part of the preparation (M0, M1) and so is kept before consent."""
    return form.node(reference).extra("preparation") in PREPARATION


def categories(instance: FormInstance) -> tuple[str, ...]:
    """The categories of all relevant cases, each once, sorted: the values of every question named `category`."""
    held = (row for row in instance.stored() if row.value and row.reference.endswith("/category"))
    return tuple(sorted({row.value for row in held if instance.is_relevant(row.reference)}))


def proposed_cu(instance: FormInstance) -> tuple[int, ...]:
    """The numbers, from 1, of the relevant cases whose question named `cu_proposed` says yes."""
    held = (row for row in instance.stored() if row.value == "yes" and row.reference.endswith("/cu_proposed"))
    found = (_CASE.search(row.reference) for row in held if instance.is_relevant(row.reference))
    return tuple(sorted({int(case[1]) if case else 1 for case in found}))


def persons(instance: FormInstance, *, hidden: bool) -> dict[PersonCode, IdentityKind]:
    """The person codes in identity questions, with what each was first named as. hidden: also those a branch hides."""
    found: dict[PersonCode, IdentityKind] = {}
    for reference, kind, code in identity_answers(instance):
        if hidden or instance.is_relevant(reference):
            found.setdefault(code, kind)
    return found


def identity_answers(instance: FormInstance) -> Iterator[tuple[Reference, IdentityKind, PersonCode]]:
    """The identity questions that hold a code, in document order, with what each asks for."""
    for row in instance.stored():
        kind = instance.definition.node(row.reference).extra("identity")
        if kind and row.value:
            yield row.reference, IdentityKind(kind), PersonCode(row.value)
