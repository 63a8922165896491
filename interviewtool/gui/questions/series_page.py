"""A repeat: what has been entered so far, and adding one more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space
from interviewtool.gui.questions.outline_list import entry_in_words, entry_title
from interviewtool.gui.widgets import Card, button, column_of, empty, page, paragraph, title
from interviewtool.i18n import _
from interviewtool.interview import OutlineEntry


class SeriesPage(QWidget):
    """add(series), opened(instance), deleted(instance): what the person wants."""

    add = Signal(str)
    opened = Signal(str)
    deleted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = page(self)
        self._title = title("")
        self._column.addWidget(self._title)
        self._holder = QWidget()
        self._list = column_of(self._holder, margin=0, spacing=Space.SMALL)
        self._column.addWidget(self._holder)
        self._add = button("", self._add_pressed, Role.PRIMARY)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._series: OutlineEntry | None = None

    def show_series(
        self, series: OutlineEntry, instances: tuple[tuple[OutlineEntry, str], ...], *, editable: bool
    ) -> None:
        """Show what there is. instances: in order, each with the words that tell it from the others."""
        self._series = series
        self._title.setText(series.title)
        self.setAccessibleName(series.title)
        self._add.setText(_("Add another") if instances else _("Add the first"))
        self._add.setAccessibleName(_("Add: {title}").format(title=series.title))
        self._add.setVisible(series.may_add and editable)
        empty(self._list)
        if not instances:
            self._list.addWidget(paragraph(_("Nothing has been entered here yet."), Role.MUTED))
        for instance, words in instances:
            self._list.addWidget(self._row(instance, words, editable=editable))

    def _row(self, instance: OutlineEntry, words: str, *, editable: bool) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        card.column.addLayout(row)
        said = QVBoxLayout()
        said.setSpacing(0)
        if words:
            said.addWidget(paragraph(words, Role.QUESTION))
        said.addWidget(paragraph(entry_in_words(instance), Role.MUTED if words else None))
        row.addLayout(said, 1)
        opening = button(_("Open"), lambda: self.opened.emit(instance.reference))
        opening.setAccessibleName(_("Open: {title}").format(title=entry_title(instance)))
        row.addWidget(opening)
        if instance.may_delete and editable:
            deleting = button(_("Delete…"), lambda: self.deleted.emit(instance.reference), Role.DANGER)
            deleting.setAccessibleName(_("Delete: {title}").format(title=entry_title(instance)))
            row.addWidget(deleting)
        return card

    def focus_add(self) -> None:
        """Put the focus on adding."""
        self._add.setFocus()

    def _add_pressed(self) -> None:
        if self._series is not None:
            self.add.emit(self._series.reference)
