"""The signed container: one way to be written, checked by hand with tar, ssh-keygen and sha256sum."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.crypto import ustar
from interviewtool.crypto.container import SIGNATURE, SUMS, Layout, seal, unseal
from interviewtool.crypto.sshsig import SigningKey, sign
from interviewtool.errors import KnownError

LAYOUT = Layout(
    namespace="test@1",
    first_member="first.txt",
    longest=100_000,
    most_members=3,
    unrecognised="test.unrecognised",
    truncated="test.truncated",
    altered="test.altered",
    too_large="test.too_large",
)
KEY = SigningKey.generate()
MEMBERS = {"first.txt": b"one two", "second.txt": b"three", "empty.txt": b""}
CODES = {LAYOUT.unrecognised, LAYOUT.truncated, LAYOUT.altered, LAYOUT.too_large}


def refusal(data: bytes) -> str:
    with pytest.raises(KnownError) as caught:
        unseal(data, LAYOUT)
    return caught.value.code


def written_by_hand(sums: bytes, members: Mapping[str, bytes], namespace: str = "test@1") -> bytes:
    """A container with any list of sums, rightly signed: what a member of the team could make."""
    return ustar.pack({SUMS: sums, SIGNATURE: sign(sums, KEY, namespace).encode(), **members})


def test_what_was_sealed_comes_out() -> None:
    data = seal(MEMBERS, KEY, LAYOUT)
    unsealed = unseal(data, LAYOUT)
    assert {name: bytes(content) for name, content in unsealed.members.items()} == MEMBERS
    assert unsealed.verification_key == KEY.verification_key
    assert data == seal(MEMBERS, KEY, LAYOUT), "deterministic"


def test_tar_ssh_keygen_and_sha256sum_check_it_by_hand(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(seal(MEMBERS, KEY, LAYOUT))
    (tmp_path / "allowed_signers").write_text(f"K7 {KEY.verification_key}\n")
    by_hand = (
        "tar -xf file && ssh-keygen -Y verify -f allowed_signers -I K7 -n test@1 -s SHA256SUMS.sig < SHA256SUMS"
        " && sha256sum --strict -c SHA256SUMS"
    )
    checked = subprocess.run(["sh", "-c", by_hand], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert 'Good "test@1" signature for K7' in checked.stdout
    assert checked.stdout.endswith("first.txt: OK\nsecond.txt: OK\nempty.txt: OK\n")
    assert (tmp_path / "second.txt").read_bytes() == b"three"


def test_the_archive_is_the_one_that_gnu_tar_writes(tmp_path: Path) -> None:
    for name, content in MEMBERS.items():
        (tmp_path / name).write_bytes(content)
    by_hand = "tar --format=ustar -b1 --mtime=@0 --owner=:0 --group=:0 --numeric-owner --mode=600 -cf - "
    written = subprocess.run(
        ["sh", "-c", by_hand + " ".join(MEMBERS)], cwd=tmp_path, capture_output=True, check=True
    ).stdout
    assert written == ustar.pack(MEMBERS)


def test_every_byte_counts() -> None:
    data = seal(MEMBERS, KEY, LAYOUT)
    for at in range(len(data)):
        for bit in (0, 7):
            changed = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            assert refusal(changed) == LAYOUT.altered, at


def test_a_cut_is_told_from_a_change() -> None:
    data = seal(MEMBERS, KEY, LAYOUT)
    for length in range(0, len(data), 7):
        assert refusal(data[:length]) == LAYOUT.truncated, length
    assert refusal(data + b"\0") == LAYOUT.altered
    assert refusal(data + data) == LAYOUT.altered


def test_a_moved_boundary_is_refused() -> None:
    """A signature over members one after the other would still hold here."""
    sums = bytes(unseal_sums(seal(MEMBERS, KEY, LAYOUT)))
    moved = {"first.txt": b"one twoth", "second.txt": b"ree", "empty.txt": b""}
    assert refusal(written_by_hand(sums, moved)) == LAYOUT.altered


def test_names_listed_and_names_present_must_agree() -> None:
    sums = bytes(unseal_sums(seal(MEMBERS, KEY, LAYOUT)))
    missing = {"first.txt": b"one two", "second.txt": b"three"}
    renamed = {"first.txt": b"one two", "third.txt": b"three", "empty.txt": b""}
    swapped = {"first.txt": b"one two", "empty.txt": b"", "second.txt": b"three"}
    for members in (missing, renamed, swapped):
        assert refusal(written_by_hand(sums, members)) == LAYOUT.altered
    lines = sums.splitlines(keepends=True)
    for others in (
        b"".join(lines[:2]),
        sums + lines[0],
        sums.replace(b"  ", b" *"),
        sums.upper(),
        sums[:-1],
        b"\n" + sums,
    ):
        assert refusal(written_by_hand(others, MEMBERS)) == LAYOUT.altered


def test_a_signature_for_another_purpose_is_refused() -> None:
    sums = bytes(unseal_sums(seal(MEMBERS, KEY, LAYOUT)))
    assert refusal(written_by_hand(sums, MEMBERS, namespace="test@2")) == LAYOUT.altered


def test_other_files_are_not_recognised() -> None:
    other = ustar.pack({"holiday.jpg": b"x"})
    another_kind = ustar.pack({SUMS: b"", SIGNATURE: b"", "other.txt": b""})
    for data in (b"%PDF-1.7\n" + bytes(2_000), b"PK\3\4", b"\xff" * 5_000, bytes(5_000), another_kind):
        assert refusal(data) == LAYOUT.unrecognised
    assert refusal(other) in CODES
    assert refusal(bytes(LAYOUT.longest + 1)) == LAYOUT.too_large


def test_paths_that_lead_out_are_neither_written_nor_read() -> None:
    for name in ("/etc/passwd", "../up", "a/../b", "a//b", ".hidden", "", "x" * 101, "ї", "a\0b", "a\n", "-rf", "a/-b"):
        with pytest.raises(ValueError, match="not a plain"):
            ustar.pack({name: b""})
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo(SUMS))
        archive.addfile(tarfile.TarInfo("../up"))
    assert refusal(stream.getvalue()) == LAYOUT.altered


def test_more_files_than_allowed_are_not_listed() -> None:
    many = ustar.pack({f"f{number}": b"" for number in range(5)})
    assert len(ustar.unpack(many, first="f0", most=5)) == 5
    with pytest.raises(ustar.Malformed):
        ustar.unpack(many, first="f0", most=4)
    with pytest.raises(ustar.Malformed):
        ustar.unpack(ustar._header("f0", 0) * 2 + bytes(1024), first="f0", most=5)


def test_a_hostile_file_costs_little_memory() -> None:
    tracemalloc.start()
    for data in (bytes(LAYOUT.longest), seal(MEMBERS, KEY, LAYOUT)[:512] + b"\xff" * 90_000):
        tracemalloc.reset_peak()
        assert refusal(data) in CODES
        assert tracemalloc.get_traced_memory()[1] < 4 * LAYOUT.longest
    tracemalloc.stop()


def test_a_size_beyond_the_file_reserves_nothing() -> None:
    header = ustar._header(SUMS, 8**11 - 1)
    assert refusal(header + bytes(2_000)) == LAYOUT.truncated


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}(/[a-z]{1,3}[.]x)?", fullmatch=True), st.binary(max_size=1500), max_size=5
    )
)
def test_any_files_survive_packing(files: dict[str, bytes]) -> None:
    members = {"first": b"", **files}
    unpacked = ustar.unpack(ustar.pack(members) + bytes(300), first="first", most=6, padded=True)
    assert {name: bytes(content) for name, content in unpacked.items()} == members


@given(st.binary(max_size=3_000), st.integers(0, 5_000), st.booleans())
def test_any_bytes_are_refused_in_a_known_way(noise: bytes, at: int, replace: bool) -> None:
    assert refusal(noise) in CODES
    data = seal(MEMBERS, KEY, LAYOUT)
    spoilt = data[:at] + noise + data[at + (len(noise) if replace else 0) :]
    if spoilt != data:
        assert refusal(spoilt) in CODES


def unseal_sums(data: bytes) -> memoryview:
    return ustar.unpack(data, first=SUMS, most=9)[SUMS]
