"""A file of an interview, shown from memory: a picture, the first page of a PDF, the beginning of a text, or in words.

Nothing is written out in clear and no other program is started: there is no "open with" here on purpose.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from interviewtool.gui.attachments.file_window import FileWindow
from interviewtool.gui.attachments.files import Known, PageFiles
from interviewtool.gui.attachments.picture import drawn
from interviewtool.gui.attachments.scaled_picture import ScaledPicture
from interviewtool.gui.design import Space, scaled
from interviewtool.gui.labels import time_text
from interviewtool.gui.widgets import button, caption, column_of, paragraph
from interviewtool.i18n import _
from interviewtool.i18n.sizes import size_in_words
from interviewtool.interview.attachments import PLACE_INSIDE
from interviewtool.model import Attachment

SHOWN_AT_ONCE = 48 << 20
"""Bytes up to which a file is read to be shown; a longer one is said in words."""
_CHARACTERS = 1500
"""Of a text, in the card."""
_PICTURE = QSize(520, 260)
"""Pixels at 100 %."""


class FileView(QWidget):
    """Shows one file; `show_name("")` shows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._files: PageFiles | None = None
        self._name = ""
        self._content: bytes | None = None
        self._known: Known | None = None
        self.picture = ScaledPicture()
        self.picture.hide()
        self.text = paragraph("")
        self.text.hide()
        self.said = paragraph("")
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.small = caption("")
        self.larger = button(_("Show large"), self._show_large)
        self.larger.hide()
        column = column_of(self, margin=0, spacing=Space.SMALL)
        column.addWidget(self.picture)
        column.addWidget(self.text)
        column.addWidget(self.said)
        column.addWidget(self.small)
        column.addWidget(self.larger, 0, Qt.AlignmentFlag.AlignLeft)

    def use(self, files: PageFiles | None) -> None:
        """Where files come from."""
        self._files = files

    def show_name(self, name: str) -> None:
        """Show the file that an answer names."""
        if name == self._name:
            return
        self._name, self._content, self._known = name, None, None
        for widget in (self.picture, self.text, self.larger):
            widget.hide()
        self.picture.clear()
        self.said.setText(name)
        self.small.setText("")
        if name and self._files is not None:
            self._files.about(self, name, lambda known: self._told(name, known))

    def _told(self, name: str, known: Known | None) -> None:
        if name != self._name:
            return
        if known is None:
            self.said.setText(_("{name}: this file is not here.").format(name=name))
            return
        self._known = known
        attachment, seconds = known
        self.said.setText(file_in_words(attachment, seconds))
        # In groups, so that the line can break.
        groups = (attachment.hash[start : start + 8] for start in range(0, len(attachment.hash), 8))
        notes = [f"SHA-256 {' '.join(groups)}"]
        if attachment.original_name:
            notes.insert(0, _("Picked as: {name}").format(name=attachment.original_name))
        if attachment.media_type in PLACE_INSIDE:
            notes.append(_("The camera may have written place and time into it; the original is kept as it is."))
        if attachment.media_type.startswith(("audio/", "video/")):
            notes.append(_("It cannot be played here."))
        self.small.setText("\n".join(notes))
        shown = attachment.media_type.startswith(("image/", "text/")) or attachment.media_type == "application/pdf"
        if shown and attachment.size <= SHOWN_AT_ONCE and self._files is not None:
            self._files.content(self, attachment, lambda content: self._arrived(name, content))

    def _arrived(self, name: str, content: bytes | None) -> None:
        if name != self._name or self._known is None or self._files is None:
            return
        if content is None:
            self.said.setText("\n".join((self.said.text(), _("Its content is not in this bundle."))))
            return
        self._content = content
        kind = self._known[0].media_type
        if kind.startswith("text/"):
            self.text.setText(content[: 4 * _CHARACTERS].decode("utf-8", "replace")[:_CHARACTERS])
            self.text.show()
            self.larger.show()
            return
        room = QSize(scaled(_PICTURE.width()), scaled(_PICTURE.height())) * self.devicePixelRatioF()
        self._files.operations.quietly(
            lambda: drawn(content, kind, room), owner=self, done=lambda image: self._show(name, image)
        )

    def _show(self, name: str, image: QImage | None) -> None:
        if name != self._name or image is None or self._known is None:
            return
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(picture)
        self.picture.setAccessibleName(kind_in_words(self._known[0].media_type))
        self.picture.show()
        self.larger.show()

    def _show_large(self) -> None:
        if self._content is not None and self._known is not None and self._files is not None:
            kind = self._known[0].media_type
            FileWindow(self, kind_in_words(kind), kind, self._content, self._files.operations).open()


def kind_in_words(media_type: str) -> str:
    """What a file is."""
    if media_type == "application/pdf":
        return _("PDF document")
    words = {"image": _("Picture"), "audio": _("Sound recording"), "video": _("Video"), "text": _("Text")}
    return words.get(media_type.partition("/")[0], _("File"))


def file_in_words(attachment: Attachment, seconds: float | None) -> str:
    """What is known of a file, in a line: kind, length, size, when it was sealed."""
    parts = [kind_in_words(attachment.media_type), attachment.media_type]
    if seconds is not None:
        minutes, rest = divmod(round(seconds), 60)
        parts.append(f"{minutes}:{rest:02}")
    parts += [size_in_words(attachment.size), time_text(attachment.time)]
    return " · ".join(parts)
