"""Prefixes of columns and names that the settings do not declare: the form would be no XML, and nobody could say where
it is not.
"""

from __future__ import annotations

import re

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.workbooks.grid import Workbook

_COLUMN = re.compile(r"(?:bind|body|control|instance|attribute)::?([A-Za-z_][\w.-]*):(?!:)", re.IGNORECASE)
_NAME = re.compile(r"([^:]*):")
_EVERYWHERE = frozenset({"h", "ev", "xsd", "jr", "orx", "odk", "xml"})
_KNOWN = {
    "interviewtool": "urn:interviewtool:xlsform:1",
    "esri": "http://esri.com/xforms",
    "entities": "http://www.opendatakit.org/xforms/entities",
}


def undeclared(workbook: Workbook, file: str) -> list[KnownError]:
    """xforms.namespace_missing for each such prefix of a column, xforms.name_characters for each such name. The
    workbook then declares it, and has other names, so that one can look on.
    """
    declarations = workbook.column("settings", "namespaces")
    declared = _EVERYWHERE.union(*(re.findall(r"([\w.-]+)\s*=", cell.text) for cell in declarations))
    found: dict[str, str] = {}
    for sheet in ("survey", "settings"):
        for column in workbook.columns(sheet):
            prefix = _COLUMN.match(column)
            if prefix and prefix[1] not in declared:
                found.setdefault(prefix[1], column)
    texts = {prefix: f'{prefix}="{_KNOWN.get(prefix, f"urn:{prefix}")}"' for prefix in found}
    if found:
        settings = [cell.text.strip() for cell in declarations]
        workbook.set_setting("namespaces", " ".join((*settings, *texts.values())))
    mistakes = [
        KnownError(
            "xforms.namespace_missing",
            Place(file, "settings", None, "namespaces"),
            column=column,
            prefix=prefix,
            text=texts[prefix],
        )
        for prefix, column in found.items()
    ]
    for cell in workbook.column("survey", "name"):
        prefix = _NAME.match(cell.text)
        if prefix and prefix[1] not in declared:
            mistakes.append(KnownError("xforms.name_characters", Place(file, "survey", cell.row, cell.column)))
            workbook.put("survey", cell.row, cell.column, cell.text.replace(":", "_"))
    return mistakes
