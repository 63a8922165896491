"""The ways to open the vault: which there are, what each of them opens, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from interviewtool.crypto.slots import KeyKind, KeySlot, SlotKind
from interviewtool.gui.care.state import CareState, opens
from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.widgets import Card, button, caption, paragraph
from interviewtool.i18n import _


class WaysCard(Card):
    """passphrase_wanted, code_wanted, entrust_wanted: change this one. removal_wanted(KeySlot): take it away."""

    passphrase_wanted = Signal()
    code_wanted = Signal()
    entrust_wanted = Signal()
    removal_wanted = Signal(object)

    def __init__(self, state: CareState) -> None:
        super().__init__(_("Ways to open the vault"))
        passphrases = [slot for slot in state.slots if slot.kind == SlotKind.PASSPHRASE]
        for number, slot in enumerate(passphrases):
            removal = [(_("Remove…"), self._removal(slot), _("Remove this passphrase"))] if number else []
            change = [] if number else [(_("Change…"), self.passphrase_wanted.emit, _("Change the passphrase"))]
            self._row(_("Passphrase"), slot, "", [*change, *removal])
        codes = [slot for slot in state.slots if slot.kind == SlotKind.RECOVERY]
        renew = (_("New code…"), self.code_wanted.emit, _("Make a new recovery code"))
        unsure = _("It was shown, but never typed back: make a new one.") if state.code_unconfirmed else ""
        for slot in codes:
            self._row(_("Recovery code on paper"), slot, unsure, [renew])
        if not codes:
            self._row(_("Recovery code on paper"), None, _("There is none."), [renew])
        for slot in state.escrow:
            name = _("Key of the supervisor {code}").format(code=state.holder(slot)) if state.holder(slot) else ""
            acts = [(_("Remove…"), self._removal(slot), _("Remove the supervisor’s way to open the vault"))]
            if slot is state.entrusted:
                acts.insert(0, (_("Change…"), self.entrust_wanted.emit, _("Change what the supervisor can open")))
            self._row(name or _("Key of another supervisor"), slot, "", acts)
        if state.supervisor is not None and state.entrusted is None:
            entrust = (_("Entrust…"), self.entrust_wanted.emit, _("Let the supervisor open the vault"))
            self._row(_("Your supervisor"), None, _("Cannot open this vault."), [entrust])

    def _removal(self, slot: KeySlot) -> Callable[[], None]:
        return lambda: self.removal_wanted.emit(slot)

    def _row(
        self, name: str, slot: KeySlot | None, note: str, acts: Sequence[tuple[str, Callable[[], object], str]]
    ) -> None:
        """acts: what the button says, what it does, and how it is called where the row is not seen."""
        line = QFrame()
        set_role(line, Role.GUIDANCE)
        row = QHBoxLayout(line)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        row.setSpacing(Space.SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(paragraph(name))
        words.addWidget(caption(note or what_it_opens(slot)))
        row.addLayout(words, 1)
        for label, act, spoken in acts:
            made = button(label, act)
            made.setAccessibleName(spoken)
            row.addWidget(made)
        self.column.addWidget(line)


def what_it_opens(slot: KeySlot | None) -> str:
    """In words, what a slot leads to."""
    keys = frozenset() if slot is None else opens(slot)
    if keys == {KeyKind.VAULT}:
        return _("Opens the interviews; the register of names stays closed.")
    if keys == {KeyKind.IDENTITY}:
        return _("Opens the register of names alone.")
    return _("Opens everything.")
