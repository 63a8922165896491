"""Random walks over a form, in our engine and in JavaRosa side by side."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from interviewtool.model import Reference
from interviewtool.xforms import FormDefinition, FormInstance, NodeKind, QuestionType, QuestionView
from tests.xforms.reference_engine import JavaRosa

NUMBERS = ("3", "1", "30", "12", "45", "100", "0", "7", "2015", "1987", "-2")
DATES = ("2019-06-15", "2022-02-24", "2022-03-10", "1980-03-04", "2024-02-29", "2026-01-01")
PARTIAL = ("2022", "2022-03", "2022-03-10", "2022-03~", "2021/2023", "../2022-05", "2022-04/..", "nonsense")
TEXTS = ("Азовсталь", "some text", "12345", "a", "x y z", "2022-03-04")


@dataclass
class Difference:
    """What the engines disagree about. node: reference; ours, theirs: (value, relevant, required, enabled)."""

    step: str
    node: str
    ours: object
    theirs: object


def answers(view: QuestionView, chance: random.Random) -> str:
    """An answer of the right type; consent questions are biased to yes, one in twelve is cleared."""
    if chance.random() < 0.08:
        return ""
    kind = view.type
    if kind in {QuestionType.SELECT_ONE}:
        values = [choice.value for choice in view.choices]
        if not values:
            return ""
        if values[0] == "yes" and chance.random() < 0.6:
            return "yes"
        return chance.choice(values)
    if kind in {QuestionType.SELECT_MULTIPLE, QuestionType.RANK}:
        values = [choice.value for choice in view.choices if chance.random() < 0.3]
        return " ".join(values)
    if kind in {QuestionType.INTEGER, QuestionType.RANGE}:
        return chance.choice(NUMBERS)
    if kind is QuestionType.DECIMAL:
        return chance.choice((*NUMBERS, "2.5", "0.125"))
    if kind is QuestionType.DATE:
        return chance.choice(DATES)
    if kind is QuestionType.ACKNOWLEDGE:
        return "OK"
    if kind is QuestionType.TIME:
        return "10:30:00.000+02:00"
    if kind is QuestionType.DATE_TIME:
        return "2022-03-10T10:30:00.000+02:00"
    if kind in {QuestionType.GEOTRACE, QuestionType.GEOSHAPE}:
        return "50.45 30.52 0 0; 50.46 30.52 0 0; 50.46 30.55 0 0; 50.45 30.52 0 0"
    if kind is QuestionType.GEOPOINT:
        return "50.45 30.52 0 0"
    if "interviewtool-partial-date" in view.appearance:
        return chance.choice(PARTIAL)
    return chance.choice(TEXTS)


def questions(instance: FormInstance) -> list[Reference]:
    """Relevant questions, series that may grow (ending in the name), instances."""
    found: list[Reference] = []
    waiting = [instance.root]
    while waiting:
        for child in instance.children(waiting.pop()):
            kind = instance.kind(child)
            if kind is NodeKind.REPEAT:
                if instance.group(child).may_add:
                    found.append(child)
                continue
            if not instance.is_relevant(child):
                continue
            if kind is NodeKind.QUESTION:
                if instance.definition.node(child).control:
                    found.append(child)
            else:
                waiting.append(child)
    return found


def lost_choices(instance: FormInstance) -> list[Reference]:
    """Questions whose answer their filter no longer offers."""
    from interviewtool.xforms.inspection import walk

    state, viewer = instance._state, instance._viewer
    found = []
    for node, block in walk(state):
        slot = block.base + node.offset
        if node.control is None or not isinstance(state.raw[slot], str) or state.raw[slot] == "":
            continue
        source = viewer.prompt(node).choices
        if source is not None and not source.offer(block).values.issuperset(state.raw[slot].split()):
            found.append(state.names[slot])
    return found


class Walk:
    """A walk of both engines over one form."""

    def __init__(self, definition: FormDefinition, instance: FormInstance, javarosa: JavaRosa, folder: Path) -> None:
        path = folder / "walk.xml"
        path.write_bytes(definition.xform)
        self.definition, self.instance, self.javarosa = definition, instance, javarosa
        javarosa.do("load", path=str(path))
        # What a preload or uuid() drew is different in each run.
        self.volatile = {
            node.path
            for node in definition.form.nodes
            if "jr:preload" in node.bind
            or any(word in node.bind.get("calculate", "") for word in ("uuid(", "random(", "now(", "once("))
        }
        self.log: list[str] = []
        self.late = 0

    def step(self, chance: random.Random) -> None:
        """One act in both."""
        instance = self.instance
        found = questions(instance)
        reference = chance.choice(found)
        if instance.kind(reference) is NodeKind.REPEAT:
            size = len(instance.children(reference))
            if size and chance.random() < 0.3:
                victim = chance.choice(instance.children(reference))
                if instance.is_relevant(victim):
                    self.log.append(f"delete {victim}")
                    self.javarosa.do("delete", path=victim)
                    instance.delete_repeat(victim)
                    self.drop_lost_choices()
                    return
            if size < 4:
                self.log.append(f"add {reference}")
                self.javarosa.do("add", path=reference)
                instance.add_repeat(reference)
            return
        view = instance.question(reference)
        if view.readonly:
            return
        value = answers(view, chance)
        self.log.append(f"set {reference} {value!r}")
        self.javarosa.do("set", path=reference, value=value)
        instance.answer(reference, value)
        self.drop_lost_choices()

    def drop_lost_choices(self) -> None:
        """Clear, in both, choices that a filter no longer offers.

        We keep and mark them; JavaRosa clears them when it next makes the list.
        """
        for reference in lost_choices(self.instance):
            self.instance.fill(reference, "")
            with suppress(RuntimeError):  # a question that is not relevant cannot be reached
                self.javarosa.do("set", path=reference, value="")

    def compare(self) -> list[Difference]:
        """Every node of both. Where JavaRosa, asked to evaluate everything once more, agrees, it had only been late.

        (It does not look again at other instances of the repeat in which something changed.)
        """
        found = self._compare()
        if found:
            self.javarosa.do("refresh")
            found = self._compare()
            self.late += not found
        return found

    def _compare(self) -> list[Difference]:
        theirs = self.javarosa.do("dump")["nodes"]
        ours = snapshot(self.instance)
        last = self.log[-1] if self.log else "load"
        differences = []
        for node in sorted({*ours, *theirs}):
            one, other = ours.get(node), theirs.get(node)
            if one is not None and other is not None and bare(node) in self.volatile:
                one, other = one[1:], other[1:]
            if one != other and not _same_number(one, other):
                differences.append(Difference(last, node, one, other))
        return differences


def _same_number(one: list[object] | None, other: list[object] | None) -> bool:
    """JavaRosa writes a decimal answer as Java does (12 → 12.0); we keep what was typed."""
    if one is None or other is None or one[1:] != other[1:]:
        return False
    try:
        left, right = (str(each[0]).replace(";", " ").split() for each in (one, other))
        return [float(part) for part in left] == [float(part) for part in right]
    except ValueError:
        return False


def bare(reference: str) -> str:
    return "".join(part.partition("]")[2] if index else part for index, part in enumerate(reference.split("[")))


def snapshot(instance: FormInstance) -> dict[str, list[object]]:
    """Per element: value, relevant, required, enabled, as JavaRosa tells them."""
    from interviewtool.xforms.inspection import walk

    state = instance._state
    found: dict[str, list[object]] = {}
    for node, block in walk(state):
        if node.name[0] == "@":
            continue
        slot = block.base + node.offset
        reference = state.names[slot]
        leaf = not any(child.name[0] != "@" for child in node.children)
        value = instance.value(reference) if leaf else ""
        enabled = not instance._viewer.is_readonly(slot)
        found[reference] = [value, state.relevant[slot], state.required[slot], enabled]
    return found
