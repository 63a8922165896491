"""From a passphrase to a key, by Argon2id (RFC 9106).

The cost stands beside a key slot, in a file anyone may have altered. So it is capped before the function runs (a header
must not be able to eat the machine's memory), and refused under a floor (it must not be able to ask for a cheap guess).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from interviewtool.errors import KnownError

MIB = 1024
"""KiB in a MiB: Argon2 counts memory in KiB."""

SALT_BYTES = 16
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """memory in KiB, passes over it, lanes side by side."""

    memory: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True)
class CostLimits:
    """What a cost must lie between. The default is the rule of the program; tests pass another one in."""

    least_memory: int = 64 * MIB
    most_memory: int = 2048 * MIB
    least_passes: int = 3
    most_passes: int = 16
    most_lanes: int = 16

    def check(self, cost: Argon2Cost) -> None:
        """KnownError crypto.cost_refused when the cost lies outside."""
        fits = (
            self.least_memory <= cost.memory <= self.most_memory
            and self.least_passes <= cost.passes <= self.most_passes
            and 1 <= cost.lanes <= self.most_lanes
        )
        if not fits:
            raise KnownError("crypto.cost_refused")


LIMITS = CostLimits()
DEFAULT_COST = Argon2Cost(memory=256 * MIB, passes=3, lanes=4)
LEAST_COST = Argon2Cost(memory=64 * MIB, passes=3, lanes=4)


def affordable_cost() -> Argon2Cost:
    """The default cost where half of the machine's free memory holds it, else half of it, else the floor."""
    free = _free_memory()
    for cost in (DEFAULT_COST, replace(DEFAULT_COST, memory=DEFAULT_COST.memory // 2)):
        if free is None or cost.memory * 2 <= free:
            return cost
    return LEAST_COST


def _free_memory() -> int | None:
    """KiB that can be had without swapping, by Linux's own estimate; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return None
    found = [line.split() for line in lines if line.startswith("MemAvailable:")]
    return int(found[0][1]) if found and len(found[0]) > 1 and found[0][1].isdigit() else None


def passphrase_bytes(passphrase: str) -> bytes:
    """A passphrase as bytes: NFC, every space as U+0020, UTF-8 (OpaqueString of RFC 8265, section 4.2).

    The same letters typed on another system must open the vault, whether "й" comes as one sign or as two.
    """
    spaces = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in passphrase)
    return unicodedata.normalize("NFC", spaces).encode("utf-8", "surrogatepass")


def passphrase_key(passphrase: str, salt: bytes, cost: Argon2Cost, limits: CostLimits = LIMITS) -> bytes:
    """32 bytes by Argon2id. salt: 16 bytes.

    KnownError crypto.cost_refused before anything is computed; crypto.out_of_memory when the machine cannot.
    """
    limits.check(cost)
    function = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    try:
        return function.derive(passphrase_bytes(passphrase))
    except MemoryError:
        raise KnownError("crypto.out_of_memory", mebibytes=cost.memory // MIB) from None
