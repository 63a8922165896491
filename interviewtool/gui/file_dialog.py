"""Qt's own file dialog, made to speak the interface's language and to be readable: it leaves two labels and every type
of file in English, gives the date no room, and its small icons are crushed by the padding of our buttons.

It remembers nothing: no history, no visited folders; see `dialogs`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, QUrl
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QListView, QToolButton, QTreeView, QWidget

from interviewtool.gui.design import Role, scaled, set_role
from interviewtool.i18n import N_, _

_NAME, _SIZE, _TYPE, _DATE = range(4)  # columns of Qt's model

_FRAME = 48
"""Pixels left for the frame that a window manager draws."""

_BUTTONS = {
    "backButton": ("←", N_("Back")),
    "forwardButton": ("→", N_("Forward")),
    "toParentButton": ("↑", N_("Folder above")),
    "newFolderButton": ("+", N_("New folder")),
}
"""Signs for Qt's tool buttons, by their object names, and what they do."""


def file_dialog(parent: QWidget, title: str, name_filter: str) -> QFileDialog:
    """A dialog that begins in the documents, or at home."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    start = documents if Path(documents).is_dir() else home
    dialog = QFileDialog(parent, title, start, name_filter)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    dialog.setHistory([])
    dialog.setSidebarUrls([QUrl.fromLocalFile(place) for place in dict.fromkeys((home, start, *_sticks()))])
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("F&older:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, _("&Name:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("File &type:"))
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    room = parent.screen().availableGeometry()
    dialog.resize(min(scaled(760), room.width() - _FRAME), min(scaled(500), room.height() - _FRAME))
    _make_readable(dialog)
    return dialog


def _sticks() -> list[str]:
    """Where memory sticks are put in, as Linux desktops do it."""
    roots = (Path("/media"), Path("/run/media"))
    places = (place for root in roots if root.is_dir() for user in _folders(root) for place in _folders(user))
    return [str(place) for place in places]


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(place for place in folder.iterdir() if place.is_dir())
    except OSError:
        return []


def _make_readable(dialog: QFileDialog) -> None:
    for tool in dialog.findChildren(QToolButton):
        set_role(tool, Role.TOOL)
        if tool.objectName() in _BUTTONS:
            sign, says = _BUTTONS[tool.objectName()]
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            tool.setText(sign)
            tool.setToolTip(_(says))
            tool.setAccessibleName(_(says))
        elif tool.objectName() in ("listModeButton", "detailModeButton"):
            tool.hide()  # there is one view, with names and dates
    for view in dialog.findChildren(QAbstractItemView):
        view.setIconSize(QSize(scaled(16), scaled(16)))
    sidebar = dialog.findChild(QListView, "sidebar")
    if sidebar is not None:
        sidebar.setMinimumWidth(scaled(150))
        sidebar.setAccessibleName(_("Places"))
    tree = dialog.findChild(QTreeView, "treeView")
    if tree is not None:
        tree.setAccessibleName(_("Files"))
        tree.setColumnHidden(_TYPE, True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_SIZE, _DATE):
            tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
