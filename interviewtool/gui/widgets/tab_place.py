"""A place in the order of Tab that is kept for controls made later."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class TabPlace(QWidget):
    """Never seen. Controls are put behind it with `QWidget.setTabOrder`.

    Qt appends what is made later to the end of the window, and orders nothing behind a label or a frame: what another
    stands behind has to be something that could take the focus.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hide()
