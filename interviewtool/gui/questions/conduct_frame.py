"""How the parts of a screen that asks questions stand: a bar above, the sections beside, the page, a bar below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space
from interviewtool.gui.questions.sides import Sides
from interviewtool.gui.widgets import Bar

Parts = Sequence[QWidget]


def lay_out(
    host: QWidget, *, above: Parts, above_at_end: Parts, beside: Parts, page: Parts, below: Parts, below_at_end: Parts
) -> Sides:
    """Fill host. above, below: from the left; at_end: from the right edge. beside, page: from the top.

    Of beside and page the second one takes all the room there is. Returns what holds these two.
    """
    left, right = QWidget(), QWidget()
    _stack(left, beside, margins=(Space.MEDIUM, Space.MEDIUM, Space.SMALL, Space.SMALL), spacing=Space.SMALL)
    foot = Bar(Role.FOOT, below, below_at_end, side=Space.LARGE, spacing=Space.SMALL)
    _stack(right, (*page, foot), margins=(0, 0, 0, 0), spacing=0)
    sides = Sides(left, right)
    _stack(host, (Bar(Role.BAR, (*above, sides.toggle), above_at_end), sides), margins=(0, 0, 0, 0), spacing=0)
    return sides


def _stack(host: QWidget, parts: Parts, *, margins: tuple[int, int, int, int], spacing: int) -> None:
    column = QVBoxLayout(host)
    column.setContentsMargins(*margins)
    column.setSpacing(spacing)
    for number, part in enumerate(parts):
        column.addWidget(part, 1 if number == 1 else 0)
