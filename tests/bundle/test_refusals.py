"""Bundles that are not opened, each for its own reason, and none before the signature was checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.bundle import OpenedBundle, inspect_bundle, open_bundle, write_bundle
from interviewtool.bundle.layout import LAYOUT
from interviewtool.crypto import age, ustar
from interviewtool.crypto.container import SIGNATURE, SUMS, seal, unseal
from interviewtool.crypto.signers import AllowedSigner
from interviewtool.errors import KnownError
from interviewtool.i18n.explain import explain
from interviewtool.i18n.explanations.bundle import EXPLANATIONS
from interviewtool.team import OwnKeys, Role, TeamFile, write_team_file


@pytest.fixture(scope="session")
def data(supervisor: OwnKeys, interviewer: OwnKeys) -> bytes:
    recipients = [supervisor.age_identity.recipient]
    return write_bundle(
        {"instance.xml": b"<data/>"},
        signer=interviewer.signing_key,
        signer_code=interviewer.interviewer_code,
        recipients=recipients,
        identities={"names.json": b"{}"},
        identity_recipients=recipients,
        clock=lambda: interviewer.created,
    )


@pytest.fixture
def k7(interviewer: OwnKeys) -> AllowedSigner:
    return AllowedSigner("K7", interviewer.signing_key.verification_key, interviewer.created)


@pytest.fixture
def refused(supervisor: OwnKeys, k7: AllowedSigner, clock, monkeypatch) -> Callable[..., str]:
    """The code an opening ends with; decrypting is forbidden unless the refusal is one that comes after it."""

    def code(data: bytes, *, keys=supervisor, signers=(k7,), received=clock.now, decrypts=False) -> str:
        with monkeypatch.context() as patched:
            if not decrypts:
                patched.setattr(age, "decrypt", _forbidden)
            with pytest.raises(KnownError) as caught:
                open_bundle(data, [keys.age_identity.secret], signers, received=received)
        assert explain(caught.value).what and explain(caught.value).remedy
        return caught.value.code

    return code


def _forbidden(*_: object) -> bytes:
    raise AssertionError("decrypted before the signature was checked")


def resigned(data: bytes, key: OwnKeys, **members: bytes) -> bytes:
    """The same ciphertexts, or others in their place, under somebody's signature."""
    contents = {name: bytes(content) for name, content in unseal(data, LAYOUT).members.items()}
    return seal({**contents, **{f"{name}.age": content for name, content in members.items()}}, key.signing_key, LAYOUT)


def test_every_byte_counts(data: bytes, refused) -> None:
    outside = range(ustar_length(data, SUMS, SIGNATURE) + 512)
    for at in [*outside, *range(outside.stop, len(data), 997), *range(len(data) - 1_100, len(data), 3)]:
        changed = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
        assert refused(changed) == "bundle.altered", at


def test_a_cut_bundle(data: bytes, refused) -> None:
    for length in (0, 5, 100, 512, 700, 1_500, 2_600, len(data) // 2, len(data) - 1_024, len(data) - 1):
        assert refused(data[:length]) == "bundle.truncated", length


def test_not_a_bundle_at_all(supervisor: OwnKeys, clock, refused) -> None:
    team_file = write_team_file(TeamFile("x", 1, clock(), supervisor.card(Role.SUPERVISOR)), supervisor)
    members = {"team.json": b"{}", "questionnaires/1": b"", "questionnaires/2": b"", "consent/1": b""}
    larger = seal(members, supervisor.signing_key, replace(LAYOUT, first_member="team.json", most_members=9))
    for other in (b"%PDF-1.7 " * 1_000, b"PK\3\4" * 300, b"\0" * 3_000, team_file, larger, "свідчення".encode() * 100):
        assert refused(other) == "bundle.not_a_bundle"


def test_more_than_a_bundle_holds(data: bytes, interviewer: OwnKeys, refused) -> None:
    for members in ({"other.age": b""}, {"identities.age": b"", "more.age": b""}):
        with pytest.raises(ValueError):
            seal({"payload.age": b"", **members, "third.age": b""}, interviewer.signing_key, LAYOUT)
    other = seal({"payload.age": b"", "other.age": b""}, interviewer.signing_key, LAYOUT)
    assert refused(other) == "bundle.not_a_bundle"


def test_members_of_two_bundles_mixed(data: bytes, interviewer: OwnKeys, supervisor: OwnKeys, refused) -> None:
    """identities.age of another bundle of the same interviewer, put into this one."""
    one, two = (dict(ustar.unpack(each, first=SUMS, most=9)) for each in (data, resigned(data, interviewer)))
    other = age.encrypt(b"other", [supervisor.age_identity.recipient])
    mixed = {name: bytes(content) for name, content in {**one, **two, "identities.age": memoryview(other)}.items()}
    assert refused(ustar.pack(mixed)) == "bundle.altered"


def test_signed_by_someone_unknown(data: bytes, stranger: OwnKeys, refused) -> None:
    assert refused(resigned(data, stranger)) == "bundle.unknown_signer"
    assert refused(data, signers=()) == "bundle.unknown_signer"


def test_a_revoked_key_counts_only_before_the_day(data: bytes, supervisor: OwnKeys, k7, clock, refused) -> None:
    revoked = replace(k7, revoked_since=clock())
    assert refused(data, signers=(revoked,)) == "bundle.revoked_signer"
    before = clock() - timedelta(seconds=1)
    opened = open_bundle(data, [supervisor.age_identity.secret], (revoked,), received=before)
    assert opened.files == {"instance.xml": b"<data/>"}


def test_a_key_does_not_count_before_its_first_day(data: bytes, k7, clock, refused) -> None:
    later = replace(k7, valid_from=clock() + timedelta(days=1))
    assert refused(data, signers=(later,)) == "bundle.signer_not_yet_valid"


def test_for_another_recipient(data: bytes, stranger: OwnKeys, refused) -> None:
    assert refused(data, keys=stranger, decrypts=True) == "bundle.another_recipient"


def test_another_members_testimony_passed_on_as_the_own(data: bytes, stranger: OwnKeys, k7, refused) -> None:
    x9 = AllowedSigner("X9", stranger.signing_key.verification_key, k7.valid_from)
    assert refused(resigned(data, stranger), signers=(k7, x9), decrypts=True) == "bundle.contents_disagree"


def test_addressed_inside_to_somebody_else(data, supervisor, stranger, interviewer, refused) -> None:
    """A recipient cannot encrypt an opened bundle anew as if it had been meant for a third person."""
    payload = bytes(unseal(data, LAYOUT).members["payload.age"])
    passed_on = age.encrypt(age.decrypt(payload, [supervisor.age_identity.secret]), [stranger.age_identity.recipient])
    again = resigned(data, interviewer, payload=passed_on)
    assert refused(again, keys=stranger, decrypts=True) == "bundle.contents_disagree"


def test_identities_that_are_not_these_interviews(data, supervisor, interviewer, refused) -> None:
    payload = bytes(unseal(data, LAYOUT).members["payload.age"])
    for_stranger = age.encrypt(b"", [age.new_age_identity().recipient])
    for identities in (payload, for_stranger):
        again = resigned(data, interviewer, identities=identities)
        assert refused(again, decrypts=True) == "bundle.contents_disagree"
    without = seal({"payload.age": payload}, interviewer.signing_key, LAYOUT)
    assert refused(without, decrypts=True) == "bundle.contents_disagree"


def test_rightly_signed_but_damaged_inside(data: bytes, supervisor, interviewer, refused) -> None:
    recipient = [supervisor.age_identity.recipient]
    plaintext = age.decrypt(bytes(unseal(data, LAYOUT).members["payload.age"]), [supervisor.age_identity.secret])
    files = {name: bytes(content) for name, content in inner(plaintext).items()}
    damaged = [
        b"",
        b"no archive",
        plaintext[:-100_000],
        plaintext + b"x",
        plaintext.replace(b"<data/>", b"<lies/>"),
        ustar.pack({**files, "more.xml": b""}),
        ustar.pack({"manifest.json": files["manifest.json"]}),
        ustar.pack({**files, "manifest.json": b"{}"}),
        ustar.pack({**files, "manifest.json": b"[" * 100_000}),
        ustar.pack({**files, "manifest.json": files["manifest.json"].replace(b'"payload"', b'"other"')}),
        ustar.pack({"instance.xml": b"<data/>"}),
    ]
    for spoilt in damaged:
        again = resigned(data, interviewer, payload=age.encrypt(spoilt, recipient))
        assert refused(again, decrypts=True) == "bundle.contents_damaged"
    assert refused(resigned(data, interviewer, payload=b"no age file"), decrypts=True) == "bundle.contents_damaged"
    newer = ustar.pack({**files, "manifest.json": files["manifest.json"].replace(b'"format": 1', b'"format": 2')})
    again = resigned(data, interviewer, payload=age.encrypt(newer, recipient))
    assert refused(again, decrypts=True) == "bundle.newer_version"


def test_larger_than_a_bundle_may_be(data: bytes, monkeypatch) -> None:
    from interviewtool.bundle import open as opening

    monkeypatch.setattr(opening, "LAYOUT", replace(LAYOUT, longest=len(data) - 1))
    with pytest.raises(KnownError, match=r"bundle\.too_large"):
        inspect_bundle(data)


@dataclass(frozen=True, repr=False)
class Sent:
    """A bundle and who reads it, in one value that hypothesis can print."""

    data: bytes
    supervisor: OwnKeys
    interviewer: OwnKeys
    plaintext: bytes

    def opened(self, data: bytes) -> OpenedBundle:
        begin = self.interviewer.created
        signer = AllowedSigner("K7", self.interviewer.signing_key.verification_key, begin)
        return open_bundle(data, [self.supervisor.age_identity.secret], [signer], received=begin)


@pytest.fixture(scope="session")
def sent(data: bytes, supervisor: OwnKeys, interviewer: OwnKeys) -> Sent:
    payload = bytes(unseal(data, LAYOUT).members["payload.age"])
    return Sent(data, supervisor, interviewer, age.decrypt(payload, [supervisor.age_identity.secret]))


@given(noise=st.binary(max_size=2_000), at=st.integers(0, 140_000), keep=st.booleans())
def test_any_bytes_are_refused_in_a_known_way(sent: Sent, noise: bytes, at: int, keep: bool) -> None:
    spoilt = sent.data[:at] + noise + sent.data[at + (len(noise) if keep else 0) :]
    for each in (noise, spoilt):
        if each != sent.data:
            with pytest.raises(KnownError) as caught:
                sent.opened(each)
            assert caught.value.code in EXPLANATIONS


@given(noise=st.binary(max_size=2_000), at=st.integers(0, 3_000), whole=st.booleans())
def test_any_bytes_rightly_signed_are_refused_in_a_known_way(sent: Sent, noise: bytes, at: int, whole: bool) -> None:
    spoilt = noise if whole else sent.plaintext[:at] + noise + sent.plaintext[at + len(noise) :]
    again = resigned(sent.data, sent.interviewer, payload=age.encrypt(spoilt, [sent.supervisor.age_identity.recipient]))
    try:
        # The signer may say another time or audit head; the files are bound by their hashes.
        assert sent.opened(again).files == {"instance.xml": b"<data/>"}
    except KnownError as error:
        assert error.code in EXPLANATIONS


def ustar_length(data: bytes, *names: str) -> int:
    """Bytes up to the end of these first members."""
    members = ustar.unpack(data, first=SUMS, most=9)
    return sum(512 + -(-len(members[name]) // 512) * 512 for name in names)


def inner(plaintext: bytes) -> dict[str, memoryview]:
    return ustar.unpack(plaintext, first="manifest.json", most=9, padded=True)
