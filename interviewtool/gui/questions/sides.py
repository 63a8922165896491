"""Sections beside the page they lead to; in large print on a small screen one of the two at a time, since questions of
half the width would scroll sideways and cut words off.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from interviewtool.gui.design import Role, scaled, set_role
from interviewtool.i18n import _

WIDEST_BESIDE = 440
"""Pixels, also in large print: titles break there, the questions would not fit beside more on a small screen."""
_BESIDE, _PAGE = 310, 900
"""Shares of the width, and pixels at 100 %."""
_LEAST_PAGE = 400
"""Pixels at 100 %; where the page would have less, one side is shown at a time."""


class Sides(QSplitter):
    """toggle: the button that changes between the two where only one is shown; the screen gives it a place in a bar."""

    def __init__(self, beside: QWidget, page: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._beside, self._page = beside, page
        self.folded = False
        self.setChildrenCollapsible(False)
        for side in (beside, page):
            self.addWidget(side)
        self.setStretchFactor(1, 1)
        self.setSizes([_beside(), scaled(_PAGE)])
        self.toggle = QPushButton(_("Sections"))
        self.toggle.setAccessibleName(_("Sections"))
        self.toggle.setCheckable(True)
        set_role(self.toggle, Role.NAVIGATION)
        self.toggle.toggled.connect(lambda _on: self._arrange())
        self.toggle.hide()

    def show_beside(self, shown: bool) -> None:
        """Where one side is shown at a time: the sections, or the page."""
        self.toggle.setChecked(shown and self.folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() - _beside() < scaled(_LEAST_PAGE)
        if folded != self.folded:
            self.folded = folded
            self.toggle.setVisible(folded)
            self.show_beside(False)
            self._arrange()

    def _arrange(self) -> None:
        sections = self.toggle.isChecked()
        self._beside.setVisible(sections or not self.folded)
        self._page.setVisible(not sections)


def _beside() -> int:
    return min(scaled(_BESIDE), WIDEST_BESIDE)
