"""Every region of every file × every kind of damage: named, or without effect on anything that is read."""

from __future__ import annotations

import pytest

from tests.vault.damage import ACTS, Act, Scene
from tests.vault.damaged_vaults import BOTH, Judge, column, damage, make_scene, written

SAMPLE = 9
"""Regions of each act in every test run."""


@pytest.fixture(scope="module")
def made_scene(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, Judge]:
    return make_scene(tmp_path_factory.mktemp("matrix"))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_some_regions(made_scene: tuple[Scene, Judge], act: Act) -> None:
    scene, judge = made_scene
    changed = [region for region in scene.regions if act(scene, region) is not None]
    assert changed
    for _region, _said in damage(scene, judge, act, changed[:: len(changed) // SAMPLE + 1]):
        pass  # `damage` fails where something wrong is shown


@pytest.mark.long
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_every_region_as_the_table_of_reliability_says(made_scene: tuple[Scene, Judge], act: Act) -> None:
    """Where the table says both, one run may meet only one: which page holds what differs from run to run."""
    scene, judge = made_scene
    found, said = column(scene, judge, act), written()[act.__name__]
    assert found.keys() == said.keys()
    differing = {row: (cell, said[row]) for row, cell in found.items() if said[row] not in (cell, BOTH)}
    assert not differing, "write it anew: python -m tests.vault.damaged_vaults"
