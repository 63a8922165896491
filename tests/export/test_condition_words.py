"""Skip conditions as a person with a pencil reads them."""

from __future__ import annotations

import pytest

from interviewtool.documents.wording import Wording
from interviewtool.export.condition_words import ConditionWords
from interviewtool.xforms import FormDefinition, NodeKind, QuestionType
from interviewtool.xforms.printed import printed
from tests.workspaces import xform

FORM = """
| survey |
| | type | name | label | relevant | calculation |
| | select_one group | group | Whom? | | |
| | select_multiple sign | signs | Which signs? | | |
| | integer | age | How old? | | |
| | text | story | What happened? | | |
| | calculate | category | | | {category} |
| | calculate | seen | | | ${{signs}} |
| | calculate | kept | | | once(if(${{age}} > 3, 'yes', 'no')) |
| | begin_repeat | place | Place | | |
| | text | place_name | Where? | | |
| | calculate | far | | | if(${{age}} > 3 and ${{story}} = string(${{age}}), 'yes', '') |
| | text | asked | Asked | {relevant} | |
| | end_repeat | | | | |
| choices |
| | list_name | name | label |
| | group | self | Myself |
| | group | son | My son |
| | group | other | Somebody else |
| | sign | mask | A mask |
| | sign | badge | A badge |
"""
CATEGORY = "if(${group} = 'self', 'A', if(${group} = 'son' and ${age} > 17, 'B', 'C'))"
CASES = {
    "${group} = 'son'": "1 “Whom?” = “My son”",
    "'son' = ${group}": "1 “Whom?” = “My son”",
    "18 < ${age}": "3 “How old?” > 18",
    "${age} >= 18": "3 “How old?” ≥ 18",
    "${group} = 'son' or ${group} = 'self'": "1 “Whom?” = “My son” / “Myself”",
    "${group} != ''": "1 “Whom?” is answered",
    "${story} = ''": "4 “What happened?” is not answered",
    "${group} != '' and ${group} != 'son'": "1 “Whom?” is answered, but not “My son”",
    "${group} != 'self' and ${group} != 'son'": "1 “Whom?” is not “Myself” / “My son”",
    "selected(${signs}, 'mask') or selected(${signs}, 'badge')": "2 “Which signs?” includes “A mask” / “A badge”",
    "selected(${signs}, 'mask') and (${age} > 3 or ${group} = 'son')": (
        "2 “Which signs?” includes “A mask” and (3 “How old?” > 3 or 1 “Whom?” = “My son”)"
    ),
    "not(selected(${signs}, 'mask'))": "not (2 “Which signs?” includes “A mask”)",
    "selected(${group}, 'son') or ${group} = 'self'": "1 “Whom?” = “My son” / “Myself”",
    "selected(${seen}, 'mask')": "2 “Which signs?” includes “A mask”",
    "selected(${category}, 'A') or selected(${category}, 'D')": "1 “Whom?” = “Myself”",
    "${place_name} = 'Київ'": "5 “Where?” = Київ",
    "${category} = 'A'": "1 “Whom?” = “Myself”",
    "${category} = 'B'": "1 “Whom?” = “My son” and 3 “How old?” > 17",
    "${category} = 'C'": "not (1 “Whom?” = “Myself”) and not (1 “Whom?” = “My son” and 3 “How old?” > 17)",
    "${category} = 'A' or ${category} = 'B'": ("1 “Whom?” = “Myself” or (1 “Whom?” = “My son” and 3 “How old?” > 17)"),
}
WORDLESS = {
    "string-length(${story}) > 3": "string-length(4) > 3",
    "${far} = 'yes'": 'far = "yes"',
    "${age} = ${story}": "3 = 4",
    "selected(${kept}, 'yes')": 'selected(kept, "yes")',
    "count(${place}) > 1": "count(place) > 1",
}


def words(relevant: str) -> tuple[str, bool]:
    form = xform(FORM.format(category=CATEGORY, relevant=relevant.replace("|", r"\|")))
    nodes = {node.definition.path: node for node in printed(FormDefinition.load(form), "")}
    questions = [
        path
        for path, node in nodes.items()
        if node.definition.kind is NodeKind.QUESTION and node.definition.type is not QuestionType.CALCULATE
    ]
    numbers = {path: number for number, path in enumerate((path for path in questions if "meta" not in path), 1)}
    asked = nodes["/data/place/asked"]
    assert asked.relevant is not None
    said = ConditionWords(nodes, numbers, Wording.of("en")).condition(asked.relevant, asked.definition.path)
    return said.text, said.worded


@pytest.mark.parametrize("relevant", CASES)
def test_a_condition_in_words(relevant: str) -> None:
    assert words(relevant) == (CASES[relevant], True)


@pytest.mark.parametrize("relevant", WORDLESS)
def test_what_has_no_words_stands_as_it_is_with_numbers(relevant: str) -> None:
    assert words(relevant) == (WORDLESS[relevant], False)
