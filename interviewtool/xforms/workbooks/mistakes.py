"""What pyxform says of a workbook, as mistakes of our catalogue: its sentences are English alone, and the commonest of
them name no row or column. What is not known here keeps pyxform's own sentence.
"""

from __future__ import annotations

import difflib
import re

from interviewtool.errors import KnownError, Place

_ROW = re.compile(r"\[row ?: ?(\d+)\]\s*|On row (\d+) of |row (\d+)")
_SHEET = re.compile(r"['\"](survey|choices|settings|entities|external_choices|osm)['\"] sheet")
_COLUMN = re.compile(r"(?:the|column) '([\w:. -]+)' (?:value|column)|column '([^']+)'")
_IN_SHEET = re.compile(r"headers provided for sheet: '(\w+)'")
_BEFORE = re.compile(r"\s*\[row ?: ?\d+\]\s*|On the '\w+' sheet, the '[^']*' value is invalid\.\s*")
KNOWN = (
    (r"You must have a sheet named 'survey'", "survey_missing", ""),
    (r"column headers were not found: (?P<columns>.*?)\. Learn more", "column_missing", ""),
    (r"mandatory columns (?P<columns>'list_name', 'name', and 'label')", "column_missing", ""),
    (r"Duplicate column header: (?P<column>.*)", "column_repeated", ""),
    (r"names for the same column were found: '(?P<other>.*?)', '(?P<column>.*?)'", "column_twice", ""),
    (r"Question with no type", "question_without_type", "type"),
    (r"File name for '(?P<type>.*?)' should end with", "list_file_kind", "type"),
    (r"Could not find the name '(?P<question>.*?)'", "question_unknown", ""),
    (r"The name '(?P<name>.*?)' appears more than once", "name_ambiguous", ""),
    (r"There are multiple survey elements named '(?P<name>.*?)'", "name_ambiguous", ""),
    (r"'name' value '(?P<name>[^']*)' is invalid\..* (?:same as the survey root|is reserved)", "name_reserved", "name"),
    (r"the 'trigger' column must not be empty", "trigger_missing", "trigger"),
    (r"Reference variable lists must have a comma", "reference_comma", ""),
    (r"To use big-image", "big_image_alone", "big-image"),
    (
        r"'name' value '(?P<name>[^']*)' is invalid\. (?:Questions, groups|Repeat names must uni)",
        "name_repeated",
        "name",
    ),
    (r"Choices must have a name", "choice_without_name", "name"),
    (r"Choice names must be unique", "choice_repeated", "name"),
    (r"Choice names with spaces .*See \[(?P<name>.*)\] in \[(?P<list>.*)\]", "choice_with_space", "name"),
    (r"Names must begin with a letter or underscore", "name_characters", ""),
    (r"Question or group with no name", "question_without_name", "name"),
    (r"element named '(?P<name>[^']*)' has no label or hint", "question_without_label", "label"),
    (r"Missing calculation", "calculation_missing", "calculation"),
    (r"Unmatched 'begin_(?P<kind>\w+)'.*for the name '(?P<name>[^']*)'", "begin_without_end", "type"),
    (r"Unmatched 'end_(?P<kind>\w+)'", "end_without_begin", "type"),
    (r"Unknown question type '(?P<type>[^']*)'", "type_unknown", "type"),
    (r"Reference variables must start with", "reference_malformed", ""),
    (
        r"(?P<message>.*(?:'parameters' value is invalid|must have an integer|value for quality|randomize must).*)",
        "parameters_wrong",
        "parameters",
    ),
    (r"(?P<message>.*(?:[Ee]ntit|save_to).*)", "entity_wrong", ""),
)
TYPES = (
    "text integer decimal range date time dateTime select_one select_multiple select_one_from_file "
    "select_multiple_from_file rank note acknowledge geopoint geotrace geoshape image audio video file barcode hidden "
    "calculate begin_group end_group begin_repeat end_repeat start end today deviceid username phonenumber email audit "
    "csv-external xml-external start-geopoint background-audio"
).split()


def mistake(error: Exception, file: str, code: str) -> KnownError:
    """The KnownError of what pyxform, or the reader under it, raised. code: for a sentence that is not known here."""
    message = str(error) if type(error).__module__.startswith("pyxform") else ""
    if not message:
        return KnownError("xforms.conversion_stopped" if code == "conversion" else f"xforms.{code}", Place(file))
    row = _ROW.search(message)
    sheet = _SHEET.search(message)
    column = _COLUMN.search(message)
    number = next((int(group) for group in row.groups() if group), None) if row else None
    text = _ROW.sub("", message, count=1) if row and row.group(1) else message
    # A sheet without quotes is only mentioned ("List name not in choices sheet"); the row is one of the survey.
    name = sheet.group(1) if sheet else "survey" if row else ""
    place = Place(file, name, number, next((group for group in column.groups() if group), "") if column else "")
    for pattern, known, where in KNOWN:
        found = re.search(pattern, message, re.DOTALL)
        if found:
            return _known(
                known,
                message,
                place,
                where,
                {key: _BEFORE.sub("", text or "") for key, text in found.groupdict().items()},
            )
    return KnownError(f"xforms.{code}", place, message=" ".join(text.split())[:500])


def _known(code: str, message: str, place: Place, column: str, found: dict[str, str]) -> KnownError:
    if code == "type_unknown":
        words = found["type"].lower().replace(" ", "_"), found["type"].lower().partition(" ")[0]
        near = [difflib.get_close_matches(word, TYPES, 2) for word in words]
        found["near"] = ", ".join(near[0] or near[1] or ["text", "integer"])
    if code == "choice_with_space":
        place = Place(place.file, "choices", None, column)
    if code in ("column_missing", "column_repeated", "column_twice"):
        sheet = _IN_SHEET.search(message)
        place = Place(place.file, sheet[1] if sheet else "choices" if "list_name" in message else "", 1)
    where = place.column if column in ("", place.column) else column
    return KnownError(f"xforms.{code}", Place(place.file, place.sheet, place.row, where), **found)
