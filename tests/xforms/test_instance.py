"""One form instance: answers, repeats, texts, choices, events, XML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from interviewtool.errors import KnownError
from interviewtool.model import MissingReason, Reference
from interviewtool.xforms import FormDefinition, FormInstance, NodeKind, QuestionType, ViolationKind
from tests.xforms.conftest import new_instance

Fill = Callable[..., FormInstance]
Load = Callable[..., FormDefinition]


def at(path: str) -> Reference:
    return Reference("/data/" + path)


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


REPEATS = """
| survey |
| | type | name | label | calculation | relevant | choice_filter |
| | begin_repeat | case | Case | | | |
| | text | who | Who | | | |
| | calculate | number | | position(..) | | |
| | begin_repeat | place | Place of ${who} | | | |
| | text | name | Name | | | |
| | calculate | label | | concat(${number}, '/', position(..), ' ', ${name}) | | |
| | end_repeat | | | | | |
| | select_one ${name} | last | Last place | | | |
| | calculate | places | | count(${place}) | | |
| | end_repeat | | | | | |
| | calculate | all | | join(';', ${label}) | | |
"""


def test_repeats_nest_grow_and_shrink(fill: Fill) -> None:
    form = fill(REPEATS)
    changes = form.add_repeat(at("case"))
    assert changes.added == (at("case[2]"),)
    assert {at("case[2]"), at("case[2]/number"), at("case[2]/places")} <= set(changes.values)
    form.add_repeat(at("case[2]/place"))
    form.add_repeat(at("case[2]/place"))
    form.answer(at("case[2]/place[1]/name"), "Оленівка")
    changes = form.answer(at("case[2]/place[2]/name"), "СІЗО")
    assert set(changes.values) == {at("case[2]/place[2]/name"), at("case[2]/place[2]/label"), at("all")}
    assert form.value(at("all")) == "1/1 ;2/1 Оленівка;2/2 СІЗО"
    assert at("case[2]/last") in changes.shown
    assert [choice.label for choice in form.question(at("case[2]/last")).choices] == ["Оленівка", "СІЗО"]
    assert form.question(at("case[1]/last")).choices == ()
    changes = form.delete_repeat(at("case[1]"))
    assert changes.removed == (at("case[1]"),)
    assert form.value(at("all")) == "1/1 Оленівка;1/2 СІЗО"
    assert at("case[1]/number") in changes.values
    form.delete_repeat(at("case[1]/place[1]"))
    assert form.value(at("case[1]/place[1]/label")) == "1/1 СІЗО"
    assert form.value(at("case[1]/places")) == "1"
    with pytest.raises(KnownError) as caught:
        form.value(at("case[2]/who"))
    assert caught.value.code == "xforms.unknown_reference"


def test_a_new_repeat_instance_takes_nothing_over_from_a_deleted_one(fill: Fill) -> None:
    form = fill(REPEATS)
    form.mark_missing(at("case[1]/who"), MissingReason.REFUSED)
    form.delete_repeat(at("case[1]"))
    form.add_repeat(at("case"))
    assert form.question(at("case[1]/who")).missing is None


def test_children_give_instances_then_their_series(fill: Fill) -> None:
    form = fill(REPEATS)
    form.add_repeat(at("case"))
    assert form.children(form.root)[:3] == (at("case[1]"), at("case[2]"), at("case"))
    assert form.children(at("case")) == (at("case[1]"), at("case[2]"))
    assert form.kind(at("case")) is NodeKind.REPEAT
    assert form.kind(at("case[2]")) is NodeKind.REPEAT_INSTANCE
    series, instance = form.group(at("case")), form.group(at("case[2]"))
    assert (series.may_add, series.position, instance.may_delete, instance.position) == (True, 2, True, 2)
    form.answer(at("case[2]/who"), "Ганна")
    form.add_repeat(at("case[2]/place"))
    assert form.group(at("case[2]/place[1]")).label == "Place of Ганна"


BRANCHED = """
| survey |
| | type | name | label | relevant | calculation |
| | begin_repeat | case | Case | | |
| | text | known | Known? | | |
| | begin_repeat | place | Place | ${known} = 'yes' | |
| | text | name | Name | | |
| | end_repeat | | | | |
| | end_repeat | | | | |
| | calculate | places | | | count(${place}) |
"""


def test_a_series_without_an_instance_is_offered_only_where_one_would_be_asked(fill: Fill) -> None:
    form = fill(BRANCHED)
    form.add_repeat(at("case"))
    for known, open_ in (("", False), ("yes", True), ("no", False)):
        for case in (1, 2):  # the first has an instance of the inner repeat, the second has none
            form.answer(at(f"case[{case}]/known"), known)
            series = form.group(at(f"case[{case}]/place"))
            assert (series.relevant, series.may_add) == (open_, open_), (known, case)
    assert (form.value(at("places")), form.recalculate_fully()) == ("0", ()), "a look changes nothing"
    form.answer(at("case[2]/known"), "yes")
    form.add_repeat(at("case[2]/place"))
    form.answer(at("case[2]/place[1]/name"), "Оленівка")
    form.delete_repeat(at("case[2]/place[1]"))
    assert form.group(at("case[2]/place")).relevant
    form.add_repeat(at("case[2]/place"))
    assert form.value(at("case[2]/place[1]/name")) == ""


LANGUAGES = """
| survey |
| | type | name | label::English (en) | label::Українська (uk) | hint::English (en) | guidance_hint | calculation |
| | select_one l | a | Where? | - | A hint | Guidance | |
| | text | b | In ${named}? | У ${named}? | | | |
| | calculate | named | | | | | jr:choice-name(${a}, '${a}') |
| choices |
| | list_name | name | label::English (en) | label::Українська (uk) |
| | l | kyiv | Kyiv | Київ |
| | l | lviv | Lviv | - |
| settings |
| | default_language | name |
| | English (en) | data |
"""


def test_a_missing_translation_falls_back_and_languages_go_by_code(fill: Fill) -> None:
    form = fill(LANGUAGES, language="uk")
    assert form.language == "Українська (uk)"
    view = form.question(at("a"))
    assert (view.label, view.hint, view.guidance) == ("Where?", "A hint", "Guidance")
    assert [choice.label for choice in view.choices] == ["Київ", "Lviv"]
    form.answer(at("a"), "kyiv")
    assert form.question(at("b")).label == "У Київ?"
    changes = form.set_language("en")
    assert changes.values == (at("named"),)
    assert form.question(at("b")).label == "In Kyiv?"
    with pytest.raises(KnownError) as caught:
        form.language = "fr"
    assert caught.value.code == "xforms.unknown_language"


EVENTS = """
| survey |
| | type | name | label | default | trigger | calculation | repeat_count | read_only |
| | text | begun | Begun | concat('on ', today()) | | | | |
| | integer | count | How many | 1 | | | | |
| | text | stamp | Changed | | ${count} | concat('set to ', ${count}) | | |
| | begin_repeat | r | R | | | | ${count} | |
| | text | x | X | concat('n', position(..)) | | | | |
| | end_repeat | | | | | | | |
| | text | fixed | Fixed | as is | | | | yes |
"""


def test_defaults_triggers_and_counts(fill: Fill) -> None:
    form = fill(EVENTS)
    assert form.value(at("begun")) == "on 2026-03-02"
    assert form.value(at("count")) == "1"
    changes = form.answer(at("count"), "3")
    assert form.value(at("stamp")) == "set to 3"
    assert changes.added == (at("r[2]"), at("r[3]"))
    assert [form.value(at(f"r[{n}]/x")) for n in (1, 2, 3)] == ["n1", "n2", "n3"]
    form.answer(at("r[2]/x"), "an answer")
    form.answer(at("count"), "1")
    assert form.value(at("r[2]/x")) == "an answer"  # as in JavaRosa, a smaller count takes nothing away
    for act in (lambda: form.add_repeat(at("r")), lambda: form.answer(at("fixed"), "x")):
        with pytest.raises(KnownError):
            act()
    form.fill(at("fixed"), "filled")
    assert form.question(at("fixed")).readonly
    again = new_instance(form.definition, saved=form.stored())
    assert again.value(at("begun")) == "on 2026-03-02"
    assert again.stored() == form.stored()


COUNTED = """
| survey |
| | type | name | label | relevant | repeat_count | default | calculation |
| | select_one yn | any | Any? | | | | |
| | integer | many | How many? | ${any} = 'yes' | | 2 | |
| | begin_group | g | G | ${any} = 'yes' | | | |
| | begin_repeat | r | R | ${many} > 1 | ${many} | | |
| | text | of | Of | | | concat('of ', ${many}) | |
| | end_repeat | | | | | | |
| | end_group | | | | | | |

| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


def test_a_count_makes_instances_once_their_repeat_is_relevant(fill: Fill) -> None:
    instance = fill(COUNTED)
    assert len(instance.children(at("g/r"))) == 1  # a form begins with one, counted or not
    assert instance.answer(at("any"), "yes").added == (at("g/r[2]"),)
    assert instance.value(at("g/r[2]/of")) == "of 2"  # read when it was made, not before
    instance.answer(at("any"), "no")
    assert instance.answer(at("many"), "4").added == ()
    assert instance.answer(at("any"), "yes").added == (at("g/r[3]"), at("g/r[4]"))


def test_a_count_goes_by_what_its_question_holds_though_nobody_is_asked_it(fill: Fill) -> None:
    form = fill("""
| survey |
| | type | name | label | relevant | calculation | repeat_count | trigger |
| | text | go | Go | | | | |
| | calculate | number | | ${go} = 'never' | 3 | | ${go} |
| | begin_repeat | visit | Visit | | | ${number} | |
| | text | where | Where | | | | |
| | end_repeat | | | | | | |
""")
    form.answer(at("go"), "on")
    assert not form.is_relevant(at("number"))
    assert len(form.children(at("visit"))) == 3


def test_a_text_with_marks_inside_is_shown_whole(form: Load) -> None:
    plain = form(
        """
| survey |
| | type | name | label | label::English (en) | hint::English (en) |
| | text | a | | Before DURING after | x DURING y |
| | text | b | | Told: ${a} DURING end | |
"""
    ).xform
    instance = new_instance(FormDefinition.load(plain.replace(b"DURING", b"<b>du<i>ri</i>ng</b>")))
    assert instance.question(at("a")).label == "Before during after"
    assert instance.question(at("a")).hint == "x during y"
    instance.answer(at("a"), "this")
    assert instance.question(at("b")).label == "Told: this during end"


def test_a_note_an_output_and_extras_are_shown(form: Load) -> None:
    definition = form(
        """
| survey |
| | type | name | label | bind::interviewtool:identity | bind::interviewtool:preparation | appearance | parameters |
| | begin_group | m0 | M0 | | yes | field-list | |
| | text | who | Who | respondent | | multiline | rows=5 |
| | note | told | Told by **${who}** | | | | |
| | range | scale | Scale | | no | | start=1 end=5 step=1 |
| | end_group | | | | | | |
| settings |
| | name | namespaces |
| | data | interviewtool="urn:interviewtool:xlsform:1" |
"""
    )
    instance = new_instance(definition)
    instance.answer(at("m0/who"), "P-1")
    view = instance.question(at("m0/who"))
    assert view.extras == {"identity": "respondent", "preparation": "yes"}
    assert (view.type, view.appearance, view.parameters) == (QuestionType.TEXT, ("multiline",), {"rows": "5"})
    told = instance.question(at("m0/told"))
    assert (told.type, told.label, told.violation) == (QuestionType.NOTE, "Told by **P-1**", None)
    scale = definition.node("/data/m0/scale")
    assert (scale.extra("preparation"), dict(scale.extras)) == ("no", {"preparation": "no"})
    assert scale.parameters["end"] == "5"
    assert definition.node("/data/m0").kind is NodeKind.GROUP


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


def test_attached_lists_are_read_from_csv_xml_and_geojson(form: Load) -> None:
    markdown = """
| survey |
| | type | name | label | calculation | choice_filter |
| | select_one_from_file people.csv | who | Who | | age > 40 |
| | select_one_from_file places.geojson | place | Place | | |
| | xml-external | extra | | | |
| | text | name | Name | | |
| | calculate | age | | pulldata('people', 'age', 'name', ${name}) | |
| | calculate | colour | | instance('extra')/root/item[name = ${name}]/colour | |
| | calculate | where | | instance('places')/root/item[id = ${place}]/geometry | |
"""
    geojson = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "p1", "properties": {"title": "Camp"},'
        ' "geometry": {"type": "Point", "coordinates": [37.7, 47.8]}}]}'
    )
    definition = form(
        markdown,
        {
            "people.csv": "name,label,age\nanna,Anna,44\nivan,Іван,31\n".encode(),
            "extra.xml": b"<root><item><name>anna</name><colour>red</colour></item></root>",
            "places.geojson": geojson.encode(),
        },
    )
    instance = new_instance(definition)
    assert [choice.label for choice in instance.question(at("who")).choices] == ["Anna"]
    assert [choice[:2] for choice in instance.question(at("place")).choices] == [("p1", "Camp")]
    instance.answer(at("name"), "anna")
    instance.answer(at("place"), "p1")
    assert [instance.value(at(name)) for name in ("age", "colour", "where")] == ["44", "red", "47.8 37.7 0 0"]
    bare = new_instance(form(markdown))
    assert bare.definition.missing_attachments == ("extra.xml", "people.csv", "places.geojson")
    assert bare.question(at("who")).choices == ()


def test_search_finds_rows_of_an_attached_csv_as_collect_does(form: Load) -> None:
    markdown = """
| survey |
| | type | name | label | appearance |
| | text | part | Part | |
| | text | kind | Kind | |
| | select_one place | one | One | minimal search('places.csv', 'contains', 'title, region', ${part}, 'kind', ${kind}) |
| | select_multiple place | starts | Starts | search("places", 'startswith', 'title', ${part}) |
| | select_one place | exact | Exact | search('places', 'matches', 'title', ${part}) |
| | select_one place | every | Every | quick search('places') |
| choices |
| | list_name | name | label | media::image |
| | place | Code | title, region | pic |
| | place | 99 | Another | |
"""
    csv = (
        "code,title,region,kind,pic,sortby\n"
        "b,Bucha,Kyiv,town,b.png,2\na,Kyiv,Kyiv,city,,1\na,Twice,Kyiv,city,,3\nd,,,town,,9\n"
    )
    definition = form(markdown, {"places.csv": csv.encode()})
    definition.check()
    instance = new_instance(definition)

    def offered(name: str) -> dict[str, str]:
        return {choice.value: choice.label for choice in instance.question(at(name)).choices}

    another = {"99": "Another"}
    kyiv, bucha = {"a": "Kyiv (region: Kyiv)"}, {"b": "Bucha (region: Kyiv)"}
    assert list(offered("every")) == ["a", "b", "d", "99"]
    assert offered("every") == {**kyiv, **bucha, "d": " (region: )", **another}
    assert offered("exact") == {"d": " (region: )", **another}
    instance.answer(at("kind"), "town")
    changes = instance.answer(at("part"), "kyiv")
    assert {at("one"), at("starts"), at("exact")} <= set(changes.shown)
    assert (offered("one"), offered("starts"), offered("exact")) == (bucha | another, kyiv | another, kyiv | another)
    view = instance.question(at("one"))
    assert (view.appearance, dict(view.choices[0].media)) == (("minimal",), {"image": "b.png"})
    assert new_instance(form(markdown)).definition.missing_attachments == ("places.csv",)
    with pytest.raises(KnownError, match=r"xforms.wrong_arguments"):
        form(markdown.replace("search('places')", "search('places', 'contains')"))


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


def test_the_name_of_a_choice_follows_what_its_label_shows(fill: Fill) -> None:
    form = fill(
        """
| survey |
| | type | name | label | calculation |
| | text | town | Town | |
| | select_one l | where | Where | |
| | calculate | named | | jr:choice-name(${where}, '${where}') |
| | text | counted | Counted | string-length(${town}) |
| choices |
| | list_name | name | label::English (en) |
| | l | in | In ${town} |
| settings |
| | default_language | name |
| | English (en) | data |
"""
    )
    form.answer(at("where"), "in")
    changes = form.answer(at("town"), "Bakhmut")
    assert form.value(at("named")) == "In Bakhmut"
    assert at("where") in changes.shown
    form.answer(at("counted"), "70")  # a calculation that can be answered over: not what a full recalculation gives
    assert form.recalculate_fully() == ()
    form.answer(at("town"), "Lviv")
    assert form.value(at("counted")) == "4"


def test_typographic_quotes_stay_where_people_read_them(fill: Fill) -> None:
    form = fill(
        """
| survey |
| | type | name | label::Українська (uk) | hint | constraint | constraint_message | calculation |
| | text | a | Ім’я “так” | ’тут’ | . != ‘ні’ | Не “ні” | |
| | select_one l | b | Б | | | | |
| | calculate | c | | | | | concat(‘x’, ${a}) |
| choices |
| | list_name | name | label::Українська (uk) |
| | l | x | п’ять |
| settings |
| | form_title | name |
| | Об’єкт | data |
"""
    )
    form.answer(at("a"), "ні")
    view = form.question(at("a"))
    assert (form.definition.title, view.label, view.hint) == ("Об’єкт", "Ім’я “так”", "’тут’")
    assert view.violation is not None
    assert view.violation.message == "Не “ні”"
    assert form.question(at("b")).choices[0].label == "п’ять"
    assert form.value(at("c")) == "xні"
