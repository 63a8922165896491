"""Two interviews with one person: the record is one, and lives as long as one of the interviews does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewtool.errors import KnownError
from interviewtool.model import IdentityKind, InterviewId
from interviewtool.vault import Vault
from interviewtool.vault.rotation import rotate
from tests.vault.conftest import LIMITS, PASSPHRASE, clock


@pytest.fixture
def both(vault: Vault, begin, person) -> tuple[InterviewId, InterviewId]:
    """An interview that named its respondent and another person, and a second one with the same respondent."""
    first, second = begin(vault), begin(vault)
    named, other = (
        replace(person(first, "Марія Вигадана"), kind=IdentityKind.RESPONDENT),
        person(first, "Гнат Прикладний"),
    )

    def share(transaction) -> None:
        for identity in (named, other):
            transaction.names.put(identity)
            transaction.pseudonyms.put(identity.person_code, f"П {identity.person_code}")
        for interview_id in (first, second):
            interview = transaction.interviews.get(interview_id)
            transaction.interviews.update(replace(interview, respondent=named.person_code))
        transaction.names.hold(named, at=second)

    vault.run(share)
    return first, second


def texts(vault: Vault, interview_id: InterviewId) -> list[str]:
    with vault.identities(PASSPHRASE) as register:
        return [identity.text for identity in register.of(interview_id)]


def test_a_name_corrected_in_the_second_interview_is_corrected_for_both(vault: Vault, both) -> None:
    first, second = both
    (held,) = vault.run(lambda transaction: transaction.names.get(second))
    with pytest.raises(KnownError, match=r"vault\.person_code_taken"):
        vault.run(lambda transaction: transaction.names.put(replace(held, interview_id=second)))
    vault.run(lambda transaction: transaction.names.put(replace(held, text="Марія Вигаданенко"), at=second))
    assert texts(vault, first) == ["Марія Вигаданенко", "Гнат Прикладний"]
    assert [each.text for each in vault.run(lambda transaction: transaction.names.get(second))] == ["Марія Вигаданенко"]
    assert vault.verify(lambda _: None).findings == ()


def test_erasing_the_first_interview_leaves_its_respondent_to_the_second(vault: Vault, both) -> None:
    first, second = both
    (held,) = vault.run(lambda transaction: transaction.names.get(second))
    vault.erase(first, lambda transaction: transaction.names.hand_over({held.person_code: second}, of=first))
    assert texts(vault, second) == ["Марія Вигадана"]
    assert list(vault.run(lambda transaction: transaction.pseudonyms.all())) == [held.person_code]
    vault.run(lambda transaction: transaction.names.put(replace(held, text="Марія Інша"), at=second))
    assert texts(vault, second) == ["Марія Інша"]
    with vault.identities(PASSPHRASE) as register:
        assert [identity.interview_id for identity in register.all()] == [second]
    assert vault.verify(lambda _: None).findings == ()


def test_erasing_the_second_interview_takes_nothing_from_the_first(vault: Vault, both) -> None:
    first, second = both
    vault.erase(second)
    assert texts(vault, first) == ["Марія Вигадана", "Гнат Прикладний"]
    assert len(vault.run(lambda transaction: transaction.pseudonyms.all())) == 2


def test_rotation_keeps_a_name_at_hand_in_both(vaults, both) -> None:
    first, second = both
    vaults.close()
    quiet = {"progress": lambda _share: None, "show": lambda _code: None}
    rotate(vaults.folder, PASSPHRASE, PASSPHRASE, clock=clock, cost=vaults.cost, limits=LIMITS, **quiet)
    vault = vaults.unlock()
    assert [each.text for each in vault.run(lambda transaction: transaction.names.get(second))] == ["Марія Вигадана"]
    assert texts(vault, first) == ["Марія Вигадана", "Гнат Прикладний"]
