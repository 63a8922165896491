"""area(), distance() and geofence(), on the sphere JavaRosa uses (radius 6,378,100 m)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from interviewtool.xforms.values import Value, text

_RADIUS = 6_378_100.0


def points(values: Sequence[Value]) -> list[tuple[float, float]]:
    """Latitude and longitude in degrees, of geopoints, geotraces or geoshapes (`lat lon alt acc; …`)."""
    found = []
    for value in values:
        for part in text(value).split(";"):
            numbers = part.split()
            if len(numbers) >= 2:
                try:
                    found.append((float(numbers[0]), float(numbers[1])))
                except ValueError:
                    continue
    return found


def area(values: Sequence[Value]) -> float:
    """Square metres enclosed by a polygon, by projecting it onto the sphere."""
    corners = points(values)
    if len(corners) < 3:
        return 0.0
    total = 0.0
    circumference = math.pi * 2 * _RADIUS
    lat0, lon0 = corners[0]
    flat = [
        (
            (lat - lat0) / 360 * circumference,
            (lon - lon0) / 360 * circumference * math.cos(math.radians(lat)),
        )
        for lat, lon in corners
    ]
    for (y1, x1), (y2, x2) in pairwise(flat):
        total += (x1 * y2 - y1 * x2) / 2
    return abs(total)


def distance(values: Sequence[Value]) -> float:
    """Metres along a line. Of several places one that is empty is 0° 0° in JavaRosa: far from all, never near."""
    corners = points([value if text(value).strip() else "0 0" for value in values] if len(values) > 1 else values)
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in pairwise(corners):
        first, second = math.radians(lat1), math.radians(lat2)
        cosine = math.sin(first) * math.sin(second) + math.cos(first) * math.cos(second) * math.cos(
            math.radians(lon2 - lon1)
        )
        total += _RADIUS * math.acos(max(-1.0, min(1.0, cosine)))
    return total


def geofence(place: Value, shape: Value) -> bool:
    """Whether a geopoint lies inside a geoshape (by counting the edges east of it)."""
    found, corners = points([place]), points([shape])
    if not found or len(corners) < 4:
        return False
    lat, lon = found[0]
    inside = False
    for (lat1, lon1), (lat2, lon2) in pairwise(corners):
        if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
            inside = not inside
    return inside
