"""The places of an unlocked vault, as the navigation bar shows them: a row per place, made when it is first shown.

Screens are imported by their makers, since from the start to the unlock view nobody should wait for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interviewtool.gui.screen import Screen
from interviewtool.gui.shell import Shell
from interviewtool.i18n import N_


@dataclass(frozen=True, slots=True)
class Place:
    """key: what `Shell.go` takes. label: a message id. make: the screen, with its signals connected."""

    key: str
    label: str
    make: Callable[[Shell], Screen]


def _interviews(shell: Shell) -> Screen:
    from interviewtool.gui.interview_list import InterviewListScreen

    interviews = InterviewListScreen(shell.open_workspace(), shell.operations)
    interviews.prepare_chosen.connect(shell.work.prepare)
    interviews.another_chosen.connect(shell.work.another)
    interviews.interview_chosen.connect(shell.work.open)
    interviews.answer_chosen.connect(shell.work.open)
    interviews.add_chosen.connect(shell.work.add_to)
    interviews.referrals_chosen.connect(shell.work.referrals)
    interviews.export_chosen.connect(shell.work.export)
    return interviews


def _team(shell: Shell) -> Screen:
    from interviewtool.gui.review import TeamScreen

    return TeamScreen(shell.open_workspace(), shell.operations)


def _desk(shell: Shell) -> Screen:
    from interviewtool.gui.review import DeskScreen

    desk = DeskScreen(shell.open_workspace(), shell.operations)
    desk.interview_chosen.connect(shell.work.read)
    return desk


def _afterwards(shell: Shell) -> Screen:
    from interviewtool.gui.afterwards import AfterwardsScreen

    return AfterwardsScreen(shell.open_workspace(), shell.operations)


def _care(shell: Shell) -> Screen:
    from interviewtool.gui.care import CareScreen

    care = CareScreen(shell.open_workspace(), shell.operations, shell.settings)
    care.panic_wanted.connect(shell.panic)
    care.vault_closed.connect(shell.vault_closed)
    care.code_shown.connect(lambda: shell.code_shown(confirmed=False))
    care.code_confirmed.connect(lambda: shell.code_shown(confirmed=True))
    return care


def _settings(shell: Shell) -> Screen:
    from interviewtool.gui.settings import SettingsScreen

    settings = SettingsScreen(shell.operations, shell.settings, shell.settings.vault)
    settings.changed.connect(shell.change)
    return settings


PLACES = (
    Place("interviews", N_("&Interviews"), _interviews),
    Place("team", N_("&Team"), _team),
    Place("desk", N_("Supervisor’s &desk"), _desk),
    Place("afterwards", N_("&Afterwards"), _afterwards),
    Place("care", N_("&Vault"), _care),
    Place("settings", N_("&Settings"), _settings),
)
