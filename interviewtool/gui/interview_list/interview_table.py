"""The rows of the list, as Qt's table wants them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from interviewtool.consent.words import TIERS
from interviewtool.gui.labels import cu_text, date_text, disposition_name, marked, state_name
from interviewtool.gui.widgets import language_name
from interviewtool.i18n import N_, _
from interviewtool.interview import InterviewSummary
from interviewtool.model import InterviewState, Tier

Index = QModelIndex | QPersistentModelIndex
HEADINGS = (
    N_("Respondent"),
    N_("Category"),
    N_("State"),
    N_("Result"),
    N_("Begun"),
    N_("Language"),
    N_("Code"),
)
_BEGUN = HEADINGS.index("Begun")
SORT = Qt.ItemDataRole.UserRole


class InterviewTable(QAbstractTableModel):
    """One row per interview; nothing of its content but the pseudonym of the respondent.

    Sorting, filtering and measuring ask for each cell several times: texts are made once for a row.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[InterviewSummary, ...] = ()
        self._texts: list[tuple[str, ...]] = []
        self._begun: list[str] = []

    def fill(self, rows: tuple[InterviewSummary, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self._texts = [_texts(row) for row in rows]
        self._begun = [row.interview.created.isoformat() for row in rows]
        self.endResetModel()

    def summary(self, row: int) -> InterviewSummary:
        """The interview of a row."""
        return self._rows[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        if role == SORT:
            row, column = index.row(), index.column()
            return self._begun[row] if column == _BEGUN else self._texts[row][column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for text in self._texts[index.row()] if text)
        return None


class InterviewFilter(QSortFilterProxyModel):
    """Sorts by the values, and keeps the rows that contain what was typed."""

    def __init__(self, table: InterviewTable) -> None:
        super().__init__()
        self.setSourceModel(table)
        self.setSortRole(SORT)
        self.setFilterKeyColumn(-1)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSortLocaleAware(True)


def _texts(summary: InterviewSummary) -> tuple[str, ...]:
    interview = summary.interview
    return (
        _respondent(summary),
        " · ".join(filter(None, (", ".join(interview.categories), cu_text(summary.cu)))),
        _state(summary),
        disposition_name(interview.disposition),
        date_text(interview.created),
        language_name(interview.language),
        interview.interview_id,
    )


def _respondent(summary: InterviewSummary) -> str:
    """Who, and which interview with this person it is where there are several."""
    if summary.shown is None and summary.withdrawn in (Tier.ERASE_IDENTITY, Tier.ERASE_ALL):
        return _("name erased")
    if summary.shown is None:
        return _("nothing kept") if summary.interview.state is InterviewState.REFUSED else _("not named yet")
    if summary.total == 1:
        return str(summary.shown)
    return _("{respondent}, interview {number} of {total}").format(
        respondent=summary.shown, number=summary.number, total=summary.total
    )


def _state(summary: InterviewSummary) -> str:
    interview = summary.interview
    text = state_name(interview)
    if interview.version > 1:
        text = _("{state}, version {number}").format(state=text, number=interview.version)
    if summary.withdrawn is not None:
        text = _("{about} · withdrawn: “{tier}”").format(about=text, tier=_(TIERS[summary.withdrawn][0]))
    return marked(text, interview)
