"""The bundled fonts as a document uses them: three faces of Noto Sans, and DejaVu Sans for the signs they lack.

PDF/A forbids a character without a glyph (ISO 19005-2, 6.2.11.8), and a testimony must not lose one silently: what no
bundled font can show is printed as its number, `[U+4F60]`. Invisible format characters are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from interviewtool.paths import RESOURCES

REGULAR = "NotoSans-Regular"
BOLD = "NotoSans-Bold"
ITALIC = "NotoSans-Italic"
SIGNS = "DejaVuSans"

SOFT_HYPHEN = "\u00ad"
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f]")


@dataclass(frozen=True, slots=True)
class Face:
    """One face with its signs. advances: width of each character in em. signs: characters that come from SIGNS."""

    name: str
    advances: Mapping[str, float]
    signs: frozenset[str]

    def width(self, text: str, size: float) -> float:
        """Width in points. text: as `printable` returns it."""
        advances = self.advances
        return sum([advances[character] for character in text]) * size

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text as (font name, part) in order."""
        if self.signs.isdisjoint(text):
            return [(self.name, text)]
        runs: list[tuple[str, str]] = []
        for character in text:
            font = SIGNS if character in self.signs else self.name
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + character)
            else:
                runs.append((font, character))
        return runs


@cache
def face(name: str) -> Face:
    """REGULAR, BOLD or ITALIC, known to reportlab from now on."""
    own, signs = _advances(name), _advances(SIGNS)
    return Face(name, {**signs, **own}, frozenset(signs.keys() - own.keys()))


@cache
def _advances(name: str) -> dict[str, float]:
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

    font = TTFont(name, str(RESOURCES / "fonts" / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return {chr(code): font.face.charWidths[code] / 1000 for code in font.face.charToGlyph}


@cache
def _shown() -> frozenset[str]:
    return frozenset.intersection(*(frozenset(face(name).advances) for name in (REGULAR, BOLD, ITALIC)))


def printable(text: str) -> str:
    """The text in characters that every face can show, in canonical composition; line breaks stay."""
    text = _VARIATION_SELECTORS.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n").replace("\r", "\n")
    shown = _shown()
    if shown.issuperset(text) and SOFT_HYPHEN not in text:
        return text
    return "".join(_printable(character, shown) for character in text)


def _printable(character: str, shown: frozenset[str]) -> str:
    if character in "\n\t\u2028\u2029\v\f\x85":
        return " " if character == "\t" else "\n"
    if unicodedata.category(character) in {"Cc", "Cf"}:
        return ""
    return character if character in shown else f"[U+{ord(character):04X}]"
