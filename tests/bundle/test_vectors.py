"""Files that older formats left behind: every later version of the program opens them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from interviewtool.bundle import open_bundle, read_heads
from interviewtool.team import Card, OwnKeys, check_events, read_events, read_team_file, signers

VECTORS = Path(__file__).parents[1] / "vectors"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def vector(name: str, number: int = 1) -> bytes:
    return (VECTORS / f"exchange-{number}" / name).read_bytes()


def test_files_of_version_1_are_opened() -> None:
    supervisor = OwnKeys.from_bytes(vector("supervisor.keys"))
    card = Card.from_bytes(vector("interviewer.card"))
    team = read_team_file(vector("team"))
    assert (team.team_name, team.version, team.members[0].card) == ("Документатори", 3, card)
    assert team.supervisor.recipient == supervisor.age_identity.recipient
    assert [team.questionnaires[0].content, team.consent_texts[0].content] == [b"<h:html/>", "Згода".encode()]

    bundle = open_bundle(vector("bundle"), [supervisor.age_identity.secret], signers(team), received=NOW)
    assert bundle.files == {"interviews/7KQ4-M2XP-9TRD/instance.xml": "<data>Так</data>".encode()}
    assert bundle.identities == {"names.json": "Оксана Прикладна".encode()}
    assert (bundle.signer.code, bundle.manifest.interviews) == ("K7", ("7KQ4-M2XP-9TRD",))

    events = read_events(vector("events"))
    check_events(events, signers(team), received=NOW)
    assert [event.kind for event in events] == ["handed in", "has_issues"]


def test_files_of_version_2_are_opened() -> None:
    """A team file with terms and the supervisor's chain, and a bundle that carries the sender's."""
    supervisor = OwnKeys.from_bytes(vector("supervisor.keys", 2))
    team = read_team_file(vector("team", 2))
    assert (team.withdrawal_contact, team.review_months) == ("+380 00 000 00 00", 6)
    said = read_events(team.events)
    check_events(said, signers(team), received=NOW)
    assert [event.kind for event in said] == ["authorisation", "acknowledgement"]
    bundle = open_bundle(vector("bundle", 2), [supervisor.age_identity.secret], signers(team), received=NOW)
    assert bundle.files["events.jsonl"] == vector("events", 2)
    assert [each.head for each in read_heads(bundle.files["earlier_bundles.txt"])] == ["cd" * 32]


def test_the_words_of_a_card_never_change() -> None:
    card = Card.from_bytes(vector("interviewer.card"))
    assert [card.fingerprint_words(language)[:3] for language in ("uk", "ru", "en")] == WORDS


WORDS = [("шарф", "жасмин", "крокодил"), ("шарф", "жасмин", "крокодил"), ("scarf", "jasmine", "crocodile")]
