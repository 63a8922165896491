"""Search of all answers: found as typed, current without being told, and never in the way of a save."""

from __future__ import annotations

import pytest

from interviewtool.errors import Cancelled
from interviewtool.vault import search as search_module


@pytest.fixture
def said(vault, begin, answer):
    """Begins an interview with these answers."""

    def done(*values):
        owner = begin(vault)
        rows = [answer(f"q{number}", value) for number, value in enumerate(values)]
        vault.run(lambda transaction: transaction.answers.put(owner, rows))
        return owner

    return done


def test_every_word_must_occur_in_any_case_and_anywhere_in_the_interview(vault, said):
    cellar, forest = said("Нас тримали в ПІДВАЛІ", "у Лимані"), said("у лісі", "біля Лимана")
    assert vault.search.find("лиман") == (cellar, forest)
    assert vault.search.find("Підвал лиман") == (cellar,)
    assert vault.search.find("case") == vault.search.find("null") == ()  # references and frames are no answers
    assert vault.search.find("  ") == ()


def test_what_changed_since_is_found_and_nothing_else_is_read_again(vault, said, answer, monkeypatch):
    first, second = said("перше"), said("друге")
    assert vault.search.find("перше") == (first,)
    taken = []
    real = search_module._take
    monkeypatch.setattr(search_module, "_take", lambda store, owners: taken.append(owners) or real(store, owners))
    vault.run(lambda transaction: transaction.answers.put(second, [answer("q0", "третє", draft="чернет")]))
    assert vault.search.find("друге") == ()
    assert vault.search.find("третє чернет") == (second,)
    assert taken == [[second]]
    vault.erase(second)
    assert vault.search.find("третє") == ()
    assert "третє" not in repr([one.text for one in vault.search._index.values()])


def test_a_stopped_search_goes_on_where_it_was(vault, said):
    owners = [said(f"слово {number}") for number in range(20)]

    def stop(share):
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.search.find("слово", stop)
    assert vault.search.find("слово") == tuple(owners)


def test_a_damaged_row_costs_itself(vault, said):
    owner = said("одне", "друге")
    vault.run(lambda transaction: vault._store.execute("UPDATE answers SET content = zeroblob(60) WHERE id = 1"))
    assert vault.search.find("друге") == (owner,)
    assert vault.search.find("одне") == ()
