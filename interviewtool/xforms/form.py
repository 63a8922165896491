"""A form, compiled: what `FormDefinition` shows the outside of.

Everything that is kept up to date (calculate, relevant, readonly, required, jr:count) and every constraint is compiled
at once. Order of work: read, compile, rank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from interviewtool.xforms.actions import Action, read_actions
from interviewtool.xforms.body import CONTROLS
from interviewtool.xforms.casting import fits, reader
from interviewtool.xforms.choices import Listing, choice_source
from interviewtool.xforms.codegen import Generator, Scope
from interviewtool.xforms.display import Display
from interviewtool.xforms.expressions import Compiled, CompileError, Expression, Purpose, Read
from interviewtool.xforms.external import external_lists
from interviewtool.xforms.graph import Dependents, order
from interviewtool.xforms.kinds import infer_kinds
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.moments import Local
from interviewtool.xforms.offers import ChoiceSource
from interviewtool.xforms.plan import Plan
from interviewtool.xforms.prompts import Prompt
from interviewtool.xforms.reader import Source, read_source
from interviewtool.xforms.secondary import Tables
from interviewtool.xforms.serialize import opening
from interviewtool.xforms.shapes import Pattern, pattern, spell
from interviewtool.xforms.texts import Texts
from interviewtool.xforms.values import Value
from interviewtool.xforms.xpath.parser import parse
from interviewtool.xforms.xpath.tokens import XPathSyntaxError
from interviewtool.xforms.xpath.tree import Node

_KEPT = (
    ("relevant", Purpose.RELEVANT),
    ("calculate", Purpose.CALCULATE),
    ("readonly", Purpose.READONLY),
    ("required", Purpose.REQUIRED),
)
_TRUE = frozenset({"true()", "1"})
_FALSE = frozenset({"false()", "", "0"})
_LONGEST = 100_000
"""Characters of an expression; a cell of a workbook holds 32,767."""
_UTC = Local(datetime(2000, 1, 1, tzinfo=UTC))


class Form:
    """Immutable once made, but for caches."""

    def __init__(self, content: bytes, attachments: Mapping[str, bytes]) -> None:
        self.source: Source = read_source(content)
        source = self.source
        self.version = source.version
        self.opening = opening(source)
        self.nodes = source.nodes
        self.by_path = source.by_path
        self.layouts = source.layouts
        self.root = source.layouts[0]
        self.tables = Tables(source.secondary, attachments, external_lists(source.controls))
        self.texts = Texts(self)
        self.expressions: list[Expression] = []
        self.shared_choices: dict[tuple[str, str, str, str], ChoiceSource] = {}
        self.listings: dict[tuple[object, ...], Listing] = {}
        self._asking: list[ModelNode] = []
        self._patterns: dict[object, Pattern] = {}
        self.always: dict[Purpose, dict[int, bool]] = {purpose: {} for _, purpose in _KEPT}
        self.actions: list[Action] = read_actions(self)
        infer_kinds(self)
        for node in self.nodes:
            node.reader = reader(node)
        self.unfit = [
            (node, node.default) for node in self.nodes if node.default and not fits(node, node.default, _UTC)
        ]
        for node, _ in self.unfit:  # as JavaRosa does with a default that is none of the question's type
            node.default = ""
        self._compile()
        self.expressions = order(self)
        self.dependents = Dependents(self)
        self.spoken = [expression for expression in self.expressions if expression.language]
        self.constraints: dict[int, Expression] = {}
        self._prompts: dict[str, list[Prompt | None]] = {}
        self._display: Display | None = None
        for node in self.nodes:
            if text := node.bind.get("constraint", "").strip():
                self.constraints[node.index] = self.expression(text, node, Purpose.CALCULATE, "constraint")
        for layout in self.layouts:
            layout.plan = Plan(self, layout)
        for node in self.nodes:
            if node.control is not None and node.control.tag in CONTROLS:
                self.prompt(node, self.source.default_language)

    # -- compiling
    def _compile(self) -> None:
        for node in self.nodes:
            for attribute, purpose in _KEPT:
                text = node.bind.get(attribute)
                if text is None:
                    continue
                plain = text.strip()
                if purpose is not Purpose.CALCULATE and (plain in _TRUE or plain in _FALSE):
                    self.always[purpose][node.index] = plain in _TRUE
                elif plain or purpose is not Purpose.CALCULATE:
                    made = self.expression(plain, node, purpose, attribute)
                    self.expressions.append(made)
                    if purpose is Purpose.RELEVANT and node.is_repeat:
                        node.layout.relevance = made
        for layout in self.layouts[1:]:
            control = layout.repeat.control
            if control is not None and control.count and control.tag == "repeat":
                above, parent = layout.parent, layout.repeat.parent
                assert above is not None
                assert parent is not None
                made = self.expression(control.count, layout.repeat, Purpose.COUNT, "jr:count", parent)
                made.layout = above
                made.function = _of_raw(made.function)
                # It is looked at again when the repeat may have become relevant: only then are instances made.
                inside = layout.relevance.reads if layout.relevance is not None else ()
                nearer = [Read(read.node, min(read.depth, above.depth), read.members) for read in inside]
                made.reads = (*made.reads, *nearer, Read(parent, above.depth, True))
                self.expressions.append(made)
                layout.fixed = True

    # -- what is shown
    def prompt(self, node: ModelNode, language: str) -> Prompt:
        """The texts and choices of a question in a language."""
        prompts = self._prompts.get(language)
        if prompts is None:
            prompts = self._prompts[language] = [None] * len(self.nodes)
        found = prompts[node.index]
        if found is None:
            found = prompts[node.index] = Prompt(self, node, language)
        return found

    @property
    def display(self) -> Display:
        """Which question shows which node."""
        if self._display is None:
            self._display = Display(self)
        return self._display

    # -- expressions
    def tree(self, text: str, node: ModelNode, attribute: str) -> Node:
        """KnownError xforms.syntax with question, attribute and column of the text."""
        too_long = XPathSyntaxError("too_long", 0)
        if len(text) > _LONGEST:
            raise self.mistake(too_long, node, attribute, text)
        try:
            return parse(text)
        except XPathSyntaxError as error:
            raise self.mistake(error, node, attribute, text) from None

    def mistake(self, error: CompileError | XPathSyntaxError, node: ModelNode, attribute: str, text: str) -> Exception:
        """The KnownError of a mistake in an expression."""
        return form_error(
            error.code,
            line=node.line,
            node=node.path,
            attribute=attribute,
            found=error.found,
            at=error.at + 1,
            expression=text[:200],
        )

    def compile(self, text: str, node: ModelNode, attribute: str, context: ModelNode | None = None) -> Compiled:
        """An expression in the context of a node. node: the question it belongs to, and its context if none is given.

        KnownError with question, attribute and column.
        """
        spelling = spell(text, context or node, self.by_path)
        candidate = attribute == "constraint" and "[" in text
        key = spelling.key, candidate
        made = self._patterns.get(key)
        if made is not None:
            return made.of(spelling.nodes)
        tree = self.tree(text, node, attribute)
        generator = Generator(Scope(context or node, context or node, candidate=candidate), self.tables)
        try:
            source = generator.plain(generator.value(tree))
            made = pattern(generator, source, spelling)
            if made is not None:
                self._patterns[key] = made
                return made.of(spelling.nodes)
            function = generator.make(source)
        except CompileError as error:
            raise self.mistake(error, node, attribute, text) from None
        for target, depth in generator.choosers:
            # A name is looked for among what the question offers: what its filter and its labels read matters, too.
            generator.reads.extend(
                Read(read.node, min(read.depth, depth), read.members) for read in self._offer_reads(target)
            )
        return Compiled(function, tuple(dict.fromkeys(generator.reads)), generator.language, generator.volatile)

    def _offer_reads(self, node: ModelNode) -> list[Read]:
        """What the choices of a question depend on, in whatever language."""
        if node in self._asking:
            return []
        self._asking.append(node)
        sources = [choice_source(self, node, language) for language in self.texts.languages or ("",)]
        self._asking.pop()
        return [read for source in sources if source is not None for read in source.reads]

    def expression(
        self, text: str, node: ModelNode, purpose: Purpose, attribute: str, context: ModelNode | None = None
    ) -> Expression:
        """An expression that belongs to a node."""
        function, reads, language, volatile = self.compile(text, node, attribute, context)
        return Expression(text, node, node.layout, purpose, function, reads, language, volatile)


def _of_raw(function: Callable[..., Value]) -> Callable[..., Value]:
    """JavaRosa counts repeats by what a node holds, also while it is not relevant."""
    return lambda values, numbers, base, block: function(block.state.raw, numbers, base, block)
