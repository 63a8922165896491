"""How a screen is laid out: a readable column in a scroll area, and cards in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space, scaled, set_role
from interviewtool.gui.widgets.text import heading, paragraph


class Card(QFrame):
    """A surface of its own; add to `column`. name: its heading. text: the paragraph under it."""

    def __init__(self, name: str = "", text: str = "", *, role: Role = Role.CARD) -> None:
        super().__init__()
        set_role(self, role)
        self.column = column_of(self)
        if name:
            self.column.addWidget(heading(name))
        if text:
            self.column.addWidget(paragraph(text))


def column_of(parent: QWidget, *, margin: int = Space.LARGE, spacing: int = Space.MEDIUM) -> QVBoxLayout:
    """The vertical layout of a widget, with the house's distances."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(spacing)
    return column


class _Following(QScrollArea):
    """Follows the focus by whatever key it moves: Qt's own does for Tab alone, and not among choices by the arrows."""

    def __init__(self) -> None:
        super().__init__()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        # A click is where one looks already; under it nothing may move.
        clicked = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is not None and not clicked and self.isVisible() and self.isAncestorOf(new):
            self.ensureWidgetVisible(new)


def scroll(content: QWidget, *, follow: bool = True) -> QScrollArea:
    """content in a scroll area that follows the focus and never takes it itself. follow: not where content does so."""
    area = _Following() if follow else QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setWidget(content)
    return area


def page(host: QWidget, *, width: int = 720) -> QVBoxLayout:
    """Make host a scrolling page with one readable column in the middle; returns the column's layout.

    width: the column's widest, in pixels at 100 %.
    """
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(Space.LARGE, Space.HUGE, Space.LARGE, Space.HUGE)
    column.setSpacing(Space.MEDIUM)
    body.setMaximumWidth(scaled(width))
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(body, 100)
    row.addStretch(1)
    whole = QVBoxLayout(host)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll(outer))
    return column


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout; they are gone."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page a widget lies on so that it is seen, once it is laid out."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        found = area
        QTimer.singleShot(0, widget, lambda: found.ensureWidgetVisible(widget))
