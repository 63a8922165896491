"""Workbooks as people have them: renamed, locked, exported, with slips in their first rows."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from interviewtool.xforms import FormDefinition, check_form, convert, write_workbook
from interviewtool.xforms.workbooks.kinds import MOST
from tests.xforms.conftest import FORMS, at, new_instance


def test_a_workbook_written_from_markdown_converts_to_the_same_form(tmp_path: Path) -> None:
    source = Path(__file__).parent.parent / "forms" / "household.md"
    target = tmp_path / "household.xlsx"
    write_workbook(source, target)
    one, other = FormDefinition.load(convert(source)), FormDefinition.load(convert(target))
    assert [node.path for node in one.nodes()] == [node.path for node in other.nodes()]
    assert one.languages == other.languages


def test_the_heads_of_columns_are_known_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text("| survey |\n| | Type | Name | Label |\n| | txet | a | A |\n| | text | b | B ${nobody} |\n")
    assert [(each.place.row, each.place.column) for each in check_form(path).mistakes] == [(2, "Type"), (3, "Label")]


@pytest.mark.parametrize(
    ("head", "code", "row"),
    [
        ((), "survey_without_head", 1),
        (("My form",), "column_missing", 1),
        (("type", "name", "label", "label"), "column_repeated", 1),
        (("type", "name", "label", "bind::esri:fieldType"), "namespace_missing", None),
    ],
)
def test_a_slip_in_the_heads_of_columns_is_said(
    tmp_path: Path, head: tuple[str, ...], code: str, row: int | None
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Survey"  # pyxform takes the names of sheets in any case
    for cells in (head or [None], ["text", "a", "A", "x"]):
        book.active.append(list(cells))
    book.create_sheet("Notes")
    book.save(tmp_path / "form.xlsx")
    (error,) = check_form(tmp_path / "form.xlsx").mistakes
    assert (error.code, error.place.row) == (f"xforms.{code}", row)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_as_spreadsheet_programs_write_it(tmp_path: Path, separator: str) -> None:
    rows = [
        "survey,,,",
        ",type,name,label",
        ',text,a,"A, ""quoted""\x0b"',
        ",note,b,B_x000D_",
        "settings",
        ",form_id",
        ",f",
    ]
    text = "\r\n".join(row.replace(",", separator, 3) for row in rows)
    (tmp_path / "form.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    checked = check_form(tmp_path / "form.csv")
    assert checked.form is not None
    instance = new_instance(checked.form)
    assert [instance.question(at(name)).label for name in "ab"] == ['A, "quoted"', "B"]
    assert checked.form.form_id == "f"


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    write_workbook(FORMS / "household.md", path)
    renamed = path.with_suffix(".xls")
    renamed.write_bytes(path.read_bytes())
    assert convert(renamed) == convert(path).replace(b"form.xlsx", b"form.xls")
    locked = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(f"{number}.xml", bytes(MOST // 2 + 1))
    for name, content, code in (
        ("form.xlsx", locked, "workbook_locked"),
        ("form.xlsx", bomb.getvalue(), "workbook_too_large"),
        ("form.ods", b"", "spreadsheet_kind"),
        ("form.xlsx", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument", "spreadsheet_kind"),
    ):
        (tmp_path / name).write_bytes(content)
        checked = check_form(tmp_path / name)
        assert ([each.code for each in checked.mistakes], checked.complete) == ([f"xforms.{code}"], True)
