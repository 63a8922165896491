"""Columns of a workbook that nothing reads: pyxform passes over them in silence, a person who wrote one wants to know.

A column is known by its name before `::` (the rest names a language, or an attribute for `bind::` and the like). In the
choices sheet every further column is one for choice_filter, if its name may be that of an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.workbooks.grid import SHEETS

SURVEY = frozenset(
    """type name label hint guidance_hint required required_message relevant relevance relevant_message constraint
    constraint_message appearance default readonly read_only calculation calculate choice_filter parameters repeat_count
    image audio video big-image media body bind control instance note save_to autoplay trigger count jr:count
    noapperrorstring requiredmsg constraintmsg intent query style disabled allow_choice_duplicates sms_field
    caption accuracythreshold rows value skip command tag message list_name select_type tags
    """.split()
)
SETTINGS = frozenset(
    """form_title form_id id_string title version default_language instance_name public_key submission_url auto_send
    auto_delete style name namespaces allow_choice_duplicates clean_text_values instance_xmlns attribute sms_keyword
    sms_separator sms_allow_media sms_date_format sms_datetime_format sms_response prefix delimiter omit_instanceid
    compact_prefix compact_tag compact_delimiter flatten set_form_id id client_editable
    """.split()
)
CHOICES = frozenset("list_name name label value media image big-image audio video".split())
_ELEMENT = re.compile(r"__row|[^\W\d][\w.-]*")
_MACHINES = ("$", "kobo--", "_isrepeat")
"""What KoBoToolbox writes for itself begins so: `$kuid`, `$autoname`."""


def unknown_columns(sheets: Mapping[str, Any], file: str) -> tuple[KnownError, ...]:
    """xforms.unknown_column, xforms.column_unread for each column that nothing reads. sheets: as of `read_sheets`.

    A form with such columns works: people keep notes in them. A slip in a name loses what stands under it.
    """
    survey = _names(sheets.get("survey_header"), sheets.get("survey") or ())
    settings = _names(sheets.get("settings_header"), sheets.get("settings") or ())
    choices = [name for name in _names(sheets.get("choices_header"), ()) if not is_read(name)]
    return (
        *_unknown("survey", survey, SURVEY, file),
        *_unknown("choices", choices, CHOICES, file),
        *_unknown("settings", settings, SETTINGS, file),
    )


def unread_sheets(names: Iterable[str], file: str) -> Iterator[KnownError]:
    """xforms.sheet_unread for each sheet that is named nearly as one that would be read. names: as they are written."""
    import difflib

    for name in names:
        near = difflib.get_close_matches(name.strip().lower(), SHEETS, 1, cutoff=0.75)
        if near and name.lower() not in SHEETS:
            yield KnownError("xforms.sheet_unread", Place(file, name), near=near[0])


def is_read(column: str) -> bool:
    """Whether a column of the choices can be read: such as `$kuid` of KoBoToolbox would be no XML."""
    return _ELEMENT.fullmatch(column) is not None or first_word(column) in CHOICES


def first_word(column: str) -> str:
    """What a column is called before `::`."""
    return column.partition(":")[0].strip().lower().replace(" ", "_")


def _names(header: Iterable[Mapping[str, object]] | None, rows: Iterable[Mapping[str, object]]) -> list[str]:
    found: dict[str, None] = {}
    for mapping in [*(header or ()), *rows]:
        for key in mapping:
            found[str(key)] = None
    return [name for name in found if not name.startswith("__")]


def _unknown(sheet: str, names: list[str], known: frozenset[str], file: str) -> Iterator[KnownError]:
    for name in names:
        first = first_word(name)
        if not first or first.startswith(_MACHINES) or first in known or name.strip().lower() in known:
            continue
        import difflib

        near = difflib.get_close_matches(first, known, 1)
        place = Place(file, sheet, 1, name.strip())
        if near:
            yield KnownError("xforms.unknown_column", place, column=name.strip(), near=near[0])
        else:
            yield KnownError("xforms.column_unread", place, column=name.strip())
