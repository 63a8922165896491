"""The table on the screen: never wider than the window. Where room is short, the columns one misses least go first."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from interviewtool.gui.design import scaled
from interviewtool.gui.interview_list.interview_table import HEADINGS
from interviewtool.i18n import _

_MISSED_LEAST = ("Language", "Result", "Code", "Category", "Begun")
_MEASURED = 50
"""Rows that are looked at for the width of a column; Qt would look at a thousand, each time it lays the table out."""
_NAMED_BY = HEADINGS.index("Respondent")


class InterviewView(QTableView):
    """One row per interview; a row reads out whole, also what is not in sight."""

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(_("Interviews"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(40))
        self.setSortingEnabled(True)
        self.sortByColumn(HEADINGS.index("Begun"), Qt.SortOrder.DescendingOrder)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_MEASURED)
        header.setMinimumSectionSize(scaled(60))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(HEADINGS)):
            stretched = column == _NAMED_BY
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.ResizeToContents
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as many columns as there is room for; call it when the rows have changed."""
        header, room = self.horizontalHeader(), self.viewport().width()
        widths = {}
        for column, name in enumerate(HEADINGS):
            hidden = self.isColumnHidden(column)
            if hidden:
                self.setColumnHidden(column, False)
            widths[name] = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
        gone: list[str] = []
        for name in _MISSED_LEAST:
            if sum(width for each, width in widths.items() if each not in gone) <= room:
                break
            gone.append(name)
        for column, name in enumerate(HEADINGS):
            self.setColumnHidden(column, name in gone)
