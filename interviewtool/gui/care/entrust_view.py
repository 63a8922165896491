"""Let the supervisor's key open the vault: the interviews, the register of names, or both."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from interviewtool.crypto.slots import KeyKind
from interviewtool.gui.design import Role
from interviewtool.gui.widgets import Banner, Card, button, button_row, caption, lead, page, paragraph, title
from interviewtool.i18n import _


class EntrustView(QWidget):
    """agreed(frozenset of KeyKind). turned_away. chosen: what the supervisor can open now."""

    agreed = Signal(object)
    turned_away = Signal()

    def __init__(self, supervisor: str, chosen: Collection[KeyKind]) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("Entrust the vault to your supervisor")))
        column.addWidget(lead(_("So that a forgotten passphrase is not the end of everything you recorded.")))
        self.banner = Banner()
        column.addWidget(self.banner)
        card = Card(_("What {code} may open").format(code=supervisor))
        self.answers = QCheckBox(_("The &interviews: everything that was recorded"))
        self.names = QCheckBox(_("The &register of names: who is who"))
        for box, kind, means in (
            (
                self.answers,
                KeyKind.VAULT,
                _("With this alone, your supervisor can bring the interviews into a new vault."),
            ),
            (
                self.names,
                KeyKind.IDENTITY,
                _("With both, your supervisor can give you a new passphrase for this vault."),
            ),
        ):
            box.setAccessibleName(box.text().replace("&", ""))
            box.setAccessibleDescription(means)
            box.setChecked(kind in chosen)
            box.toggled.connect(lambda _on: self._allow())
            card.column.addWidget(box)
            card.column.addWidget(caption(means))
        column.addWidget(card)
        known = Card(role=Role.WARNING)
        known.column.addWidget(
            paragraph(
                _(
                    "Whoever has your supervisor’s unlocked vault and a copy of this folder can then open it without "
                    "asking you. Entrust it only if you trust this person with every name and every word. "
                    "You can take it back at any time; copies and backups made before keep it."
                )
            )
        )
        column.addWidget(known)
        self.act = button(_("&Entrust…"), self._agree, Role.PRIMARY)
        column.addLayout(button_row(self.act, button(_("Back"), self.turned_away.emit)))
        column.addStretch(1)
        self._allow()
        self.setFocusProxy(self.answers)

    def _chosen(self) -> frozenset[KeyKind]:
        boxes = ((self.answers, KeyKind.VAULT), (self.names, KeyKind.IDENTITY))
        return frozenset(kind for box, kind in boxes if box.isChecked())

    def _allow(self) -> None:
        self.act.setEnabled(bool(self._chosen()))

    def _agree(self) -> None:
        self.agreed.emit(self._chosen())
