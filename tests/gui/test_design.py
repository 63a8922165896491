"""Every pair of colours that is read together keeps WCAG 2.2 AA, in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from interviewtool.gui import design
from interviewtool.gui.design import DARK, LIGHT, Colours, Theme

TEXT = [
    ("text", "ground"), ("text", "surface"), ("text", "sunken"), ("text", "soft"),
    ("muted", "ground"), ("muted", "surface"), ("muted", "sunken"),
    ("accent", "ground"), ("accent", "surface"), ("accent", "soft"),
    ("on_accent", "accent"), ("on_accent", "accent_strong"),
    ("success", "success_soft"), ("success", "surface"), ("success", "ground"),
    ("warning", "warning_soft"), ("warning", "surface"), ("warning", "ground"),
    ("danger", "danger_soft"), ("danger", "surface"), ("danger", "ground"),
]  # fmt: skip
OUTLINES = [("outline", "surface"), ("outline", "ground"), ("focus", "surface"), ("focus", "ground"), ("focus", "soft")]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (OUTLINES, 3.0)], ids=["text", "outlines"])
def test_contrast(colours: Colours, pairs: list[tuple[str, str]], least: float) -> None:
    too_weak = {
        pair: round(found, 2)
        for pair in pairs
        if (found := contrast(getattr(colours, pair[0]), getattr(colours, pair[1]))) < least
    }
    assert not too_weak


def test_the_application_takes_the_look(qapp: QApplication, look) -> None:
    look(theme="dark", font_percent=200)
    assert design.colours() is DARK
    assert design.scaled(100) == 200
    assert qapp.font().pixelSize() == 2 * design.TypeSize.BODY
    assert qapp.font().family() == "Noto Sans"
    look(theme="light")
    assert design.colours() is LIGHT
    assert not design.is_dark(Theme.LIGHT)
