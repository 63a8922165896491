"""Search of all answers: found as typed, current without being told, and never in the way of a save."""

from __future__ import annotations

import pytest

from interviewtool.errors import Cancelled
from interviewtool.model import folded
from interviewtool.vault import search, search_reading
from interviewtool.vault.folded_text import FoldedText, Wanted


@pytest.fixture
def said(vault, begin, answer):
    """Begins an interview with these answers."""

    def done(*values):
        owner = begin(vault)
        rows = [answer(f"q{number}", value) for number, value in enumerate(values)]
        vault.run(lambda transaction: transaction.answers.put(owner, rows))
        return owner

    return done


@pytest.fixture
def whole(monkeypatch):
    """Also a small vault is read as a whole, a few rows at a time, so that an interview comes in pieces."""
    monkeypatch.setattr(search, "_FEW", 1)
    monkeypatch.setattr(search_reading, "_AT_ONCE", 3)


@pytest.fixture
def taken(monkeypatch):
    """The interviews that are read one by one, a list for each visit to the vault's thread."""
    visits = []
    real = search_reading._take
    monkeypatch.setattr(search_reading, "_take", lambda store, owners: visits.append(owners) or real(store, owners))
    return visits


def test_every_word_must_occur_in_any_case_and_anywhere_in_the_interview(vault, said):
    cellar, forest = said("Нас тримали в ПІДВАЛІ", "у Лимані"), said("у лісі", "біля Лимана")
    assert vault.search.find("лиман") == (cellar, forest)
    assert vault.search.find("Підвал лиман") == (cellar,)
    assert vault.search.find("двал") == vault.search.find("иман") == (), "a word is found by its beginning"
    assert vault.search.find("двал", also=lambda _word: ["римал"]) == (cellar,), "a code anywhere"
    assert vault.search.find("case") == vault.search.find("null") == ()  # references and frames are no answers
    assert vault.search.find("  ") == ()


def test_spellings_make_no_difference_in_any_alphabet():
    every = "".join(map(chr, range(32, 0x530))) + "’ʼ‘`´′\u0301\U0001f600\udc80"
    assert all(str(FoldedText.of(letter)) == folded(letter) for letter in every)
    assert str(FoldedText.of(every)) == folded(every)
    assert len(FoldedText.of("П’ять її ґанків, щё 5 км").encoded) == 24, "a byte a letter"
    for text in ("Жёлтый п’ятий їжак", "ЖЕ\u0301ЛТЫЙ пʼятий їжак, Łódź"):
        assert all(Wanted(word).is_in(FoldedText.of(text)) for word in ("желт", "п'ят", "їжак"))
        assert not any(Wanted(word).is_in(FoldedText.of(text)) for word in ("ятий", "елт", "ódź", "µ"))
    assert Wanted(folded("ŁÓD")).is_in(FoldedText.of("у Łódź"))
    assert Wanted(folded("µ")).is_in(FoldedText.of("5 µg"))


def test_what_changed_since_is_found_and_nothing_else_is_read_again(vault, said, answer, taken):
    first, second = said("перше"), said("друге")
    assert vault.search.find("перше") == (first,)
    vault.run(lambda transaction: transaction.answers.put(second, [answer("q0", "третє", draft="чернет")]))
    assert vault.search.find("друге") == ()
    assert vault.search.find("третє чернет") == (second,)
    assert taken == [[first, second], [second]]
    vault.erase(second)
    assert vault.search.find("третє") == ()
    assert "третє" not in held(vault)


def held(vault):
    """Everything the index holds."""
    return " ".join(str(text) for one in vault.search._index.values() for text in one.texts)


def test_a_whole_vault_is_read_at_once_and_what_changes_meanwhile_again(vault, said, answer, whole, taken):
    owners = [said(f"слово {number}", "друге", "третє", f"п’яте{number}") for number in range(5)]
    acts = [
        lambda: vault.run(lambda transaction: transaction.answers.put(owners[0], [answer("q0", "інше слово 0")])),
        lambda: vault.erase(owners[1]),
        lambda: owners.append(said("слово 5")),
    ]

    def meanwhile(share):
        if share > 0.5 and acts:
            acts.pop()()

    found = vault.search.find("слово", meanwhile)
    assert found == (owners[0], *owners[2:])
    assert taken == [[owners[0], owners[5]]], "the others were read as a whole"
    assert vault.search.find("інше п'яте0") == (owners[0],)
    assert "слово 1" not in held(vault)


def test_a_stopped_search_goes_on_where_it_was(vault, said, whole, monkeypatch):
    owners = [said(f"слово {number}") for number in range(20)]
    shares = []

    def stop(share):
        shares.append(share)
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.search.find("слово", stop)
    vault.run(lambda transaction: transaction.answers.clear(owners[0]))
    assert vault.search.find("слово", shares.append) == tuple(owners[1:])
    assert shares == sorted(shares), "nothing was read twice"
    assert shares[-1] == 1


def test_what_there_is_no_room_for_is_read_again_and_a_lock_forgets_all(vault, said, taken, monkeypatch):
    first, second = said("перше слово"), said("друге слово, довше")
    monkeypatch.setattr(search, "MOST_HELD", 11)
    for _time in range(2):
        assert vault.search.find("слово") == (first, second)
    assert taken == [[first, second], [second]]
    assert held(vault).split() == ["перше", "слово"]
    vault.close()
    assert held(vault) == ""


@pytest.mark.parametrize("few", [0, 64])
def test_a_damaged_row_costs_itself(vault, said, monkeypatch, few):
    monkeypatch.setattr(search, "_FEW", few)
    owner = said("одне", "друге")
    vault.run(lambda transaction: vault._store.execute("UPDATE answers SET content = zeroblob(60) WHERE id = 1"))
    assert vault.search.find("друге") == (owner,)
    assert vault.search.find("одне") == ()
