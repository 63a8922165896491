"""A pseudonym is given once, to one person, and names nobody who was really named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewtool.model import Identity, IdentityKind, InterviewId, PersonCode, Reference
from interviewtool.pseudonym import Seeker, assign, display
from interviewtool.workspace import Workspace

Give = Callable[..., str]


def person(code: str, name: str) -> Identity:
    return Identity(PersonCode(code), IdentityKind.PERSON, name, InterviewId("X"))


OSTAP = person("P-1", "Остап Зразковий")
HNAT = person("P-2", "Гнат Прикладний")


@pytest.fixture
def give(workspace: Workspace) -> Give:
    """Always draws the first name that is left."""

    def given(identity: Identity, *at_hand: Identity) -> str:
        return workspace.vault.run(
            lambda transaction: assign(
                transaction, identity, language="uk", at_hand=(identity, *at_hand), draw=lambda _below: 0
            )
        )

    return given


def test_it_is_given_once_and_to_nobody_else(give: Give) -> None:
    first = give(OSTAP)
    assert give(HNAT) != first
    assert give(OSTAP) == first


def test_in_english_it_is_in_latin_letters_and_english_inverted_commas(workspace: Workspace) -> None:
    olena = person("P-4", "Olena Zrazko")
    given = workspace.vault.run(
        lambda transaction: assign(transaction, olena, language="en", at_hand=(olena,), draw=lambda _below: 0)
    )
    assert given == "Alina Zheliuk"
    assert str(display(IdentityKind.PERSON, given, name=None, language="en")) == "“Alina Zheliuk”"


def test_it_makes_way_for_somebody_who_really_bears_the_name(give: Give) -> None:
    before = give(OSTAP)
    bearer = person("P-3", before)
    after = give(OSTAP, bearer)
    assert after != before
    assert not Seeker([bearer]).find(Reference("/data/story"), after)
