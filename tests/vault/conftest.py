"""Vaults for tests: the real one, at a cost of Argon2id that only tests may ask for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.model import (
    Identity,
    IdentityKind,
    Interview,
    InterviewId,
    InterviewState,
    Reference,
    StoredAnswer,
    new_interview_id,
    new_person_code,
)
from interviewtool.vault import Vault
from tests.vault.full_vaults import PASSPHRASE, make_full

COST = Argon2Cost(memory=64, passes=1, lanes=1)
LIMITS = CostLimits(least_memory=64, least_passes=1)


def clock() -> datetime:
    return datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=2)))


@dataclass
class Vaults:
    """Makes and opens one vault folder; closes what a test leaves open."""

    folder: Path
    code: str = ""
    current: Vault | None = None
    cost: Argon2Cost = COST
    limits: CostLimits = LIMITS

    def create(self, passphrase: str = PASSPHRASE) -> Vault:
        self.current, code = Vault.create(self.folder, passphrase, clock=clock, cost=COST, limits=LIMITS)
        self.code = str(code)
        return self.current

    def unlock(self, secret: str = PASSPHRASE) -> Vault:
        self.current = Vault.unlock(self.folder, secret, clock=clock, limits=LIMITS)
        return self.current

    def close(self) -> None:
        if self.current is not None:
            self.current.close()
            self.current = None


@pytest.fixture(scope="session")
def made() -> type[Vaults]:
    return Vaults


@pytest.fixture
def vaults(tmp_path: Path) -> Iterator[Vaults]:
    made = Vaults(tmp_path / "Сховище 1")
    yield made
    made.close()


@pytest.fixture(name="clock", scope="session")
def clock_fixture() -> Callable[[], datetime]:
    return clock


@pytest.fixture
def vault(vaults: Vaults) -> Vault:
    return vaults.create()


@pytest.fixture(scope="session")
def begin() -> Callable[[Vault], InterviewId]:
    """Begins an interview whose gate is open."""

    def begun(vault: Vault) -> InterviewId:
        interview = Interview(
            interview_id=new_interview_id(),
            state=InterviewState.IN_PROGRESS,
            created=clock(),
            language="uk",
            form_hash=vault.run(lambda transaction: transaction.documents.put("form", "форма", b"<h:html/>")),
            respondent=new_person_code(),
        )
        vault.run(lambda transaction: transaction.interviews.add(interview))
        vault.run(lambda transaction: transaction.gate.open(interview.interview_id))
        return interview.interview_id

    return begun


@pytest.fixture(scope="session")
def answer() -> Callable[..., StoredAnswer]:
    def made(name: str = "what", value: str = "Нас тримали в підвалі.", **more: object) -> StoredAnswer:
        return StoredAnswer(Reference(f"/data/case[1]/{name}"), value, **more)

    return made


@pytest.fixture(scope="session")
def person() -> Callable[[InterviewId, str], Identity]:
    return lambda interview_id, name: Identity(new_person_code(), IdentityKind.PERSON, name, interview_id)


@pytest.fixture(scope="session")
def full_vault(tmp_path_factory, begin, answer, person, clock, made) -> tuple[Path, tuple[InterviewId, ...], str]:
    """A folder, to be copied: a vault with everything a vault can hold; its interviews and recovery code."""
    return make_full(made(tmp_path_factory.mktemp("full") / "vault"), begin, answer, person, clock)


@pytest.fixture
def filled(vaults: Vaults, full_vault) -> tuple[InterviewId, ...]:
    """The interviews of a copy of it, which is open."""
    folder, interviews, vaults.code = full_vault
    shutil.copytree(folder, vaults.folder)
    vaults.unlock()
    return interviews
