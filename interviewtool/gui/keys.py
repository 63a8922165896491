"""Keys that work whatever the keyboard is set to: on a Cyrillic-only layout the key of L sends Д, and must lock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_SAME_KEY = {"L": "Д", "J": "О", "M": "Ь", "N": "Т", "F": "А", "Q": "Й"}
"""The Ukrainian and Russian letter on the key of a Latin one."""

PANIC_KEYS = "Ctrl+Shift+Del"
"""Destroys the keys of the vault: three keys that two hands press, and that write nothing in any field."""


def shortcut(keys: str, owner: QWidget, act: Callable[[], object]) -> QShortcut:
    """An act of a widget's window by keys (`Ctrl+L`), in Latin and in Cyrillic."""
    made = QShortcut(owner)
    made.setKeys(sequences(keys))
    made.activated.connect(act)
    return made


def sequences(keys: str) -> list[QKeySequence]:
    """The keys, and the same keys on a Cyrillic layout where their last one is a letter."""
    modifiers, _, letter = keys.rpartition("+")
    same = _SAME_KEY.get(letter)
    return [QKeySequence(keys), *([QKeySequence(f"{modifiers}+{same}")] if same else [])]
