"""The cards of the screen: what is there, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCheckBox, QWidget

from interviewtool.gui.care.backup_card import BackupCard
from interviewtool.gui.care.put_back_card import PutBackCard
from interviewtool.gui.care.state import CareState
from interviewtool.gui.care.ways_card import WaysCard
from interviewtool.gui.design import Role
from interviewtool.gui.keys import PANIC_KEYS
from interviewtool.gui.panic import out_of_reach
from interviewtool.gui.widgets import Banner, Card, button, button_row, caption, lead, page, paragraph, title
from interviewtool.i18n import _


class Overview(QWidget):
    """check_wanted(with the register), register_wanted, help_wanted, renewal_wanted, panic_wanted: acts of the cards.

    backup and ways carry the signals of theirs.
    """

    check_wanted = Signal(bool)
    register_wanted = Signal()
    help_wanted = Signal()
    renewal_wanted = Signal()
    panic_wanted = Signal()

    def __init__(self, state: CareState) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("Care of the vault")))
        column.addWidget(lead(_("What keeps it from being lost, and what keeps others out of it.")))
        self.banner = Banner()
        column.addWidget(self.banner)
        self.put_back: PutBackCard | None = None
        if state.put_back is not None:
            self.put_back = PutBackCard(state.put_back)
            column.addWidget(self.put_back)
        self.backup = BackupCard(state)
        column.addWidget(self.backup)
        self.ways = WaysCard(state)
        column.addWidget(self.ways)
        column.addWidget(self._register())
        column.addWidget(self._check())
        if state.supervises:
            column.addWidget(self._help())
        column.addWidget(self._renewal())
        column.addWidget(self._panic())
        column.addStretch(1)
        self.setFocusProxy(self.backup.make)

    def _register(self) -> Card:
        card = Card(
            _("Register of names"),
            _("Who is who, kept under a key of its own. It opens with the passphrase, for a few minutes."),
        )
        self.open_register = button(_("Open the register…"), self.register_wanted.emit)
        card.column.addLayout(button_row(self.open_register))
        return card

    def _check(self) -> Card:
        card = Card(
            _("Is everything whole?"),
            _("Reads every byte of the vault, and says if something is damaged or was put back."),
        )
        self.with_register = QCheckBox(_("The register of names, too; the passphrase is asked for"))
        self.with_register.setAccessibleName(self.with_register.text())
        card.column.addWidget(self.with_register)
        self.check = button(_("Check the vault"), lambda: self.check_wanted.emit(self.with_register.isChecked()))
        card.column.addLayout(button_row(self.check))
        return card

    def _help(self) -> Card:
        card = Card(
            _("An interviewer forgot the passphrase"),
            _("If their vault was entrusted to you, your key opens it, and you give it a new passphrase."),
        )
        self.help = button(_("Open an entrusted vault…"), self.help_wanted.emit)
        card.column.addLayout(button_row(self.help))
        return card

    def _renewal(self) -> Card:
        card = Card(
            _("New keys"),
            _(
                "For the day a passphrase, a recovery code or a copy of the vault may be in other hands: the whole "
                "vault is encrypted anew, and what they have opens nothing that you record from then on."
            ),
        )
        self.renew = button(_("Make new keys…"), self.renewal_wanted.emit)
        card.column.addLayout(button_row(self.renew))
        return card

    def _panic(self) -> Card:
        card = Card(
            _("Destroy the keys"),
            _(
                "In an emergency: at once, and for ever. After that nobody, not even you, can open this vault with "
                "any passphrase or code."
            ),
        )
        card.column.addWidget(paragraph(out_of_reach(), Role.MUTED))
        keys = QKeySequence(PANIC_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        card.column.addWidget(caption(_("By keyboard, everywhere in the program: {keys}").format(keys=keys)))
        self.panic = button(_("Destroy the keys…"), self.panic_wanted.emit, Role.DANGER)
        card.column.addLayout(button_row(self.panic))
        return card
