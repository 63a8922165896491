"""The standard questionnaire is a sound XLSForm, complete in three languages, and keeps the rules its file names."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import etree
from pyxform.xls2xform import convert

from interviewtool.model import ConsentItem
from interviewtool.paths import FORMS
from interviewtool.xforms import FormDefinition
from interviewtool.xforms.workbooks.own_columns import VALUES

from .conftest import LANGUAGES, STANDARD

XF = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml", "i": "urn:interviewtool:xlsform:1"}
TRANSLATED = ("label", "hint", "guidance_hint", "required_message", "constraint_message")
ALLOWED = {**VALUES, "offer": ("evidence", "case")}
PARTIAL_DATE = "interviewtool-partial-date"


def is_question(row):
    return not row["type"].startswith(("begin", "end", "calculate", "note"))


def test_pyxform_has_nothing_to_warn_of():
    warnings: list[str] = []
    convert(STANDARD, warnings=warnings)
    assert warnings == []


def test_odk_validate_accepts_it(converted, validate):
    assert validate(converted.xform) == []


def test_settings(workbook):
    assert workbook.settings["form_id"] == "interviewtool-standard"
    assert re.fullmatch(r"20\d{8}", workbook.settings["version"])
    assert workbook.settings["default_language"] == LANGUAGES[0]


def test_every_text_exists_in_all_three_languages(workbook):
    for row in workbook.survey + workbook.choices:
        for column in TRANSLATED:
            texts = {language: row.get(f"{column}::{language}", "") for language in LANGUAGES}
            assert all(texts.values()) or not any(texts.values()), (row["name"], column)
            assert "-" not in texts.values()
        unknown = {column for column in row if "::" in column} - {
            f"{c}::{lang}" for c in TRANSLATED for lang in LANGUAGES
        }
        assert all(column.startswith("bind::interviewtool:") for column in unknown)


def test_the_xform_carries_every_text_in_every_language(converted):
    """pyxform writes `-` where a translation is missing."""
    translations = converted.tree.findall(".//x:itext/x:translation", XF)
    assert [translation.get("lang") for translation in translations] == list(LANGUAGES)
    texts = [
        {text.get("id"): "".join(text.itertext()).strip() for text in t.findall("x:text", XF)} for t in translations
    ]
    assert texts[0].keys() == texts[1].keys() == texts[2].keys()
    assert all(value not in {"", "-"} for language in texts for value in language.values())


def test_ukrainian_and_russian_texts_use_their_own_letters(workbook):
    for row in workbook.survey + workbook.choices:
        for column, text in row.items():
            if column.endswith(LANGUAGES[0]):
                assert not re.search("[ыэъё']", text.lower()), text  # the apostrophe of Ukrainian is ’
            if column.endswith(LANGUAGES[1]):
                assert not re.search("[іїєґ’]", text.lower()), text
            if column.endswith(LANGUAGES[2]):
                assert not re.search("[а-яіїєґ]", text.lower()), text


def test_everything_visible_has_a_label(workbook):
    for row in workbook.survey:
        if not row["type"].startswith(("end", "calculate")):
            assert f"label::{LANGUAGES[0]}" in row, row["name"]


def test_names_are_unique_and_plain(workbook):
    names = Counter(row["name"] for row in workbook.survey if not row["type"].startswith("end"))
    assert [name for name, count in names.items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)


def test_every_choice_list_is_used_and_no_choice_stands_twice(workbook):
    used = {row["type"].split()[1] for row in workbook.survey if row["type"].startswith("select_")}
    assert {row["list_name"] for row in workbook.choices} == {name for name in used if not name.startswith("${")}
    choices = Counter((row["list_name"], row["name"]) for row in workbook.choices)
    assert max(choices.values()) == 1


def test_not_knowing_is_a_missing_reason_but_of_a_notification_a_fact(workbook):
    unknown = [row["list_name"] for row in workbook.choices if re.search("unknown|dont_know|refused", row["name"])]
    assert unknown == ["notified"]


def test_own_columns_hold_allowed_values(workbook):
    for row in workbook.survey:
        for column, value in row.items():
            if column.startswith("bind::interviewtool:"):
                assert value in ALLOWED[column.removeprefix("bind::interviewtool:")], row["name"]


def test_preparation_is_m0_and_m1_and_nothing_else(converted):
    binds = converted.tree.findall(".//x:bind[@i:preparation]", XF)
    assert [bind.get("nodeset") for bind in binds] == ["/data/m0", "/data/m0/m0_course", "/data/m1"]


def test_the_sixteen_consent_fields_are_read_only(workbook):
    fields = [row for row in workbook.survey if "bind::interviewtool:consent" in row]
    assert [row["bind::interviewtool:consent"] for row in fields] == list(ConsentItem)
    assert all(row["read_only"] == "yes" and "required" not in row for row in fields)
    assert next(row for row in fields if row["name"] == "c10")["type"] == "select_one naming"


def test_every_required_question_says_so_kindly(workbook):
    for row in workbook.survey:
        assert ("required" in row) == (f"required_message::{LANGUAGES[0]}" in row), row["name"]
        assert ("constraint" in row) == (f"constraint_message::{LANGUAGES[0]}" in row), row["name"]


def test_a_number_out_of_bounds_is_told_the_very_bounds(workbook):
    bounded = {row["name"]: row for row in workbook.survey if row["type"] in ("integer", "decimal")}
    assert all("constraint" in row for row in bounded.values())
    bounds = {name: re.findall(r"(>=?|<=?) (\d+)", row["constraint"]) for name, row in bounded.items()}
    assert len(bounds) >= 15
    for name, found in bounds.items():
        for language in LANGUAGES:
            said = bounded[name][f"constraint_message::{language}"]
            assert all(re.search(rf"\b{number}\b", said) for _sign, number in found if number != "0"), name
            zero = re.search(r"більше за 0|больше 0|above 0", said)
            assert bool(zero) is ((">", "0") in found), name


def test_who_decides_beside_the_respondent(workbook):
    for column, asked in (("authorisation", {"risk_reprisal_certain", "risk_capacity"}), ("guardian", {"risk_minor"})):
        assert {row["name"] for row in workbook.survey if f"bind::interviewtool:{column}" in row} == asked


def test_a_page_stays_short(workbook):
    pages, open_groups = Counter(), []
    for row in workbook.survey:
        if row["type"].startswith("begin"):
            open_groups.append(row["name"])
        elif row["type"].startswith("end"):
            open_groups.pop()
        elif is_question(row):
            pages[open_groups[-1]] += 1
    assert open_groups == []
    assert max(pages.values()) <= 16
    assert 250 <= sum(pages.values()) <= 330


def test_every_partial_date_is_built_alike(workbook):
    dates = [row for row in workbook.survey if row.get("appearance") == PARTIAL_DATE]
    assert len(dates) >= 8
    built = {
        (
            row["constraint"],
            *(
                workbook.question(f"{row['name']}_{end}")["calculation"].replace(f"${{{row['name']}}}", "${date}")
                for end in ("earliest", "latest")
            ),
        )
        for row in dates
    }
    assert len(built) == 1


def test_the_account_comes_before_the_codes(workbook):
    order = [row.get("name") for row in workbook.survey]
    for account, codes in (("capture_narrative", "capture_circumstances"), ("treatment_narrative", "methods")):
        assert order.index(account) < order.index(codes)
    readout = {row.get("name"): row.get("bind::interviewtool:readout") for row in workbook.survey}
    assert readout["m11_codes"] == readout["m5_codes"] == readout["sv_methods"] == "no"


def test_what_the_interviewer_judges_is_not_read_back_and_goes_into_no_summary(workbook):
    """And who never spoke of sexual violence is not asked about it by a list that is read back."""
    judged = {row["name"] for row in workbook.survey if "bind::interviewtool:summary" in row}
    assert judged == {
        *("risk_changed", "risk_changed_text", "m1", "evidence_reliability"),
        *("sv_opened", "ill_treatment", "rp_ill_treatment", "m19_assessment"),
    }


def test_the_glossary_gives_every_term_in_three_languages_with_its_source():
    rows = [line for line in (FORMS / "glossary.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert rows[0] == "| term | uk | ru | en | source |"
    assert len(rows) > 60
    assert all(all(cell.strip() for cell in row.strip("|").split("|")) and row.count("|") == 6 for row in rows)


DECIDED_AGAINST = (
    "тортур|жертв|потерпіл|цивільн\\w+ ос[іо]б|утримуван|доказ|співбесід|приймають участь|слідуюч|мова (йде|піде)",
    "жертв|потерпевш|гражданск\\w+ лиц|удерживае|доказательств|собеседован|допрашиваем",
    "victim|interviewee|detainee'?s? interview|evidence that proves|hostage",
)


def test_words_the_glossary_decided_against_are_not_used(workbook):
    for row in workbook.survey + workbook.choices:
        for language, wrong in zip(LANGUAGES, DECIDED_AGAINST, strict=True):
            for column in TRANSLATED:
                assert not re.search(wrong, row.get(f"{column}::{language}", "").lower()), row["name"]


@pytest.mark.parametrize("comparison", ["<", ">"])
def test_dates_are_never_compared_as_text(workbook, comparison):
    """`x < '2022-02-24'` on text is silently false."""
    for row in workbook.survey:
        for column in ("relevant", "constraint", "calculation"):
            assert not re.search(rf"{comparison}=? *'", row.get(column, "")), row["name"]


def test_the_repeats_of_a_case(converted):
    repeats = [node.get("nodeset") for node in converted.tree.iter(etree.QName(XF["x"], "repeat"))]
    inside = ("evidence", "letter", "visit", "place", "treatment", "death")
    case = [f"/data/case/{name}" for name in inside]
    assert repeats == ["/data/m0/present", "/data/m1/prior", "/data/case", *case, "/data/need"]


def test_the_title_stands_in_the_language_of_its_reader(converted):
    form = FormDefinition.load(converted.xform.encode())
    titles = {form.title_in(code) for code in ("uk", "ru", "en")}
    assert len(titles) == 3
    assert form.title_in("en") == form.title_in("pl") == form.title
