"""Cards: a text that proves itself, and words that two people compare."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from interviewtool.crypto.sshsig import BEGIN, sign
from interviewtool.errors import KnownError
from interviewtool.team import Card, OwnKeys, Role

CODES = {"team.not_a_card", "team.card_altered", "team.card_newer_version", "team.card_unusable"}


def signed_by_itself(keys: OwnKeys, content: bytes) -> bytes:
    """What somebody could write who may choose everything a card says."""
    return content + sign(content, keys.signing_key, "interviewtool-card@1").encode()


def test_a_card_says_what_others_need(interviewer: OwnKeys) -> None:
    card = Card.from_bytes(interviewer.card(Role.INTERVIEWER).to_bytes())
    assert card.interviewer_code == "K7" and card.role is Role.INTERVIEWER
    assert card.verification_key == interviewer.signing_key.verification_key
    assert card.recipient == interviewer.age_identity.recipient
    assert card.pdf_certificate == interviewer.pdf_certificate
    assert card == interviewer.card(Role.INTERVIEWER)


def test_a_card_is_a_short_text(interviewer: OwnKeys) -> None:
    text = interviewer.card(Role.SUPERVISOR).to_bytes().decode("ascii")
    assert text.splitlines()[:4] == [
        "interviewtool card 1",
        "interviewer_code: K7",
        "role: supervisor",
        "created: 2026-03-02T07:00:00Z",
    ]
    assert len(text) < 4_000


def test_ssh_keygen_checks_a_card_by_hand(interviewer: OwnKeys, tmp_path: Path) -> None:
    (tmp_path / "card").write_bytes(interviewer.card(Role.INTERVIEWER).to_bytes())
    by_hand = (
        "sed '/^-----BEGIN SSH/,$d' card > said && sed -n '/^-----BEGIN SSH/,$p' card > said.sig"
        " && ssh-keygen -Y check-novalidate -n interviewtool-card@1 -s said.sig < said"
    )
    checked = subprocess.run(["sh", "-c", by_hand], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert 'Good "interviewtool-card@1" signature' in checked.stdout


def test_the_words_cover_everything_a_card_says(interviewer: OwnKeys, stranger: OwnKeys) -> None:
    card = interviewer.card(Role.INTERVIEWER)
    assert len(card.fingerprint_words("uk")) >= 10
    assert card.fingerprint_words("uk") == Card.from_bytes(card.to_bytes()).fingerprint_words("uk")
    changed = Card.signed(
        code=card.interviewer_code,
        role=card.role,
        created=card.created,
        signing_key=interviewer.signing_key,
        recipient=stranger.age_identity.recipient,
        pdf_certificate=card.pdf_certificate,
    )
    others = (changed, interviewer.card(Role.SUPERVISOR), stranger.card(Role.INTERVIEWER))
    assert len({card.fingerprint_words("uk"), *(other.fingerprint_words("uk") for other in others)}) == 4


def test_no_byte_of_a_card_can_change(interviewer: OwnKeys, refusal: Callable[..., str]) -> None:
    data = interviewer.card(Role.INTERVIEWER).to_bytes()
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        assert refusal(lambda changed=changed: Card.from_bytes(changed)) == "team.card_altered", at


def test_a_cut_card_and_other_files_are_refused(interviewer: OwnKeys, refusal: Callable[..., str]) -> None:
    data = interviewer.card(Role.INTERVIEWER).to_bytes()
    for broken in (data[:-1], data[:500], data + b"\n", data.replace(b"\n", b"\r\n"), b"interviewtool card 1\n"):
        assert refusal(lambda broken=broken: Card.from_bytes(broken)) == "team.card_altered"
    for other in (b"", b"%PDF-1.7", b"\0" * 100, b"x" * 20_000):
        assert refusal(lambda other=other: Card.from_bytes(other)) == "team.not_a_card"


def test_a_card_that_claims_what_it_cannot_prove_is_refused(
    interviewer: OwnKeys, stranger: OwnKeys, refusal: Callable[..., str]
) -> None:
    content = interviewer.card(Role.INTERVIEWER).to_bytes().partition(BEGIN.encode())[0]
    lies = {
        "another's key": content.replace(
            interviewer.signing_key.verification_key.encode(), stranger.signing_key.verification_key.encode()
        ),
        "another's certificate": content.replace(
            content.splitlines()[-1], stranger.card(Role.INTERVIEWER).to_bytes().splitlines()[6]
        ),
        "another code than the certificate": content.replace(b"code: K7", b"code: K8"),
        "a role there is not": content.replace(b"role: interviewer", b"role: director"),
        "no recipient": content.replace(b"recipient: age1", b"recipient: age2"),
        "a certificate that is none": content.replace(content.splitlines()[-1], b"pdf_certificate: AAAA"),
        "one line less": content.replace(b"role: interviewer\n", b""),
        "one line more": content + b"more: x\n",
        "nothing": b"interviewtool card 1\n",
    }
    for lie, changed in lies.items():
        assert changed != content, lie
        data = signed_by_itself(interviewer, changed)
        assert refusal(lambda data=data: Card.from_bytes(data)) == "team.card_unusable", lie
    newer = signed_by_itself(interviewer, content.replace(b"card 1", b"card 2"))
    assert refusal(lambda: Card.from_bytes(newer)) == "team.card_newer_version"


@given(
    noise=st.binary(max_size=300), at=st.integers(0, 2_500), mode=st.sampled_from(["alone", "inside", "signed", "der"])
)
def test_any_bytes_are_refused_in_a_known_way(interviewer: OwnKeys, noise: bytes, at: int, mode: str) -> None:
    data = interviewer.card(Role.INTERVIEWER).to_bytes()
    content = data.partition(BEGIN.encode())[0]
    der = base64.b64decode(content.splitlines()[-1].partition(b": ")[2])
    at_der = at % len(der)
    spoilt_der = base64.b64encode(der[:at_der] + noise + der[at_der + len(noise) :])
    spoilt = {
        "alone": noise,
        "inside": data[:at] + noise + data[at + len(noise) :],
        "signed": signed_by_itself(interviewer, b"interviewtool card 1\n" + noise),
        "der": signed_by_itself(interviewer, content.rpartition(b": ")[0] + b": " + spoilt_der + b"\n"),
    }[mode]
    try:
        Card.from_bytes(spoilt)
    except KnownError as error:
        assert error.code in CODES
