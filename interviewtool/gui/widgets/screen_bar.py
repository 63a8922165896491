"""The bars of a screen that fills the window: the way back and the name above, what one does next below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.widgets.buttons import button
from interviewtool.gui.widgets.text import heading
from interviewtool.gui.widgets.wrapping_row import WrappingRow


class Bar(QFrame):
    """begin: from the left. end: from the right edge, while all fit into one line. side: the margin there, pixels."""

    def __init__(
        self,
        role: Role,
        begin: Sequence[QWidget],
        end: Sequence[QWidget] = (),
        *,
        side: int = Space.MEDIUM,
        spacing: int = Space.MEDIUM,
    ) -> None:
        super().__init__()
        set_role(self, role)
        row = WrappingRow(self, margins=(side, Space.SMALL, side, Space.SMALL), spacing=spacing)
        for widget in begin:
            row.add(widget)
        for widget in end:
            row.add(widget, at_end=True)


def bar_name(text: str) -> QLabel:
    """The name of a screen as it stands in its bar: in one line."""
    name = heading(text)
    name.setWordWrap(False)
    return name


class ScreenBar(Bar):
    """The bar at the top. way_back, leave: the button's words and act; back: that button. name: of what is shown."""

    def __init__(self, name: str, way_back: str, leave: Callable[[], object], end: Sequence[QWidget] = ()) -> None:
        self.back, self.name = button(way_back, leave, Role.QUIET), bar_name(name)
        super().__init__(Role.BAR, (self.back, self.name), end)
