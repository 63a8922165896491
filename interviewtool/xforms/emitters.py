"""The code of calls that look at sets or at their context, or that decide which argument is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from interviewtool.xforms.code import Code
from interviewtool.xforms.expressions import CompileError, Read
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.paths import Resolver
from interviewtool.xforms.row_paths import RowPaths
from interviewtool.xforms.xpath.parser import parse
from interviewtool.xforms.xpath.tokens import XPathSyntaxError
from interviewtool.xforms.xpath.tree import Call, Literal, Node, Path

if TYPE_CHECKING:
    from interviewtool.xforms.codegen import Generator


def _conversion(kind: str) -> Callable[[Generator, Call], Code]:
    def emit(generator: Generator, node: Call) -> Code:
        code = generator.value(node.args[0])
        if kind == "str":
            return Code(generator.string(code), "str")
        if kind == "num":
            return Code(generator.number(code), "num")
        return Code(generator.truth(code), "bool")

    return emit


def _not(generator: Generator, node: Call) -> Code:
    return Code(f"(not {generator.truth(generator.value(node.args[0]))})", "bool")


def _constant(source: str) -> Callable[[Generator, Call], Code]:
    return lambda generator, node: Code(source, "bool")


def _if(generator: Generator, node: Call) -> Code:
    condition = generator.truth(generator.value(node.args[0]))
    left, right = generator.value(node.args[1]), generator.value(node.args[2])
    kind = _same(left, right)
    return Code(f"({generator.plain(left)} if {condition} else {generator.plain(right)})", kind)


def _same(left: Code, right: Code) -> str:
    return left.kind if left.kind == right.kind and left.kind in {"str", "num", "bool", "date"} else "any"


def _coalesce(generator: Generator, node: Call) -> Code:
    left, right = generator.value(node.args[0]), generator.value(node.args[1])
    if left.kind == "num?" and right.kind == "num":
        return Code(f"({left.other} if {left.source} != '' else {right.source})", "num")
    if left.kind == "str" and left.source.startswith("X["):
        return Code(f"({left.source} or {generator.plain(right)})", "str" if right.kind == "str" else "any")
    name = generator.local()
    source = f"({name} if not is_empty({name} := {generator.plain(left)}) else {generator.plain(right)})"
    # Python evaluates the condition first, so the name is set when it is used.
    return Code(source, "str" if left.kind == right.kind == "str" else "any")


def _once(generator: Generator, node: Call) -> Code:
    own = _context(generator, node)
    name = generator.local()
    value = generator.plain(generator.value(node.args[0]))
    return Code(f"({name} if ({name} := {own.source}) != '' else {value})", "any")


def _context(generator: Generator, node: Call) -> Code:
    """The context node's own value; reading it is no dependency, or it would wait for itself."""
    count = len(generator.reads)
    code = Resolver(generator).main(Path("", (), node.at), generator.scope.outer, generator.outer)
    del generator.reads[count:]
    return code


def _concat(generator: Generator, node: Call) -> Code:
    codes = [generator.value(argument) for argument in node.args]
    if len(codes) == 1 and codes[0].kind in {"nodes", "rows"}:
        return Code(f"f_join('', {generator.values(codes[0])})", "str")
    if not codes:
        return Code("''", "str")
    return Code("(" + " + ".join(generator.string(code) for code in codes) + ")", "str")


def _own_text(name: str, result: str) -> Callable[[Generator, Call], Code]:
    """A function of one text, that of the context node where none is given."""

    def emit(generator: Generator, node: Call) -> Code:
        code = generator.value(node.args[0] if node.args else parse("."))
        source = generator.string(code)
        return Code(f"float(len({source}))" if name == "len" else f"{name}({source})", result)

    return emit


def _selected(generator: Generator, node: Call) -> Code:
    value = generator.string(generator.value(node.args[0]))
    return Code(f"f_selected({value}, {generator.string(generator.value(node.args[1]))})", "bool")


def _set(generator: Generator, argument: Node, node: Call) -> Code:
    """An argument that must be a set of nodes."""
    before = len(generator.reads)
    code = generator.value(argument)
    # Whether a node is in a set turns with its relevance, also where its value stays empty.
    generator.reads[before:] = [Read(read.node, read.depth, True) for read in generator.reads[before:]]
    if code.kind == "rows":
        return code
    if code.kind == "nodes" or code.source.startswith("X[") or code.constant == "":
        return code._replace(source="[]" if code.constant == "" else generator.slots(code), kind="nodes", other="")
    raise CompileError("not_a_nodeset", node.at, node.name)


def _count(generator: Generator, node: Call) -> Code:
    return Code(f"float(len({_set(generator, node.args[0], node).source}))", "num")


def _count_non_empty(generator: Generator, node: Call) -> Code:
    code = _set(generator, node.args[0], node)
    if code.kind == "rows":
        return Code(f"float(len(f_join('', row_texts({code.source}))))", "num")
    return Code(f"count_filled(k, {code.source})", "num")


def _sum(generator: Generator, node: Call) -> Code:
    return Code(f"f_total({generator.values(_set(generator, node.args[0], node))})", "num")


def _weighted(generator: Generator, node: Call) -> Code:
    if len(node.args) % 2:
        raise CompileError("wrong_arguments", node.at, node.name)
    low, high = (generator.number(generator.value(argument)) for argument in node.args[:2])
    codes = [generator.value(argument) for argument in node.args[2:]]
    if len(codes) == 2:
        factors, weights = generator.values(codes[0]), generator.values(codes[1])
    else:
        factors = "[" + ", ".join(generator.plain(code) for code in codes[::2]) + "]"
        weights = "[" + ", ".join(generator.plain(code) for code in codes[1::2]) + "]"
    return Code(f"f_weighted_checklist({low}, {high}, {factors}, {weights})", "bool")


def _position(generator: Generator, node: Call) -> Code:
    if not node.args:
        if generator.scope.nested:
            return Code("float(i)", "num")
        return Code("(k.index + 1.0)" if generator.scope.node.is_repeat else "1.0", "num")
    if generator.scope.rows and node.args[0] == parse(".."):
        return Code("1.0", "num")  # of the list around a row there is but one, as a filter with position(..) finds
    code = _set(generator, node.args[0], node)
    if code.kind == "rows":
        return RowPaths(generator).position(node.args[0], code)
    for read in generator.reads[-1:]:
        generator.reads[-1] = Read(read.node, max(0, read.depth - 1) if read.node.is_repeat else read.depth, True)
    return Code(f"position_of(k, {code.source})", "num")


def _indexed_repeat(generator: Generator, node: Call) -> Code:
    if len(node.args) % 2 == 0:
        raise CompileError("wrong_arguments", node.at, node.name)
    resolver = Resolver(generator)
    target = _definition(resolver, node.args[0], generator.scope.node, node)
    if target is None:
        return Code("''", "str")
    places = [generator.number(generator.value(argument)) for argument in node.args[2::2]]
    repeats = [_definition(resolver, argument, generator.scope.node, node) for argument in node.args[1::2]]
    context = generator.scope.node.layout
    shared = context.common_depth(target.layout)
    chain: list[tuple[int, int]] = []
    for layout in target.layout.chain()[1:]:
        if layout.repeat in repeats:
            source = repeats.index(layout.repeat)
        else:
            source = -1 - (context.depth - layout.depth) if layout.depth <= shared else -1000
        chain.append((layout.branch, source))
    resolver.read_set(target, 0)
    route = f"{generator.parameter(tuple(chain))}, {generator.parameter(target.offset)}"
    return Code(f"indexed(k, {route}, {', '.join(places)})", "nodes")


def _definition(resolver: Resolver, argument: Node, start: ModelNode, node: Call) -> ModelNode | None:
    """The one node a plain path names."""
    resolver.generator.alone = True
    if not isinstance(argument, Path) or not (isinstance(argument.start, str) or argument.start == parse("current()")):
        raise CompileError("not_a_nodeset", node.at, node.name)
    steps = list(argument.steps)
    stage = [start]
    if argument.start == "/":
        stage = [start.root] if steps and steps.pop(0).name == start.root.name else []
    found: list[ModelNode] = resolver.follow(stage, steps, argument.at)
    return found[0] if found else None


def _choice_name(generator: Generator, node: Call) -> Code:
    value = generator.string(generator.value(node.args[0]))
    argument = node.args[1]
    if not isinstance(argument, Literal):
        raise CompileError("choice_name_argument", node.at, node.name)
    try:
        path = parse(argument.value.strip())
    except XPathSyntaxError:
        raise CompileError("choice_name_argument", node.at, node.name) from None
    target = _definition(Resolver(generator), path, generator.scope.node, node)
    if target is None:
        return Code("''", "str")  # as any path that leads nowhere
    generator.language = True
    shared = generator.scope.node.layout.common_depth(target.layout)
    generator.reads.append(Read(target, shared))
    generator.choosers.append((target, shared))
    ups = generator.parameter(generator.scope.node.layout.depth - shared)
    return Code(f"f_choice_name(k.above({ups}), {generator.parameter(target)}, {value})", "str")


def _randomize(generator: Generator, node: Call) -> Code:
    code = _set(generator, node.args[0], node)
    if len(node.args) == 1:
        return Code(f"f_randomize(k, {code.source})", code.kind)
    seed = generator.plain(generator.value(node.args[1]))
    return Code(f"f_randomize(k, {code.source}, {seed})", code.kind)


def _first(generator: Generator, node: Call) -> Code:
    return generator.value(node.args[0])


def _current(generator: Generator, node: Call) -> Code:
    return Resolver(generator).main(Path("", (), node.at), generator.scope.outer, generator.outer)


EMITTERS: dict[str, tuple[int, int, Callable[[Generator, Call], Code]]] = {
    "string": (1, 1, _conversion("str")),
    "number": (1, 1, _conversion("num")),
    "boolean": (1, 1, _conversion("bool")),
    "not": (1, 1, _not),
    "true": (0, 0, _constant("True")),
    "false": (0, 0, _constant("False")),
    "if": (3, 3, _if),
    "coalesce": (2, 2, _coalesce),
    "once": (1, 1, _once),
    "concat": (0, 10_000, _concat),
    "string-length": (0, 1, _own_text("len", "num")),
    "normalize-space": (0, 1, _own_text("f_normalize_space", "str")),
    "selected": (2, 2, _selected),
    "is-selected": (2, 2, _selected),
    "count": (1, 1, _count),
    "count-non-empty": (1, 1, _count_non_empty),
    "sum": (1, 1, _sum),
    "weighted-checklist": (4, 10_000, _weighted),
    "position": (0, 1, _position),
    "indexed-repeat": (3, 11, _indexed_repeat),
    "jr:choice-name": (2, 2, _choice_name),
    "randomize": (1, 2, _randomize),
    "depend": (1, 10_000, _first),
    "current": (0, 0, _current),
}
"""Name → least and most arguments, and what makes the code."""
