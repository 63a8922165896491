"""A list whose rows break their lines loses none of them, however wide it is."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QListWidget, QStyle

from interviewtool.gui.design import Space
from interviewtool.gui.widgets import break_lines

ROW = "Earlier interviews › Is it known from other sources that this person was interviewed before?\nGive an answer."


def test_each_row_is_as_high_as_its_text_is_within_the_padding(qtbot, look) -> None:
    look(theme="light")
    rows = QListWidget()
    break_lines(rows)
    rows.addItem(ROW)
    qtbot.addWidget(rows)
    rows.show()
    margin = Space.SMALL + rows.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
    for width in range(300, 700, 10):
        rows.resize(width, 200)
        within = QRect(0, 0, rows.viewport().width() - 2 * margin, 1000)
        text = rows.fontMetrics().boundingRect(within, Qt.TextFlag.TextWordWrap, ROW)
        assert rows.visualItemRect(rows.item(0)).height() >= text.height() + 2 * Space.SMALL, width
