"""Measures, colours and styles of every document, in one place. Points; A4; colours in sRGB from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from interviewtool.documents.fonts import BOLD, ITALIC, REGULAR
from interviewtool.documents.lines import Colour, TextStyle

PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89
LEFT = RIGHT = 65.0
TOP, BOTTOM = 68.0, 76.0
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

INK: Colour = (0.11, 0.13, 0.15)
QUIET: Colour = (0.36, 0.40, 0.43)
ACCENT: Colour = (0.13, 0.34, 0.38)
HAIRLINE: Colour = (0.80, 0.83, 0.85)
STRONG_LINE: Colour = (0.45, 0.53, 0.56)

SIGNATURE_HEAD = 84.0
"""Height above the box of the electronic signature on its page: fixed, since the signature is placed by measure."""
SIGNATURE_BOX = (
    LEFT,
    PAGE_HEIGHT - TOP - SIGNATURE_HEAD - 92.0,
    PAGE_WIDTH - RIGHT,
    PAGE_HEIGHT - TOP - SIGNATURE_HEAD,
)
"""Left, bottom, right, top, on the last page of a summary."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document in one language; `language` steers the division of words."""

    language: str

    def _style(self, font: str, size: float, leading: float, colour: Colour = INK) -> TextStyle:
        return TextStyle(font, size, leading, colour, "left", self.language)

    @property
    def overline(self) -> TextStyle:
        return TextStyle(BOLD, 8.5, 14, ACCENT)

    @property
    def title(self) -> TextStyle:
        return TextStyle(BOLD, 21, 27, INK)

    def heading(self, depth: int) -> TextStyle:
        """The heading of a section, from depth 0."""
        return (TextStyle(BOLD, 14, 19, ACCENT), TextStyle(BOLD, 11.5, 16, INK), TextStyle(BOLD, 10, 14.5, QUIET))[
            min(depth, 2)
        ]

    @property
    def body(self) -> TextStyle:
        return self._style(REGULAR, 10, 14.6)

    @property
    def narrative(self) -> TextStyle:
        return TextStyle(REGULAR, 10.25, 15.6, INK, "justified", self.language)

    @property
    def label(self) -> TextStyle:
        return self._style(REGULAR, 9, 13, QUIET)

    @property
    def value(self) -> TextStyle:
        return self._style(REGULAR, 9.75, 13.8)

    @property
    def sentence(self) -> TextStyle:
        return self._style(REGULAR, 9.25, 12.4)

    @property
    def missing(self) -> TextStyle:
        return self._style(ITALIC, 9.75, 13.8, QUIET)

    @property
    def caption(self) -> TextStyle:
        return TextStyle(BOLD, 9.5, 14, INK)

    @property
    def cell(self) -> TextStyle:
        return self._style(REGULAR, 8.75, 12)

    @property
    def cell_missing(self) -> TextStyle:
        return self._style(ITALIC, 8.75, 12, QUIET)

    @property
    def cell_strong(self) -> TextStyle:
        return self._style(BOLD, 8.75, 12)

    @property
    def cell_heading(self) -> TextStyle:
        return self._style(BOLD, 8, 11, QUIET)

    @property
    def note(self) -> TextStyle:
        return self._style(REGULAR, 8, 11.5, QUIET)

    @property
    def margin(self) -> TextStyle:
        return TextStyle(REGULAR, 8, 11, QUIET)

    @property
    def code(self) -> TextStyle:
        return TextStyle(BOLD, 8, 11, INK)
