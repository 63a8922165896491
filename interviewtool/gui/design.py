"""The design system: the only place that knows a distance, a size of type or a colour.

- Distances are `Space`, in device-independent pixels; sizes of type are `TypeSize`, multiplied by the text size a
  person chose.
- Colours are tokens of `Colours`, one set for light and one for dark. Every pair that is read together keeps WCAG 2.2
  AA (text 4.5:1, outlines of controls and focus 3:1); tests/gui/test_design.py computes it.
- A widget says what it is with `set_role` (one of `Role`); the style sheet, made from the tokens, decides how that
  looks.
- Fusion draws, with a palette of our own, so that the program looks the same on every system.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import IntEnum, StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from interviewtool.gui.style_sheet import STYLE_SHEET
from interviewtool.paths import RESOURCES

FAMILIES = ["Noto Sans", "DejaVu Sans"]
"""Both are bundled; DejaVu has the signs that Noto Sans lacks."""

FIXED_FAMILY = "DejaVu Sans Mono"
"""Bundled; for what is compared letter by letter."""


LARGE_PRINT = 150
"""Percent of the usual size of text, from which less stands beside each other."""


class Space(IntEnum):
    """Distances between things, in device-independent pixels."""

    HAIR = 4
    SMALL = 8
    MEDIUM = 16
    LARGE = 24
    HUGE = 40


class TypeSize(IntEnum):
    """Sizes of type in pixels at 100 %."""

    CAPTION = 13
    BODY = 15
    LEAD = 17
    HEADING = 20
    TITLE = 27


class Role(StrEnum):
    """What a widget is, for the style sheet."""

    TITLE = "title"
    HEADING = "heading"
    LEAD = "lead"
    MUTED = "muted"
    CAPTION = "caption"
    CODE = "code"
    COMMAND = "command"
    PAPER = "paper"
    QUESTION = "question"
    GUIDANCE = "guidance"
    SPOKEN = "spoken"
    SENTENCE = "sentence"
    ANSWER = "answer"
    CHOICE = "choice"
    REASON = "reason"
    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"
    NAVIGATION = "navigation"
    TOOL = "tool"
    CARD = "card"
    STATEMENT = "statement"
    BAR = "bar"
    FOOT = "foot"
    NOTICE = "notice"
    SUCCESS = "success"
    TEXT = "text"
    WARNING = "warning"
    ERROR = "error"


class Theme(StrEnum):
    """What a person chooses; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by their task, as #RRGGBB.

    ground: behind everything; surface: cards and fields; sunken: headers of tables; line: decoration only;
    outline: of controls (3:1); soft: a selected row; the four moods each have a text colour and a soft ground.
    """

    ground: str
    surface: str
    sunken: str
    line: str
    outline: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str
    soft: str
    focus: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str


LIGHT = Colours(
    ground="#F6F5F1",
    surface="#FFFFFF",
    sunken="#ECEAE4",
    line="#DAD6CD",
    outline="#827D74",
    text="#1E2A2E",
    muted="#55605F",
    accent="#1D5C63",
    accent_strong="#15474D",
    on_accent="#FFFFFF",
    soft="#DFECED",
    focus="#B45309",
    success="#22613C",
    success_soft="#E2F0E6",
    warning="#7A4B00",
    warning_soft="#FAEFD8",
    danger="#9B2C24",
    danger_soft="#FAE6E3",
)

DARK = Colours(
    ground="#161B1D",
    surface="#1F2628",
    sunken="#272F32",
    line="#394346",
    outline="#839093",
    text="#E9EDEC",
    muted="#AAB5B5",
    accent="#7FC4CA",
    accent_strong="#A5DADE",
    on_accent="#0D2023",
    soft="#274044",
    focus="#F2B366",
    success="#95D2A8",
    success_soft="#1E3527",
    warning="#EBC476",
    warning_soft="#3A2F17",
    danger="#F3A59D",
    danger_soft="#432422",
)


def is_dark(theme: Theme) -> bool:
    """Whether a choice means dark just now; SYSTEM asks the desktop."""
    if theme is Theme.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return theme is Theme.DARK


def colours() -> Colours:
    """The colours in use, for widgets that paint themselves."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def scaled(pixels: int) -> int:
    """A width or height that must grow with the text, in pixels at the text size in use."""
    application = QApplication.instance()
    percent = application.property("text_percent") if application is not None else None
    return round(pixels * (percent or 100) / 100)


def set_role(widget: QWidget, role: Role | None) -> None:
    """Say what a widget is; may change while it is shown."""
    said = str(role) if role is not None else ""
    if (widget.property("role") or "") == said:
        return
    widget.setProperty("role", said)
    # One that was never shown is polished when it is: the style sheet is matched once and not three times.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def apply(application: QApplication, *, theme: Theme, text_percent: int) -> None:
    """Give the whole application its look; may be called again while it runs. text_percent: 100 to 200."""
    chosen = DARK if is_dark(theme) else LIGHT
    application.setProperty("text_percent", text_percent)
    sheet = _style_sheet(chosen)
    if application.styleSheet() == sheet:
        return  # it is dressed so, and every widget there is would be matched with it anew
    application.setStyle("Fusion")
    font = QFont(FAMILIES)
    font.setPixelSize(scaled(TypeSize.BODY))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    application.setFont(font)
    application.setPalette(_palette(chosen))
    application.setStyleSheet(sheet)


def _style_sheet(chosen: Colours) -> str:
    tokens: dict[str, object] = dict(asdict(chosen))
    tokens.update({f"type_{size.name.lower()}": f"{scaled(size)}px" for size in TypeSize})
    tokens.update({f"space_{space.name.lower()}": f"{int(space)}px" for space in Space})
    tokens["fixed"] = FIXED_FAMILY
    tokens["indicator"] = f"{scaled(18)}px"
    tokens["indicator_radius"] = f"{scaled(18) // 2}px"
    tokens["theme"] = "dark" if chosen is DARK else "light"
    tokens["icons"] = (RESOURCES / "icons").as_posix()
    tokens["scroll_bar"] = f"{scaled(12)}px"
    return STYLE_SHEET.substitute(tokens)


def _palette(chosen: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, chosen.ground),
        (roles.WindowText, chosen.text),
        (roles.Base, chosen.surface),
        (roles.AlternateBase, chosen.sunken),
        (roles.Text, chosen.text),
        (roles.PlaceholderText, chosen.muted),
        (roles.Button, chosen.surface),
        (roles.ButtonText, chosen.text),
        (roles.BrightText, chosen.danger),
        (roles.Highlight, chosen.accent),
        (roles.HighlightedText, chosen.on_accent),
        (roles.Accent, chosen.accent),
        (roles.Link, chosen.accent),
        (roles.LinkVisited, chosen.accent_strong),
        (roles.ToolTipBase, chosen.sunken),
        (roles.ToolTipText, chosen.text),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.muted))
    return palette
