"""When a place is renamed, the answers that chose it by its old name follow.

A choice from a repeat (`select_one ${place_name}`) holds the name as its value. An answer is rewritten where the old
name was on offer only through the renamed question, so that it is offered no longer, and the new one is.
"""

from __future__ import annotations

from interviewtool.xforms import Changes, Choice, FormInstance, NodeKind, QuestionType, ViolationKind


def follow_renaming(instance: FormInstance, changes: Changes, old: str, new: str) -> Changes:
    """Rewrite the answers that chose `old` in a list that the act behind `changes` made offer `new` instead."""
    if not old or not new or old == new:
        return changes
    for reference in changes.shown:
        if instance.kind(reference) is not NodeKind.QUESTION:
            continue
        view = instance.question(reference)
        lost = view.violation is not None and view.violation.kind is ViolationKind.CHOICE
        if view.type is QuestionType.SELECT_ONE and lost and view.value == old and _offers(view.choices, new):
            changes |= instance.answer(reference, new)
    return changes


def _offers(choices: tuple[Choice, ...], value: str) -> bool:
    return any(choice.value == value for choice in choices)
