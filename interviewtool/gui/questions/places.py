"""Places: coordinates typed or pasted instead of a map. What was understood is said back; the rest stays a draft."""

from __future__ import annotations

from interviewtool.gui.design import Role, set_role
from interviewtool.gui.questions.typing import LineField, MultilineField
from interviewtool.gui.widgets import caption
from interviewtool.i18n import _, ngettext
from interviewtool.interview.coordinates import Point, point, points


class PointField(LineField):
    """Coordinates of one place, typed or pasted; what was understood is said back."""

    widest = 460

    def __init__(self) -> None:
        super().__init__()
        self.edit.setPlaceholderText("50.4501, 30.5234 · 50°27′0″ N 30°31′24″ E")
        self.understood = caption("")
        self._column.addWidget(self.understood)

    def as_typed(self, stored: str) -> str:
        found = point(stored)
        return found.typed() if found else stored

    def as_stored(self, typed: str) -> str:
        found = point(typed)
        return found.stored() if found else ""

    def is_whole(self, typed: str) -> bool:
        return point(typed) is not None

    def _said(self) -> None:
        text = self._text().strip()
        found = point(text)
        set_role(self.understood, Role.WARNING if text and found is None else Role.CAPTION)
        self.understood.setText("= " + found.said() if found else not_understood() if text else "")
        self.tell(self.understood.text())


class TraceField(MultilineField):
    """Coordinates of the points of a way, one per line; what was understood is said back."""

    least = 2

    def __init__(self) -> None:
        super().__init__()
        self.edit.setPlaceholderText("50.4501, 30.5234\n50.4547, 30.5238")
        self.understood = caption("")
        self._column.addWidget(self.understood)

    def as_typed(self, stored: str) -> str:
        found = points(stored)
        return "\n".join(each.typed() for each in found) if found else stored

    def as_stored(self, typed: str) -> str:
        return "; ".join(each.stored() for each in self.found(typed))

    def is_whole(self, typed: str) -> bool:
        return bool(self.found(typed))

    def found(self, typed: str) -> tuple[Point, ...]:
        """The points, none while there are too few."""
        whole = points(typed) or ()
        return whole if len(whole) >= self.least else ()

    def _said(self) -> None:
        text = self._text().strip()
        whole = self.found(text)
        set_role(self.understood, Role.WARNING if text and not whole else Role.CAPTION)
        count = ngettext("{count} point", "{count} points", len(whole)).format(count=len(whole))
        said = f"= {count}: {whole[0].said()} … {whole[-1].said()}" if whole else not_understood() if text else ""
        self.understood.setText(said)
        self.tell(said)


class ShapeField(TraceField):
    """Coordinates of the corners of an area, one per line; the last is joined to the first."""

    least = 3

    def found(self, typed: str) -> tuple[Point, ...]:
        whole = points(typed) or ()
        if len(whole) > 1 and whole[0] == whole[-1]:
            whole = whole[:-1]
        return (*whole, whole[0]) if len(whole) >= self.least else ()


def not_understood() -> str:
    """What is said of text that is no coordinates."""
    return _("Not coordinates yet. Type latitude and longitude: 50.4501, 30.5234")
