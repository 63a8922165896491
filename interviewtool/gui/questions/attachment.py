"""Questions that ask for a file: chosen, dropped or pasted, sealed into the vault, and shown from memory.

What consent does not allow is said before anybody picks a file; the service refuses it in any case.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from interviewtool.gui.attachments import FileView, Incoming, PageFiles, clipboard_file, file_in
from interviewtool.gui.design import Role, Space
from interviewtool.gui.questions.field import Field
from interviewtool.gui.widgets import WrappingRow, button, caption, column_of, paragraph
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion, Taking
from interviewtool.interview.attachments import MEDIA_TYPES
from interviewtool.model import ConsentItem
from interviewtool.xforms import QuestionType

_KINDS = {QuestionType.IMAGE: "image/", QuestionType.AUDIO: "audio/", QuestionType.VIDEO: "video/"}


class AttachmentField(Field):
    """A file, a picture, a sound or a video: chosen, dropped or pasted, and sealed at once."""

    def __init__(self) -> None:
        super().__init__()
        self._files: PageFiles | None = None
        self._name = ""
        self._type = QuestionType.FILE
        self._editable = False
        self._refused = False
        self._bound = ""
        self.view = FileView()
        self.choose = button(_("Choose a file…"), self._choose)
        self.paste = button(_("Paste"), self.take_clipboard)
        self.remove = button(_("Remove"), self._remove, Role.QUIET)
        self._row = QWidget()
        row = WrappingRow(self._row)
        for control in (self.choose, self.paste, self.remove):
            row.add(control)
        self.refusal = paragraph("", Role.MUTED)
        self.refusal.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._note = caption("")
        self._column = column_of(self, margin=0, spacing=Space.SMALL)
        for each in (self.view, self.refusal, self._row, self._note):
            self._column.addWidget(each)
        self.setAcceptDrops(True)

    def use(self, files: PageFiles | None) -> None:
        self._files = files
        self.view.use(files)

    def taking(self) -> Taking:
        """What kind of thing the question asks for."""
        return Taking.RECORDING if self._type in (QuestionType.AUDIO, QuestionType.VIDEO) else Taking.COPY

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        self._name, self._type, self._editable = question.view.value, question.view.type, editable
        self.view.show_name(self._name)
        if anew:
            self._refused = False
        self._bound = reference = question.view.reference
        self._arrange()
        if editable and self._files is not None:
            self._files.missing_consent(self, self.taking(), lambda items: self._refuse(reference, items))

    def focus_target(self) -> QWidget:
        if not self._editable:
            return self.view.said
        return self.refusal if self._refused else self.choose

    def name(self, label: str, description: str) -> None:
        self.choose.setAccessibleName(f"{label}: {self.choose.text()}")
        self.choose.setAccessibleDescription(description)
        self.paste.setAccessibleName(f"{label}: {self.paste.text()}")
        self.remove.setAccessibleName(f"{label}: {self.remove.text()}")
        self.refusal.setAccessibleName(label)
        self.view.said.setAccessibleName(f"{label}: {self.view.said.text()}")

    def take(self, incoming: Incoming) -> None:
        """Seal what was chosen, dropped or pasted; its name becomes the answer."""
        if self._files is not None and self._editable and not self._refused:
            self._files.take(incoming, self.taking(), self.committed.emit)

    def take_clipboard(self) -> None:
        """Paste a picture or a file, if there is one in the clipboard."""
        found = clipboard_file()
        if found is not None:
            self.take(found)
        else:
            self._note.setText(_("There is neither a picture nor a file in the clipboard."))
            self._note.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_clipboard()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_on.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._editable and not self._refused and file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = file_in(event.mimeData())
        if found is not None:
            event.acceptProposedAction()
            self.take(found)

    def _arrange(self) -> None:
        there = bool(self._name)
        self.view.setHidden(not there)
        self._row.setHidden(not self._editable or (self._refused and not there))
        for each in (self.choose, self.paste):
            each.setHidden(self._refused)
        self.choose.setText(_("Choose another file…") if there else _("Choose a file…"))
        self.remove.setHidden(not there)
        self.refusal.setHidden(not (self._editable and self._refused))
        self._note.setText(
            "" if there else _("Or drop it here. It is encrypted at once; the original stays where it is.")
        )
        self._note.setHidden(there or not self._editable or self._refused)

    def _refuse(self, reference: str, items: tuple[ConsentItem, ...]) -> None:
        if reference != self._bound:
            return
        self._refused = bool(items)
        self.refusal.setText(
            _("The respondent has not agreed to this ({items}), so no file can be taken in.").format(
                items=", ".join(items)
            )
            if items
            else ""
        )
        self._arrange()

    def _choose(self) -> None:
        if self._files is None:
            return
        path: Path | None = self._files.operations.dialogs.open_file(self, _("Choose a file"), self._filter())
        if path is not None:
            self.take(Incoming(path))

    def _filter(self) -> str:
        kind = _KINDS.get(self._type)
        if kind is None:
            return ""
        endings = " ".join(f"*.{each}" for each, media_type in MEDIA_TYPES.items() if media_type.startswith(kind))
        return ";;".join((_("Files of this kind ({endings})").format(endings=endings), _("All files (*)")))

    def _remove(self) -> None:
        if self._files is not None and self._files.may_remove():
            self.committed.emit("")
            self.choose.setFocus()
