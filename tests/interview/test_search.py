"""Search of all answers: what counts in an interview is found by the beginning of a word, and nothing else is told."""

from __future__ import annotations

import pytest

from interviewtool.errors import Cancelled
from interviewtool.interview import FoundAnswers, Session, search
from interviewtool.model import ContentHash, Disposition, Reference
from interviewtool.workspace import Workspace
from tests.workspaces import PASSPHRASE, give_consent


def ref(path: str) -> Reference:
    return Reference(f"/data/{path}")


@pytest.fixture
def told(workspace: Workspace, small_form: ContentHash) -> Session:
    """An interview under way; saved."""
    session = workspace.interviews.prepare(small_form, "uk")
    session.answer(ref("before/mode"), "біля школи")
    give_consent(workspace, session)
    session.answer_identity(ref("person/name"), "Гнат Прикладний")
    session.answer(ref("person/age"), "41")
    session.answer(ref("person/story"), "Нас тримали в ПІДВАЛІ,\nтам не було п’яти лежаків.")
    session.answer(ref("person/adult"), "Жёлтый забор, дорослий")
    session.draft(ref("place[1]/place_name"), "Лиман, недопи").result()
    return session


def places(found: FoundAnswers) -> list[tuple[str, list[str]]]:
    """The reference of each place, and the words that are marked."""
    return [(each.reference, [each.excerpt[start:end] for start, end in each.marks]) for each in found.places]


def test_a_word_is_found_by_its_beginning_in_any_spelling(workspace: Workspace, told: Session) -> None:
    find = workspace.interviews.find
    (story,) = find("підвал П'ят").places
    assert (story.section, story.question.startswith("Що сталося, ")) == ("Людина", True)
    assert story.excerpt == "Нас тримали в ПІДВАЛІ, там не було п’яти лежаків."
    assert places(find("підвал П'ят")) == [(ref("person/story"), ["ПІДВАЛІ", "п’яти"])]
    assert places(find("желтый")) == [(ref("person/adult"), ["Жёлтый"])]
    assert places(find("школи")) == [(ref("before/mode"), ["школи"])], "preparation, too"
    assert places(find("лиман")) == [(ref("place[1]/place_name"), ["Лиман"])], "and what is half typed"
    assert find("двалі") == find("підвал, якого нема") == find(" ,! ") == FoundAnswers()
    told.answer(ref("place[1]/place_name"), "Сватове").saved.result()
    assert places(find("сватов")) == [(ref("place[1]/place_name"), ["Сватове"])], "at once"
    assert find("лиман") == FoundAnswers()


def test_only_what_counts_is_told(workspace: Workspace, told: Session) -> None:
    find = workspace.interviews.find
    assert len(find("дорослий").places) == 1
    told.answer(ref("person/age"), "12").saved.result()
    assert find("дорослий") == FoundAnswers(), "a branch hides it; it is kept"
    told.answer(ref("person/age"), "41").saved.result()
    told.answer(ref("place[1]/place_name"), "Колонія")
    told.answer(ref("after/where"), "Колонія")
    told.finalize(Disposition.COMPLETED)
    later = workspace.interviews.add_to(told.interview.interview_id, passphrase=PASSPHRASE)
    later.close()
    assert {each.interview_id for each in find("колоні").places} == {later.interview.interview_id}, "the latest version"
    workspace.vault.erase(later.interview.interview_id)
    workspace.vault.erase(told.interview.interview_id)
    assert find("дорослий") == FoundAnswers()


def test_a_person_is_found_by_the_pseudonym_and_by_the_name_only_with_the_register(
    workspace: Workspace, told: Session
) -> None:
    find = workspace.interviews.find
    told.answer(ref("place[1]/place_name"), "Колонія")
    told.answer(ref("after/where"), "Колонія")
    told.finalize(Disposition.COMPLETED)
    (listed,) = workspace.interviews.list()
    pseudonym = str(listed.shown)
    (named,) = find(pseudonym).places
    assert (named.reference, named.excerpt, str(named.shown)) == (ref("person/name"), pseudonym, pseudonym)
    assert find("Прикладн") == FoundAnswers()
    workspace.vault.register.open(PASSPHRASE, minutes=1)
    (named,) = find("Прикладн").places
    assert named.excerpt == pseudonym, "the name itself is not shown"
    workspace.vault.register.close()
    assert find("Прикладн") == FoundAnswers()


def test_the_code_of_a_choice_opens_no_interview(
    workspace: Workspace, told: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    real = search._in_interview
    monkeypatch.setattr(search, "_in_interview", lambda *each: opened.append(each) or real(*each))
    assert workspace.vault.search.find("yes") == (told.interview.interview_id,), "the answer to the consent question"
    assert workspace.interviews.find("yes") == FoundAnswers()
    assert opened == []
    assert len(workspace.interviews.find("дорослий").places) == len(opened) == 1


def test_a_search_can_be_stopped(workspace: Workspace, told: Session) -> None:
    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        workspace.interviews.find("підвал", stop)
