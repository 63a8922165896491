from __future__ import annotations

import unicodedata

import pytest

from interviewtool.crypto import kdf
from interviewtool.crypto.kdf import (
    DEFAULT_COST,
    LEAST_COST,
    LIMITS,
    Argon2Cost,
    CostLimits,
    affordable_cost,
    passphrase_bytes,
    passphrase_key,
)
from interviewtool.errors import KnownError
from interviewtool.i18n.explain import explain

CHEAP = CostLimits(least_memory=32, least_passes=1)


def test_vector_of_the_reference_implementation():
    """Of test.c in P-H-C/phc-winner-argon2: Argon2id, version 19, t=2, m=2^16, p=1."""
    key = passphrase_key("password", b"somesalt", Argon2Cost(1 << 16, 2, 1), CHEAP)
    assert key.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


def test_the_same_letters_give_the_same_key():
    composed = unicodedata.normalize("NFC", "Київ їжак")
    assert passphrase_bytes(composed) == passphrase_bytes(unicodedata.normalize("NFD", composed))
    assert passphrase_bytes("a\u00a0b") == passphrase_bytes("a b")  # a no-break space, as some keyboards type it
    assert passphrase_bytes("A") != passphrase_bytes("a")


@pytest.mark.parametrize(
    "cost",
    [
        Argon2Cost(LEAST_COST.memory - 1, 3, 4),
        Argon2Cost(LEAST_COST.memory, 2, 4),
        Argon2Cost(LEAST_COST.memory, 3, 0),
        Argon2Cost(LEAST_COST.memory, 3, 1 << 20),
        Argon2Cost(LEAST_COST.memory, 1 << 40, 4),
        Argon2Cost(1 << 40, 3, 4),
        Argon2Cost(-1, -1, -1),
    ],
)
def test_a_cost_outside_the_limits_is_refused_before_anything_runs(cost):
    with pytest.raises(KnownError) as caught:
        passphrase_key("x", bytes(16), cost)
    assert caught.value.code == "crypto.cost_refused"
    assert explain(caught.value).remedy


@pytest.mark.parametrize(("free", "offered"), [(600, 256), (512, 256), (511, 128), (255, 64), (70, 64), (None, 256)])
def test_half_of_the_free_memory_decides(monkeypatch, free, offered):
    """In MiB; None where the system does not say how much there is."""
    monkeypatch.setattr(kdf, "_free_memory", lambda: None if free is None else free * kdf.MIB)
    assert affordable_cost() == Argon2Cost(offered * kdf.MIB, 3, 4)


def test_what_is_offered_lies_within_the_limits_of_security_md():
    for cost in (affordable_cost(), DEFAULT_COST, LEAST_COST):
        LIMITS.check(cost)
    assert (DEFAULT_COST.memory, DEFAULT_COST.passes) == (256 * 1024, 3)
    assert LIMITS.least_memory == 64 * 1024
