"""From text to tree, without recursion: a thousand nested parentheses need a list of a thousand, not the Python stack.

Grammar: XPath 1.0, section 3, but for variables, which XForms has none of. Whether `*`, `and`, `or`, `div`, `mod` are
operators is told by what stands before them (section 3.7): here, by whether an operand or an operator is due.
"""

from __future__ import annotations

from functools import lru_cache

from interviewtool.xforms.xpath.tokens import Token, XPathSyntaxError, tokens
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
        self.tokens = tokens(text)
        self.index = 0
        self.frames = [_Frame("", 0)]

    def token(self) -> Token:
        return self.tokens[self.index]

    def ahead(self, value: str, by: int = 1) -> bool:
        token = self.tokens[self.index + by]
        return token.value == value and token.kind == "op"

    def take(self, value: str) -> bool:
        if self.ahead(value, 0):
            self.index += 1
            return True
        return False

    def fail(self, code: str = "unexpected") -> XPathSyntaxError:
        token = self.token()
        return XPathSyntaxError("unexpected_end" if token.kind == "end" else code, token.at, token.value)

    def run(self) -> Node:
        due = True  # an operand is due, not an operator
        while True:
            due = self.operand() if due else self.operator()
            if not self.frames:
                return self.result

    # -- where an operand is due
    def operand(self) -> bool:
        token = self.token()
        frame = self.frames[-1]
        if token.kind == "path":
            self.index += 1
            start, steps = _plain_path(token.value)
            frame.operands.append(Path(start, steps, token.at))
            return False
        if token.kind == "string":
            self.index += 1
            frame.operands.append(Literal(token.value))
            return self.after_primary()
        if token.kind == "number":
            self.index += 1
            frame.operands.append(Number(float(token.value)))
            return self.after_primary()
        if token.kind == "op" and token.value == "-":
            self.index += 1
            frame.operators.append("neg")
            return True
        if token.kind == "op" and token.value == "(":
            self.index += 1
            self.frames.append(_Frame(")", token.at))
            return True
        if token.kind == "name" and self.ahead("(") and token.value not in _NODE_TYPES:
            self.index += 2
            if self.take(")"):
                frame.operands.append(Call(token.value, (), token.at))
                return self.after_primary()
            self.frames.append(_Frame(")", token.at, token.value))
            return True
        if token.kind == "name" or (token.kind == "op" and token.value in {"/", "//", ".", "..", "@", "*"}):
            return self.path_start(token)
        raise self.fail()

    def path_start(self, token: Token) -> bool:
        if token.value == "/" and token.kind == "op":
            self.index += 1
            builder = _PathBuilder("/", token.at)
            following = self.token()
            if following.kind in {"name", "path"} or (
                following.kind == "op" and following.value in {".", "..", "@", "*"}
            ):
                return self.steps(builder)
            return self.path_end(builder)
        if token.value == "//" and token.kind == "op":
            self.index += 1
            builder = _PathBuilder("/", token.at)
            builder.steps.append(Step("descendant-or-self", ""))
            return self.steps(builder)
        return self.steps(_PathBuilder("", token.at))

    def steps(self, builder: _PathBuilder) -> bool:
        """Read steps until one has a predicate (then an operand is due) or the path ends (then an operator)."""
        while True:
            token = self.token()
            if token.kind == "path" and token.value[0] == ".":
                self.index += 1
                builder.steps.extend(_plain_path(token.value)[1])
                return self.path_end(builder)
            builder.steps.append(self.step())
            if self.ahead("[", 0):
                return self.open_predicate(builder)
            if self.rest_is_plain(builder) or not self.slash(builder):
                return self.path_end(builder)

    def rest_is_plain(self, builder: _PathBuilder) -> bool:
        """Take the token that ends a path as a whole (`./name`, `current()/group/name`), if that comes next."""
        token = self.token()
        if token.kind != "path" or token.value[0] != "/":
            return False
        self.index += 1
        builder.steps.extend(_plain_path(token.value)[1])
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
        token = self.token()
        if self.take("@"):
            axis = "attribute"
        elif token.kind == "name" and self.ahead("::"):
            if token.value not in _AXES:
                raise self.fail("unknown_axis")
            axis = token.value
            self.index += 2
        token = self.token()
        if token.kind == "op" and token.value == "*":
            self.index += 1
            return Step(axis, "*")
        if token.kind != "name":
            raise self.fail()
        self.index += 1
        if token.value in _NODE_TYPES and self.take("("):
            if not self.take(")"):
                raise self.fail()
            return Step(axis, "" if token.value == "node" else token.value + "()")
        return Step(axis, token.value)

    def open_predicate(self, host: _PathBuilder | Filter) -> bool:
        self.frames.append(_Frame("]", self.token().at, host=host))
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
        frame = self.frames[-1]
        if self.ahead("[", 0):
            primary = frame.operands.pop()
            return self.open_predicate(Filter(primary, (), self.checked(primary.depth + 1, self.token().at)))
        if self.token().kind == "path" and self.token().value[0] == "/":
            builder = _PathBuilder(frame.operands.pop(), self.token().at)
            self.rest_is_plain(builder)
            return self.path_end(builder)
        if self.ahead("/", 0) or self.ahead("//", 0):
            builder = _PathBuilder(frame.operands.pop(), self.token().at)
            self.slash(builder)
            return self.steps(builder)
        return False

    # -- where an operator is due
    def operator(self) -> bool:
        token = self.token()
        frame = self.frames[-1]
        if token.value in LEVEL and token.kind in {"op", "name"}:
            self.index += 1
            self.reduce(frame, LEVEL[token.value])
            frame.operators.append(token.value)
            return True
        if token.kind == "end" and frame.close == "":
            self.reduce(frame, 0)
            self.result = frame.operands.pop()
            self.frames.pop()
            return False
        if token.kind == "op" and token.value == "," and frame.name:
            self.index += 1
            self.reduce(frame, 0)
            frame.args.append(frame.operands.pop())
            return True
        if token.kind == "op" and token.value == frame.close:
            self.index += 1
            self.reduce(frame, 0)
            self.frames.pop()
            return self.close(frame)
        if token.kind == "end":
            raise XPathSyntaxError("unclosed", frame.at, frame.close)
        raise self.fail()

    def close(self, frame: _Frame) -> bool:
        inner = frame.operands.pop()
        if isinstance(frame.host, _PathBuilder):
            step = frame.host.steps[-1]
            frame.host.steps[-1] = Step(step.axis, step.name, (*step.predicates, inner))
            if self.ahead("[", 0):
                return self.open_predicate(frame.host)
            if self.rest_is_plain(frame.host):
                return self.path_end(frame.host)
            return self.steps(frame.host) if self.slash(frame.host) else self.path_end(frame.host)
        if isinstance(frame.host, Filter):
            depth = self.checked(max(frame.host.depth, inner.depth + 1), frame.at)
            self.push(Filter(frame.host.primary, (*frame.host.predicates, inner), depth))
            if self.ahead("[", 0):
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
                frame.operands.append(Negate(right, self.checked(right.depth + 1, self.token().at)))
                continue
            left = frame.operands.pop()
            if isinstance(left, Chain) and LEVEL[left.rest[0][0]] == LEVEL[waiting]:
                depth = self.checked(max(left.depth, right.depth + 1), self.token().at)
                left.rest.append((waiting, right))  # made by this very parse: nobody else holds it yet
                left.depth = depth
                frame.operands.append(left)
            else:
                depth = self.checked(1 + max(left.depth, right.depth), self.token().at)
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
