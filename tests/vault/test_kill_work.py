"""kill -9 at random moments of a session, of finalizing and of bundle writing, through the real services.

After each: the vault opens without an alarm, every acknowledged act is there and nothing that nobody did, and a bundle
file is whole or absent.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from interviewtool.bundle import open_bundle
from interviewtool.crypto.signers import AllowedSigner
from interviewtool.model import Disposition, Reference
from interviewtool.team import signers
from interviewtool.workspace import now
from tests.vault.conducting import MOMENTS, Conductor, Told
from tests.workspaces import SMALL_FORM, create, give_consent, unlock, xform

PER_FOLDER = 20
"""Kills of one vault before the next is taken."""


@dataclass(frozen=True)
class Template:
    """A closed vault of a team's member with a finalized interview, and what opens bundles of it."""

    folder: Path
    secret: str
    signers: tuple[AllowedSigner, ...]

    def opens(self, bundle: Path) -> bool:
        """Whether a file is a whole bundle. KnownError bundle.* where it is not."""
        return bool(open_bundle(bundle.read_bytes(), [self.secret], self.signers, received=now()).files)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, form_cache: Path) -> Template:
    folder = tmp_path_factory.mktemp("work")
    workspace, _code = create(folder / "vault", now, form_cache)
    workspace.team.create("Команда", "sup-01")
    session = workspace.interviews.prepare(workspace.forms.add(xform(SMALL_FORM)), "uk")
    give_consent(workspace, session)
    session.answer_identity(Reference("/data/person/name"), "Олена Ґедзь")
    session.answer(Reference("/data/person/story"), "Розповідь. " * 200)
    session.finalize(Disposition.PARTIAL)
    own, known = workspace.team.keys().age_identity.secret, signers(workspace.team.current())
    workspace.lock()
    return Template(folder / "vault", own, known)


def kill(template: Template, folder: Path, mode: str, seeds: range) -> None:
    """So many kills of that kind of work, one after the other on one vault."""
    vault, exports, told = folder / "vault", folder / "exports", Told()
    shutil.copytree(template.folder, vault)
    exports.mkdir()
    with Conductor(vault, exports) as conductor:
        for seed in seeds:
            conductor.kill_once(mode, seed, told)
            check(template, vault, exports, told, deep=seed % 5 == 0 or seed == seeds[-1])
    assert mode in ("bundle", "writing") or told.acts


def check(template: Template, vault: Path, exports: Path, told: Told, *, deep: bool) -> None:
    again = unlock(vault, now)
    with closing(again.vault):
        assert again.vault.findings == ()
        told.check(again)
        if deep:
            assert again.vault.verify(lambda _: None).findings == ()
    names = {str(path) for path in exports.glob("[0-9]*.tar")}
    assert told.written <= names
    for name in names:
        assert template.opens(Path(name))
    for path in exports.iterdir():
        path.unlink()
    told.written.clear()


SAMPLE = {"typing": 3, "finalize": 3, "bundle": 1, "writing": 1}
LONG = {"typing": 240, "finalize": 120, "bundle": 60, "writing": 60}
BATCHES = [(mode, first) for mode, kills in LONG.items() for first in range(1000, 1000 + kills, PER_FOLDER)]


@pytest.mark.parametrize("mode", MOMENTS)
def test_nothing_acknowledged_is_lost_and_no_half_file_stays(template: Template, tmp_path: Path, mode: str) -> None:
    kill(template, tmp_path, mode, range(SAMPLE[mode]))


@pytest.mark.long
@pytest.mark.parametrize(("mode", "first"), BATCHES)
def test_the_same_many_times(template: Template, tmp_path: Path, mode: str, first: int) -> None:
    kill(template, tmp_path, mode, range(first, first + PER_FOLDER))
