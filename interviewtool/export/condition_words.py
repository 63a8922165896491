"""Skip conditions in words, for a questionnaire on paper: `${notified} = 'yes'` becomes `12 “Was the …” = “Yes”`.

What people write in conditions is put into words: comparisons of a question with a value, `selected`, `and`, `or`,
`not`. A calculated question is replaced by what it is calculated from, where that is a choice between values
(`if(…, 'A', if(…, 'B', ''))`). Everything else stands as the expression it is, with numbers for its questions; `worded`
tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from interviewtool.documents.wording import Wording
from interviewtool.i18n import N_
from interviewtool.xforms import QuestionType
from interviewtool.xforms.printed import PrintedNode
from interviewtool.xforms.xpath import print_xpath
from interviewtool.xforms.xpath.named import path_of
from interviewtool.xforms.xpath.tree import Call, Chain, Literal, Negate, Node, Number, Path, Step

_LABEL = 56
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_SIGNS = {"<=": "≤", ">=": "≥"}


@dataclass(frozen=True, slots=True)
class Condition:
    """worded: whether all of it could be put into words."""

    text: str
    worded: bool


@dataclass(frozen=True, slots=True)
class _Fact:
    """A question and what is said of it. value: raw; "" with `=` and `!=` means unanswered and answered."""

    path: str
    sign: str
    value: str


@dataclass(frozen=True, slots=True)
class _All:
    parts: tuple[_Said, ...]


@dataclass(frozen=True, slots=True)
class _Any:
    parts: tuple[_Said, ...]


@dataclass(frozen=True, slots=True)
class _Not:
    part: _Said


_Said = _Fact | _All | _Any | _Not
_ALWAYS, _NEVER = _All(()), _Any(())


class _Unsayable(Exception):
    """The expression has a shape that has no words here."""


class ConditionWords:
    """Words the conditions of one questionnaire. nodes: by path. numbers: the number each question has on paper."""

    def __init__(self, nodes: Mapping[str, PrintedNode], numbers: Mapping[str, int], words: Wording) -> None:
        self._nodes, self._numbers, self._words = nodes, numbers, words
        self._quote = "“{}”" if words.language == "en" else "«{}»"

    def condition(self, tree: Node, context: str) -> Condition:
        """The words for an expression that belongs to the question or group at `context`."""
        try:
            return Condition(self._say(self._said(tree, context)), worded=True)
        except _Unsayable:
            return Condition(print_xpath(self._numbered(tree, context)), worded=False)

    # -- understanding
    def _said(self, tree: Node, context: str) -> _Said:
        if isinstance(tree, Chain):
            operators = {operator for operator, _ in tree.rest}
            if operators <= {"and", "or"}:
                parts = tuple(self._said(part, context) for part in (tree.first, *(node for _, node in tree.rest)))
                return _all(parts) if operators == {"and"} else _any(parts)
            if len(tree.rest) == 1:
                return self._comparison(tree.first, *tree.rest[0], context)
        if isinstance(tree, Call):
            return self._call(tree, context)
        raise _Unsayable

    def _call(self, tree: Call, context: str) -> _Said:
        if tree.name == "not" and len(tree.args) == 1:
            return _Not(self._said(tree.args[0], context))
        if tree.name in ("true", "false"):
            return _ALWAYS if tree.name == "true" else _NEVER
        if tree.name in ("selected", "contains") and len(tree.args) == 2 and isinstance(tree.args[1], Literal):
            asked = tree.args[0]
            joined = isinstance(asked, Call) and asked.name == "join" and len(asked.args) == 2
            if tree.name == "selected" or joined:
                path = self._question(asked.args[1] if isinstance(asked, Call) and joined else asked, context)
                return self._given(path, tree.args[1].value, "has")
        raise _Unsayable

    def _comparison(self, left: Node, sign: str, right: Node, context: str) -> _Said:
        if isinstance(left, Literal | Number | Negate):
            left, right, sign = right, left, _TURNED.get(sign, sign)
        if sign not in ("=", "!=", *_TURNED) or not isinstance(right, Literal | Number | Negate):
            raise _Unsayable
        value = right.value if isinstance(right, Literal) else print_xpath(right)
        return self._given(self._question(left, context), value, sign)

    def _given(self, path: str, value: str, sign: str) -> _Said:
        """When what a question was answered with, or what was calculated, stands so to a value."""
        node = self._nodes[path]
        if sign == "has" and node.definition.type is QuestionType.SELECT_ONE:
            sign = "="
        if node.calculation is None:
            return _Fact(path, sign, value)
        if sign not in ("=", "!=", "has"):
            raise _Unsayable
        gives = self._gives(node.calculation, value, path, "=" if sign == "!=" else sign)
        return _Not(gives) if sign == "!=" else gives

    def _gives(self, calculation: Node, value: str, context: str, sign: str) -> _Said:
        """When a calculation gives a value. sign: `has` where one answer of several is enough."""
        if isinstance(calculation, Literal):
            return _ALWAYS if calculation.value == value else _NEVER
        if isinstance(calculation, Call) and calculation.name == "if" and len(calculation.args) == 3:
            condition, first, other = calculation.args
            asked = self._said(condition, context)
            yes, no = self._gives(first, value, context, sign), self._gives(other, value, context, sign)
            if no != _NEVER and not _exclude(asked, no):
                no = _all((_Not(asked), no))
            return _any((_all((asked, yes)), no))
        path = self._question(calculation, context)
        if self._nodes[path].calculation is not None:
            raise _Unsayable
        return self._given(path, value, sign)

    def _question(self, tree: Node, context: str) -> str:
        path = path_of(tree, context) or ""
        if path in self._numbers or (path in self._nodes and self._nodes[path].calculation is not None):
            return path
        raise _Unsayable

    # -- saying
    def _say(self, said: _Said, *, inside: bool = False) -> str:
        if isinstance(said, _Fact):
            return self._say_facts(said.path, said.sign, [said.value])
        if isinstance(said, _Not):
            return self._words(N_("not ({condition})")).format(condition=self._say(said.part))
        joint = self._words(N_("and")) if isinstance(said, _All) else self._words(N_("or"))
        parts = list(self._grouped(said))
        if not parts:
            raise _Unsayable
        text = f" {joint} ".join(parts)
        return f"({text})" if inside and len(parts) > 1 else text

    def _grouped(self, said: _All | _Any) -> Iterator[str]:
        """Values of one question together: `= a or = b` as one, `!= a and != b` as one."""
        mergeable = ("=", "has") if isinstance(said, _Any) else ("!=",)
        parts = list(dict.fromkeys(said.parts))
        while parts:
            part = parts.pop(0)
            if not (isinstance(part, _Fact) and part.sign in mergeable):
                yield self._say(part, inside=True)
                continue
            same = [o for o in parts if isinstance(o, _Fact) and (o.path, o.sign) == (part.path, part.sign)]
            parts = [other for other in parts if other not in same]
            yield self._say_facts(part.path, part.sign, [part.value, *(other.value for other in same)])

    def _say_facts(self, path: str, sign: str, values: list[str]) -> str:
        named = self._named(path)
        known = [value for value in values if value]
        if not known:
            answered = self._words(N_("{question} is answered"))
            unanswered = self._words(N_("{question} is not answered"))
            return (answered if sign == "!=" else unanswered).format(question=named)
        labels = {choice.value: choice.label for choice in self._nodes[path].choices}
        said = [self._quote.format(labels[value]) if value in labels else value for value in known]
        listed = " / ".join(said)
        if sign == "has":
            return self._words(N_("{question} includes {values}")).format(question=named, values=listed)
        if sign == "!=" and len(known) < len(values):
            other = self._words(N_("{question} is answered, but not {values}"))
            return other.format(question=named, values=listed)
        if sign == "!=":
            return self._words(N_("{question} is not {values}")).format(question=named, values=listed)
        return f"{named} {_SIGNS.get(sign, sign)} {listed}"

    def _named(self, path: str) -> str:
        label = " ".join(self._nodes[path].label.split())
        if len(label) > _LABEL:
            label = label[:_LABEL].rsplit(" ", 1)[0].rstrip(",;:–") + "…"
        return f"{self._numbers[path]} {self._quote.format(label)}"

    def _numbered(self, tree: Node, context: str) -> Node:
        """The expression with the number of each question it names."""
        path = path_of(tree, context)
        if path is not None and isinstance(tree, Path):
            name = str(self._numbers.get(path) or path.rpartition("/")[2])
            return Path("", (Step("child", name),), tree.at)
        if isinstance(tree, Call):
            return Call(tree.name, tuple(self._numbered(arg, context) for arg in tree.args), tree.at)
        if isinstance(tree, Chain):
            rest = [(operator, self._numbered(node, context)) for operator, node in tree.rest]
            return Chain(self._numbered(tree.first, context), rest)
        return tree


def _all(parts: tuple[_Said, ...]) -> _Said:
    if _NEVER in parts:
        return _NEVER
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, _All) else (part,))]
    return flat[0] if len(flat) == 1 else _All(tuple(flat))


def _any(parts: tuple[_Said, ...]) -> _Said:
    if _ALWAYS in parts:
        return _ALWAYS
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, _Any) else (part,))]
    return flat[0] if len(flat) == 1 else _Any(tuple(flat))


def _exclude(one: _Said, other: _Said) -> bool:
    """Whether the two cannot hold together, as far as equalities of one question tell."""
    if isinstance(one, _Any):
        return all(_exclude(part, other) for part in one.parts)
    if isinstance(other, _Any):
        return all(_exclude(one, part) for part in other.parts)
    if isinstance(one, _All):
        return any(_exclude(part, other) for part in one.parts)
    if isinstance(other, _All):
        return any(_exclude(one, part) for part in other.parts)
    if isinstance(one, _Fact) and isinstance(other, _Fact):
        return one.path == other.path and one.sign == other.sign == "=" and one.value != other.value
    return False
