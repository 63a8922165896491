"""A bundle on its way: written by the interviewer, checked by hand, opened by the supervisor."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.bundle import OpenedBundle, inspect_bundle, open_bundle, write_bundle
from interviewtool.bundle.layout import padded_size
from interviewtool.crypto.signers import AllowedSigner, allowed_signers_file
from interviewtool.model import InterviewId
from interviewtool.team import OwnKeys

TESTIMONY = {
    "interviews/7KQ4-M2XP-9TRD/instance.xml": "<data>Мене тримали у підвалі.</data>".encode(),
    "interviews/7KQ4-M2XP-9TRD/summary.pdf": b"%PDF-1.7",
}
SOMEBODY = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
BY_HAND = """\
pack() { tar --format=ustar -b1 --mtime=@0 --owner=:0 --group=:0 --numeric-owner --mode=600 -cf - "$@"; }
cat > manifest.json <<END
{
 "audit_head": "",
 "created": "2026-03-02T07:30:00Z",
 "files": {
  "instance.xml": "$(sha256sum instance.xml | cut -d' ' -f1)"
 },
 "format": 1,
 "identity_recipients": [],
 "interviews": [],
 "part": "payload",
 "recipients": [
  "$RECIPIENT"
 ],
 "signer_code": "K7",
 "verification_key": "$KEY"
}
END
pack manifest.json instance.xml | age -r $RECIPIENT > payload.age
sha256sum payload.age > SHA256SUMS
chmod 600 key
ssh-keygen -Y sign -f key -n interviewtool-bundle@1 < SHA256SUMS > SHA256SUMS.sig
pack SHA256SUMS SHA256SUMS.sig payload.age > bundle
"""
NAMES = {"names.json": "Оксана Прикладна".encode()}


@pytest.fixture
def signers(interviewer: OwnKeys) -> tuple[AllowedSigner, ...]:
    return (AllowedSigner("K7", interviewer.signing_key.verification_key, interviewer.created),)


@pytest.fixture
def write(supervisor: OwnKeys, interviewer: OwnKeys, clock) -> Callable[..., bytes]:
    def written(payload=TESTIMONY, **different: object) -> bytes:
        said = {
            "signer": interviewer.signing_key,
            "signer_code": "K7",
            "recipients": [supervisor.age_identity.recipient],
            "interviews": [InterviewId("7KQ4-M2XP-9TRD")],
            "audit_head": "ab" * 32,
            "clock": clock,
        }
        return write_bundle(payload, **{**said, **different})

    return written


@pytest.fixture
def opened(supervisor: OwnKeys, signers, clock) -> Callable[[bytes], OpenedBundle]:
    return lambda data: open_bundle(data, [supervisor.age_identity.secret], signers, received=clock())


def test_the_supervisor_reads_what_the_interviewer_wrote(write, opened, supervisor, interviewer, clock) -> None:
    bundle = opened(write())
    assert bundle.files == TESTIMONY and bundle.identities is None
    assert bundle.signer.code == "K7"
    assert bundle.addressed_to == (supervisor.age_identity.recipient,)
    assert bundle.manifest.created == clock()
    assert bundle.manifest.interviews == ("7KQ4-M2XP-9TRD",) and bundle.manifest.audit_head == "ab" * 32
    assert bundle.manifest.verification_key == interviewer.signing_key.verification_key
    assert "підвалі" not in repr(bundle)


def test_the_outside_is_checked_without_any_key(write, interviewer) -> None:
    sealed = inspect_bundle(write())
    assert sealed.verification_key == interviewer.signing_key.verification_key
    assert tuple(sealed.members) == ("payload.age",) and not sealed.has_identities


def test_identities_go_to_a_recipient_of_their_own(write, signers, supervisor, stranger, clock) -> None:
    data = write(identities=NAMES, identity_recipients=[stranger.age_identity.recipient])
    assert inspect_bundle(data).has_identities

    def identities_for(*keys: OwnKeys) -> object:
        secrets = [key.age_identity.secret for key in keys]
        return open_bundle(data, secrets, signers, received=clock()).identities

    assert identities_for(supervisor) is None
    assert identities_for(supervisor, stranger) == NAMES


def test_a_second_supervisor_opens_it_too(write, signers, supervisor, stranger, clock) -> None:
    both = [supervisor.age_identity.recipient, stranger.age_identity.recipient]
    data = write(recipients=both, identities=NAMES, identity_recipients=both)
    for keys in (supervisor, stranger):
        bundle = open_bundle(data, [keys.age_identity.secret], signers, received=clock())
        assert (bundle.files, bundle.identities) == (TESTIMONY, NAMES)


def test_by_hand_with_ssh_keygen_sha256sum_age_and_tar(write, signers, supervisor, tmp_path: Path) -> None:
    recipients = [supervisor.age_identity.recipient]
    (tmp_path / "bundle").write_bytes(write(identities=NAMES, identity_recipients=recipients))
    (tmp_path / "allowed_signers").write_text(allowed_signers_file(signers, ["interviewtool-bundle@1"]))
    (tmp_path / "key").write_text(supervisor.age_identity.secret + "\n")

    def by_hand(command: str) -> str:
        return subprocess.run(["sh", "-ec", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert by_hand("tar -tf bundle").split() == ["SHA256SUMS", "SHA256SUMS.sig", "payload.age", "identities.age"]
    assert by_hand(
        "tar -xf bundle; ssh-keygen -Y verify -f allowed_signers -I K7 -n interviewtool-bundle@1"
        " -O verify-time=20260601120000Z -s SHA256SUMS.sig < SHA256SUMS && sha256sum --strict -c SHA256SUMS"
    ).splitlines()[1:] == ["payload.age: OK", "identities.age: OK"]
    listed = by_hand("age -d -i key payload.age | tar -tf -").split()
    assert listed == ["manifest.json", *TESTIMONY]
    assert by_hand("age -d -i key identities.age | tar -xOf - names.json") == "Оксана Прикладна"
    manifest = json.loads(by_hand("age -d -i key payload.age | tar -xOf - manifest.json"))
    assert manifest["signer_code"] == "K7" and manifest["recipients"] == recipients


def test_a_bundle_written_by_hand_is_opened(supervisor, interviewer, signers, clock, tmp_path: Path) -> None:
    """The format is open: age, ssh-keygen, sha256sum and GNU tar are enough to write one."""
    (tmp_path / "key").write_bytes(interviewer.signing_key.to_bytes())
    (tmp_path / "instance.xml").write_text("<data/>")
    (tmp_path / "by_hand").write_text(BY_HAND)
    values = {
        "KEY": interviewer.signing_key.verification_key,
        "RECIPIENT": supervisor.age_identity.recipient,
        "PATH": os.environ["PATH"],
    }
    subprocess.run(["sh", "-eu", "by_hand"], cwd=tmp_path, env=values, capture_output=True, check=True)

    data = (tmp_path / "bundle").read_bytes()
    bundle = open_bundle(data, [supervisor.age_identity.secret], signers, received=clock())
    assert bundle.files == {"instance.xml": b"<data/>"}


def test_outside_nothing_is_said_but_the_signer_and_sizes(write) -> None:
    data = write(identities=NAMES, identity_recipients=[SOMEBODY])
    for word in (
        "signer_code",
        "7KQ4-M2XP-9TRD",
        "instance.xml",
        "manifest.json",
        "Оксана",
        "names.json",
        "2026-03-02",
    ):
        assert word.encode() not in data


def test_sizes_fall_into_classes(write) -> None:
    def sizes(*contents: int) -> set[int]:
        return {len(write({"a": b"x" * size})) for size in contents}

    assert sizes(10) == sizes(10, 5_000, 50_000)
    assert len(sizes(*range(400_000, 420_000, 1_000))) <= 4


@given(st.integers(0, 2**30))
def test_padding_costs_little_and_hides_much(size: int) -> None:
    padded = padded_size(size)
    assert padded >= size and padded_size(padded) == padded
    assert padded <= max(64 * 1024, size * 1.12)


@given(
    files=st.dictionaries(
        st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,20}", fullmatch=True), st.binary(max_size=2_000), max_size=4
    )
)
def test_any_files_come_out_as_they_went_in(supervisor, interviewer, files: dict[str, bytes]) -> None:
    data = write_bundle(
        files,
        signer=interviewer.signing_key,
        signer_code=interviewer.interviewer_code,
        recipients=[supervisor.age_identity.recipient],
        clock=lambda: interviewer.created,
    )
    signers = [AllowedSigner("K7", interviewer.signing_key.verification_key, interviewer.created)]
    bundle = open_bundle(data, [supervisor.age_identity.secret], signers, received=interviewer.created)
    assert bundle.files == files


def test_our_own_mistakes_are_not_written(write, supervisor) -> None:
    for wrong in (
        {"recipients": []},
        {"recipients": ["age1nobody"]},
        {"identities": NAMES},
        {"identity_recipients": [supervisor.age_identity.recipient]},
        {"payload": {"manifest.json": b""}},
        {"payload": {"../up": b""}},
    ):
        with pytest.raises(ValueError):
            write(**wrong)
