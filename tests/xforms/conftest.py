"""A form as a markdown table, and JavaRosa beside our engine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from interviewtool.crypto.ed25519 import signature_holds
from interviewtool.model import Reference, StoredAnswer
from interviewtool.xforms import FormDefinition, FormInstance, convert
from tests.xforms.reference_engine import JavaRosa, missing

FORMS = Path(__file__).parent.parent / "forms"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))

Load = Callable[..., FormDefinition]
Fill = Callable[..., FormInstance]
"""What the fixtures `form` and `fill` are."""


def at(path: str) -> Reference:
    return Reference("/data/" + path)


def new_instance(
    definition: FormDefinition,
    *,
    language: str | None = None,
    saved: Iterable[StoredAnswer] = (),
    seed: int = 1,
    now: datetime = NOW,
) -> FormInstance:
    numbers = random.Random(seed)
    counter = iter(range(1, 1_000_000))
    return FormInstance(
        definition,
        clock=lambda: now,
        uuid=lambda: f"00000000-0000-4000-8000-{next(counter):012d}",
        random=numbers.random,
        signature_holds=signature_holds,
        saved=saved,
        language=language,
    )


def today_in_kyiv() -> datetime:
    """The clock JavaRosa goes by."""
    return datetime.now(ZoneInfo("Europe/Kyiv"))


@pytest.fixture
def form(tmp_path: Path) -> Callable[[str], FormDefinition]:
    """Loads a form written as markdown tables."""

    def load(markdown: str, attachments: dict[str, bytes] | None = None) -> FormDefinition:
        path = tmp_path / "form.md"
        path.write_text(markdown, encoding="utf-8")
        return FormDefinition.load(convert(path), attachments)

    return load


@pytest.fixture
def fill(form: Callable[..., FormDefinition]) -> Callable[..., FormInstance]:
    """A new instance of a form written as markdown tables."""

    def begin(markdown: str, **options: Any) -> FormInstance:
        return new_instance(form(markdown), **options)

    return begin


@pytest.fixture(scope="session")
def javarosa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JavaRosa]:
    """JavaRosa 5.1, in the time zone of Kyiv."""
    lacking = missing()
    if lacking:
        pytest.skip(lacking)
    engine = JavaRosa(tmp_path_factory.mktemp("javarosa"))
    yield engine
    engine.close()
