"""The sensitive modules (bind extra `sensitive`): closed until consent was asked again when they were reached (C16).

A module is the outermost group or repeat that bears the mark, so that one that is left is left as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from interviewtool.interview.outline import is_asked
from interviewtool.model import Reference
from interviewtool.xforms import FormDefinition, FormInstance, NodeKind, QuestionType


def is_sensitive(form: FormDefinition, reference: Reference) -> bool:
    """Whether a node belongs to a sensitive module."""
    return form.node(reference).extra("sensitive") == "yes"


def module_of(form: FormDefinition, reference: Reference) -> Reference:
    """The sensitive module a node belongs to: a group, or the whole series of a repeat."""
    steps = reference.split("/")
    ways = (Reference("/".join(steps[:length])) for length in range(2, len(steps) + 1))
    outermost = next(way for way in ways if is_sensitive(form, way))
    return Reference(outermost.rsplit("[", 1)[0]) if outermost.endswith("]") else outermost


def holds_sensitive(instance: FormInstance) -> bool:
    """Whether anything was said in a sensitive module, in a branch that is hidden by now, too."""
    return any(
        row.value
        and is_sensitive(instance.definition, row.reference)
        and instance.question(row.reference).type is not QuestionType.CALCULATE
        for row in instance.stored()
    )


def unasked(instance: FormInstance, node: Reference) -> Iterator[Reference]:
    """The questions at or below a node that have neither an answer nor a reason for having none."""
    if instance.kind(node) is not NodeKind.QUESTION:
        for child in instance.children(node):
            if instance.kind(child) is not NodeKind.REPEAT:  # its instances stood before it
                yield from unasked(instance, child)
        return
    view = instance.question(node)
    if view.type is not QuestionType.CALCULATE and is_asked(view) and not view.value and view.missing is None:
        yield node
