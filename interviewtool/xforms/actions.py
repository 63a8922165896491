"""setvalue and the events that fire it.

Events: first load of a new form, every load, a new repeat instance, a changed answer (inside a control). Actions that a
desktop cannot do (a place by satellite, a sound recording) are kept in the tree and noted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from interviewtool.xforms.body import line_of, local, reference
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.values import Value

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form

FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_REPEAT = "odk-new-repeat"
VALUE_CHANGED = "xforms-value-changed"
_ALIASES = {"xforms-ready": FIRST_LOAD, "jr-insert": NEW_REPEAT, "xforms-revalidate": "", "odk-instance-load": LOAD}
KNOWN_EVENTS = frozenset({"", FIRST_LOAD, LOAD, NEW_REPEAT, VALUE_CHANGED})

_TYPES = {
    ("setgeopoint", True): "start-geopoint",
    ("setgeopoint", False): "background-geopoint",
    ("recordaudio", True): "background-audio",
    ("recordaudio", False): "background-audio",
}
"""What a team wrote for an action of the form, and of a question."""


@dataclass(slots=True, eq=False)
class Action:
    """events; source: the control's or repeat's node, the root for the model's; text: the expression of the value."""

    events: frozenset[str]
    source: ModelNode
    target: ModelNode
    text: str
    line: int
    function: Callable[..., Value] | None = field(default=None)

    @property
    def attribute(self) -> str:
        """What XLSForm writes it as: the calculation of a trigger, or a dynamic default."""
        return "calculate" if VALUE_CHANGED in self.events else "default"


def read_actions(form: Form) -> list[Action]:
    """All setvalue actions in document order, but those of groups, which JavaRosa never fires.

    KnownError xforms.action_without_node.
    """
    found = [_read(form, element, form.nodes[0]) for element in form.source.actions]
    for control in form.source.controls:
        if control.tag == "group":
            continue
        source = form.by_path.get(control.path, form.nodes[0])
        found.extend(_read(form, element, source) for element in control.actions)
    return [action for action in found if action is not None]


def _read(form: Form, element: etree._Element, source: ModelNode) -> Action | None:
    name = local(element)
    if name != "setvalue":
        form.source.notes.append(_TYPES.get((name, source is form.nodes[0]), name))
        return None
    path = reference(element, source.path, form.source.named)
    target = form.by_path.get(path)
    if target is None:
        raise form_error("action_without_node", line=line_of(element), node=path)
    events = frozenset(_ALIASES.get(event, event) for event in (element.get("event") or "").split())
    text = (element.get("value") or "").strip()
    if element.get("value") is None and element.text and element.text.strip():
        content = element.text.strip()
        text = f'"{content}"' if '"' not in content else f"'{content}'"
    return Action(events, source, target, text, line_of(element))
