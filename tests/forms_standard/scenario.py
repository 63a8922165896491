"""An interview in memory, spoken of by the names of its questions."""

from __future__ import annotations

from datetime import UTC, datetime

from interviewtool.crypto.ed25519 import signature_holds
from interviewtool.model import Reference
from interviewtool.xforms import FormDefinition, FormInstance, NodeKind, QuestionType, ViolationKind

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class References:
    """Where the questions of a form stand, by their names; inside repeats by the positions that lead to them."""

    def __init__(self, definition: FormDefinition) -> None:
        self._paths = {node.name: node.path for node in definition.nodes()}
        self._repeats = [node.path for node in definition.nodes() if node.kind is NodeKind.REPEAT]

    def __call__(self, name: str, *positions: int) -> Reference:
        """Every repeat on the way at position 1 unless told otherwise, outermost first."""
        steps, path, left = [], "", list(positions)
        for step in self._paths[name].strip("/").split("/"):
            path += f"/{step}"
            is_repeat = path in self._repeats and path != self._paths[name]
            steps.append(f"{step}[{left.pop(0) if left else 1}]" if is_repeat else step)
        return Reference("/" + "/".join(steps))


class Scenario:
    """An interview in memory. Questions are named; those inside repeats by the positions that lead to them."""

    def __init__(self, definition: FormDefinition) -> None:
        self.reference = References(definition)
        self.instance = FormInstance(
            definition, clock=lambda: NOW, uuid=lambda: "0", random=lambda: 0.5, signature_holds=signature_holds
        )

    def answer(self, *positions: int, **values: str) -> None:
        for name, value in values.items():
            self.instance.fill(self.reference(name, *positions), value)

    def value(self, name: str, *positions: int) -> str:
        return self.instance.value(self.reference(name, *positions))

    def asks(self, name: str, *positions: int) -> bool:
        return self.instance.question(self.reference(name, *positions)).relevant

    def shows(self, name: str, *positions: int) -> bool:
        """Like `asks`, of a group or repeat as well."""
        reference = self.reference(name, *positions)
        if self.instance.kind(reference) is NodeKind.QUESTION:
            return self.asks(name, *positions)
        return self.instance.group(reference).relevant

    def type(self, name: str, *positions: int) -> QuestionType:
        return self.instance.question(self.reference(name, *positions)).type

    def offers(self, name: str, *positions: int) -> list[str]:
        return [choice.value for choice in self.instance.question(self.reference(name, *positions)).choices]

    def add(self, repeat: str, *positions: int) -> None:
        """Makes sure there is an instance of a repeat beyond those there are."""
        self.instance.add_repeat(self.reference(repeat, *positions))

    def broken(self, name: str, *positions: int) -> bool:
        violation = self.instance.question(self.reference(name, *positions)).violation
        return violation is not None and violation.kind is ViolationKind.CONSTRAINT

    def instances(self, repeat: str, *positions: int) -> int:
        return self.instance.group(self.reference(repeat, *positions)).position

    def have(self, repeat: str, count: int, *positions: int) -> None:
        while self.instances(repeat, *positions) < count:
            self.add(repeat, *positions)
