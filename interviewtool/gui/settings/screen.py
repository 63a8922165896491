"""The settings. A change counts at once; there is nothing to save and nothing to discard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCheckBox

from interviewtool import __version__
from interviewtool.gui.design import Space, Theme, scaled
from interviewtool.gui.keys import PANIC_KEYS
from interviewtool.gui.operations import Operations
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import (
    Card,
    FormRows,
    LanguageChoice,
    PathLabel,
    QuietCombo,
    QuietSpin,
    caption,
    page,
    paragraph,
    title,
)
from interviewtool.i18n import N_, _
from interviewtool.settings import Settings

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
THEME_NAMES = {
    Theme.SYSTEM: N_("As the desktop has it"),
    Theme.LIGHT: N_("Light"),
    Theme.DARK: N_("Dark"),
}


class SettingsScreen(Screen):
    """changed(settings): the settings as they are wanted now."""

    changed = Signal(object)

    def __init__(self, operations: Operations, settings: Settings, vault_folder: Path) -> None:
        super().__init__(operations)
        self._settings = settings
        column = page(self)
        column.addWidget(title(_("Settings")))
        column.addWidget(self._look())
        column.addWidget(self._lock())
        column.addWidget(self._safety())
        column.addWidget(_about(vault_folder))
        column.addStretch(1)

    def first_focus(self) -> None:
        self.language.setFocus()

    def _look(self) -> Card:
        card = Card(_("Language and look"))
        rows = FormRows()
        self.language = LanguageChoice()
        self.language.chosen.connect(lambda code: self._change(interface_language=code))
        rows.add(
            _("&Language of the interface"),
            self.language,
            _("The language of an interview is chosen with each interview."),
        )
        self.theme = QuietCombo()
        for theme, name in THEME_NAMES.items():
            self.theme.addItem(_(name), theme.value)
        self.theme.setCurrentIndex(self.theme.findData(self._settings.theme))
        self.theme.activated.connect(lambda _index: self._change(theme=str(self.theme.currentData())))
        rows.add(_("&Colours"), self.theme)
        self.text_size = QuietCombo()
        for percent in TEXT_SIZES:
            self.text_size.addItem(_("{percent} %").format(percent=percent), percent)
        nearest = min(TEXT_SIZES, key=lambda percent: abs(percent - self._settings.font_percent))
        self.text_size.setCurrentIndex(self.text_size.findData(nearest))
        self.text_size.activated.connect(lambda _index: self._change(font_percent=int(self.text_size.currentData())))
        rows.add(_("Size of the &text"), self.text_size)
        card.column.addLayout(rows)
        for name in ("language", "theme", "text_size"):
            getattr(self, name).setObjectName(name)  # where the focus goes once the screen is made anew
        return card

    def _lock(self) -> Card:
        card = Card(_("Locking"))
        rows = FormRows()
        self.idle = self._number("idle_minutes", 1, 60)
        rows.add(
            _("&Minutes without typing or pointing before the vault locks"),
            self.idle,
            _("A minute before, a notice offers to stay. Ctrl+L locks at once."),
        )
        self.register = self._number("register_minutes", 1, 15)
        rows.add(_("Minutes the &register of names stays open after the passphrase was given"), self.register)
        card.column.addLayout(rows)
        return card

    def _safety(self) -> Card:
        card = Card(_("Backup and emergency"))
        rows = FormRows()
        self.backup = self._number("backup_days", 0, 365)
        rows.add(
            _("&Days until a reminder to make a backup"),
            self.backup,
            _("0: no reminder."),
        )
        card.column.addLayout(rows)
        self.panic_asks = QCheckBox(_("&Ask before the keys are destroyed"))
        self.panic_asks.setAccessibleName(self.panic_asks.text().replace("&", ""))
        self.panic_asks.setChecked(self._settings.panic_asks)
        self.panic_asks.toggled.connect(lambda asks: self._change(panic_asks=asks))
        card.column.addWidget(self.panic_asks)
        keys = QKeySequence(PANIC_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        without = _("Without the question the keys are destroyed when {keys} is pressed twice within two seconds.")
        card.column.addWidget(caption(without.format(keys=keys)))
        return card

    def _number(self, name: str, least: int, most: int) -> QuietSpin:
        """A whole number of the settings, between two bounds."""
        box = QuietSpin()
        box.setRange(least, most)
        box.setValue(getattr(self._settings, name))
        box.setMaximumWidth(scaled(140))
        box.lineEdit().setTextMargins(Space.SMALL, 0, 0, 0)
        box.ensurePolished()
        box.setMinimumHeight(box.sizeHint().height())  # a crowded page would squeeze it under its hint

        def changed() -> None:
            if box.value() != getattr(self._settings, name):
                self._change(**{name: box.value()})

        box.editingFinished.connect(changed)
        return box

    def _change(self, **wanted: str | int) -> None:
        change: Callable[..., Settings] = replace
        self._settings = change(self._settings, **wanted)
        self.changed.emit(self._settings)


def _about(vault_folder: Path) -> Card:
    card = Card(_("This vault"))
    card.column.addWidget(PathLabel(vault_folder))
    card.column.addWidget(
        paragraph(_("Nothing leaves this folder but what you export. Backups are made under “Vault”."))
    )
    card.column.addWidget(caption(_("interviewtool {version}").format(version=__version__)))
    return card
