"""The dialogs a person sees.

File dialogs are Qt's own, never the desktop's: GTK and Windows keep lists of recent files, which would name the vault
and every export. Qt's own would write the visited folders to QtProject.conf (the registry on Windows); `application`
points QSettings of this process to nowhere, and `_forget` removes the group besides, which is what counts on Windows.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space, scaled, set_role
from interviewtool.gui.dialogs import Question
from interviewtool.gui.file_dialog import file_dialog
from interviewtool.gui.secrets import RecoveryCodeView
from interviewtool.gui.widgets import SecretField, WholeText, column_of, heading, paragraph
from interviewtool.i18n import _

_WIDTH = 460
"""Of a dialog's text, in pixels at 100 %."""
_SHARE = 0.55
"""Of the screen's height that the text may take."""


class WindowDialogs:
    """`Dialogs` of the real window."""

    def confirm(self, parent: QWidget, question: Question) -> bool:
        dialog, column = _dialog(parent, question.title, question.text)
        agree, decline = _ways_out(dialog, column, question.agree, question.decline)
        set_role(agree, Role.DANGER if question.danger else Role.PRIMARY)
        first = decline if question.danger else agree
        first.setDefault(True)
        first.setFocus()
        return _asked(dialog)

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        dialog, column = _dialog(parent, title, text)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.clicked.connect(dialog.accept)
        set_role(close, Role.PRIMARY)
        close.setDefault(True)
        close.setFocus()
        column.addWidget(buttons)
        _asked(dialog)

    def passphrase(self, parent: QWidget, title: str, why: str) -> str | None:
        dialog, column = _dialog(parent, title, why)
        field = SecretField(_("Passphrase"))
        label = QLabel(_("&Passphrase"))
        label.setBuddy(field.edit)
        column.addWidget(label)
        column.addWidget(field)
        agree, _decline = _ways_out(dialog, column, _("Continue"), _("Cancel"))
        set_role(agree, Role.PRIMARY)
        agree.setDefault(True)
        agree.setEnabled(False)
        field.edit.textChanged.connect(lambda text: agree.setEnabled(bool(text)))
        field.edit.setFocus()
        agreed = _asked(dialog)
        secret = field.edit.text()
        field.edit.clear()
        return secret if agreed else None

    def recovery_code(self, parent: QWidget, code: str) -> bool:
        dialog = QDialog(parent)
        dialog.setWindowTitle(_("Your recovery code"))
        dialog.setAccessibleName(_("Your recovery code"))
        dialog.setModal(True)
        view = RecoveryCodeView(code, _("&Go on"))
        view.confirmed.connect(dialog.accept)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        buttons = QDialogButtonBox()
        decline = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        decline.clicked.connect(dialog.reject)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.LARGE)
        foot.addWidget(buttons)
        column.addLayout(foot)
        room = parent.screen().availableGeometry()
        dialog.resize(min(scaled(760), room.width()), min(scaled(620), room.height()))
        view.setFocus()
        return _asked(dialog)

    def open_file(self, parent: QWidget, title: str, name_filter: str) -> Path | None:
        dialog = file_dialog(parent, title, name_filter)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return _chosen(dialog)

    def save_file(self, parent: QWidget, title: str, suggested: str, name_filter: str) -> Path | None:
        dialog = file_dialog(parent, title, name_filter)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(suggested).suffix.removeprefix("."))
        dialog.selectFile(suggested)
        return _chosen(dialog)

    def folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        dialog = file_dialog(parent, title, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if start.is_dir():
            dialog.setDirectory(str(start))
        return _chosen(dialog)

    def choose_printer(self, parent: QWidget, printer: QPrinter) -> bool:
        return _asked(QPrintDialog(printer, parent))


def _dialog(parent: QWidget, title: str, text: str) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    column = column_of(dialog)
    column.addWidget(heading(title))
    column.addWidget(_whole_text(parent, text))
    return dialog, column


def _whole_text(parent: QWidget, text: str) -> QWidget:
    room = parent.screen().availableGeometry()
    area = WholeText(paragraph(text), lambda: round(room.height() * _SHARE))
    area.setMinimumWidth(min(scaled(_WIDTH), room.width() - 2 * Space.HUGE))
    return area


def _ways_out(dialog: QDialog, column: QVBoxLayout, agree: str, decline: str) -> tuple[QPushButton, QPushButton]:
    buttons = QDialogButtonBox()
    declining = buttons.addButton(decline, QDialogButtonBox.ButtonRole.RejectRole)
    agreeing = buttons.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
    declining.clicked.connect(dialog.reject)
    agreeing.clicked.connect(dialog.accept)
    column.addWidget(buttons)
    return agreeing, declining


def _asked(dialog: QDialog) -> bool:
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


def _chosen(dialog: QFileDialog) -> Path | None:
    files = dialog.selectedFiles() if dialog.exec() == QDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    _forget()
    return Path(files[0]) if files else None


def _forget() -> None:
    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")
