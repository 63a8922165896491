"""What the ways to open a vault are called, and how rows are shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from interviewtool.crypto.slots import KeySlot, SlotKind
from interviewtool.i18n import N_, _

_SLOTS = {
    SlotKind.PASSPHRASE.value: N_("passphrase"),
    SlotKind.RECOVERY.value: N_("recovery code"),
    SlotKind.ESCROW.value: N_("supervisor’s key"),
}


def way_to_open(slot: KeySlot) -> str:
    """What opens a slot. A kind that a later version made keeps its own name."""
    return _(_SLOTS[slot.kind]) if slot.kind in _SLOTS else slot.kind


def plain(text: str) -> str:
    """Text of a questionnaire or an answer without control characters, which a terminal would obey."""
    return "".join(letter if _is_shown(letter) else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _is_shown(letter: str) -> bool:
    """A space that does not break is no printable letter for Python."""
    return letter.isprintable() or letter == "\n" or unicodedata.category(letter) == "Zs"


def answered(label: str, words: str) -> str:
    """A question and its answer: no colon behind a mark of the question's own, further lines are set in."""
    mark = "" if label.endswith(("?", ".", "!", ":", "…")) else ":"
    return f"{plain(label)}{mark} {plain(words)}".replace("\n", "\n    ")


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with columns below each other; an empty cell is a dash, so that columns can be counted."""
    filled = [[cell or "–" for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*filled, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in filled]
