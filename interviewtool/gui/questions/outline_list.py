"""The sections of an interview, with how far each has come: a ring that fills, a mark where something is wrong.

Up and down move, Return opens. Each row says the same in words to screen readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from types import MappingProxyType

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from interviewtool.gui.design import Space, colours, scaled
from interviewtool.gui.labels import numbered
from interviewtool.gui.widgets import RowList, paint_ground
from interviewtool.i18n import _, ngettext
from interviewtool.interview import EntryKind, OutlineEntry
from interviewtool.model import Reference

_Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole
_RING = 16
_NO_NAMES: Mapping[Reference, str] = MappingProxyType({})
_AHEAD = 2
"""Rows that stay in sight behind the current one."""


def entry_title(entry: OutlineEntry) -> str:
    """The title of a row; instances of a repeat bear their number."""
    title = entry.title or _("Questions")
    if entry.kind is EntryKind.REPEAT:
        return _("Add: {title}").format(title=title)
    return numbered(title, entry.reference)


def entry_in_words(entry: OutlineEntry, name: str = "") -> str:
    """What a row says to a screen reader. name: by which it is shown; its title by default."""
    parts = [name or entry_title(entry)]
    if entry.locked:
        parts.append(_("waits for consent"))
    elif entry.kind is EntryKind.PAGE and entry.asked:
        done = entry.answered + entry.missing
        parts.append(_("{done} of {asked} answered").format(done=done, asked=entry.asked))
    if wrong := entry.violations:
        parts.append(ngettext("{count} to correct", "{count} to correct", wrong).format(count=wrong))
    return ", ".join(parts)


class _OutlineModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[OutlineEntry, ...] = ()
        self._names: Mapping[Reference, str] = {}

    def show(self, entries: tuple[OutlineEntry, ...], names: Mapping[Reference, str]) -> None:
        """Rows that stay are only repainted, so that the view keeps its place."""
        before, self._names = self._names, names
        if [entry.reference for entry in entries] == [entry.reference for entry in self.entries]:
            changed = [
                row
                for row, (old, new) in enumerate(zip(self.entries, entries, strict=True))
                if old != new or before.get(old.reference) != names.get(new.reference)
            ]
            self.entries = entries
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        name = self._names.get(entry.reference, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return name or entry_title(entry)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry_in_words(entry, name)
        return entry if role == _ENTRY else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.entries[index.row()].kind is EntryKind.HEADING:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _OutlineDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: OutlineEntry = index.data(_ENTRY)
        tokens = colours()
        area: QRect = option.rect
        painter.save()
        paint_ground(painter, option)
        if entry.kind is EntryKind.PAGE and not entry.locked:
            self._ring(
                painter,
                QRectF(_left(entry), area.center().y() - scaled(_RING) / 2, scaled(_RING), scaled(_RING)),
                entry,
            )
        painter.setFont(_font(option, entry))
        muted = entry.locked or entry.kind is EntryKind.HEADING
        painter.setPen(
            QColor(tokens.accent if entry.kind is EntryKind.REPEAT else tokens.muted if muted else tokens.text)
        )
        room = _text_area(area, option, entry)
        _lines(option, index, room.width()).draw(painter, QPointF(room.topLeft()))
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.danger if entry.violations else tokens.muted))
        painter.drawText(
            area.adjusted(0, 0, -Space.MEDIUM, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            _counted(entry),
        )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry: OutlineEntry = index.data(_ENTRY)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else scaled(280)
        lines = _lines(option, index, _text_area(QRect(0, 0, width, 0), option, entry).width())
        return QSize(width, ceil(lines.boundingRect().height()) + 2 * Space.SMALL)

    def _ring(self, painter: QPainter, area: QRectF, entry: OutlineEntry) -> None:
        tokens = colours()
        area = area.adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if entry.complete:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.success))
            painter.drawEllipse(area)
            painter.setPen(QPen(QColor(tokens.surface), max(scaled(2), 2)))
            left, middle, right = (0.28, 0.52), (0.45, 0.69), (0.74, 0.34)
            points = [
                QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in (left, middle, right)
            ]
            painter.drawPolyline(points)
            return
        painter.setPen(QPen(QColor(tokens.line), max(scaled(3), 3)))
        painter.drawEllipse(area)
        part = (entry.answered + entry.missing) / entry.asked if entry.asked else 0
        if part:
            painter.setPen(QPen(QColor(tokens.accent), max(scaled(3), 3)))
            painter.drawArc(area, 90 * 16, -round(part * 360 * 16))


def _left(entry: OutlineEntry) -> int:
    return Space.MEDIUM + min(entry.depth, 6) * scaled(14)


def _counted(entry: OutlineEntry) -> str:
    """What stands behind the title: how much is wrong, or how far the section has come."""
    if entry.kind is not EntryKind.PAGE or entry.locked or not entry.asked:
        return ""
    return f"⚠ {entry.violations}" if entry.violations else f"{entry.answered + entry.missing}/{entry.asked}"


def _text_area(area: QRect, option: QStyleOptionViewItem, entry: OutlineEntry) -> QRect:
    ring = scaled(_RING) + Space.SMALL if entry.kind is EntryKind.PAGE and not entry.locked else 0
    counted = _counted(entry)
    counts = QFontMetrics(option.font).horizontalAdvance(counted) + Space.SMALL if counted else 0
    return area.adjusted(_left(entry) + ring, Space.SMALL, -Space.MEDIUM - counts, -Space.SMALL)


def _lines(option: QStyleOptionViewItem, index: _Index, width: int) -> QTextLayout:
    """The title in lines; in large print a word may be longer than the list is wide, and breaks."""
    layout = QTextLayout(index.data(Qt.ItemDataRole.DisplayRole), _font(option, index.data(_ENTRY)))
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrapping)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _font(option: QStyleOptionViewItem, entry: OutlineEntry) -> QFont:
    font = QFont(option.font)
    font.setBold(entry.kind is EntryKind.HEADING)
    return font


class OutlineList(RowList):
    """chosen(reference): a row was opened."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self._resized = False
        super().__init__(_("Sections"))
        self._entries = _OutlineModel()
        self.setModel(self._entries)
        self.setItemDelegate(_OutlineDelegate(self))
        self.setMinimumWidth(scaled(200))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_entries(
        self, entries: tuple[OutlineEntry, ...], current: Reference, names: Mapping[Reference, str] = _NO_NAMES
    ) -> None:
        """Show the rows, the current one selected. names: by which some of them are shown instead of their titles."""
        self._entries.show(entries, names)
        self.show_current(current)

    def show_current(self, current: Reference) -> None:
        """Select a row and bring it into view."""
        row = next((row for row, entry in enumerate(self._entries.entries) if entry.reference == current), None)
        if row is None:
            self.clearSelection()
        elif self.currentIndex().row() != row or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._entries.index(row))
            self._bring_into_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._resized = True
        super().resizeEvent(event)

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        if self._resized:
            self._resized = False
            self._bring_into_view()

    def _bring_into_view(self) -> None:
        here = self.currentIndex()
        if here.isValid():
            # What comes next is seen, too: a section at the very edge would look like the last one.
            self.scrollTo(self._entries.index(min(here.row() + _AHEAD, self._entries.rowCount() - 1)))
            self.scrollTo(here)

    def entries(self) -> tuple[OutlineEntry, ...]:
        """What is shown."""
        return self._entries.entries

    def _choose(self, index: QModelIndex) -> None:
        entry = self._entries.entries[index.row()]
        if entry.kind is not EntryKind.HEADING:
            self.chosen.emit(entry.reference)
