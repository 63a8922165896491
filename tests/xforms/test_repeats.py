"""Repeats of a form instance: how they nest, grow by hand or by a count, and shrink."""

from __future__ import annotations

import pytest

from interviewtool.errors import KnownError
from interviewtool.model import MissingReason
from interviewtool.xforms import NodeKind
from tests.xforms.conftest import Fill, at, new_instance

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


def test_a_count_may_hang_on_what_its_own_instances_say(fill: Fill) -> None:
    """ODK's documented way to ask as long as there is more to tell."""
    form = fill("""
| survey |
| | type | name | label | calculation | repeat_count |
| | calculate | told | | count(${child}) | |
| | begin_repeat | child | Child | | ${told} + (${told} = 0 or indexed-repeat(${more}, ${child}, ${told}) = 'yes') |
| | text | name | Name | | |
| | text | more | Another one? | | |
| | end_repeat | | | | |
""")
    assert form.value(at("told")) == "1"
    assert form.answer(at("child[1]/more"), "yes").added == (at("child[2]"),)
    assert form.answer(at("child[2]/more"), "no").added == ()
    assert form.answer(at("child[2]/more"), "yes").added == (at("child[3]"),)
    assert (form.value(at("told")), form.recalculate_fully()) == ("3", ())


def test_a_count_goes_by_what_was_asked_for_last(fill: Fill) -> None:
    """A dynamic default in a group that is not relevant after all makes no instances on the way."""
    form = fill("""
| survey |
| | type | name | label | relevant | default | repeat_count |
| | text | any | Any? | | | |
| | begin_group | g | G | ${any} | | |
| | text | them | Them | | concat('a', ' b') | |
| | end_group | | | | | |
| | begin_repeat | r | R | | | count-selected(${them}) |
| | text | x | X | | | |
| | end_repeat | | | | | |
""")
    assert len(form.children(at("r"))) == 1
    assert form.answer(at("any"), "yes").added == (at("r[2]"),)


def test_counts_are_followed_after_the_actions_and_in_the_order_of_the_form(fill: Fill) -> None:
    form = fill("""
| survey |
| | type | name | label | trigger | calculation | relevant | repeat_count |
| | text | any | Any? | | | | |
| | integer | many | How many? | ${any} | 2 | | |
| | begin_repeat | asked | Asked | | | ${any} | ${many} |
| | text | x | X | | | | |
| | end_repeat | | | | | | |
| | begin_repeat | outer | Outer | | | | 3 |
| | begin_repeat | inner | Inner | | | | 3 |
| | calculate | one | | | 1 | | |
| | end_repeat | | | | | | |
| | end_repeat | | | | | | |
| | begin_repeat | after | After | | | | sum(${one}) mod 4 |
| | text | y | Y | | | | |
| | end_repeat | | | | | | |
""")
    assert len(form.children(at("after"))) == 1, "of nine, not of those that there were on the way"
    form.answer(at("many"), "5")
    assert form.answer(at("any"), "yes").added == (at("asked[2]"),)
