"""What a person with large print on a small screen would not get to read: text that is cut off or drawn over, and what
lies aside, so that one would have to scroll there.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollBar,
    QSplitter,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTextEdit,
    QWidget,
)

SLACK = 2
"""Pixels that rounding takes."""
_BESIDE = 11
"""Pixels on either side of a list's row: the style sheet's padding, and Qt's own."""


def cut_off(screen: QWidget) -> list[str]:
    """A line for each place where something of a shown screen cannot be read."""
    shown = [each for each in (screen, *screen.findChildren(QWidget)) if each.isVisible() and not _apart(each, screen)]
    return [f"{type(each).__name__} {_text(each)!r} {said}" for each in shown for said in _wrong(each)]


def _apart(widget: QWidget, screen: QWidget) -> bool:
    """Of another window, or a part Qt itself places."""
    return widget.window() is not screen.window() or isinstance(widget, QScrollBar)


def _text(widget: QWidget) -> str:
    return widget.text()[:60] if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else widget.accessibleName()


def _wrong(widget: QWidget) -> list[str]:
    checks = {
        "scrolls sideways": _sideways(widget),
        "is cut off": _cut(widget),
        "sticks out of what it stands in": _sticks_out(widget),
    }
    return [said for said, wrong in checks.items() if wrong]


def _sideways(widget: QWidget) -> bool:
    return (
        isinstance(widget, QAbstractScrollArea)
        and not isinstance(widget, QPlainTextEdit | QTextEdit)
        and widget.horizontalScrollBar().maximum() > 0
    )


def _cut(widget: QWidget) -> bool:
    metrics = widget.fontMetrics()
    match widget:
        case QLabel() if widget.text() and widget.wordWrap():
            words = widget.text().split()
            widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
            return (
                widget.height() < widget.heightForWidth(widget.width()) - SLACK
                or widest > widget.contentsRect().width()
            )
        case QLabel() if widget.text():
            return _smaller(widget)
        case QAbstractButton() if widget.text():
            return _smaller(widget)
        case QComboBox() if not widget.isEditable():
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            part = QStyle.SubControl.SC_ComboBoxEditField
            room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
            return metrics.horizontalAdvance(widget.currentText()) > room.width() + SLACK
        case QLineEdit() if not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
            frame = QStyleOptionFrame()
            widget.initStyleOption(frame)
            field = widget.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, widget)
            return not widget.text() and metrics.horizontalAdvance(widget.placeholderText()) > field.width()
        case QListWidget():
            return any(_loses_a_line(widget, row) for row in range(widget.count()))
    return False


def _loses_a_line(view: QListWidget, row: int) -> bool:
    place = view.visualItemRect(view.item(row))
    room = place.adjusted(_BESIDE, 0, -_BESIDE, 0)
    lines = view.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, view.item(row).text())
    return place.height() < lines.height()


def _smaller(widget: QWidget) -> bool:
    wanted = widget.sizeHint() if isinstance(widget, QLabel) else widget.minimumSizeHint()
    return widget.width() < wanted.width() - SLACK or widget.height() < wanted.height() - SLACK


def _sticks_out(widget: QWidget) -> bool:
    holder = widget.parentWidget()
    if holder is None or widget.isWindow() or isinstance(holder, QAbstractScrollArea | QSplitter | QLineEdit):
        return False
    if isinstance(holder.parentWidget(), QAbstractScrollArea):  # the viewport, in which it may be scrolled
        return False
    return not holder.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(widget.geometry())
