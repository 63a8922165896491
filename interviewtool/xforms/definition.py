"""A questionnaire as it was written: immutable, shared by all its instances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewtool.errors import KnownError
from interviewtool.garbage import growing
from interviewtool.xforms.form import Form
from interviewtool.xforms.languages import UNNAMED, language_code
from interviewtool.xforms.media import media_of
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.prompts import inherited_extras, parameters_of, question_type
from interviewtool.xforms.references import bare, unknown
from interviewtool.xforms.searches import searched_table
from interviewtool.xforms.views import NodeKind, QuestionType
from interviewtool.xforms.warnings import warnings

NO_VERSION = "–"
"""What is read where a questionnaire has no version; many have none."""


@dataclass(frozen=True, slots=True)
class NodeDefinition:
    """One node of the primary instance.

    path: without positions. type: of a question (CALCULATE for one without a control), None for groups and repeats.
    control: the XForms element, "" for none. extras: its own attributes of the interviewtool namespace.
    """

    path: str
    name: str
    kind: NodeKind
    type: QuestionType | None
    control: str
    appearance: tuple[str, ...]
    parameters: Mapping[str, str]
    extras: Mapping[str, str]
    _inherited: Mapping[str, str] = field(default_factory=dict, repr=False)

    def extra(self, name: str) -> str:
        """The interviewtool attribute of this node or of the nearest ancestor that has it; "" when none has."""
        return self._inherited.get(name, "")


class FormDefinition:
    """A loaded questionnaire.

    form_id, form_version, title. languages: full names in the form's order, none of a form in no named language.
    default_language: one of them, "" for a form without translations. xform: the bytes it was read from. notes: names
    of things in the form that a desktop does not do and that are kept as plain fields. missing_attachments: files its
    lists come from that were not given.
    """

    def __init__(self, xform: bytes, form: Form) -> None:
        source = form.source
        self.form = form
        self.xform = xform
        self.form_id = source.form_id
        self.form_version = source.version
        self.title = source.title
        self._titles = source.titles
        self._definitions: dict[str, NodeDefinition] = {}  # asked for again with every answer
        named = form.texts.languages != (UNNAMED,)
        self.languages = form.texts.languages if named else ()
        self.default_language = source.default_language if named else ""
        self.notes = tuple(dict.fromkeys([*source.notes, *_kept_only(form)]))
        searched = {searched_table(control.search) for control in source.controls if control.search}
        self.missing_attachments = form.tables.missing(searched - {""})

    @classmethod
    def load(cls, xform: bytes, attachments: Mapping[str, bytes] | None = None) -> FormDefinition:
        """Read an XForm. attachments: file name → content of external lists, beside those that the form brings along.

        KnownError xforms.* with the place.
        """
        with growing():
            return cls(xform, Form(xform, {**media_of(xform), **(attachments or {})}))

    def title_in(self, code: str) -> str:
        """The title in a language (`uk`) where the form gives one, else its only title."""
        return self._titles.get(code, self.title)

    @property
    def shown_version(self) -> str:
        """The version as a person reads it."""
        return self.form_version or NO_VERSION

    def language(self, name: str) -> str | None:
        """The full name for a full name or a code (`uk` → `Українська (uk)`); None where the form has no such
        language.
        """
        if name in self.languages:
            return name
        return next((full for full in self.languages if language_code(full) == name), None)

    def node(self, path: str) -> NodeDefinition:
        """The node at a path; positions in it are ignored. KnownError xforms.unknown_reference."""
        path = bare(path)
        found = self._definitions.get(path)
        if found is None:
            node = self.form.by_path.get(path)
            if node is None:
                raise unknown(path)
            found = self._definitions[path] = self._definition(node)
        return found

    def nodes(self) -> tuple[NodeDefinition, ...]:
        """All elements in document order, the root first."""
        return tuple(self._definition(node) for node in self.form.nodes if node.name[0] != "@")

    def check(self) -> None:
        """Look at every expression and text of the form; KnownError at the first mistake that loading does not see."""
        for node in self.form.nodes:
            for language in self.languages or ("",):
                question = node.control is not None and not _is_group(node)
                if question:
                    self.form.prompt(node, language)
        for action in self.form.actions:
            if action.text:
                self.form.compile(action.text, action.target, action.attribute)

    def warnings(self) -> tuple[KnownError, ...]:
        """What works, but not as its author meant it; with question and bind attribute, like a mistake."""
        return tuple(warnings(self.form))

    def _definition(self, node: ModelNode) -> NodeDefinition:
        control = node.control
        kind = NodeKind.REPEAT if node.is_repeat else NodeKind.GROUP if _is_group(node) else NodeKind.QUESTION
        return NodeDefinition(
            path=node.path,
            name=node.name,
            kind=kind,
            type=question_type(self.form, node) if kind is NodeKind.QUESTION else None,
            control=control.tag if control is not None else "",
            appearance=control.appearance if control is not None else (),
            parameters=parameters_of(control),
            extras=node.extras,
            _inherited=inherited_extras(node),
        )


_PHONE = {"deviceid", "phonenumber", "simserial", "subscriberid", "username", "email"}


def _kept_only(form: Form) -> list[str]:
    """What a form declares and the program only keeps: entities, encryption, answers of the last interview, audit,
    a telephone's metadata, barcodes.
    """
    found = []
    if form.source.submission.get("base64RsaPublicKey"):
        found.append("encryption")
    if any((element.get("src") or "").endswith("/last-saved") for element in form.source.secondary.values()):
        found.append("last-saved")  # nothing goes from one person's interview into another's
    for node in form.nodes:
        if node.name == "entity":
            found.append("entities")
        elif node.name == "audit" or node.bind.get("jr:preloadParams") in _PHONE:
            found.append(node.bind.get("jr:preloadParams") or "audit")
        elif node.datatype == "barcode":
            found.append("barcode")
    return found


def _is_group(node: ModelNode) -> bool:
    if node.parent is None or (node.control is not None and node.control.tag in {"group", "repeat"}):
        return True
    return any(child.name[0] != "@" for child in node.children)
