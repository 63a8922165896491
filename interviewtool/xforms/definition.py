"""A questionnaire as it was written: immutable, shared by all its instances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interviewtool.xforms.views import NodeKind, QuestionType


@dataclass(frozen=True, slots=True)
class NodeDefinition:
    """One node of the primary instance. path: without positions. extras: own attributes of the interviewtool namespace."""

    path: str
    name: str
    kind: NodeKind
    type: QuestionType | None
    control: str
    appearance: tuple[str, ...]
    parameters: Mapping[str, str]
    extras: Mapping[str, str]

    def extra(self, name: str) -> str:
        """The interviewtool attribute of this node or of the nearest ancestor that has it; "" when none has."""
        raise NotImplementedError


class FormDefinition:
    """form_id, form_version, title; languages: full itext names in the form's order; xform: the bytes it was read from."""

    form_id: str
    form_version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    xform: bytes

    @classmethod
    def load(cls, xform: bytes) -> FormDefinition:
        """Read an XForm. KnownError xforms.* with the place of the first mistake."""
        raise NotImplementedError

    def node(self, path: str) -> NodeDefinition:
        """The node at a path; positions in it are ignored. KnownError xforms.unknown_reference."""
        raise NotImplementedError

    def nodes(self) -> tuple[NodeDefinition, ...]:
        """All nodes in document order, the root first."""
        raise NotImplementedError
