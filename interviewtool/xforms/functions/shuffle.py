"""randomize() in JavaRosa's order: a Park–Miller generator and the Fisher–Yates shuffle.

A seed that is a number is used as it is; other text is hashed (SHA-256, first eight bytes), as the specification says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from interviewtool.xforms.values import Value, number, text

Item = TypeVar("Item")
_MODULUS = 2147483647
_FACTOR = 48271


def seed_of(value: Value) -> int:
    """The seed a value gives."""
    plain = number(value)
    if plain == plain and abs(plain) < 2**63:
        return int(plain)
    content = text(value)
    if not content:
        return 0
    return int.from_bytes(hashlib.sha256(content.encode()).digest()[:8], "big", signed=True)


def shuffle(items: Sequence[Item], seed: int) -> list[Item]:
    """The items in the order of a seed."""
    state = seed - (abs(seed) // _MODULUS) * _MODULUS * (1 if seed > 0 else -1)  # Java's %: the sign of the dividend
    if state <= 0:
        state += _MODULUS - 1
    result = list(items)
    for index in range(len(result) - 1, 0, -1):
        state = state * _FACTOR % _MODULUS
        other = int((state - 1) / (_MODULUS - 1) * (index + 1))
        result[index], result[other] = result[other], result[index]
    return result
