"""Ctrl+Return does the screen's main act; in a text of many lines it still ends that text, as it always does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget


def on_finish_key(screen: QWidget, act: Callable[[], object]) -> None:
    """Bind Ctrl+Return and Ctrl+Enter on a screen."""

    def pressed() -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QPlainTextEdit) and screen.isAncestorOf(focused):
            # A shortcut takes the key before the text does: hand it on, past the shortcuts.
            focused.keyPressEvent(
                QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            )
        else:
            act()

    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        made = QShortcut(keys, screen)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(pressed)
