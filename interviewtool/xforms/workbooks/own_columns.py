"""The columns that only this program reads, where a slip would be silent: what is meant to close a gate, to keep a name
apart or to be asked before consent would then do nothing. What each means stands in docs/questionnaire-columns.md.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from interviewtool.errors import KnownError, Place
from interviewtool.model import ConsentItem, IdentityKind
from interviewtool.xforms.workbooks.grid import Workbook

_PREFIX = "bind::interviewtool:"
_YES = ("yes",)
VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "preparation": ("yes", "later"),
        "consent": tuple(ConsentItem),
        "identity": tuple(IdentityKind),
        "sensitive": _YES,
        "readout": ("yes", "no"),
        "summary": ("no",),
        "referral": ("need", "what", "offered", "to", "accepted", "due"),
        "authorisation": _YES,
        "guardian": _YES,
        "offer": (),
        "unit": (),
    }
)
"""What may stand in each; nothing: whatever its author likes."""


def own_slips(workbook: Workbook, file: str) -> Iterator[KnownError]:
    """xforms.own_column_unknown for each such column that has no meaning, xforms.own_value_unknown for each cell."""
    for column in workbook.columns("survey"):
        name = _own(column)
        if name and name not in VALUES:
            (near,) = difflib.get_close_matches(name, VALUES, 1, cutoff=0)
            place = Place(file, "survey", 1, column)
            yield KnownError("xforms.own_column_unknown", place, column=column, near=_PREFIX + near)
    for cell in workbook.cells("survey"):
        allowed = VALUES.get(_own(cell.column), ())
        if allowed and cell.text.strip() not in allowed:
            place = Place(file, "survey", cell.row, cell.column)
            yield KnownError("xforms.own_value_unknown", place, value=cell.text.strip(), allowed=", ".join(allowed))


def _own(column: str) -> str:
    """What a column is called behind the prefix; "" for anybody's."""
    return column.removeprefix(_PREFIX) if column.startswith(_PREFIX) else ""
