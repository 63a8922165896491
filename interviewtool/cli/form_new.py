"""`interviewtool form new`: a template from which a team writes its own questionnaire.

The template is forms/template.md, a small questionnaire that works. Its remarks on the columns stand in it once for
each language of the interface; in a workbook they become comments on the column heads and a sheet of their own, whose
name begins with `_` so that other tools pass over it.
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

import click

from interviewtool.cli.files import force, new_file, target_file, write
from interviewtool.cli.language import Command
from interviewtool.cli.progress import waiting
from interviewtool.errors import KnownError, Place
from interviewtool.i18n import N_, _, interface_language
from interviewtool.paths import FORMS
from interviewtool.xforms import write_workbook

TEMPLATE = FORMS / "template.md"
_REMARK = re.compile(r"- `([^`]+)`: (.+)")
_GUIDE = "_guide"


@click.command(
    cls=Command,
    name="new",
    help=N_(
        "Write a commented template for a questionnaire of your own, as a workbook (xlsx) or as markdown tables (md); "
        "to questionnaire.xlsx if no FILE is named."
    ),
)
@force
@click.argument("file", type=target_file, default=Path("questionnaire.xlsx"))
def new(force: bool, file: Path) -> None:
    """Write the template."""
    new_file(file, force=force)
    if file.suffix.lower() == ".md":
        content = TEMPLATE.read_bytes()
    elif file.suffix.lower() == ".xlsx":
        with waiting(_("Writing the workbook")):
            content = commented_workbook(interface_language())
    else:
        raise KnownError("cli.template_kind", Place(file.name))
    write(file, content, force=force)
    click.echo(_("Change it, then try it with: interviewtool form check {file}").format(file=file.name))


def remarks(language: str) -> dict[str, str]:
    """What the template says of each column, in a language of the interface."""
    text = TEMPLATE.read_text(encoding="utf-8")
    _before, _heading, after = text.partition(f"\n## {language}\n")
    section = re.split(r"\n## |\n\| ", after, maxsplit=1)[0]
    return dict(_REMARK.findall(section))


def commented_workbook(language: str) -> bytes:
    """The template as .xlsx; each column head bears its remark."""
    import openpyxl  # type: ignore[import-untyped]
    from openpyxl.comments import Comment  # type: ignore[import-untyped]
    from openpyxl.styles import Alignment  # type: ignore[import-untyped]

    said = remarks(language)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "template.xlsx"
        write_workbook(TEMPLATE, made)
        book = openpyxl.load_workbook(made)
    for sheet in book.worksheets:
        for cell in sheet[1]:
            name = str(cell.value or "")
            remark = said.get(name) or said.get(name.partition("::")[0])
            if remark:
                cell.comment = Comment(remark, "interviewtool", height=160, width=360)
    guide = book.create_sheet(_GUIDE)
    for column, remark in said.items():
        guide.append([column, remark])
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 34, 100
    for row in guide.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
