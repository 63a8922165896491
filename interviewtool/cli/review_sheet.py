"""`interviewtool form review-sheet`: every text in all languages side by side, for native speakers to correct.

A row is one text, with the module and group it stands in and the number it has on the blank questionnaire, so that it
can be seen where it is said. What a reviewer changes goes into the columns at the right; nothing is read back by a
program: a correction is made in the questionnaire by hand, where its terms can be looked at together.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap

import click

from interviewtool.cli.files import force, new_file, target_file, write
from interviewtool.cli.language import Command
from interviewtool.cli.progress import waiting
from interviewtool.cli.questionnaire_file import in_its_place, usable
from interviewtool.consent import ConsentText, shipped
from interviewtool.errors import KnownError, Place
from interviewtool.export import question_numbers
from interviewtool.i18n import LANGUAGES, N_, _
from interviewtool.paths import FORMS
from interviewtool.xforms import FormDefinition
from interviewtool.xforms.workbooks.grid import Workbook
from interviewtool.xforms.workbooks.markdown import read_tables

Row = list[str]


@click.command(
    cls=Command,
    name="review-sheet",
    help=N_(
        "Write all texts of a questionnaire side by side in its languages, with those of the consent form and the "
        "glossary, as a workbook for native speakers to correct; to review.xlsx if no FILE is named."
    ),
)
@in_its_place(N_("Another questionnaire (xlsx, csv, md)."))
@force
@click.argument("file", type=target_file, default=Path("review.xlsx"))
def review_sheet(source: Path, force: bool, file: Path) -> None:
    """Write the sheet."""
    new_file(file, force=force)
    xform = usable(source)
    with waiting(_("Writing the workbook")):
        workbook = Workbook.read(source)
        if workbook is None or "survey" not in workbook.sheet_names():
            raise KnownError("xforms.not_a_workbook", Place(source.name))
        numbers = question_numbers(FormDefinition.load(xform))
        sheets = {
            _("Questions"): _questions(workbook, numbers),
            _("Choices"): _choices(workbook, numbers),
            _("Consent"): _consent(),
            _("Glossary"): _glossary(),
        }
        content = _workbook(sheets)
    write(file, content, force=force)


def _languages(workbook: Workbook, sheet: str) -> list[str]:
    """The languages of a sheet's labels, as the form names them; [""] where there is but one."""
    found = [name.partition("::")[2] for name in workbook.columns(sheet) if name.partition("::")[0] == "label"]
    return found or [""]


def _head(languages: Sequence[str]) -> Row:
    named = [language or _("Text") for language in languages]
    return [*named, *(_("Correction: {language}").format(language=name) for name in named), _("Checked by, when")]


def _questions(workbook: Workbook, numbers: dict[str, int]) -> list[Row]:
    """What several questions say alike beside their own text stands once, where it is first said."""
    languages = _languages(workbook, "survey")
    head = [_("No."), _("Where"), _("Name in the form"), _("Kind"), *_head(languages)]
    rows: dict[tuple[str, ...], Row] = {}
    times: Counter[tuple[str, ...]] = Counter()
    groups: list[str] = []
    for row in _rows(workbook, "survey"):
        kind, name = row.get("type", ""), row.get("name", "")
        if kind.startswith("end"):
            del groups[-1:]
            continue
        where = " › ".join(filter(None, groups))
        for text, named in _TEXTS.items():
            texts = [row.get(_column(text, language), "") for language in languages]
            if any(texts):
                key = (text, name if text == "label" else "", *texts)
                rows.setdefault(key, [str(numbers.get(name, "")), where, name, _(named), *texts])
                times[key] += 1
        if kind.startswith("begin"):
            groups.append(row.get(_column("label", languages[0]), ""))
    for key, line in rows.items():
        line[2] += f" … ({times[key]})" if times[key] > 1 else ""
    return [head, *rows.values()]


_TEXTS = {
    "label": N_("text"),
    "hint": N_("hint, read with the question"),
    "guidance_hint": N_("for the interviewer alone"),
    "required_message": N_("said where the answer is missing"),
    "constraint_message": N_("said where the answer cannot be"),
}


def _choices(workbook: Workbook, numbers: dict[str, int]) -> list[Row]:
    """Each with the first question that offers it, and of how many it is the first."""
    languages = _languages(workbook, "choices")
    rows = [[_("No."), _("Where"), _("Name in the form"), _("Kind"), *_head(languages)]]
    asked: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(workbook, "survey"):
        words = row.get("type", "").split()
        if len(words) > 1 and words[0].startswith(("select", "rank")):
            number = str(numbers.get(row.get("name", ""), ""))
            asked.setdefault(words[1], []).append((number, row.get(_column("label", languages[0]), "")))
    for row in _rows(workbook, "choices"):
        name = row.get("list_name") or row.get("list name", "")
        texts = [row.get(_column("label", language), "") for language in languages]
        where = asked.get(name) or [("", "")]
        number, question = where[0]
        more = f" … ({len(where)})" if len(where) > 1 else ""
        rows.append([number, question + more, f"{name}: {row.get('name', '')}", _("choice"), *texts])
    return rows


def _consent() -> list[Row]:
    """The newest consent text of each language, paragraph by paragraph."""
    newest = {text.language: text for text in shipped()}
    texts = [newest[language] for language in LANGUAGES if language in newest]
    said = zip(*(list(_said(text)) for text in texts), strict=True)
    rows = [[parts[0][0], *(words for _where, words in parts)] for parts in said]
    return [[_("Where"), *_head([text.language for text in texts])], *rows]


def _said(text: ConsentText) -> Iterator[tuple[str, str]]:
    heading = _("heading")
    yield _("Title"), text.title
    yield from ((_("Introduction"), paragraph) for paragraph in text.introduction)
    for item, words in text.items.items():
        yield f"{item} · {heading}", text.headings[item]
        yield str(item), words
    yield from ((f"C10 · {naming}", words) for naming, words in text.naming.items())
    yield _("Others present"), text.presence_heading
    yield from ((role.value, words) for role, words in text.presence.items())
    yield from ((_("Closing"), paragraph) for paragraph in text.closing)


def _glossary() -> list[Row]:
    """The terms, each with its source."""
    lines = (FORMS / "glossary.md").read_text(encoding="utf-8").splitlines()
    table = "\n".join(["| glossary |", *(f"| {line}" for line in lines if line.startswith("|"))])
    named, *rows = read_tables(table)["glossary"]
    return [[_("Term"), _("Source"), *_head(named[1:-1])], *([row[0], row[-1], *row[1:-1]] for row in rows)]


def _rows(workbook: Workbook, sheet: str) -> Iterator[dict[str, str]]:
    """The rows of a sheet as column → text, in order."""
    rows: dict[int, dict[str, str]] = {}
    for cell in workbook.cells(sheet):
        rows.setdefault(cell.row, {})[cell.column] = cell.text.strip()
    yield from rows.values()


def _column(text: str, language: str) -> str:
    return f"{text}::{language}" if language else text


_WIDEST = 34
"""Characters of a column: so that a printed page can be read."""


_LINE = 16.0
"""Points."""


def _widths(rows: Sequence[Row]) -> list[int]:
    """Of each column, in characters."""
    columns = zip_longest(*rows, fillvalue="")
    return [max(8, min(_WIDEST, max(map(len, column)) + 2)) for column in columns]


def _lines(content: str, width: int) -> int:
    """Lines a wrapped text takes. Cyrillic letters are wider than the figures in which a width is counted."""
    return max(1, sum(len(wrap(line, max(1, int(width * 0.88)))) for line in content.splitlines()))


def _workbook(sheets: dict[str, list[Row]]) -> bytes:
    """Sheets with a frozen head, wrapped texts and filters; every cell is text, so nothing is a formula.

    Printed, all columns of a row stand on one page, under the head and between lines.
    """
    import openpyxl  # type: ignore[import-untyped]
    from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
    from openpyxl.worksheet.page import PageMargins  # type: ignore[import-untyped]
    from openpyxl.worksheet.properties import PageSetupProperties  # type: ignore[import-untyped]

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for place, content in enumerate(row, 1):
                cell = sheet.cell(number, place, content or None)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if cell.value is not None:
                    cell.data_type = "s"
                if number == 1:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        widths = _widths(rows)
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        for number, row in enumerate(rows, 1):
            # said, because a spreadsheet program that only prints does not measure wrapped texts
            sheet.row_dimensions[number].height = _LINE * max(map(_lines, row, widths))
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0  # as many pages as it takes
        sheet.page_margins = PageMargins(left=0.3, right=0.3, top=0.4, bottom=0.6, footer=0.25)
        sheet.print_title_rows = "1:1"
        sheet.print_options.gridLines = True
        sheet.oddFooter.center.text = "&A · &P / &N"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
