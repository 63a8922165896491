"""Help: every command and option has one, in the language of the interface."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from interviewtool.cli import main
from interviewtool.cli.language import CLICK, asked_for, system_language
from tests.commands import interviewtool, process


def commands(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)
        else:
            yield (*path, name), command


ALL = dict(commands(main))


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_and_option_has_help(path: tuple[str, ...]) -> None:
    command = ALL[path]
    assert command.help
    assert all(each.help for each in command.params if isinstance(each, click.Option)), path
    shown = interviewtool(*path, "--help")
    assert shown.code == 0
    assert shown.out.startswith("Usage:")


@pytest.mark.parametrize("path", [path for path, each in ALL.items() if isinstance(each, click.Group)], ids=" ".join)
def test_the_list_of_commands_says_whole_sentences(path: tuple[str, ...]) -> None:
    assert "..." not in interviewtool(*path, "--help").out.partition("Commands:")[2]


def test_no_passphrase_can_be_given_as_an_argument() -> None:
    named = {name for command in ALL.values() for option in command.params for name in option.opts}
    assert not {name for name in named if "pass" in name or "code" in name} - {
        "--passphrase-fd",
        "--new-passphrase-fd",
        "--code",  # of a member of the team
        "code",
    }


@pytest.mark.parametrize(("language", "usage"), [("uk", "Використання: "), ("ru", "Использование: ")])
def test_help_is_in_the_interface_s_language(language: str, usage: str) -> None:
    for arguments in (("--language", language, "form", "check", "--help"), (f"--language={language}", "-h")):
        shown = process(*arguments)
        assert shown.code == 0
        assert shown.out.startswith(usage)
        assert "Show this" not in shown.out
        assert "Check a questionnaire" not in shown.out


def test_a_terminal_without_cyrillic_letters_is_told_what_it_can_show() -> None:
    shown = process("--language", "uk", "--help", environment={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert shown.code == 0
    assert "interviewtool [???" in shown.out


def test_the_language_is_known_before_the_first_argument_is_read() -> None:
    assert asked_for(["--language", "uk", "vault", "info"]) == "uk"
    assert asked_for(["--help", "--language=ru"]) == "ru"
    assert asked_for(["--language", "xx"]) == asked_for(["--language"]) == asked_for([]) == ""
    assert system_language({"LANG": "uk_UA.UTF-8"}) == "uk"
    assert system_language({"LC_ALL": "ru", "LANG": "uk_UA.UTF-8"}) == "ru"
    assert (
        system_language({"LANG": "de_DE.UTF-8"}) == system_language({"LANG": "C.UTF-8"}) == system_language({}) == "en"
    )


def test_click_s_words_are_those_of_this_click() -> None:
    """A new version of click may say it otherwise; then our catalogues no longer translate it."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    assert not [word for word in CLICK if f'"{word}"' not in source and f"'{word}'" not in source]
