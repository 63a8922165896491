"""How much is taken back: five tiers, and for the chosen one what goes, what stays, and who has it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout

from interviewtool.consent import Preview
from interviewtool.consent.words import TIERS, closing_sentences, goes, stays, told
from interviewtool.gui.design import Role, scaled
from interviewtool.gui.widgets import Card, button, button_row, caption, heading, paragraph
from interviewtool.i18n import _
from interviewtool.model import Tier


class TierCard(Card):
    """chosen(tier): its preview is wanted. withdraw(tier): it is to be carried out. cancel: nothing is."""

    chosen = Signal(object)
    withdraw = Signal(object)
    cancel = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tier = Tier.STOP
        self._name = heading("")
        self.column.addWidget(self._name)
        self._about = paragraph("")
        self.column.addWidget(self._about)
        self.tiers: dict[Tier, QRadioButton] = {}
        for tier, (name, meaning) in TIERS.items():
            choice = QRadioButton(_(name))
            choice.setAccessibleDescription(_(meaning))
            choice.toggled.connect(lambda on, tier=tier: self._choose(tier) if on else None)
            self.tiers[tier] = choice
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(choice)
            said = caption(_(meaning))
            said.setContentsMargins(scaled(30), 0, 0, 0)
            pair.addWidget(said)
            self.column.addLayout(pair)
        self._goes, self._stays, self._told, self._closing = (paragraph("") for _number in range(4))
        for each in (self._goes, self._stays, self._told, self._closing):
            self.column.addWidget(each)
        self.act = button(_("&Withdraw…"), lambda: self.withdraw.emit(self._tier), Role.DANGER)
        self.column.addLayout(button_row(self.act, button(_("Cancel"), self.cancel.emit)))

    def show_interview(self, name: str, about: str, before: Tier | None) -> None:
        """Ask about one interview. before: what was withdrawn already; those tiers cannot be chosen again."""
        self._name.setText(name)
        self._about.setText(about)
        for tier, choice in self.tiers.items():
            choice.setEnabled(before is None or tier > before)
        first = next((tier for tier, choice in self.tiers.items() if choice.isEnabled()), None)
        self.act.setEnabled(first is not None)
        if first is not None:
            self.tiers[first].setChecked(True)
            self._choose(first)
            self.tiers[first].setFocus()

    def show_preview(self, preview: Preview) -> None:
        """Say what the chosen tier means for this interview. Several are read side by side; a late one says nothing."""
        if preview.tier is not self._tier:
            return
        _fill(self._goes, _("What is destroyed, for ever"), goes(preview))
        _fill(self._stays, _("What stays, and why"), stays(preview))
        _fill(self._told, _("Who was given it before"), told(preview))
        _fill(self._closing, _("What else is to be done"), closing_sentences(preview))

    def show_elsewhere(self) -> None:
        """The interview lies in another vault; nothing more is known of it here."""
        _fill(self._goes, "", ())
        _fill(self._stays, "", ())
        _fill(self._told, "", ())
        _fill(
            self._closing,
            _("What happens"),
            (
                _("The team is told with the next team file; the vault that holds the interview carries it out."),
                _("Bundles that hold it are no longer shown here, as far as the tier says. Delete their files."),
                _("What was published cannot be called back."),
            ),
        )

    def _choose(self, tier: Tier) -> None:
        self._tier = tier
        self.chosen.emit(tier)


def _fill(label: QLabel, title: str, lines: Sequence[str]) -> None:
    label.setVisible(bool(lines))
    label.setText("\n".join([title, *(f"•  {line}" for line in lines)]))
