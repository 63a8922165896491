"""The functions an expression may call, and the code each becomes.

Most are rows of `PLAIN`: how many arguments, what each is turned into, which Python function does it, what it gives.
The few that look at sets, at their context or decide which argument is evaluated have an emitter of their own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from interviewtool.xforms import ambient
from interviewtool.xforms.code import Code
from interviewtool.xforms.emitters import EMITTERS
from interviewtool.xforms.expressions import CompileError
from interviewtool.xforms.functions import geography, numbers, patterns, texts
from interviewtool.xforms.values import whole
from interviewtool.xforms.xpath.tree import Call

if TYPE_CHECKING:
    from interviewtool.xforms.codegen import Generator


class Plain(NamedTuple):
    """arguments: one letter each: s text, n number, b truth, v value; `*` the rest as one list of values (of a set, its
    members); after `?` they may be missing. block: it is handed the context block first. volatile: differs by
    itself."""

    arguments: str
    function: Callable[..., Any]
    result: str
    block: bool = False
    volatile: bool = False


PLAIN: dict[str, Plain] = {
    "boolean-from-string": Plain("s", texts.boolean_from_string, "bool"),
    "join": Plain("s*", texts.join, "str"),
    "substr": Plain("sn?n", texts.substr, "str"),
    "substring-before": Plain("ss", texts.substring_before, "str"),
    "substring-after": Plain("ss", texts.substring_after, "str"),
    "translate": Plain("sss", texts.translate, "str"),
    "contains": Plain("ss", operator.contains, "bool"),
    "starts-with": Plain("ss", str.startswith, "bool"),
    "ends-with": Plain("ss", str.endswith, "bool"),
    "regex": Plain("ss", patterns.regex, "bool"),
    "count-selected": Plain("s", texts.count_selected, "num"),
    "selected-at": Plain("sn", texts.selected_at, "str"),
    "digest": Plain("ss?s", texts.digest, "str"),
    "base64-decode": Plain("s", texts.base64_decode, "str"),
    "extract-signed": Plain("ss", ambient.extract_signed, "str", block=True),
    "int": Plain("n", whole, "num"),
    "round": Plain("n?n", numbers.round_places, "num"),
    "abs": Plain("n", abs, "num"),
    "pow": Plain("nn", numbers.power, "num"),
    "log": Plain("n", numbers.logarithm, "num"),
    "log10": Plain("n", numbers.logarithm10, "num"),
    "exp": Plain("n", numbers.exponential, "num"),
    "exp10": Plain("n", numbers.exponential10, "num"),
    "sqrt": Plain("n", numbers.square_root, "num"),
    "sin": Plain("n", numbers.sine, "num"),
    "cos": Plain("n", numbers.cosine, "num"),
    "tan": Plain("n", numbers.tangent, "num"),
    "asin": Plain("n", numbers.arc_sine, "num"),
    "acos": Plain("n", numbers.arc_cosine, "num"),
    "atan": Plain("n", numbers.arc_tangent, "num"),
    "atan2": Plain("nn", numbers.arc_tangent2, "num"),
    "pi": Plain("", numbers.pi, "num"),
    "max": Plain("*", numbers.largest, "num"),
    "min": Plain("*", numbers.smallest, "num"),
    "checklist": Plain("nn*", numbers.checklist, "bool"),
    "area": Plain("*", geography.area, "num"),
    "enclosed-area": Plain("*", geography.area, "num"),
    "distance": Plain("*", geography.distance, "num"),
    "geofence": Plain("vv", geography.geofence, "bool"),
    "today": Plain("", ambient.today, "date", block=True, volatile=True),
    "now": Plain("", ambient.now, "date", block=True, volatile=True),
    "date": Plain("v", ambient.date, "any", block=True),
    "date-time": Plain("v", ambient.date_time, "any", block=True),
    "decimal-date-time": Plain("v", ambient.decimal_date_time, "any", block=True),
    "decimal-time": Plain("v", ambient.decimal_time, "any", block=True),
    "format-date": Plain("vs", ambient.format_date, "str", block=True),
    "format-date-time": Plain("vs", ambient.format_date, "str", block=True),
    "random": Plain("", ambient.random, "num", block=True, volatile=True),
    "uuid": Plain("?n", ambient.uuid, "str", block=True, volatile=True),
    "version": Plain("", ambient.version, "str", block=True),
    "property": Plain("s", ambient.property_value, "str", block=True),
    "pulldata": Plain("ssss", ambient.pulldata, "str", block=True),
    "jr:itext": Plain("s", ambient.itext, "str", block=True),
}
SCOPE: dict[str, Any] = {
    **{"f_" + name.replace("-", "_").replace(":", "_"): plain.function for name, plain in PLAIN.items()},
    "f_selected": texts.selected,
    "f_normalize_space": texts.normalize_space,
    "f_total": numbers.total,
    "f_weighted_checklist": numbers.weighted_checklist,
    "f_choice_name": ambient.choice_name,
    "f_randomize": ambient.randomize,
}


def call(generator: Generator, node: Call) -> Code:
    """The code of a call. CompileError unknown_function, wrong_arguments."""
    emitter = EMITTERS.get(node.name)
    if emitter is not None:
        low, high, emit = emitter
        _arity(node, low, high)
        return emit(generator, node)
    plain = PLAIN.get(node.name)
    if plain is None:
        raise CompileError("unknown_function", node.at, node.name)
    return _plain(generator, node, plain)


def _arity(node: Call, low: int, high: int) -> None:
    if not low <= len(node.args) <= high:
        raise CompileError("wrong_arguments", node.at, node.name)


def _plain(generator: Generator, node: Call, plain: Plain) -> Code:
    required, _, optional = plain.arguments.partition("?")
    letters = required + optional
    endless = letters.endswith("*")
    _arity(node, len(required) - (1 if endless else 0), 10_000 if endless else len(letters))
    sources = ["k"] if plain.block else []
    fixed = letters.rstrip("*")
    for letter, argument in zip(fixed, node.args, strict=False):
        sources.append(_argument(generator, generator.value(argument), letter))
    if endless:
        rest = [generator.value(argument) for argument in node.args[len(fixed) :]]
        if len(rest) == 1:
            sources.append(generator.values(rest[0]))
        else:
            sources.append("[" + ", ".join(generator.plain(code) for code in rest) + "]")
    generator.volatile |= plain.volatile
    generator.language |= node.name == "jr:itext"
    name = "f_" + node.name.replace("-", "_").replace(":", "_")
    return Code(f"{name}({', '.join(sources)})", plain.result)


def _argument(generator: Generator, code: Code, letter: str) -> str:
    if letter == "s":
        return generator.string(code)
    if letter == "n":
        return generator.number(code)
    return generator.plain(code)


FUNCTIONS = frozenset(PLAIN) | frozenset(EMITTERS) | {"instance"}
"""Every function name an expression may use."""
