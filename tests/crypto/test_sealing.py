from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.crypto.boxes import identity_pair, open_box, seal_to
from interviewtool.crypto.chunks import CHUNK, SEALED_CHUNK, chunk_count, open_chunk, seal_chunks
from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.crypto.recovery import new_recovery_code
from interviewtool.crypto.sealing import SealBroken, new_key, open_sealed, place, seal
from interviewtool.crypto.slots import KeyKind, KeySlot, VaultKeys, passphrase_slot, recovery_slot, unwrap, wrapping_key
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError

KEY = bytes(range(32))


@given(st.binary(max_size=200), st.binary(max_size=50), st.integers(0, 10_000), st.integers(1, 255))
def test_any_change_breaks_a_seal(plaintext, associated, position, change):
    sealed = seal(KEY, plaintext, associated)
    assert open_sealed(KEY, sealed, associated) == plaintext
    altered = bytearray(sealed)
    altered[position % len(sealed)] ^= change
    for broken in (bytes(altered), sealed[:-1], sealed + b"x", b""):
        with pytest.raises(SealBroken):
            open_sealed(KEY, broken, associated)
    with pytest.raises(SealBroken):
        open_sealed(KEY, sealed, associated + b"x")
    with pytest.raises(SealBroken):
        open_sealed(new_key(), sealed, associated)


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_parts_of_a_place_never_run_into_one_another(one, other):
    assert (place(*one) == place(*other)) == (one == other)


def test_every_label_gives_another_key():
    assert len({subkey(KEY, label) for label in Label}) == len(Label)
    assert len(set(Label)) == len(Label)


def test_a_box_opens_for_its_pair_alone():
    pair, other = identity_pair(KEY), identity_pair(new_key())
    assert identity_pair(KEY).public == pair.public
    box = seal_to(pair.public, "Олена".encode(), b"here")
    assert open_box(pair, box, b"here") == "Олена".encode()
    assert seal_to(pair.public, b"", b"") != seal_to(pair.public, b"", b"")
    for opener, content, associated in (
        (other, box, b"here"),
        (pair, box, b"there"),
        (pair, box[:-1], b"here"),
        (pair, box[:20], b"here"),
        (pair, bytes(32) + box[32:], b"here"),  # a point of low order
        (pair, b"", b"here"),
    ):
        with pytest.raises(SealBroken):
            open_box(opener, content, associated)


def sealed_stream(content):
    return b"".join(seal_chunks(KEY, io.BytesIO(content), b"stream"))


def opened_stream(sealed):
    file = io.BytesIO(sealed)
    numbers = range(chunk_count(len(sealed)))
    return b"".join(open_chunk(KEY, one, file.read(SEALED_CHUNK), len(sealed), b"stream") for one in numbers)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_stream_comes_back_whole_or_not_at_all(size):
    content = bytes(number % 251 for number in range(size))
    sealed = sealed_stream(content)
    assert opened_stream(sealed) == content
    for broken in (sealed[:-1], sealed + b"x", sealed[:SEALED_CHUNK], sealed[SEALED_CHUNK:], sealed + bytes(16)):
        if broken != sealed:
            with pytest.raises(SealBroken):
                opened_stream(broken)


def test_chunks_cannot_change_places_and_a_damaged_one_costs_itself_alone():
    content = bytes(number % 251 for number in range(3 * CHUNK + 5))
    sealed = sealed_stream(content)
    first, second = sealed[:SEALED_CHUNK], sealed[SEALED_CHUNK : 2 * SEALED_CHUNK]
    with pytest.raises(SealBroken):
        opened_stream(second + first + sealed[2 * SEALED_CHUNK :])
    assert open_chunk(KEY, 1, second, len(sealed), b"stream") == content[CHUNK : 2 * CHUNK]
    with pytest.raises(SealBroken):
        open_chunk(KEY, 0, second, len(sealed), b"stream")


class TestSlots:
    limits = CostLimits(least_memory=64, least_passes=1)
    keys = VaultKeys(vault=bytes(32), identity=bytes([1]) * 32)
    vault_id = bytes(16)

    def test_each_wraps_both_keys_apart(self):
        code = new_recovery_code()
        slots = (
            (passphrase_slot(self.vault_id, self.keys, "слова", Argon2Cost(64, 1, 1), self.limits), "слова"),
            (recovery_slot(self.vault_id, self.keys, code), code),
        )
        for slot, secret in slots:
            wrapping = wrapping_key(slot, secret, self.limits)
            assert unwrap(slot, self.vault_id, KeyKind.VAULT, wrapping) == self.keys.vault
            assert unwrap(slot, self.vault_id, KeyKind.IDENTITY, wrapping) == self.keys.identity

    def test_vault_parameters_and_purpose_are_bound(self):
        slot = passphrase_slot(self.vault_id, self.keys, "слова", Argon2Cost(64, 1, 1), self.limits)
        wrapping = wrapping_key(slot, "слова", self.limits)
        exchanged = {"vault_key": slot.wrapped["identity_key"], "identity_key": slot.wrapped["vault_key"]}
        for altered, vault_id in (
            (slot, b"1" * 16),
            (KeySlot("00000000", slot.kind, slot.parameters, slot.wrapped), self.vault_id),
            (KeySlot(slot.slot_id, slot.kind, {**slot.parameters, "lanes": 2}, slot.wrapped), self.vault_id),
            (KeySlot(slot.slot_id, slot.kind, slot.parameters, exchanged), self.vault_id),
            (KeySlot(slot.slot_id, slot.kind, slot.parameters, {}), self.vault_id),
        ):
            with pytest.raises(SealBroken):
                unwrap(altered, vault_id, KeyKind.VAULT, wrapping)

    @pytest.mark.parametrize(
        "parameters",
        [{}, {"kdf": "md5"}, {"memory_kib": "64"}, {"salt": "zz"}, {"salt": ""}, {"passes": True}, {"lanes": -1}],
    )
    def test_parameters_of_nobody_are_refused(self, parameters):
        slot = passphrase_slot(self.vault_id, self.keys, "слова", Argon2Cost(64, 1, 1), self.limits)
        wrong = {**slot.parameters, **parameters} if parameters else {}
        with pytest.raises(KnownError, match=r"crypto\.(slot_damaged|cost_refused)"):
            wrapping_key(KeySlot(slot.slot_id, slot.kind, wrong, slot.wrapped), "слова", self.limits)
