"""Coordinates as people paste them, understood as ODK stores them: `lat lon alt acc`, points separated by `; `.

Understood: decimal degrees with point or comma, degrees-minutes-seconds, compass letters before or behind (N S E W and
the Ukrainian and Russian ones), `lat lon alt acc` of ODK itself. What is not certain is not guessed: None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_COMPASS = {
    **dict.fromkeys(("n", "пн", "с"), "N"),
    **dict.fromkeys(("s", "пд", "ю"), "S"),
    **dict.fromkeys(("e", "сх", "в"), "E"),
    **dict.fromkeys(("w", "зх", "з"), "W"),
}
_NUMBER = re.compile(r"[-+−]?\d+(?:\.\d+)?")
_PART = re.compile(
    r"(?P<degrees>[-+−]?\d+(?:\.\d+)?)\s*(?:°|º|\s(?=\s*\d))?"
    r"(?:\s*(?P<minutes>\d+(?:\.\d+)?)\s*(?:['′’]|\s(?=\s*\d)|$))?"
    r"(?:\s*(?P<seconds>\d+(?:\.\d+)?)\s*(?:\"|″|”|''|′′|$))?\s*"
)
_LETTERS = re.compile(r"(пн|пд|сх|зх|[nsewсюзв])(?:\.?\s*[шд]\.?)?(?![^\W\d_])", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


@dataclass(frozen=True)
class Point:
    """Degrees north and east; metres above the sea and of accuracy, 0 where unknown (as ODK has them)."""

    latitude: Decimal
    longitude: Decimal
    altitude: Decimal = Decimal(0)
    accuracy: Decimal = Decimal(0)

    def stored(self) -> str:
        """`lat lon alt acc`."""
        return " ".join(_plain(each) for each in (self.latitude, self.longitude, self.altitude, self.accuracy))

    def typed(self) -> str:
        """As one would type it: what is 0 at the end is left out."""
        rest = [self.altitude, self.accuracy] if self.accuracy else [self.altitude] if self.altitude else []
        return " ".join(_plain(each) for each in (self.latitude, self.longitude, *rest))

    def said(self) -> str:
        """Said back in degrees, minutes and seconds, which is not how it was typed, so that a slip is seen."""
        text = f"{_in_degrees(self.latitude, 'NS')}, {_in_degrees(self.longitude, 'EW')}"
        text += f", {_plain(self.altitude)} m" if self.altitude else ""
        return text + (f", ± {_plain(self.accuracy)} m" if self.accuracy else "")


def point(text: str) -> Point | None:
    """One place, or None for what is not certainly one."""
    text = text.strip().strip("()[]").replace("−", "-")
    if not text or len(text) > 200:
        return None
    found = _with_compass(text) if _LETTERS.search(text) else _signed(text)
    if found is None or abs(found.latitude) > 90 or abs(found.longitude) > 180 or found.accuracy < 0:
        return None
    return found


def points(text: str) -> tuple[Point, ...] | None:
    """Places separated by `;` or line ends, or None when one of them is not understood."""
    parts = [part for part in re.split(r"[;\n]", text) if part.strip()]
    found = [point(part) for part in parts]
    whole = tuple(each for each in found if each is not None)
    return whole if whole and len(whole) == len(found) else None


def _signed(text: str) -> Point | None:
    """Numbers alone, north and east positive; degrees-minutes-seconds need their signs to be told apart."""
    if "°" in text or "º" in text:
        halves = [part for part in re.split(r"(?<=[\"″”'′’°º])[,\s]+(?=[-+]?\d+(?:[.,]\d+)?\s*[°º])", text) if part]
        angles = [_angle(half) for half in halves]
        if len(angles) != 2 or angles[0] is None or angles[1] is None:
            return None
        return Point(angles[0], angles[1])
    words = _words(text)
    if words is None or not 2 <= len(words) <= 4:
        return None
    return Point(*(Decimal(word) for word in words))


def _words(text: str) -> list[str] | None:
    """The numbers of a text. A comma is the decimal sign where blanks or `, ` part the numbers, else it parts them."""
    parts = text.split()
    if len(parts) > 1 and all(_NUMBER.fullmatch(part.strip(",").replace(",", ".", 1)) for part in parts):
        return [part.strip(",").replace(",", ".", 1) for part in parts]
    parts = [part.strip() for part in text.split(",")]
    return parts if len(parts) in (2, 3, 4) and all(_NUMBER.fullmatch(part) for part in parts) else None


def _with_compass(text: str) -> Point | None:
    letters = list(_LETTERS.finditer(text))
    if len(letters) != 2:
        return None
    first, second = letters
    if not text[: first.start()].strip():  # letters before the numbers
        halves = (text[first.end() : second.start()], text[second.end() :])
    else:
        halves = (text[: first.start()], text[first.end() : second.start()])
        if text[second.end() :].strip(" ."):
            return None
    found: dict[str, Decimal] = {}
    for letter, half in zip(letters, halves, strict=True):
        compass = _COMPASS[letter[1].lower()]
        angle = _angle(half)
        if angle is None or angle < 0:
            return None
        found["latitude" if compass in "NS" else "longitude"] = -angle if compass in "SW" else angle
    return Point(**found) if len(found) == 2 else None


def _angle(text: str) -> Decimal | None:
    """Degrees of `50.45`, `50,45`, `50° 27.5′` or `50° 27′ 0.4″`."""
    text = _DECIMAL_COMMA.sub(".", text).strip(" ,.")
    match = _PART.fullmatch(text)
    if match is None:
        return None
    minutes, seconds = Decimal(match["minutes"] or 0), Decimal(match["seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    degrees = Decimal(match["degrees"])
    size = abs(degrees) + minutes / 60 + seconds / 3600
    return round(-size if match["degrees"].startswith("-") else size, 8)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0"} else text.removeprefix("+")


def _in_degrees(angle: Decimal, letters: str) -> str:
    tenths = round(abs(angle) * 36000)
    degrees, rest = divmod(tenths, 36000)
    minutes, seconds = divmod(rest, 600)
    return f"{degrees}° {minutes}′ {seconds / 10:g}″ {letters[1] if angle < 0 else letters[0]}"
