"""Where the texts of an interview name somebody, found while the names are still at hand."""

from __future__ import annotations

from collections.abc import Collection

from interviewtool import pseudonym
from interviewtool.model import Identity, Mention
from interviewtool.xforms import FormInstance, QuestionType

_TEXTS = (
    QuestionType.TEXT,
    QuestionType.BARCODE,
    QuestionType.CALCULATE,
    QuestionType.SELECT_ONE,
    QuestionType.SELECT_MULTIPLE,
    QuestionType.RANK,
)
"""A calculation may repeat a text, and a choice from a repeat has a text of another question as its value."""


def mentions(instance: FormInstance, identities: Collection[Identity]) -> tuple[Mention, ...]:
    """Every mention in every text that is kept, also in those a branch hides."""
    found: list[Mention] = []
    seeker = pseudonym.Seeker(identities)
    for row in instance.stored():
        node = instance.definition.node(row.reference)
        if node.type in _TEXTS and not node.extra("identity"):
            found.extend(seeker.find(row.reference, row.value))
    return tuple(found)
