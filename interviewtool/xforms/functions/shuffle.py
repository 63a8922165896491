"""randomize() in JavaRosa's order: a Park–Miller generator and the Fisher–Yates shuffle.

A seed that is a number is used as it is; other text is hashed (SHA-256, first eight bytes), as the specification says.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import TypeVar

from interviewtool.xforms.values import Value, number, text

Item = TypeVar("Item")
_MODULUS = 2147483647
_FACTOR = 16807


def seed_of(value: Value) -> int:
    """The seed a value gives."""
    plain = number(value)
    if plain == plain:
        return int(max(-(2.0**63), min(2.0**63 - 1024, plain)))
    content = text(value)
    if not content:
        return 0
    return int.from_bytes(hashlib.sha256(content.encode()).digest()[:8], "big", signed=True)


def shuffle(items: Sequence[Item], seed: int) -> list[Item]:
    """The items in the order of a seed."""
    state = int(math.fmod(float(seed), _MODULUS))  # JavaRosa reckons the seed as a double
    if state <= 0:
        state += _MODULUS - 1
    result: list[Item] = []
    for index, item in enumerate(items):  # inside out: each item takes the place of one before it, or its own
        state = state * _FACTOR % _MODULUS
        other = int((state - 1) / (_MODULUS - 1) * (index + 1))
        result.append(item)
        if other != index:
            result[index], result[other] = result[other], item
    return result
