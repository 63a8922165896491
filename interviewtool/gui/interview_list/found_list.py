"""The answers that hold the words looked for, a row each: whose, which question, and the words in their context."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from interviewtool.gui.design import Space, TypeSize, colours, scaled
from interviewtool.gui.labels import numbered
from interviewtool.gui.widgets import RowList, paint_ground
from interviewtool.i18n import _
from interviewtool.interview import Found

_Index = QModelIndex | QPersistentModelIndex
_FOUND = Qt.ItemDataRole.UserRole
_LONGEST_QUESTION = 120
"""Characters of a question that is shown; some have a paragraph."""


class FoundView(RowList):
    """chosen(interview id, reference of the question): a row was opened."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("Found in the answers"))
        self._model = _FoundModel()
        self.setModel(self._model)
        self.setItemDelegate(_FoundDelegate(self))
        self.activated.connect(self._choose)

    def show_places(self, places: tuple[Found, ...]) -> None:
        """Show other rows; the current one stays it where it is still there, else the first becomes it."""
        before = self.current()
        self._model.show(places)
        same = (
            row
            for row, each in enumerate(places)
            if before is not None and (each.interview_id, each.reference) == (before.interview_id, before.reference)
        )
        self.setCurrentIndex(self._model.index(next(same, 0)))

    def current(self) -> Found | None:
        """The row one stands on."""
        index = self.currentIndex()
        return self._model.places[index.row()] if index.isValid() else None

    def choose_current(self) -> None:
        """Open the row one stands on."""
        found = self.current()
        if found is not None:
            self.chosen.emit(found.interview_id, found.reference)

    def _choose(self, _index: QModelIndex) -> None:
        self.choose_current()


class _FoundModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.places: tuple[Found, ...] = ()

    def show(self, places: tuple[Found, ...]) -> None:
        self.beginResetModel()
        self.places = places
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.places[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ". ".join((_whose(found), _where(found), found.excerpt))
        return found if role == _FOUND else None


class _FoundDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        paint_ground(painter, option)
        painter.translate(option.rect.x() + Space.MEDIUM, option.rect.y() + Space.SMALL)
        _document(index.data(_FOUND), option, option.rect.width()).drawContents(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else scaled(600)
        return QSize(width, round(_document(index.data(_FOUND), option, width).size().height()) + 2 * Space.SMALL)


def _document(found: Found, option: QStyleOptionViewItem, width: int) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(option.font)
    document.setHtml(_html(found))
    document.setTextWidth(max(width - 2 * Space.MEDIUM, 40))
    return document


def _html(found: Found) -> str:
    tokens = colours()
    small = f"color: {tokens.muted}; font-size: {scaled(TypeSize.CAPTION)}px"
    return (
        f'<div style="{small}">{escape(_whose(found))}</div>'
        f'<div style="{small}">{escape(_where(found))}</div>'
        f'<div style="color: {tokens.text}">{_marked(found, tokens.accent)}</div>'
    )


def _marked(found: Found, colour: str) -> str:
    """The excerpt as HTML, its words set apart by weight as well as by colour."""
    parts, end = [], 0
    for start, stop in found.marks:
        parts.append(escape(found.excerpt[end:start]))
        parts.append(f'<b style="color: {colour}">{escape(found.excerpt[start:stop])}</b>')
        end = stop
    return "".join((*parts, escape(found.excerpt[end:])))


def _whose(found: Found) -> str:
    who = str(found.shown) if found.shown is not None else _("not named yet")
    return f"{who}  ·  {found.interview_id}"


def _where(found: Found) -> str:
    question = found.question
    if len(question) > _LONGEST_QUESTION:
        question = question[:_LONGEST_QUESTION].rsplit(" ", 1)[0] + "…"
    return " › ".join(part for part in (numbered(found.section, found.page), question) if part)
