"""Keys of three people, made once: an RSA key takes a third of a second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from interviewtool.errors import KnownError
from interviewtool.team import OwnKeys

TEAM_BEGINS = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=2)))


def made(code: str) -> OwnKeys:
    return OwnKeys.generate(code, clock=lambda: TEAM_BEGINS)


@pytest.fixture(scope="session")
def supervisor() -> OwnKeys:
    return made("S1")


@pytest.fixture(scope="session")
def interviewer() -> OwnKeys:
    return made("K7")


@pytest.fixture(scope="session")
def stranger() -> OwnKeys:
    return made("X9")


@pytest.fixture
def refusal() -> Callable[..., str]:
    """The code of the KnownError that an act ends with."""

    def code(act: Callable[[], object]) -> str:
        with pytest.raises(KnownError) as caught:
            act()
        return caught.value.code

    return code
