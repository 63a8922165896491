"""Pictures of a question and of its choices, from the questionnaire itself; sounds and videos by their names.

A questionnaire that came without its files says which one is missing, so that whoever holds it can ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.gui.attachments import PageFiles, ScaledPicture, drawn
from interviewtool.gui.design import Role, scaled
from interviewtool.gui.questions.lazy_text import LazyText
from interviewtool.i18n import _

PICTURES = ("image", "big-image")
_WIDE = QSize(560, 360)
"""Pixels at 100 %, beside a question."""
BESIDE_CHOICE = QSize(120, 90)


def load(files: PageFiles, owner: QWidget, name: str, room: QSize, done: Callable[[QPixmap | None], object]) -> None:
    """A picture of the questionnaire by its name, no larger than room (at 100 %); None where it is not there.

    done: on the window's thread, while the owner is there.
    """
    ratio = owner.devicePixelRatioF()
    pixels = QSize(scaled(room.width()), scaled(room.height())) * ratio

    def shown(image: QImage | None) -> None:
        if image is None:
            done(None)
            return
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        done(picture)

    def arrived(content: bytes | None) -> None:
        if content is None:
            done(None)
        else:
            files.operations.quietly(lambda: drawn(content, "image/", pixels), owner=owner, done=shown)

    files.form_media(owner, name, arrived)


class Picture(ScaledPicture):
    """One picture by its name; the name itself while there is none to be shown."""

    def __init__(self, files: PageFiles | None, room: QSize) -> None:
        super().__init__()
        self._files = files
        self._room = room
        self.shown = ""

    def show_picture(self, name: str) -> None:
        """Show the picture of this name; "" shows none."""
        if name == self.shown:
            return
        self.shown = name
        self.clear()
        self.setHidden(not name)
        self.setAccessibleName(_("Picture: {name}").format(name=name) if name else "")
        if not name:
            return
        if self._files is None:
            self.setText(name)
        else:
            load(self._files, self, name, self._room, lambda picture: self._arrived(name, picture))

    def _arrived(self, name: str, picture: QPixmap | None) -> None:
        if name != self.shown:
            return
        if picture is None:
            self.setText(_("The picture {name} did not come with the questionnaire.").format(name=name))
        else:
            self.setPixmap(picture)


class MediaRow(QVBoxLayout):
    """What stands with a question. Empty, and without a single widget, until there is something."""

    def __init__(self, files: PageFiles | None) -> None:
        super().__init__()
        self._files = files
        self._picture: Picture | None = None
        self._others = LazyText(Role.MUTED)
        self.addLayout(self._others)

    def show_media(self, media: Mapping[str, str]) -> None:
        """media: form of the medium → file name."""
        name = next((media[form] for form in PICTURES if form in media), "")
        if name and self._picture is None:
            self._picture = Picture(self._files, _WIDE)
            self.insertWidget(0, self._picture)
        if self._picture is not None:
            self._picture.show_picture(name)
        others = ", ".join(each for form, each in media.items() if form not in PICTURES)
        self._others.say(_("With this question, not played here: {names}").format(names=others) if others else "")
