"""The breaks in the preparation of an interview: what was counted is entered where the questionnaire asks for it.

A question of the preparation that is called `breaks` takes their number, `breaks_minutes` how long they took together.
What somebody typed there stays: a break that the program does not know of is theirs to add.
"""

from __future__ import annotations

from collections.abc import Iterator

from interviewtool.interview.rows import belongs_to_preparation
from interviewtool.model import Interview, Reference
from interviewtool.xforms import FormDefinition, FormInstance, NodeKind

NUMBER, MINUTES = "breaks", "breaks_minutes"


def counted(
    form: FormDefinition, instance: FormInstance, before: Interview, after: Interview
) -> Iterator[tuple[Reference, str]]:
    """What to enter once a break has ended. before, after: the record before the break, and now."""
    told, now = _said(before), _said(after)
    for node in form.nodes():
        name = node.path.rpartition("/")[2]
        if name in now and node.kind is NodeKind.QUESTION and belongs_to_preparation(form, Reference(node.path)):
            field = Reference(node.path)
            if instance.question(field).missing is None and instance.value(field) in ("", told[name]):
                yield field, now[name]


def _said(interview: Interview) -> dict[str, str]:
    return {NUMBER: str(interview.breaks), MINUTES: str(interview.break_minutes)}
