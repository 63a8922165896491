"""The same interviews here and in ODK Web Forms' engine: the final values are equal.

Where both differ JavaRosa decides, and the difference is named below. What Web Forms cannot do at all is left out of
the interviews, and named too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from interviewtool.model import Reference
from interviewtool.paths import FORMS as SHIPPED
from interviewtool.xforms import FormInstance, NodeKind, QuestionType
from tests.xforms.conftest import FORMS, new_instance, today_in_kyiv
from tests.xforms.test_like_javarosa import load
from tests.xforms.walking import answers, bare, lost_choices, questions
from tests.xforms.web_forms_engine import WebForms, missing

pytestmark = pytest.mark.long
TRUTHS = {"1": "true", "0": "false"}
OTHERWISE = {
    "/data/meta/instanceID": "each engine draws its own",
    **dict.fromkeys(
        ("/data/held", "/data/held_int", "/data/visit/days"),
        "days between two dates: JavaRosa counts whole ones, Web Forms the hour of summer time, too",
    ),
    "/data/equal": "two empty numbers: equal in JavaRosa",
    "/data/plus": "date() of an empty value and a number: nothing here (JavaRosa stops), Invalid Date in Web Forms",
    "/data/formatted": "the text of no number: JavaRosa writes NaN, Web Forms nothing",
    **dict.fromkeys(
        ("/data/member/children", "/data/all_children"), "count(): JavaRosa leaves out what is not relevant"
    ),
    **dict.fromkeys(
        [f"/data/{name}" for name in ("member/ages", "member/child/share", "mean_age", "member/oldest", "youngest")],
        "sum(), max(), min(): JavaRosa passes over what is empty, in Web Forms it makes the result none",
    ),
    "/data/visit/previous": "indexed-repeat() with 0: JavaRosa takes the first instance",
    "/data/negated": "not() of a calculated truth: a truth in JavaRosa, in Web Forms a text that is not empty",
    "/data/r/t": "a setvalue in a later instance of a repeat: JavaRosa reads the answer that set it off, Web Forms not",
    "/data/typed_date": "a number in a date node: JavaRosa keeps it, Web Forms empties it",
}
COUNTS = {"household.md": ("/data/wanted", "4")}
"""Answered once, at the beginning: a smaller count takes instances away in Web Forms, JavaRosa keeps them."""
NOT_LOADED = {
    "everything.md": "Web Forms: the distance of an empty line is an error",
    "instances.xml": "Web Forms: a control bound by the id of a bind is an error",
}


@pytest.fixture(scope="module")
def web_forms() -> Iterator[WebForms]:
    lacking = missing()
    if lacking:
        pytest.skip(lacking)
    engine = WebForms()
    yield engine
    engine.close()


def begin(web_forms: WebForms, name: str, folder: Path) -> FormInstance:
    definition = load(SHIPPED / name if name == "standard.md" else FORMS / name)
    (folder / "form.xml").write_bytes(definition.xform)
    attachments = {path.name: str(path) for path in FORMS.rglob("*.csv")}
    web_forms.do("load", path=str(folder / "form.xml"), attachments=attachments)
    return new_instance(definition, now=today_in_kyiv())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["choices.md", "events.md", "household.md", "times.md", "standard.md"])
def test_a_scripted_interview_ends_as_in_web_forms(web_forms: WebForms, name: str, seed: int, tmp_path: Path) -> None:
    instance = begin(web_forms, name, tmp_path)
    chance = random.Random(seed)
    counted = COUNTS.get(name, ("", ""))
    if name in COUNTS:
        answer(instance, web_forms, Reference(counted[0]), counted[1])
    done = sum(act(instance, web_forms, chance, leave=counted[0]) for _ in range(150))
    assert done > 50
    ours = values(instance.to_xml())
    theirs = values(web_forms.do("xml")["xml"].encode())
    different = {
        path: (ours.get(path), theirs.get(path))
        for path in sorted({*ours, *theirs})
        if not same(ours.get(path, ""), theirs.get(path, "")) and bare(path) not in OTHERWISE
    }
    assert different == {}


@pytest.mark.parametrize("name", sorted(NOT_LOADED))
def test_what_web_forms_refuses_is_loaded_here(web_forms: WebForms, name: str, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        begin(web_forms, name, tmp_path)
    assert new_instance(load(FORMS / name)).stored()


def answer(instance: FormInstance, web_forms: WebForms, reference: Reference, value: str) -> None:
    web_forms.do("set", path=reference, value=value)
    instance.answer(reference, value)


def act(instance: FormInstance, web_forms: WebForms, chance: random.Random, *, leave: str) -> bool:
    """One act in both; whether there was one."""
    reference = chance.choice(questions(instance))
    if instance.kind(reference) is NodeKind.REPEAT:
        held = instance.children(reference)
        if held and chance.random() < 0.3:
            victim = chance.choice(held)
            web_forms.do("delete", path=victim)
            instance.delete_repeat(victim)
        elif len(held) < 4:
            web_forms.do("add", path=reference)
            instance.add_repeat(reference)
        return True
    view = instance.question(reference)
    if view.readonly or reference == leave:
        return False
    value = answers(view, chance)
    if view.type is QuestionType.RANK and value:  # Web Forms wants all choices in it
        value = " ".join(chance.sample([choice.value for choice in view.choices], len(view.choices)))
    if view.type is QuestionType.RANGE:  # and only what is on the scale
        value = str(chance.randrange(*(int(view.parameters[name]) for name in ("start", "end", "step"))))
    answer(instance, web_forms, reference, value)
    # Ours are kept and marked; Web Forms hides them, and they come back.
    while lost := lost_choices(instance):
        for each in lost:
            instance.fill(each, "")
            web_forms.do("set", path=each, value="")
    return True


def values(xml: bytes) -> dict[str, str]:
    """Reference → text of every leaf, a place given to every element of which there are several."""
    found: dict[str, str] = {}
    waiting = [(etree.fromstring(xml), "/data")]
    while waiting:
        element, path = waiting.pop()
        if not len(element):
            found[path] = element.text or ""
        names = [etree.QName(child).localname for child in element]
        for place, (name, child) in enumerate(zip(names, element, strict=True)):
            several = f"[{names[: place + 1].count(name)}]" if names.count(name) > 1 else ""
            waiting.append((child, f"{path}/{name}{several}"))
    return found


def same(ours: str, theirs: str) -> bool:
    """Equal, but for three ways of writing: truths (JavaRosa 1, Web Forms true), numbers (12 and 12.0), and a date that
    was calculated into a text (JavaRosa writes its midnight)."""
    if ours == theirs or TRUTHS.get(ours) == theirs or ours.partition("T00:00:00.000")[0] == theirs:
        return True
    try:
        one, other = ([float(part) for part in text.replace(";", " ").split()] for text in (ours, theirs))
    except ValueError:
        return False
    return bool(one) and one == other
