"""Where the window was and how large: a setting, since a lock ends the process.

Written as X11 writes it: `1180x800+40+20`.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import scaled

MAXIMIZED = "maximized"
_WRITTEN = re.compile(r"(\d+)x(\d+)([+-]\d+)([+-]\d+)")
_USUAL = (1180, 800)
_LARGEST = (1600, 1000)
_FRAME = 40
"""Pixels a desktop's title bar takes at most; Qt does not know it before the window is shown."""


def remembered(window: QWidget) -> str:
    """The place and size of a window, as `restore` takes it."""
    place = window.geometry()
    if window.isMaximized():
        return MAXIMIZED
    return f"{place.width()}x{place.height()}{place.x():+d}{place.y():+d}"


def restore(window: QWidget, geometry: str) -> None:
    """Give a window the place and size it had; its usual size where that is none or lies on no screen any more."""
    room = window.screen().availableGeometry()
    usual = (min(scaled(side), most) for side, most in zip(_USUAL, _LARGEST, strict=True))
    width, height = usual
    window.resize(min(width, room.width()), min(height, room.height() - _FRAME))
    if geometry == MAXIMIZED:
        window.showMaximized()
        return
    written = _WRITTEN.fullmatch(geometry)
    if written is None:
        return
    width, height, x, y = map(int, written.groups())
    place = QRect(x, y, width, height)
    if room.intersected(place) == place:
        window.setGeometry(place)
