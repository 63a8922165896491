"""The values expressions work on, and how one kind becomes another, as JavaRosa does it.

Four kinds: text (`str`, "" is empty), number (`float`), truth (`bool`) and `Moment`. A node that is empty or not
relevant reads as "". Text is a number only if it consists of digits, `.` and `-` (a comma counts as a point): no
exponents. Numbers that differ by less than 1e-12 are equal.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final

from interviewtool.xforms.moments import Moment, iso_date

Value = str | float | bool | Moment

NAN: Final = float("nan")
EPSILON: Final = 1e-12
_NUMBERS: Final = {"": NAN, **{str(value): float(value) for value in range(200)}}
"""Most of what is read as a number: nothing, and what is counted."""
_TEXTS: Final = {value: text for text, value in _NUMBERS.items() if text}
_NUMERIC = frozenset("0123456789.-")


def number_of_text(text: str) -> float:
    """NaN for what is no number. JavaRosa strips white space and reads a decimal comma."""
    if text in _NUMBERS:
        return _NUMBERS[text]
    text = text.strip().replace(",", ".")
    if not text or not _NUMERIC.issuperset(text):
        return NAN
    try:
        return float(text)
    except ValueError:
        return NAN


def number(value: Value) -> float:
    """XPath number(). A moment is its whole days since 1970, as JavaRosa has it: two times of one day are equal."""
    kind = value.__class__
    if kind is float:
        return value  # type: ignore[return-value]
    if kind is str:
        return number_of_text(value)  # type: ignore[arg-type]
    return value // 1.0 if isinstance(value, Moment) else float(value)


def text(value: Value) -> str:
    """XPath string(). A moment is its date."""
    kind = value.__class__
    if kind is str:
        return value  # type: ignore[return-value]
    if kind is float:
        return text_of_number(value)  # type: ignore[arg-type]
    if kind is bool:
        return "true" if value else "false"
    return iso_date(value)  # type: ignore[arg-type]


def text_of_number(value: float) -> str:
    """As Java writes a double, whole numbers of up to 31 bits without a point."""
    if value in _TEXTS:
        return _TEXTS[value]
    if value != value:
        return "NaN"
    if -2147483648 <= value <= 2147483647:
        whole = int(value)
        if -EPSILON < value - whole < EPSILON:
            return str(whole)
    return java_double(value)


def java_double(value: float) -> str:
    """Double.toString: plain between 1e-3 and 1e7, else with an exponent."""
    if math.isinf(value):
        return "-Infinity" if value < 0 else "Infinity"
    size = abs(value)
    if 1e-3 <= size < 1e7:
        return repr(value)
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    text = "".join(map(str, digits)).rstrip("0") or "0"
    power = int(exponent) + len(digits) - 1
    return f"{'-' if sign else ''}{text[0]}.{text[1:] or '0'}E{power}"


def truth(value: Value) -> bool:
    """XPath boolean(). A moment is always true."""
    kind = value.__class__
    if kind is bool:
        return value  # type: ignore[return-value]
    if kind is str:
        return value != ""
    if kind is float:
        return value < -EPSILON or value > EPSILON  # type: ignore[operator]
    return True


def equal(left: Value, right: Value) -> bool:
    """XPath `=` on single values: truths if one is a truth, numbers if one is a number, else texts."""
    a, b = left.__class__, right.__class__
    if a is str and b is str:
        return left == right
    if a is bool or b is bool:
        return truth(left) == truth(right)
    if a is float or b is float:
        return -EPSILON < number(left) - number(right) < EPSILON
    return text(left) == text(right)


def is_empty(value: Value) -> bool:
    """What coalesce() passes over: "" and NaN."""
    return value == "" or value != value


def divide(left: float, right: float) -> float:
    """IEEE division."""
    if right:
        return left / right
    if left != left or left == 0 or right != right:
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def modulo(left: float, right: float) -> float:
    """IEEE remainder with the sign of the dividend; NaN where undefined."""
    if not right or right != right or left != left or math.isinf(left):
        return NAN
    return math.fmod(left, right)


def java_int(value: float) -> int:
    """As Java's double → int makes it: NaN is 0, the rest is cut and capped."""
    if -2147483648 <= value <= 2147483647:
        return int(value)
    return 0 if value != value else 2147483647 if value > 0 else -2147483648


def whole(value: float) -> float:
    """int(): towards zero, keeping the sign of a zero."""
    return math.copysign(int(value), value) if math.isfinite(value) else value
