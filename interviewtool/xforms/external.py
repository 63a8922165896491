"""`select_one_external`: an input whose attribute `query` picks rows of itemsets.csv, one file with all lists in it.

The column list_name says of which list a row is; a label may have a column for each language (`label::English (en)`).
pyxform makes the file from the sheet external_choices; on conversion it is put into the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewtool.xforms.body import Control, Itemset
from interviewtool.xforms.tables import Row

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form

FILE = "itemsets.csv"
_LIST = re.compile(r"\s*instance\(\s*(['\"])(.*?)\1\s*\)")


def external_lists(controls: Iterable[Control]) -> frozenset[str]:
    """The lists that stand in itemsets.csv."""
    found = (_LIST.match(control.itemset.nodeset) for control in controls if control.itemset and is_external(control))
    return frozenset(match[2] for match in found if match)


def is_external(control: Control) -> bool:
    """Whether it is one of these questions: no other input has choices."""
    return control.tag == "input" and control.itemset is not None


def by_list(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each list."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get("list_name") or row.get("list name", ""), []).append(row)
    return found


def itemset_in(form: Form, control: Control, language: str) -> Itemset | None:
    """The list a control chooses from, with the column of its labels in a language."""
    itemset = control.itemset
    column = f"label::{language}"
    if itemset is None or not is_external(control) or column not in form.tables.columns(FILE):
        return itemset
    return replace(itemset, label=column)
