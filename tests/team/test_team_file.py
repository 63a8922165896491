"""The team file: who may sign, for whom testimony is encrypted, and why another one is not taken in."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.crypto.container import seal
from interviewtool.errors import KnownError
from interviewtool.i18n.explain import explain
from interviewtool.team import (
    Attachment,
    Member,
    OwnKeys,
    Role,
    TeamFile,
    allowed_signers,
    read_team_file,
    signers,
    write_team_file,
)
from interviewtool.team.file import LAYOUT, _members_of_container

FORM = Attachment("Стандартна анкета", b"<h:html/>")
CONSENT = Attachment("1-uk", "Згода".encode())
JOINED = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@pytest.fixture
def hand_out(supervisor: OwnKeys, interviewer: OwnKeys, clock) -> Callable[..., bytes]:
    def write(*, keys: OwnKeys = supervisor, **different: object) -> bytes:
        team = TeamFile(
            team_name="Документатори",
            version=1,
            created=clock(),
            supervisor=keys.card(Role.SUPERVISOR),
            members=(Member(interviewer.card(Role.INTERVIEWER), JOINED),),
            questionnaires=(FORM,),
            consent_texts=(CONSENT,),
        )
        return write_team_file(replace(team, **different), keys)

    return write


def test_an_interviewer_reads_what_the_supervisor_handed_out(hand_out, supervisor, interviewer, clock) -> None:
    team = read_team_file(hand_out())
    assert (team.team_name, team.version, team.created) == ("Документатори", 1, clock().astimezone(UTC))
    assert team.supervisor == supervisor.card(Role.SUPERVISOR)
    assert team.members == (Member(interviewer.card(Role.INTERVIEWER), JOINED),)
    assert (team.questionnaires, team.consent_texts) == ((FORM,), (CONSENT,))
    assert team.supervisor.fingerprint_words("uk") == supervisor.card(Role.SUPERVISOR).fingerprint_words("uk")


def test_tar_and_ssh_keygen_check_it_by_hand(hand_out, tmp_path: Path) -> None:
    data = hand_out()
    (tmp_path / "team").write_bytes(data)
    (tmp_path / "allowed_signers").write_text(allowed_signers(read_team_file(data)))
    by_hand = (
        "tar -xf team && ssh-keygen -Y verify -f allowed_signers -I {who} -n interviewtool-team@1 -s SHA256SUMS.sig"
        " -O verify-time=20260601120000Z < SHA256SUMS && sha256sum --strict -c SHA256SUMS"
    )
    checked = subprocess.run(["sh", "-c", by_hand.format(who="S1")], cwd=tmp_path, capture_output=True, check=True)
    assert checked.stdout.count(b": OK") == 5
    as_member = subprocess.run(["sh", "-c", by_hand.format(who="K7")], cwd=tmp_path, capture_output=True, check=False)
    assert as_member.returncode != 0, "an interviewer's key signs no team files"
    assert (tmp_path / "consent-001.md").read_text() == "Згода"


def test_a_substituted_team_is_refused(hand_out, supervisor, stranger, refusal) -> None:
    """Whoever could replace the team file would have all testimony encrypted for themselves."""
    substituted = hand_out(keys=stranger, version=9)
    held = read_team_file(hand_out())
    assert refusal(lambda: read_team_file(substituted, held)) == "team.another_supervisor"
    words = [read_team_file(data).supervisor.fingerprint_words("en") for data in (hand_out(), substituted)]
    assert words[0] != words[1], "on the first import only the words tell"


def test_the_supervisors_card_on_another_signature_is_refused(hand_out, supervisor, stranger, refusal) -> None:
    contents = _members_of_container(read_team_file(hand_out()))
    assert refusal(lambda: read_team_file(seal(contents, stranger.signing_key, LAYOUT))) == "team.another_supervisor"


def test_an_older_version_is_refused(hand_out, refusal) -> None:
    second = read_team_file(hand_out(version=2))
    assert refusal(lambda: read_team_file(hand_out(version=1), second)) == "team.older_version"
    other = hand_out(version=2, members=())
    assert refusal(lambda: read_team_file(other, second)) == "team.same_version"
    assert read_team_file(hand_out(version=2), second) == second
    assert read_team_file(hand_out(version=3), second).version == 3


def test_bytes_changed_and_ends_cut_are_refused(hand_out, refusal) -> None:
    data = hand_out()
    for at in [*range(0, 2_200), *range(2_200, len(data), 41)]:
        changed = data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]
        assert refusal(lambda changed=changed: read_team_file(changed)) == "team.altered", at
    for length in range(0, len(data), 501):
        assert refusal(lambda length=length: read_team_file(data[:length])) == "team.truncated"
    for other in (b"%PDF-1.7" + bytes(9_000), b"interviewtool card 1\n", b"\1" * 600):
        assert refusal(lambda other=other: read_team_file(other)) == "team.not_a_team_file"


def test_two_members_with_one_code_are_refused(hand_out, interviewer, stranger, refusal, clock) -> None:
    twin = OwnKeys.generate("K7", clock=clock)
    old, new = interviewer.card(Role.INTERVIEWER), twin.card(Role.INTERVIEWER)
    both = (Member(old, JOINED), Member(new, JOINED))
    assert refusal(lambda: hand_out(members=both)) == "team.code_twice"
    with pytest.raises(KnownError) as caught:
        hand_out(members=both)
    assert "K7" in explain(caught.value).what
    renewed = (Member(old, JOINED, revoked_since=clock()), Member(new, JOINED))
    assert read_team_file(hand_out(members=renewed)).members[0].revoked_since == clock()
    as_supervisor = (Member(OwnKeys.generate("S1", clock=clock).card(Role.INTERVIEWER), JOINED),)
    assert refusal(lambda: hand_out(members=as_supervisor)) == "team.code_twice"


def test_a_name_of_no_use_and_too_much_content_are_refused(hand_out, refusal) -> None:
    for name in ("", "  ", "x" * 201, "two\nlines"):
        assert refusal(lambda name=name: hand_out(team_name=name)) == "team.name_unusable"
    heavy = (Attachment("x", bytes(LAYOUT.longest)),)
    assert refusal(lambda: hand_out(questionnaires=heavy)) == "team.too_large"


def test_the_allowed_signers_file_tells_openssh_when_a_key_counts(hand_out, interviewer, tmp_path: Path) -> None:
    from interviewtool.crypto.sshsig import sign

    member = Member(interviewer.card(Role.INTERVIEWER), JOINED, revoked_since=JOINED + timedelta(days=30))
    (tmp_path / "allowed_signers").write_text(allowed_signers(read_team_file(hand_out(members=(member,)))))
    (tmp_path / "message.sig").write_text(sign(b"message", interviewer.signing_key, "interviewtool-bundle@1"))

    def verified(moment: str) -> bool:
        command = f"ssh-keygen -Y verify -f {tmp_path}/allowed_signers -I K7 -n interviewtool-bundle@1"
        command += f" -s {tmp_path}/message.sig -O verify-time={moment}"
        return subprocess.run(command.split(), input=b"message", capture_output=True, check=False).returncode == 0

    assert [verified(day) for day in ("20260301000000Z", "20260310000000Z", "20260402000000Z")] == [False, True, False]


def test_signers_are_the_supervisor_and_the_members(hand_out, supervisor, interviewer) -> None:
    first, second = signers(read_team_file(hand_out()))
    assert (first.code, first.verification_key) == ("S1", supervisor.signing_key.verification_key)
    assert (second.code, second.valid_from, second.revoked_since) == ("K7", JOINED, None)


def test_rightly_signed_nonsense_is_refused(hand_out, supervisor, refusal) -> None:
    """Not even the supervisor's key makes the reader accept another form, or another error than a known one."""
    contents = _members_of_container(read_team_file(hand_out()))
    description = contents["team.json"]
    nonsense = [
        {**contents, "team.json": b""},
        {**contents, "team.json": b"{}\n"},
        {**contents, "team.json": description.replace(b"questionnaire-001.xml", b"questionnaire-002.xml")},
        {**contents, "team.json": description.replace(b'"version": 1', b'"version": 0')},
        {**contents, "team.json": description.replace(b'"version": 1', b'"version": -1')},
        {**contents, "team.json": description.replace("Документатори".encode(), b"")},
        {**contents, "team.json": description.replace("Документатори".encode(), b"x" * 201)},
        {**contents, "team.json": description.replace(b"2026-03-02T07:00:00Z", b"2026-03-02")},
        {**contents, "unlisted.xml": b""},
        {name: content for name, content in contents.items() if name != "supervisor.card"},
        {name: contents[name] for name in ("team.json", *sorted(set(contents) - {"team.json"}))},
    ]
    for changed in nonsense:
        data = seal(changed, supervisor.signing_key, LAYOUT)
        assert refusal(lambda data=data: read_team_file(data)) == "team.file_unusable"
    newer = {**contents, "team.json": description.replace(b'"format": 1', b'"format": 3')}
    data = seal(newer, supervisor.signing_key, LAYOUT)
    assert refusal(lambda: read_team_file(data)) == "team.file_newer_version"


def test_an_interviewers_card_makes_no_supervisor(hand_out, supervisor, refusal) -> None:
    team = replace(read_team_file(hand_out()), supervisor=supervisor.card(Role.INTERVIEWER))
    data = seal(_members_of_container(team), supervisor.signing_key, LAYOUT)
    assert refusal(lambda: read_team_file(data)) == "team.file_unusable"


@given(noise=st.binary(max_size=400), inside=st.booleans(), at=st.integers(0, 600))
def test_any_bytes_are_refused_in_a_known_way(supervisor: OwnKeys, noise: bytes, inside: bool, at: int) -> None:
    if inside:
        description = b'{\n "consent_texts": [],\n "created": "2026-03-02T07:30:00Z",\n "format": 1,\n "members": [],\n'
        noise = description[:at] + noise
        noise = seal({"team.json": noise, "supervisor.card": noise}, supervisor.signing_key, LAYOUT)
    with pytest.raises(KnownError):
        read_team_file(noise)
