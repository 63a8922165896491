"""How the parts of a screen that asks questions stand: a bar above, the sections beside, the page, a bar below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space, scaled
from interviewtool.gui.widgets import Bar

Parts = Sequence[QWidget]

WIDEST_BESIDE = 440
"""Pixels, also in large print: titles break there, the questions would not fit beside more on a small screen."""


def lay_out(
    host: QWidget, *, above: Parts, above_at_end: Parts, beside: Parts, page: Parts, below: Parts, below_at_end: Parts
) -> None:
    """Fill host. above, below: from the left; at_end: from the right edge. beside, page: from the top.

    Of beside and page the second one takes all the room there is.
    """
    left, right = QWidget(), QWidget()
    _stack(left, beside, margins=(Space.MEDIUM, Space.MEDIUM, Space.SMALL, Space.SMALL), spacing=Space.SMALL)
    foot = Bar(Role.FOOT, below, below_at_end, side=Space.LARGE, spacing=Space.SMALL)
    _stack(right, (*page, foot), margins=(0, 0, 0, 0), spacing=0)
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setStretchFactor(1, 1)
    splitter.setSizes([min(scaled(310), WIDEST_BESIDE), scaled(900)])
    _stack(host, (Bar(Role.BAR, above, above_at_end), splitter), margins=(0, 0, 0, 0), spacing=0)


def _stack(host: QWidget, parts: Parts, *, margins: tuple[int, int, int, int], spacing: int) -> None:
    column = QVBoxLayout(host)
    column.setContentsMargins(*margins)
    column.setSpacing(spacing)
    for number, part in enumerate(parts):
        column.addWidget(part, 1 if number == 1 else 0)
