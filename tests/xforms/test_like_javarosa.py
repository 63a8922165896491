"""Random walks: after each act every node of our engine has JavaRosa's value, relevance, required and enabled.

Where JavaRosa had not looked again at something, it is asked to evaluate everything and must agree then. A few hundred
steps here; tens of thousands, over every form, in the long tests.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from interviewtool.paths import FORMS as SHIPPED
from interviewtool.xforms import FormDefinition, convert
from tests.xforms.conftest import FORMS, new_instance, today_in_kyiv
from tests.xforms.reference_engine import JavaRosa
from tests.xforms.walking import Walk

ALONE = "alone.md"
"""What JavaRosa leaves to the program around it: test_samples walks it."""
NAMES = sorted(path.name for path in FORMS.iterdir() if path.suffix in {".md", ".xml"} and path.name != ALONE)


def load(path: Path) -> FormDefinition:
    attachments = {found.name: found.read_bytes() for found in FORMS.glob("*.csv")}
    return FormDefinition.load(convert(path), attachments)


def walk(definition: FormDefinition, javarosa: JavaRosa, folder: Path, *, seed: int, steps: int) -> int:
    both = Walk(definition, new_instance(definition, now=today_in_kyiv()), javarosa, folder)
    chance = random.Random(seed)
    assert both.compare() == []
    for _ in range(steps):
        both.step(chance)
        assert both.compare() == [], both.log[-8:]
        assert both.instance.recalculate_fully() == ()
    return len(both.log)


@pytest.mark.parametrize("name", NAMES)
def test_a_walk_over_a_sample_form_is_javarosas(name: str, javarosa: JavaRosa, tmp_path: Path) -> None:
    definition = load(FORMS / name)
    assert sum(walk(definition, javarosa, tmp_path, seed=seed, steps=60) for seed in (1, 2)) > 60


def test_a_walk_over_the_standard_questionnaire_is_javarosas(javarosa: JavaRosa, tmp_path: Path) -> None:
    definition = load(SHIPPED / "standard.md")
    assert walk(definition, javarosa, tmp_path, seed=1, steps=150) > 75


@pytest.mark.long
@pytest.mark.parametrize(("name", "seeds"), [*((name, 20) for name in NAMES), ("standard", 10)])
def test_long_walks_are_javarosas(name: str, seeds: int, javarosa: JavaRosa, tmp_path: Path) -> None:
    definition = load(SHIPPED / "standard.md" if name == "standard" else FORMS / name)
    steps = sum(walk(definition, javarosa, tmp_path, seed=seed, steps=400) for seed in range(seeds))
    assert steps > 200 * seeds
