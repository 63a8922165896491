"""What the program fills in by itself: consent fields from the consent records, a respondent who is known already."""

from __future__ import annotations

from interviewtool import consent as consents
from interviewtool.model import ConsentItem, IdentityKind, PersonCode, Reference
from interviewtool.xforms import Changes, FormDefinition, FormInstance, NodeKind


def fill_consent(instance: FormInstance, state: consents.State) -> Changes:
    """The form's read-only consent fields say what the records say, who are the only truth about consent."""
    changes = Changes()
    for node in instance.definition.nodes():
        if "consent" in node.extras:
            field = Reference(node.path)
            value = consents.field_value(state.get(ConsentItem(node.extras["consent"])))
            if instance.value(field) != value:
                changes |= instance.fill(field, value)
    return changes


def fill_respondent(instance: FormInstance, respondent: PersonCode) -> Changes:
    """A respondent whom an earlier interview named is not asked for the name again."""
    form = instance.definition
    for node in form.nodes():
        if node.extras.get("identity") == IdentityKind.RESPONDENT and not _repeated(form, node.path):
            field = Reference(node.path)
            return Changes() if instance.value(field) else instance.answer(field, respondent)
    return Changes()


def _repeated(form: FormDefinition, path: str) -> bool:
    steps = path.split("/")
    ways = ("/".join(steps[:length]) for length in range(2, len(steps)))
    return any(form.node(way).kind is NodeKind.REPEAT for way in ways)
