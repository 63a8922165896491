"""What a form instance shows: texts in their languages, and choices, also of attached lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.errors import KnownError
from interviewtool.xforms import FormDefinition, NodeKind, QuestionType
from tests.xforms.conftest import Fill, Load, at, new_instance

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


NAMES = ("one", "two", "three")
TEXTS = {
    "absent": "",
    "missing": "<value>-</value>",
    "words": "<value>{words}</value>",
    "drawn": "<value>{words}</value><value form='image'>jr://images/{words}.png</value>",
    "drawn alone": "<value>-</value><value form='image'>jr://images/{words}.png</value>",
}


@given(st.lists(st.lists(st.sampled_from(sorted(TEXTS)), min_size=3, max_size=3), min_size=3, max_size=3))
def test_what_stands_in_for_a_missing_text_is_found_in_one_order(kinds: list[list[str]]) -> None:
    """kinds: by language, of the question's label and those of two choices."""
    identifiers = ("q", "a", "b")
    given_texts = {
        (language, identifier): kind
        for language, row in zip(NAMES, kinds, strict=True)
        for identifier, kind in zip(identifiers, row, strict=True)
    }
    translations = "".join(
        f"<translation lang='{language}'>"
        + "".join(
            f"<text id='{identifier}'>{TEXTS[kind].format(words=f'{language}-{identifier}')}</text>"
            for identifier in identifiers
            if (kind := given_texts[language, identifier]) != "absent"
        )
        + "</translation>"
        for language in NAMES
    )
    items = "".join(f"<item><label ref=\"jr:itext('{each}')\"/><value>{each}</value></item>" for each in "ab")
    xform = f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
      xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><itext>{translations}</itext>
      <instance><data id="t"><q/></data></instance><bind nodeset="/data/q" type="string"/></model></h:head>
      <h:body><select1 ref="/data/q"><label ref="jr:itext('q')"/>{items}</select1></h:body></h:html>"""
    definition = FormDefinition.load(xform.encode())

    def expected(language: str, identifier: str) -> tuple[str, dict[str, str]]:
        if given_texts[language, identifier] == "words":
            return f"{language}-{identifier}", {}
        order = dict.fromkeys((language, *NAMES))
        words = [f"{name}-{identifier}" for name in order if given_texts[name, identifier] in {"words", "drawn"}]
        drawn = [f"{name}-{identifier}.png" for name in order if given_texts[name, identifier].startswith("drawn")]
        return words[0] if words else "", {"image": drawn[0]} if drawn else {}

    for language in NAMES:
        view = new_instance(definition, language=language).question(at("q"))
        assert (view.label, view.media) == expected(language, "q")
        assert [(choice.label, choice.media) for choice in view.choices] == [expected(language, each) for each in "ab"]


@pytest.mark.parametrize(("lacking", "remarks"), [(10, 10), (11, 1)])
def test_many_labels_that_a_language_lacks_are_one_remark(form: Load, lacking: int, remarks: int) -> None:
    rows = "".join(f"| | text | q{number} | Question | - |\n" for number in range(lacking))
    found = form(
        f"| survey |\n| | type | name | label::English (en) | label::Українська (uk) |\n| | text | a | A | А |\n{rows}"
    ).warnings()
    assert len(found) == remarks
    assert (found[0].parameters["count"], found[0].parameters["question"]) == (lacking, "q0")


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


def test_what_pyxform_takes_out_of_its_context_is_as_in_javarosa(fill: Fill) -> None:
    """position(..) in a filter is that of the list; ${a} in the trigger of a question elsewhere leads nowhere."""
    form = fill("""
| survey |
| | type | name | label | calculation | trigger | choice_filter |
| | begin_repeat | r | R | | | |
| | text | n | N | | | |
| | select_one l | a | A | | | place = position(..) |
| | select_one l | b | B | | | place = position(current()/..) |
| | begin_group | g | G | | | |
| | text | named | Named | jr:choice-name(${a}, '${a}') | ${n} | |
| | end_group | | | | | |
| | end_repeat | | | | | |

| choices |
| | list_name | name | label | place |
| | l | first | First | 1 |
| | l | second | Second | 2 |
""")
    form.add_repeat(at("r"))
    for name, offered in {"a": "first", "b": "second"}.items():
        assert [choice.value for choice in form.question(at(f"r[2]/{name}")).choices] == [offered]
    form.answer(at("r[1]/a"), "first")
    form.answer(at("r[1]/n"), "x")
    assert form.value(at("r[1]/g/named")) == ""


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
