"""One form instance: answers, violations, missing reasons, events, XML."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from interviewtool.errors import KnownError
from interviewtool.model import MissingReason
from interviewtool.xforms import FormDefinition, ViolationKind
from tests.xforms.conftest import Fill, Load, at, new_instance

BRANCH = """
| survey |
| | type | name | label | relevant | required | constraint | constraint_message | required_message | calculation |
| | select_one yn | held | Held? | | yes | | | Must be known | |
| | begin_group | g | Group | ${held} = 'yes' | | | | | |
| | integer | days | Days | | ${held} = 'yes' | . >= 0 and . < 5000 | Between 0 and ${held} | | |
| | calculate | weeks | | | | | | | ${days} div 7 |
| | end_group | | | | | | | | |
| | calculate | shown | | | | | | | coalesce(${weeks}, 'none') |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


def test_an_answer_behind_a_branch_reads_empty_and_comes_back(fill: Fill) -> None:
    form = fill(BRANCH)
    form.answer(at("held"), "yes")
    form.answer(at("g/days"), "14")
    assert form.value(at("shown")) == "2"
    changes = form.answer(at("held"), "no")
    assert form.value(at("shown")) == "none"
    assert form.value(at("g/days")) == "14"
    assert set(changes.relevance) == {at("g"), at("g/days"), at("g/weeks")}
    assert changes.required == (at("g/days"),)
    assert b"days" not in form.to_xml()
    assert b"<days>14</days>" in form.to_xml(pruned=False)
    form.answer(at("held"), "yes")
    assert form.value(at("shown")) == "2"


def test_violations_are_of_relevant_questions_with_the_forms_own_sentences(fill: Fill) -> None:
    form = fill(BRANCH)
    (required,) = form.violations()
    assert required == (at("held"), ViolationKind.REQUIRED, "Must be known")
    form.answer(at("held"), "yes")
    form.answer(at("g/days"), "9999")
    assert [found.kind for found in form.violations()] == [ViolationKind.CONSTRAINT]
    form.answer(at("g/days"), "many")
    assert [found.kind for found in form.violations()] == [ViolationKind.TYPE]
    assert form.value(at("g/weeks")) == ""
    form.answer(at("held"), "perhaps")
    assert [found.kind for found in form.violations()] == [ViolationKind.CHOICE]
    assert form.question(at("held")).value == "perhaps"


def test_a_missing_reason_satisfies_required_and_stands_in_the_xml(fill: Fill) -> None:
    form = fill(BRANCH)
    form.answer(at("held"), "yes")
    form.answer(at("g/days"), "7")
    changes = form.mark_missing(at("g/days"), MissingReason.REFUSED)
    assert at("g/days") in changes.values
    assert form.value(at("shown")) == "none"
    assert form.violations() == ()
    element = etree.fromstring(form.to_xml()).find(".//{*}days")
    assert element is not None
    assert [str(key).rpartition("}")[2] + "=" + str(value) for key, value in element.attrib.items()] == [
        "missing=refused"
    ]
    form.answer(at("g/days"), "21")
    assert form.question(at("g/days")).missing is None


def test_the_instance_xml_is_what_an_odk_server_takes(fill: Fill) -> None:
    form = fill(BRANCH)
    form.answer(at("held"), "yes")
    form.answer(at("g/days"), "3")
    root = etree.fromstring(form.to_xml())
    assert root.get("id")
    assert (root.tag, root.nsmap.get(None)) == ("data", None)
    meta = root.find("meta/instanceID")
    assert meta is not None
    assert (meta.text or "").startswith("uuid:0000")
    replaced = etree.fromstring(form.to_xml(deprecated_id="uuid:old"))
    assert [(each.tag, each.text) for each in replaced.iter("deprecatedID")] == [("deprecatedID", "uuid:old")]
    form.fill(at("held"), 'yes" <&>\x00\x0b')
    assert (etree.fromstring(form.to_xml()).findtext("{*}held") or "") == 'yes" <&>'


def test_merged_changes_name_each_reference_once(fill: Fill) -> None:
    form = fill(BRANCH)
    both = form.answer(at("held"), "yes") | form.answer(at("g/days"), "14")
    assert both.values == (at("held"), at("g/days"), at("g/weeks"), at("shown"))


@pytest.mark.parametrize("reference", ["/data/nowhere", "/data/g[1]/days", "/other", "", "/data/held/x"])
def test_a_reference_that_leads_nowhere_is_refused(fill: Fill, reference: str) -> None:
    form: Any = fill(BRANCH)
    for act in (form.value, form.question, form.children, form.kind):
        with pytest.raises(KnownError) as caught:
            act(reference)
        assert caught.value.code == "xforms.unknown_reference"


def test_entities_and_encryption_are_read_and_kept(form: Load) -> None:
    definition = form(
        """
| survey |
| | type | name | label | save_to |
| | text | a | A | aa |
| | barcode | b | B | |
| entities |
| | list_name | label | create_if |
| | trees | concat('x', ${a}) | ${b} != '' |
| settings |
| | form_id | public_key | submission_url | name |
| | e | MIIB | https://example.org | data |
"""
    )
    assert set(definition.notes) == {"entities", "encryption", "barcode"}
    instance = new_instance(definition)
    instance.answer(at("a"), "oak")
    instance.answer(at("b"), "4006381333931")
    entity = etree.fromstring(instance.to_xml()).find("meta/entity")
    assert entity is not None
    assert (entity.get("dataset"), entity.get("create"), entity.findtext("label")) == ("trees", "1", "xoak")
    assert (entity.get("id") or "").startswith("0000")


def test_moments_go_by_the_clock(fill: Fill) -> None:
    form = fill(
        """
| survey |
| | type | name | label | calculation |
| | dateTime | at | At | |
| | calculate | now | | format-date-time(now(), '%Y-%m-%d %H:%M') |
| | calculate | raw | | now() |
| | calculate | drawn | | int(random() * 1000) |
| | calculate | label | | jr:itext('/data/at:label') |
| | calculate | version | | version() |
| | calculate | telephone | | property('deviceid') |
| | calculate | days | | decimal-date-time(${at}) |
| settings |
| | version | name |
| | 7 | data |
"""
    )
    assert form.value(at("now")) == "2026-03-02 09:30"
    assert form.value(at("raw")) == "2026-03-02T09:30:00.000+02:00"
    assert 0 <= int(form.value(at("drawn"))) < 1000
    assert (form.value(at("version")), form.value(at("telephone"))) == ("7", "")
    form.answer(at("at"), "1970-01-02T14:00:00.000+02:00")
    assert form.value(at("days")) == "1.5"


def test_a_form_may_leave_namespaces_out() -> None:
    """As JavaRosa reads it: by the names of its elements. And `true` is no truth but the name of a question."""
    xform = (
        b"<html><head><title>Bare</title><model><itext><translation lang='en'><text id='t'><value>A town</value></text>"
        b"</translation></itext><instance><data id='bare'><town/><other/></data></instance>"
        b"<bind nodeset='/data/town' type='int'/><bind nodeset='/data/other' relevant='true'/></model></head>"
        b"<body><input ref='/data/town'><label ref=\"jr:itext('t')\"/></input></body></html>"
    )
    instance = new_instance(FormDefinition.load(xform))
    instance.answer(at("town"), "5")
    assert instance.question(at("town")).label == "A town"
    assert instance.to_xml() == b'<data id="bare"><town>5</town></data>'


def test_a_text_calculated_for_a_question_of_numbers_stays_as_it_is(fill: Fill) -> None:
    """As in JavaRosa, however often it is hidden, shown, saved and opened."""
    form = fill(
        "| survey |\n| | type | name | label | calculation | relevant |\n"
        "| | text | t | T | | |\n| | text | go | G | | |\n"
        "| | integer | whole | W | ${t} | ${go} != '' |\n| | calculate | told | | concat(${whole}, '!') | |\n"
        "| | select_multiple l | several | S | concat(${t}, '  a ') | |\n"
        "| choices |\n| | list_name | name | label |\n| | l | a | A |\n"
    )
    for text in ("007", "x y"):
        form.answer(at("t"), text)
        form.answer(at("go"), "on")
        again = new_instance(form.definition, saved=form.stored())
        for each in (form, again):
            assert each.value(at("told")) == f"{text}!"
            assert each.value(at("several")) == f"{text} a"
            assert each.recalculate_fully() == ()
        form.answer(at("go"), "")


def test_namespaces_and_attributes_go_into_the_instance(form: Load) -> None:
    """Those of its root, and those that an element declares for itself."""
    xform = form(
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | name |\n| | data |\n"
    ).xform
    inner = b'<x:b xmlns:x="urn:x" x:k="v">1</x:b><box xmlns="urn:box"><lid/></box></data></instance>'
    xform = xform.replace(b"<data ", b'<data xmlns:y="urn:y" y:sent="no" prefix="P" ')
    root = etree.fromstring(new_instance(FormDefinition.load(xform.replace(b"</data></instance>", inner))).to_xml())
    assert (root.get("{urn:y}sent"), root.get("prefix")) == ("no", "P")
    assert root.findtext("{urn:x}b") == "1"
    assert root.find("{urn:box}box/{urn:box}lid") is not None
