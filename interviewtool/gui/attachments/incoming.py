"""What a person chose, dropped or pasted, before it is sealed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from interviewtool.errors import KnownError, Place
from interviewtool.interview import Picked, Taking


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file on the disk, or content that is nowhere but in memory (then name says its kind: `.png`). shown: somebody
    says that the respondent showed it.
    """

    path: Path | None
    content: bytes = b""
    name: str = ""
    shown: bool = False

    @contextmanager
    def opened(self, taking: Taking) -> Iterator[Picked]:
        """To be sealed, off the window's thread. KnownError interview.file_not_read."""
        if self.path is None:
            yield Picked(io.BytesIO(self.content), self.name, len(self.content), taking, self.shown)
            return
        try:
            source = self.path.open("rb")
            size = self.path.stat().st_size
        except OSError:
            raise KnownError("interview.file_not_read", Place(self.path.name)) from None
        with source:
            yield Picked(source, self.path.name, size, taking, self.shown)


def clipboard_file() -> Incoming | None:
    """The file or picture in the clipboard, if there is one."""
    return file_in(QGuiApplication.clipboard().mimeData())


def file_in(data: QMimeData | None) -> Incoming | None:
    """The one file, or the picture, that is dragged or was copied."""
    if data is None:
        return None
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) == 1 and paths[0].is_file():
        return Incoming(paths[0])
    if not paths and data.hasImage():
        image = QImage(data.imageData())
        return None if image.isNull() else picture_file(image)
    return None


def picture_file(image: QImage, *, jpeg: bool = False) -> Incoming:
    """A picture that is on no disk. jpeg: of a photograph, which as PNG would take ten times the room."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG" if jpeg else "PNG", 92 if jpeg else -1)  # type: ignore[call-overload]
    return Incoming(None, bytes(content.data()), ".jpg" if jpeg else ".png")
