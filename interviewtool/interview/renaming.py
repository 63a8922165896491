"""When a place is renamed, the answers that chose it by its old name follow.

A choice from a repeat (`select_one ${name}`) holds the name as its value. Only questions whose choices come from the
renamed question are rewritten, and only where the old name is no longer offered by another instance.
"""

from __future__ import annotations

from interviewtool.model import Reference
from interviewtool.xforms import Changes, FormInstance, QuestionType


def rename_choices(instance: FormInstance, reference: Reference, old: str, new: str) -> Changes:
    """Rewrite the answers that chose `old` in a list made of this question, before its value changes to `new`."""
    changes = Changes()
    if not old or not new or old == new:
        return changes
    for chooser in instance.choosers_of(reference):
        view = instance.question(chooser)
        chosen = view.value.split() if view.type is QuestionType.SELECT_MULTIPLE else [view.value]
        offered = sum(choice.value == old for choice in view.choices)
        if old in chosen and offered == 1:
            renamed = " ".join(new if each == old else each for each in chosen)
            changes |= instance.answer(chooser, renamed)
    return changes
