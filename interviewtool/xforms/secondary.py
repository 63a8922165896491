"""Secondary instances from XML, CSV and GeoJSON, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from lxml import etree

from interviewtool.errors import KnownError, Place
from interviewtool.garbage import growing
from interviewtool.xforms import external
from interviewtool.xforms.body import local
from interviewtool.xforms.reader import parse_xml
from interviewtool.xforms.tables import Row, RowSource, cells

_FEW = 500
"""Rows of a list that are read without being asked for: a millisecond's work."""


class Tables:
    """The secondary instances of a form. attachments: file name → content, of lists that are files of their own.

    lists: names of those that stand in itemsets.csv.
    """

    def __init__(
        self,
        elements: Mapping[str, etree._Element],
        attachments: Mapping[str, bytes],
        lists: frozenset[str] = frozenset(),
    ) -> None:
        self._elements = elements
        self._attachments = attachments
        self._external = lists
        self._sources: dict[tuple[str, tuple[str, ...]], RowSource] = {}
        self._trees: dict[str, Row] = {}

    def __call__(self, name: str, path: tuple[str, ...]) -> RowSource | None:
        """The rows at a path of a list; None for a list the form does not declare."""
        source = self._sources.get((name, path))
        if source is None:
            element = self._elements.get(name)
            if element is None and name not in self._external and name + ".csv" not in self._attachments:
                return None
            at_hand = element is not None and not file_name(element) and sum(map(len, element)) <= _FEW
            source = RowSource(name, lambda: cells([self._tree(name)], path), at_hand=at_hand)
            self._sources[name, path] = source
        return source

    def missing(self, searched: Iterable[str]) -> tuple[str, ...]:
        """File names of lists that are not attached. searched: names of those that no element declares."""
        files = {file_name(element) for element in self._elements.values()} | {f"{name}.csv" for name in searched}
        if self._external:
            files.add(external.FILE)
        return tuple(sorted(name for name in files if name and name not in self._attachments))

    def file(self, name: str) -> str:
        """The attached file that a list comes from; "" for one in the form, and where the file is not there."""
        element = self._elements.get(name)
        file = file_name(element) if element is not None else ""
        return file if file in self._attachments else ""

    def is_legible(self, file: str) -> bool:
        """Whether the letters of an attached csv are written in UTF-8, as they are read."""
        try:
            self._attachments.get(file, b"").decode()
        except UnicodeDecodeError:
            return False
        return True

    @cached_property
    def _lists(self) -> dict[str, list[Row]]:
        return external.by_list(_read_csv(self._attachments.get(external.FILE, b"")))

    def columns(self, file: str) -> tuple[str, ...]:
        """The names above the columns of an attached csv; none of a file that is not there."""
        return tuple(next(_reader(self._attachments.get(file, b"")), ()))

    def _tree(self, name: str) -> Row:
        if name not in self._trees:
            with growing():
                self._trees[name] = self._read(name)
        return self._trees[name]

    def _read(self, name: str) -> Row:
        element = self._elements.get(name)
        if element is None and name in self._external:
            return {"root": [{"item": self._lists.get(name, [])}]}
        file = file_name(element) if element is not None else name + ".csv"
        if file:
            content = self._attachments.get(file, b"")
            return read_file(file, content) if content else {}
        assert element is not None
        found = _row(element, attributed=_attributed(element))
        return found if isinstance(found, dict) else {}


def file_name(element: etree._Element) -> str:
    """The file a list comes from; "" for one written out in the form. `jr://file-csv/places.csv` → places.csv."""
    source = element.get("src") or ""
    if len(element) or not source.startswith("jr://file"):
        return ""
    return source.rpartition("/")[2]


def _attributed(element: etree._Element) -> bool:
    """Whether anything inside an element has attributes: lists seldom do, and asking each cell takes long."""
    return bool(element.xpath("boolean(descendant::*/@*)"))


def _row(element: etree._Element, *, attributed: bool) -> Row | str:
    """An element as text, or as a row when it has children or attributes: these are columns named `@name`."""
    row: Row = {"@" + etree.QName(name).localname: str(text) for name, text in element.items()} if attributed else {}
    if not len(element):
        if not row:
            return _text(element)
        row[""] = _text(element)
        return row
    for child in element:
        name = local(child)
        value = _row(child, attributed=attributed) if attributed or len(child) else _text(child)
        if name in row:
            held = row[name]
            if not isinstance(held, list):
                held = row[name] = [held]
            held.append(value)
        else:
            row[name] = [value] if isinstance(value, dict) else value
    return row


def _text(element: etree._Element) -> str:
    """What an element says, without the white space around it, as in JavaRosa."""
    return (element.text or "").strip(" \t\r\n")


def read_file(name: str, content: bytes) -> Row:
    """The rows of an attached list. KnownError xforms.list_unreadable."""
    import json

    ending = name.rpartition(".")[2].lower()
    if ending == "csv":
        return {"root": [{"item": _read_csv(content)}]}
    try:
        if ending == "geojson":
            return {"root": [{"item": [_feature(feature) for feature in json.loads(content)["features"]]}]}
        root = parse_xml(content)
    except KnownError as error:
        raise KnownError("xforms.list_unreadable", Place(name, row=error.place.row)) from None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise KnownError("xforms.list_unreadable", Place(name)) from None
    found = _row(root, attributed=_attributed(root))
    return {local(root): [found]}


def _read_csv(content: bytes) -> list[Row]:
    """The rows below the header, by commas or, where the header has more of them, semicolons.

    Read as it comes: a million rows are held once, not thrice.
    """
    reader = _reader(content)
    header = next(reader, [])
    places = [(place, name) for place, name in enumerate(header) if name]
    found = []
    for row in reader:
        if row:
            row.extend([""] * (len(header) - len(row)))
            found.append({name: row[place] for place, name in places})
    return found


def _reader(content: bytes) -> Iterator[list[str]]:
    import csv
    import io

    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", errors="replace", newline="")
    first = lines.readline()
    lines.seek(0)
    return csv.reader(lines, delimiter=";" if first.count(";") > first.count(",") else ",")


def _feature(feature: Mapping[str, Any]) -> Row:
    """A GeoJSON feature: its properties, id, and geometry as ODK writes places (latitude longitude 0 0; …)."""
    row = {str(key): "" if value is None else str(value) for key, value in (feature.get("properties") or {}).items()}
    if "id" in feature:
        row["id"] = str(feature["id"])
    geometry = feature.get("geometry") or {}
    points = geometry.get("coordinates") or []
    if geometry.get("type") == "Point":
        points = [points]
    elif geometry.get("type") == "Polygon":
        points = points[0] if points else []
    row["geometry"] = "; ".join(f"{point[1]} {point[0]} 0 0" for point in points if len(point) >= 2)
    return row
