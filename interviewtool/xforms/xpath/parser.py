"""From text to tree, without recursion: a thousand nested parentheses need a list of a thousand, not the Python stack.

Grammar: XPath 1.0, section 3, but for variables, which XForms has none of. Whether `*`, `and`, `or`, `div`, `mod` are
operators is told by what stands before them (section 3.7): here, by whether an operand or an operator is due.
"""

from __future__ import annotations

import re
from functools import lru_cache

from interviewtool.xforms.xpath.tokens import SIGNS, XPathSyntaxError, is_name, tokens
from interviewtool.xforms.xpath.tree import (
    LEVEL,
    NEGATE_LEVEL,
    Call,
    Chain,
    Filter,
    Literal,
    Negate,
    Node,
    Number,
    Path,
    Step,
)

MAXIMUM_DEPTH = 200
"""Of the tree; real forms stay under 60."""

_AXES = frozenset(
    "child parent self attribute descendant descendant-or-self ancestor ancestor-or-self following-sibling "
    "preceding-sibling following preceding".split()
)
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_QUOTES = frozenset("'\"")
_DIGITS = frozenset("0123456789")
_STEPS = frozenset({".", "..", "@", "*"})
_OPERATOR = re.compile("and|or|div|mod")
_MOST_GLUED = 50
"""Operators that nothing parts from what follows: each moves all tokens behind it."""


class _PathBuilder:
    __slots__ = ("at", "start", "steps")

    def __init__(self, start: Node | str, at: int) -> None:
        self.start = start
        self.at = at
        self.steps: list[Step] = []


class _Frame:
    """What is open: the whole text, a parenthesis, a call or a predicate, with its operands and operators so far."""

    __slots__ = ("args", "at", "close", "host", "name", "operands", "operators")

    def __init__(self, close: str, at: int, name: str = "", host: _PathBuilder | Filter | None = None) -> None:
        self.close = close
        self.at = at
        self.name = name
        self.host = host
        self.operands: list[Node] = []
        self.operators: list[str] = []
        self.args: list[Node] = []


class _Parser:
    def __init__(self, text: str) -> None:
        self.glued = 0
        self.tokens, self.offsets = tokens(text)
        self.index = 0
        self.frames = [_Frame("", 0)]

    @property
    def at(self) -> int:
        return self.offsets[self.index]

    def take(self, word: str) -> bool:
        if self.tokens[self.index] == word:
            self.index += 1
            return True
        return False

    def fail(self, code: str = "unexpected") -> XPathSyntaxError:
        word = self.tokens[self.index]
        found = word[1:-1] if word[:1] in _QUOTES else word
        return XPathSyntaxError(code if word else "unexpected_end", self.at, found)

    def run(self) -> Node:
        due = True  # an operand is due, not an operator
        while True:
            due = self.operand() if due else self.operator()
            if not self.frames:
                return self.result

    # -- where an operand is due
    def operand(self) -> bool:
        word = self.tokens[self.index]
        operands = self.frames[-1].operands
        first = word[:1]
        if first in {"/", "."}:
            return self.path_or_fraction(word)
        if first in _QUOTES:
            self.index += 1
            operands.append(Literal(word[1:-1]))
            return self.after_primary()
        if first in _DIGITS:
            self.index += 1
            operands.append(Number(float(word)))
            return self.after_primary()
        if word == "-":
            self.index += 1
            self.frames[-1].operators.append("neg")
            return True
        if word == "(":
            self.frames.append(_Frame(")", self.at))
            self.index += 1
            return True
        if word in {"@", "*"}:
            return self.steps(_PathBuilder("", self.at))
        if word in SIGNS:
            raise self.fail()
        if self.tokens[self.index + 1] != "(" or word in _NODE_TYPES:
            return self.steps(_PathBuilder("", self.at))
        at = self.at
        self.index += 2
        if self.take(")"):
            operands.append(Call(word, (), at))
            return self.after_primary()
        self.frames.append(_Frame(")", at, word))
        return True

    def path_or_fraction(self, word: str) -> bool:
        at = self.at
        if word == "/":
            self.index += 1
            builder = _PathBuilder("/", at)
            following = self.tokens[self.index]
            return self.steps(builder) if following not in SIGNS or following in _STEPS else self.path_end(builder)
        if word == "//":
            self.index += 1
            builder = _PathBuilder("/", at)
            builder.steps.append(Step("descendant-or-self", ""))
            return self.steps(builder)
        if word in {".", ".."}:
            return self.steps(_PathBuilder("", at))
        self.index += 1
        if word[1] in _DIGITS:
            self.push(Number(float(word)))
            return self.after_primary()
        start, steps = _plain_path(word)
        self.push(Path(start, steps, at))
        return False

    def steps(self, builder: _PathBuilder) -> bool:
        """Read steps until one has a predicate (then an operand is due) or the path ends (then an operator)."""
        while True:
            word = self.tokens[self.index]
            if word[:3] == "../":
                self.index += 1
                builder.steps.extend(_plain_path(word)[1])
                return self.path_end(builder)
            builder.steps.append(self.step())
            if self.tokens[self.index] == "[":
                return self.open_predicate(builder)
            if self.rest_is_plain(builder) or not self.slash(builder):
                return self.path_end(builder)

    def rest_is_plain(self, builder: _PathBuilder) -> bool:
        """Take the word that ends a path as a whole (`./name`, `current()/group/name`), if that comes next."""
        word = self.tokens[self.index]
        if word[:1] != "/" or word in SIGNS:
            return False
        self.index += 1
        builder.steps.extend(_plain_path(word)[1])
        return True

    def slash(self, builder: _PathBuilder) -> bool:
        if self.take("/"):
            return True
        if self.take("//"):
            builder.steps.append(Step("descendant-or-self", ""))
            return True
        return False

    def step(self) -> Step:
        if self.take("."):
            return Step("self", "")
        if self.take(".."):
            return Step("parent", "")
        axis = "child"
        if self.take("@"):
            axis = "attribute"
        elif self.tokens[self.index + 1] == "::" and is_name(self.tokens[self.index]):
            axis = self.tokens[self.index]
            if axis not in _AXES:
                raise self.fail("unknown_axis")
            self.index += 2
        if self.take("*"):
            return Step(axis, "*")
        name = self.tokens[self.index]
        if not is_name(name):
            raise self.fail()
        self.index += 1
        if name in _NODE_TYPES and self.take("("):
            if not self.take(")"):
                raise self.fail()
            return Step(axis, "" if name == "node" else name + "()")
        return Step(axis, name)

    def open_predicate(self, host: _PathBuilder | Filter) -> bool:
        self.frames.append(_Frame("]", self.at, host=host))
        self.index += 1
        return True

    def path_end(self, builder: _PathBuilder) -> bool:
        depth = 1 if isinstance(builder.start, str) else builder.start.depth
        for step in builder.steps:
            for predicate in step.predicates:
                depth = max(depth, predicate.depth)
        self.push(Path(builder.start, tuple(builder.steps), builder.at, self.checked(depth + 1, builder.at)))
        return False

    def after_primary(self) -> bool:
        """A literal, call or parenthesis may be filtered and walked on from."""
        word = self.tokens[self.index]
        if word == "[":
            primary = self.frames[-1].operands.pop()
            return self.open_predicate(Filter(primary, (), self.checked(primary.depth + 1, self.at)))
        if word[:1] != "/":
            return False
        builder = _PathBuilder(self.frames[-1].operands.pop(), self.at)
        if self.rest_is_plain(builder):
            return self.path_end(builder)
        self.slash(builder)
        return self.steps(builder)

    # -- where an operator is due
    def operator(self) -> bool:
        word = self.tokens[self.index]
        frame = self.frames[-1]
        level = LEVEL.get(word)
        if level is not None:
            if frame.operators:
                self.reduce(frame, level)
            frame.operators.append(word)
            self.index += 1
            return True
        if word == frame.close:  # of the whole text: its end
            self.reduce(frame, 0)
            self.index += 1
            self.frames.pop()
            if self.frames:
                return self.close(frame)
            self.result = frame.operands.pop()
            return False
        if word == "," and frame.name:
            self.reduce(frame, 0)
            self.index += 1
            frame.args.append(frame.operands.pop())
            return True
        if word == "":
            raise XPathSyntaxError("unclosed", frame.at, frame.close)
        self.part(word)
        return False

    def part(self, word: str) -> None:
        """Part an operator from what it is glued to (`1 and.5`, `7 mod-3`), as JavaRosa does."""
        operator = _OPERATOR.match(word)
        if operator is None or self.glued == _MOST_GLUED:
            raise self.fail()
        self.glued += 1
        end = self.at + operator.end()
        rest, offsets = tokens(word[operator.end() :])
        here = slice(self.index, self.index + 1)
        self.offsets[here] = [self.at, *(end + offset for offset in offsets[:-2])]
        self.tokens[here] = [operator[0], *rest[:-2]]

    def close(self, frame: _Frame) -> bool:
        inner = frame.operands.pop()
        if isinstance(frame.host, _PathBuilder):
            step = frame.host.steps[-1]
            frame.host.steps[-1] = Step(step.axis, step.name, (*step.predicates, inner))
            if self.tokens[self.index] == "[":
                return self.open_predicate(frame.host)
            if self.rest_is_plain(frame.host):
                return self.path_end(frame.host)
            return self.steps(frame.host) if self.slash(frame.host) else self.path_end(frame.host)
        if isinstance(frame.host, Filter):
            depth = self.checked(max(frame.host.depth, inner.depth + 1), frame.at)
            self.push(Filter(frame.host.primary, (*frame.host.predicates, inner), depth))
            if self.tokens[self.index] == "[":
                host = self.frames[-1].operands.pop()
                assert isinstance(host, Filter)
                return self.open_predicate(host)
        elif frame.name:
            args = (*frame.args, inner)
            depth = self.checked(1 + max(arg.depth for arg in args), frame.at)
            self.push(Call(frame.name, args, frame.at, depth))
        else:
            self.push(inner)
        return self.after_primary()

    def push(self, node: Node) -> None:
        self.frames[-1].operands.append(node)

    def reduce(self, frame: _Frame, level: int) -> None:
        """Apply the waiting operators that bind at least as tightly as `level` (all are read from the left)."""
        while frame.operators:
            waiting = frame.operators[-1]
            if (NEGATE_LEVEL if waiting == "neg" else LEVEL[waiting]) < level:
                return
            frame.operators.pop()
            right = frame.operands.pop()
            if waiting == "neg":
                frame.operands.append(Negate(right, self.checked(right.depth + 1, self.at)))
                continue
            left = frame.operands.pop()
            if isinstance(left, Chain) and LEVEL[left.rest[0][0]] == LEVEL[waiting]:
                depth = self.checked(max(left.depth, right.depth + 1), self.at)
                left.rest.append((waiting, right))  # made by this very parse: nobody else holds it yet
                left.depth = depth
                frame.operands.append(left)
            else:
                depth = self.checked(1 + max(left.depth, right.depth), self.at)
                frame.operands.append(Chain(left, [(waiting, right)], depth))

    def checked(self, depth: int, at: int) -> int:
        if depth > MAXIMUM_DEPTH:
            raise XPathSyntaxError("too_deep", at, str(MAXIMUM_DEPTH))
        return depth


_PARENT = Step("parent", "")


@lru_cache(maxsize=4096)
def _plain_path(text: str) -> tuple[str, tuple[Step, ...]]:
    """Start and steps of a path of names and `..` alone."""
    names = text.split("/")
    if names[0] == "..":
        return "", tuple(_PARENT if name == ".." else Step("child", name) for name in names)
    return "/", tuple(Step("child", name) for name in names[1:])


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The tree of an expression.

    XPathSyntaxError with the offset of what is wrong. The same text gives the same tree.
    """
    return _Parser(text).run()
