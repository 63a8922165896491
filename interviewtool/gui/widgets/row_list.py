"""A list whose rows are painted: each as wide as the list and as high as its text needs there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from interviewtool.gui.design import Space, colours


class RowList(QListView):
    """Give it a model and a delegate that paints a row, on the ground of `paint_ground`."""

    def __init__(self, name: str) -> None:
        """name: for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        break_lines(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def break_lines(view: QListView) -> None:
    """Let long rows go on in a next line, at whatever width the list has; it never scrolls sideways."""
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setItemDelegate(_BrokenLines(view))


class _BrokenLines(QStyledItemDelegate):
    """Qt measures lines over the whole width but draws them within the style sheet's padding: the last got lost."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        within = QStyleOptionViewItem(option)
        within.rect = option.rect.adjusted(0, 0, -2 * Space.SMALL, 0)
        return super().sizeHint(within, index)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What shows that a row is selected, or has the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    if selected or focused:
        tokens = colours()
        painter.setPen(QPen(QColor(tokens.focus), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft) if selected else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), 6, 6)
