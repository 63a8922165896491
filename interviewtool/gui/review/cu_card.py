"""Cases that the questionnaire proposes as suspected captivity (CU), and what the supervisor says of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton

from interviewtool.gui.design import Role
from interviewtool.gui.widgets import Card, button, button_row, paragraph
from interviewtool.i18n import _
from interviewtool.team import cu_sentence


class CuCard(Card):
    """decided(case, confirmed)."""

    decided = Signal(int, bool)

    def __init__(self, proposed: Sequence[int]) -> None:
        super().__init__(
            _("Suspected prisoner (CU)"),
            _("Look at the evidence in M7 first. Your decision is signed and travels with the team file."),
            role=Role.NOTICE,
        )
        self._lines: dict[int, QLabel] = {}
        self.buttons: dict[tuple[int, bool], QPushButton] = {}
        for case in proposed:
            self._lines[case] = paragraph("")
            self.column.addWidget(self._lines[case])
            for confirmed, label in ((True, _("Confirm")), (False, _("Do not confirm"))):
                act = button(label, partial(self.decided.emit, case, confirmed))
                act.setAccessibleName(_("{act}: case {number}").format(act=label, number=case))
                self.buttons[case, confirmed] = act
            self.column.addLayout(button_row(self.buttons[case, True], self.buttons[case, False]))
        self.setVisible(bool(proposed))

    def show_decided(self, decided: Mapping[int, bool]) -> None:
        """What stands: the last decision on each case."""
        for case, line in self._lines.items():
            stands = decided.get(case)
            line.setText(cu_sentence(case, confirmed=stands))
            for confirmed in (True, False):
                self.buttons[case, confirmed].setEnabled(stands is not confirmed)
