"""The standard questionnaire as its three readers see it: the tables, the XForm, and JavaRosa inside ODK Validate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from pyxform.validators.odk_validate import check_xform
from pyxform.xls2json_backends import md_to_dict

from interviewtool.paths import FORMS
from interviewtool.xforms import FormDefinition, convert

from .scenario import Scenario

STANDARD = FORMS / "standard.md"
LANGUAGES = ("Українська (uk)", "Русский (ru)", "English (en)")
Row = dict[str, str]


@dataclass(frozen=True)
class Workbook:
    """The sheets as rows of column → cell, empty cells left out."""

    survey: list[Row]
    choices: list[Row]
    settings: Row

    def question(self, name: str) -> Row:
        return next(row for row in self.survey if row.get("name") == name)


@pytest.fixture(scope="session")
def workbook() -> Workbook:
    sheets = md_to_dict(STANDARD.read_text("utf-8"))
    return Workbook(sheets["survey"], sheets["choices"], sheets["settings"][0])


@dataclass(frozen=True)
class Converted:
    xform: str

    @property
    def tree(self) -> etree._Element:
        return etree.fromstring(self.xform.encode())


@pytest.fixture(scope="session")
def converted(form_cache: Path) -> Converted:
    return Converted(convert(STANDARD, cache=form_cache).decode())


@pytest.fixture(scope="session")
def definition(converted: Converted) -> FormDefinition:
    return FormDefinition.load(converted.xform.encode())


@pytest.fixture
def interview(definition: FormDefinition) -> Scenario:
    """An interview with one case."""
    scenario = Scenario(definition)
    scenario.have("case", 1)
    return scenario


@pytest.fixture
def validate(tmp_path: Path):
    """Runs an XForm through ODK Validate, so through JavaRosa: raises with its words, or returns its warnings."""

    def run(xform: str) -> list[str]:
        file = tmp_path / "form.xml"
        file.write_text(xform, "utf-8")
        return check_xform(str(file))

    return run
