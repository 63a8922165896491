"""Functions on numbers. Where mathematics has no result, the result is NaN, as in Java."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal

from interviewtool.xforms.values import NAN, Value, java_int, number, truth

_WIDE = Context(prec=400)
"""For all digits of any double, with 30 places after the point."""
_STEPS = [Decimal(1).scaleb(-places) for places in range(31)]


def total(values: Sequence[Value]) -> float:
    """sum(): what is no number counts nothing."""
    result = 0.0
    for value in values:
        item = value if value.__class__ is float else number(value)
        if item == item:
            result += item
    return result


def _numbers(values: Sequence[Value]) -> list[float]:
    """Those of the values that are numbers."""
    return [item for value in values if (item := value if value.__class__ is float else number(value)) == item]


def largest(values: Sequence[Value]) -> float:
    """NaN of nothing. JavaRosa begins at the smallest positive double, so that all-negative values give that."""
    return max([5e-324, *found]) if (found := _numbers(values)) else NAN


def smallest(values: Sequence[Value]) -> float:
    """NaN of nothing."""
    return min(found) if (found := _numbers(values)) else NAN


def round_places(value: float, places: float = 0.0) -> float:
    """To decimal places, as spreadsheets do: halves away from zero, of negative numbers towards zero. Never -0."""
    if not math.isfinite(value):
        return value
    count = java_int(places)
    if not -30 <= count <= 30:
        return NAN
    if count >= 0:
        if value.is_integer():
            return value + 0.0
        scaled = value * 10.0**count
        if count <= 22 and abs(scaled) < 1e12 and abs(scaled - (nearest := round(scaled))) < 0.499:
            return nearest / 10.0**count  # far enough from a half, and a quotient of exact numbers
        mode = ROUND_HALF_DOWN if value < 0 else ROUND_HALF_UP
        return float(Decimal(repr(value)).quantize(_STEPS[count], mode, _WIDE)) + 0.0
    scaled = float(Decimal(repr(value)).scaleb(count))
    kept = min(max(math.trunc(scaled + 0.5), -(2**63)), 2**63 - 1)  # Java goes through a long
    return float(Decimal(kept).scaleb(-count))


def _safe(function: Callable[..., float]) -> Callable[..., float]:
    def guarded(*args: float) -> float:
        try:
            return function(*args)
        except OverflowError:
            return math.inf
        except ValueError:
            return NAN

    return guarded


def _logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else _safe(function)(value)


def _power(base: float, exponent: float) -> float:
    if exponent != exponent:
        return NAN
    if base == 0 and exponent < 0:
        return math.inf
    if abs(base) == 1 and math.isinf(exponent):
        return NAN
    return math.pow(base, exponent)


power = _safe(_power)
logarithm = _logarithm(math.log)
logarithm10 = _logarithm(math.log10)
exponential = _safe(math.exp)
exponential10 = _safe(lambda value: math.pow(10.0, value))
square_root = _safe(math.sqrt)
sine = _safe(math.sin)
cosine = _safe(math.cos)
tangent = _safe(math.tan)
arc_sine = _safe(math.asin)
arc_cosine = _safe(math.acos)
arc_tangent = _safe(math.atan)
arc_tangent2 = _safe(math.atan2)


def checklist(least: float, most: float, factors: Sequence[Value]) -> bool:
    """Whether the number of true factors lies within; a negative bound is none."""
    count = [truth(factor) for factor in factors].count(True)
    low, high = java_int(least), java_int(most)
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def weighted_checklist(least: float, most: float, factors: Sequence[Value], weights: Sequence[Value]) -> bool:
    """Whether the weights of the true factors add up to within the bounds."""
    result = sum([number(weight) for factor, weight in zip(factors, weights, strict=False) if truth(factor)])
    return least <= result <= most


def pi() -> float:
    """The number of that name."""
    return math.pi
