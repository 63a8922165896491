"""The largest forms of this field: handled in bounded time and memory, or refused in words."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interviewtool.errors import KnownError
from interviewtool.model import Reference
from interviewtool.xforms import FormDefinition, FormInstance, convert
from tests.xforms.conftest import new_instance

HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Large</h:title><model>'
)


def form(nodes: str, binds: str, body: str, *, model: str = "") -> bytes:
    return (
        f'{HEAD}{model}<instance><data id="large" version="1">{nodes}</data></instance>{binds}</model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    ).encode()


def with_instances(nodes: str, binds: str, body: str, instances: str, itext: str = "") -> bytes:
    return (
        f'{HEAD}{itext}<instance><data id="large" version="1">{nodes}</data></instance>{instances}{binds}'
        f"</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def begin(xform: bytes) -> FormInstance:
    return new_instance(FormDefinition.load(xform))


def seconds(function: object, *arguments: object) -> float:
    began = time.perf_counter()
    assert callable(function)
    function(*arguments)
    return time.perf_counter() - began


def test_fourteen_thousand_choices_filter_in_an_instant() -> None:
    items = "".join(
        f"<item><name>p{n}</name><region>r{n % 140}</region><label>Place {n}</label></item>" for n in range(14_000)
    )
    instance = begin(
        with_instances(
            "<region/><place/>",
            '<bind nodeset="/data/region" type="string"/><bind nodeset="/data/place" type="string"/>',
            '<input ref="/data/region"><label>R</label></input><select1 ref="/data/place"><label>P</label>'
            '<itemset nodeset="instance(\'places\')/root/item[region = /data/region ]"><value ref="name"/>'
            '<label ref="label"/></itemset></select1>',
            f'<instance id="places"><root>{items}</root></instance>',
        )
    )
    instance.answer(Reference("/data/region"), "r7")
    assert len(instance.question(Reference("/data/place")).choices) == 100
    instance.answer(Reference("/data/region"), "r8")
    assert seconds(instance.question, Reference("/data/place")) < 0.02
    instance.answer(Reference("/data/region"), "r7")
    assert seconds(instance.question, Reference("/data/place")) < 0.005


def test_five_thousand_questions_in_a_chain() -> None:
    count = 5000
    nodes = "".join(f"<q{n}/>" for n in range(count))
    binds = '<bind nodeset="/data/q0" type="int"/>' + "".join(
        f'<bind nodeset="/data/q{n}" type="string" calculate=" /data/q{n - 1} + 1"/>' for n in range(1, count)
    )
    instance = begin(form(nodes, binds, '<input ref="/data/q0"><label>First</label></input>'))
    assert seconds(instance.answer, Reference("/data/q0"), "1") < 0.5
    assert instance.value(Reference(f"/data/q{count - 1}")) == str(count)
    assert instance.recalculate_fully() == ()


def test_a_circle_of_five_thousand_is_told_not_suffered() -> None:
    count = 5000
    nodes = "".join(f"<q{n}/>" for n in range(count))
    binds = "".join(
        f'<bind nodeset="/data/q{n}" type="string" calculate=" /data/q{(n + 1) % count} "/>' for n in range(count)
    )
    with pytest.raises(KnownError) as caught:
        FormDefinition.load(form(nodes, binds, ""))
    assert caught.value.code == "xforms.cycle"
    assert len(str(caught.value.parameters["questions"])) < 200


def test_three_hundred_languages_are_read_when_asked() -> None:
    itext = "".join(
        f'<translation lang="L{n} (l{n})"><text id="/data/q:label"><value>Text {n}</value></text></translation>'
        for n in range(300)
    )
    instance = begin(
        with_instances(
            "<q/>",
            '<bind nodeset="/data/q" type="string"/>',
            '<input ref="/data/q"><label ref="jr:itext(\'/data/q:label\')"/></input>',
            "",
            f"<itext>{itext}</itext>",
        )
    )
    instance.language = "l299"
    assert instance.question(Reference("/data/q")).label == "Text 299"


def test_a_million_characters_in_a_label_and_in_an_answer() -> None:
    long = "слово " * 170_000
    instance = begin(
        form("<q/>", '<bind nodeset="/data/q" type="string"/>', f'<input ref="/data/q"><label>{long}</label></input>')
    )
    assert len(instance.question(Reference("/data/q")).label) > 1_000_000
    assert seconds(instance.answer, Reference("/data/q"), long) < 0.1
    assert long.encode() in instance.to_xml()


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("(" * 1000 + "1" + ")" * 1000, None),
        ("if(/data/q = '1', 1, " * 150 + "0" + ")" * 150, None),
        (" + ".join(["/data/q"] * 2000), None),
        (" and ".join(["/data/q = '1'"] * 1000), None),
        ("concat(" * 201 + "1" + ")" * 201, "xforms.syntax_too_deep"),
        ("not(" * 5000 + "1" + ")" * 5000, "xforms.syntax_too_deep"),
        ("/data/q" + "[. = '1']" * 60, None),
        ("/data/q" + "[. = '1']" * 300, "xforms.syntax_too_long"),
        ("-" * 150 + "1", None),
        ("-" * 50_000 + "1", "xforms.syntax_too_deep"),
        ("1+" * 16_000 + "1", "xforms.syntax_too_long"),
        ("1+" * 500_000 + "1", "xforms.syntax_too_long"),
    ],
)
def test_deep_and_long_expressions_are_handled_or_refused(expression: str, code: str | None) -> None:
    escaped = expression.replace("<", "&lt;")
    xform = form(
        "<q/><c/>",
        f'<bind nodeset="/data/q" type="string"/><bind nodeset="/data/c" type="string" calculate="{escaped}"/>',
        '<input ref="/data/q"><label>Q</label></input>',
    )
    if code is None:
        began = time.perf_counter()
        begin(xform).answer(Reference("/data/q"), "1")
        assert time.perf_counter() - began < 3
        return
    with pytest.raises(KnownError) as caught:
        FormDefinition.load(xform)
    assert caught.value.code == code


def test_a_slip_of_the_keyboard_in_a_repeat_count_stays_bounded() -> None:
    instance = begin(
        form(
            '<n/><r jr:template=""><x/></r><r><x/></r><total/>',
            '<bind nodeset="/data/n" type="int"/><bind nodeset="/data/r/x" type="string" calculate="position(..)"/>'
            '<bind nodeset="/data/total" type="string" calculate="sum(/data/r/x)"/>',
            '<input ref="/data/n"><label>N</label></input><group ref="/data/r"><label>R</label>'
            '<repeat nodeset="/data/r" jr:count=" /data/n "><input ref="/data/r/x"><label>X</label></input>'
            "</repeat></group>",
        )
    )
    assert seconds(instance.answer, Reference("/data/n"), "20000000000") < 3
    assert len(instance.children(Reference("/data/r"))) == 1  # beyond any sense: read as none
    # What looks at all of them is evaluated once, not after each of 2,000.
    assert seconds(instance.answer, Reference("/data/n"), "20000") < 1
    assert instance.value(Reference("/data/r[2000]/x")) == "2000"
    assert instance.value(Reference("/data/total")) == "2001000"


PULLED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
sys.path.insert(0, sys.argv[1])
from tests.xforms.test_limits import pulled_from_a_million_rows
pulled_from_a_million_rows()
"""


def pulled_from_a_million_rows() -> None:
    """A cell and a filtered list out of a million rows, the first time and the next."""
    rows = "".join(f"p{number},Place {number},r{number % 1000}\n" for number in range(1_000_000))
    xform = with_instances(
        "<region/><place/><key/><label/>",
        "<bind nodeset=\"/data/label\" calculate=\"pulldata('places', 'label', 'name', /data/key )\"/>",
        '<input ref="/data/region"><label>R</label></input><input ref="/data/key"><label>K</label></input>'
        '<select1 ref="/data/place"><label>P</label>'
        '<itemset nodeset="instance(\'places\')/root/item[region = /data/region ]"><value ref="name"/>'
        '<label ref="label"/></itemset></select1>',
        '<instance id="places" src="jr://file-csv/places.csv"/>',
    )
    definition = FormDefinition.load(xform, {"places.csv": f"name,label,region\n{rows}".encode()})
    instance = new_instance(definition)
    instance.answer(Reference("/data/key"), "p777777")
    assert instance.value(Reference("/data/label")) == "Place 777777"
    for region in ("r5", "r6"):
        instance.answer(Reference("/data/region"), region)
        took = seconds(instance.question, Reference("/data/place"))
        assert len(instance.question(Reference("/data/place")).choices) == 1000
    assert took < 0.05


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX")
def test_an_attached_list_of_a_million_rows_within_a_gigabyte() -> None:
    command = [sys.executable, "-c", PULLED, str(Path(__file__).parents[2])]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert time.perf_counter() - began < 60


def workbook(path: Path, survey: list[list[str]], choices: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for name, rows in (("survey", survey), ("choices", choices)):
            writer.writerow([name])
            writer.writerows(["", *row] for row in rows)
    return path


@pytest.mark.long
def test_three_hundred_translations_and_a_cell_of_a_million_characters(tmp_path: Path) -> None:
    languages = [f"Language {number} (l{number})" for number in range(300)]
    survey = [["type", "name", "hint", *(f"label::{language}" for language in languages)]]
    survey += [["select_one place", "where", "слово " * 170_000, *languages], ["text", "last", "", *languages]]
    choices = [["list_name", "name", f"label::{languages[0]}"], ["place", "kyiv", "Kyiv"]]
    instance = begin(convert(workbook(tmp_path / "wide.csv", survey, choices)))
    instance.language = "l299"
    view = instance.question(Reference("/data/where"))
    assert (view.label, len(view.hint) > 1_000_000) == (languages[299], True)
    assert view.choices[0].label == "Kyiv"


@pytest.mark.long
def test_the_largest_workbook_is_converted_once(tmp_path: Path) -> None:
    survey = [["type", "name", "label"], *(["text", f"q{number}", f"Question {number}"] for number in range(4999))]
    survey.append(["select_one place", "where", "Where"])
    choices = [
        ["list_name", "name", "label"],
        *(["place", f"p{number}", f"Place {number}"] for number in range(14_000)),
    ]
    path, cache = workbook(tmp_path / "large.csv", survey, choices), tmp_path / "cache"
    began = time.perf_counter()
    xform = convert(path, cache=cache)
    first = time.perf_counter() - began
    began = time.perf_counter()
    assert convert(path, cache=cache) == xform
    assert time.perf_counter() - began < first / 20
    assert len(begin(xform).question(Reference("/data/where")).choices) == 14_000
