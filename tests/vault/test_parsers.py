"""Header and keys come from a disk that anyone may have written to: no bytes may do more than be refused."""

from __future__ import annotations

import hashlib
import json
import os
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.crypto.slots import VaultKeys, passphrase_slot
from interviewtool.errors import KnownError
from interviewtool.vault.header import MAGIC, Anchor, Header, HeaderDamaged, parse_header
from interviewtool.vault.key_file import PAGE, KeyFile, create_key_file
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.tally import Tally

KEYS = VaultKeys(vault=b"v" * 32, identity=b"i" * 32)
SLOT = passphrase_slot(b"1" * 16, KEYS, "x", Argon2Cost(64, 1, 1), CostLimits(least_memory=64, least_passes=1))
HEADER = Header(b"1" * 16, b"p" * 32, 3, b"", (SLOT,)).with_anchor(Anchor(7, b"l" * 32), KEYS.vault)
WHOLE = HEADER.encode(KEYS.vault)


def test_a_header_comes_back():
    read = parse_header(WHOLE)
    assert read.header == HEADER
    assert read.written_with(KEYS.vault) and not read.written_with(KEYS.identity)
    assert read.header.read_anchor(KEYS.vault) == Anchor(7, b"l" * 32)
    assert read.header.generation == 4


def test_an_anchor_belongs_to_its_generation():
    from dataclasses import replace

    with pytest.raises(KnownError, match=r"vault\.header_damaged"):
        replace(HEADER, generation=9).read_anchor(KEYS.vault)


@given(st.binary(max_size=400), st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)))
def test_bytes_that_are_no_header_are_refused(noise, start, end):
    for content in (noise, MAGIC + noise, WHOLE[:start] + noise, WHOLE[:start] + noise + WHOLE[end:]):
        if content != WHOLE:
            with pytest.raises(HeaderDamaged):
                parse_header(content)


def framed(body, version=1, length=None):
    """A body as someone would write it who knows the format, but not the key."""
    signed = MAGIC + struct.pack(">HI", version, len(body) if length is None else length) + body + bytes(32)
    return signed + hashlib.sha256(signed).digest()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
VALID = json.loads(WHOLE[len(MAGIC) + 6 : -64])


@given(JSON, st.sampled_from([*VALID, "slot", "parameters", "kdf"]))
def test_a_well_framed_body_of_nonsense_is_refused_or_read(value, where):
    body = json.loads(json.dumps(VALID))
    if where in body:
        body[where] = value
    elif where == "slot":
        body["slots"] = [value] * 3
    else:
        body["slots"][0]["parameters"] = value if where == "parameters" else {"kdf": value}
    for content in (json.dumps(body).encode(), json.dumps(value).encode()):
        try:
            read = parse_header(framed(content))
        except HeaderDamaged:
            continue
        assert not read.written_with(KEYS.vault)
        assert len(read.header.vault_id) == 16


def test_frames_that_lie():
    body = json.dumps(VALID).encode()
    for content in (
        framed(body, length=5),
        framed(body, length=2**32 - 1),
        framed(body, version=0),
        framed(b"[" * 30_000),
        framed(b'{"slots": [' + b"{}," * 20 + b"{}]}"),
        framed(b"9" * 30_000),
        WHOLE + b"x",
        framed(b" " * 70_000),
    ):
        with pytest.raises(HeaderDamaged):
            parse_header(content)
    with pytest.raises(KnownError, match=r"vault\.newer_version"):
        parse_header(framed(b"anything", version=2))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 3 * PAGE), st.integers(0, 300))
def test_a_keys_file_of_noise_gives_no_key_and_no_crash(tmp_path, noise, start, slot):
    path = tmp_path / os.urandom(6).hex()
    create_key_file(path, b"1" * 16)
    content = path.read_bytes()
    path.write_bytes(content[:start] + noise + content[start + len(noise) :])
    try:
        file = KeyFile(path, b"1" * 16)
    except KnownError as error:
        assert error.code in ("vault.keys_damaged", "vault.newer_version")
    else:
        assert all(len(one) == 60 for one in file.read(slot).contents)
        new = file.add(lambda number: bytes([1]) * 60)
        assert file.read(new).contents == (bytes([1]) * 60,) * 2
        file.erase(new)
        assert file.read(new).erased and not file.read(new).contents
        file.close()
    finally:
        path.unlink()


def test_slots_survive_in_order_over_many_groups(tmp_path):
    create_key_file(tmp_path / "keys", b"1" * 16)
    file = KeyFile(tmp_path / "keys", b"1" * 16)
    assert [file.add(lambda number: number.to_bytes(60, "big")) for _ in range(200)] == list(range(200))
    file.erase(130)
    file.close()
    file = KeyFile(tmp_path / "keys", b"1" * 16)
    assert file.whole and file.size == 200 and file.erased_slots() == {130}
    assert [file.read(slot).contents for slot in (0, 63, 64, 199)] == [
        (slot.to_bytes(60, "big"),) * 2 for slot in (0, 63, 64, 199)
    ]
    file.reserve(300)
    assert file.add(lambda number: bytes(60)) == 300
    file.close()


changes = st.tuples(st.sampled_from("ab"), st.sampled_from(["", "x"]), st.binary(max_size=2), st.binary(max_size=2))


@given(st.lists(changes, max_size=20), st.lists(changes, max_size=8))
def test_a_tally_depends_on_the_rows_and_not_on_the_way_to_them(rows, undone):
    """Against the definition: the sum over the rows that are there."""

    def replace_row(tally, there, change):
        table, owner, key, content = change
        old = there.get((table, owner, key))
        taken = 0 if old is None else tally.of_row(table, owner, key, old)
        tally.change(table, owner, tally.of_row(table, owner, key, content), taken)
        there[table, owner, key] = content

    tally, there = Tally(b"k" * 32), {}
    for change in rows:
        replace_row(tally, there, change)
    carried = tally.take_changes()
    tally.commit()
    encoded = tally.unsaved()
    state = tally.state
    fresh = Tally(b"k" * 32)
    for (table, owner, key), content in there.items():
        fresh.change(table, owner, fresh.of_row(table, owner, key, content), 0)
    assert fresh.state == state
    loaded = Tally(b"k" * 32)
    loaded.load((owner, content) for owner, content in encoded.items() if content)
    assert loaded.state == state
    replayed = Tally(b"k" * 32)
    replayed.load([], [carried])
    assert replayed.state == state
    aside = dict(there)
    for change in undone:
        replace_row(tally, aside, change)
    tally.roll_back()
    assert tally.state == state
    assert (Tally(b"other".ljust(32)).state == state) == (not there)


@given(st.binary(max_size=200))
def test_a_tally_of_noise_agrees_with_nothing_and_does_not_crash(noise):
    tally = Tally(b"k" * 32)
    tally.load([("owner", noise)], [noise])
    tally.unsaved()
    assert len(tally.state) == 32


def test_a_record_of_an_older_and_a_newer_version_is_read():
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Now:
        name: str
        added: tuple[str, ...] = ()

    globals()["Now"] = Now
    try:
        assert unpack(Now, b'{"name": "x"}') == Now("x")
        assert unpack(Now, b'{"name": "x", "added": ["a"], "later": {"b": 1}}') == Now("x", ("a",))
        assert unpack(Now, pack(Now("y", ("b", "c")))) == Now("y", ("b", "c"))
    finally:
        del globals()["Now"]
