"""Pictures from bytes in memory, as large as they are shown and no larger."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from interviewtool.errors import KnownError
from interviewtool.gui.printing import page_image


def drawn(content: bytes, media_type: str, room: QSize) -> QImage | None:
    """A picture, or the first page of a PDF, that fits into room; None for what cannot be drawn. On any thread."""
    if media_type == "application/pdf":
        try:
            page = page_image(content, 0, 100)
        except (KnownError, IndexError):
            return None
        return page.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    kept = QByteArray(content)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > 2 * room.width() or size.height() > 2 * room.height()):
        reader.setScaledSize(size.scaled(room * 2, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    if image.width() > room.width() or image.height() > room.height():
        return image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image
