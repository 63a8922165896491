"""The group of all commands: the language, and how they end."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from interviewtool import __version__
from interviewtool.cli.ending import explained
from interviewtool.cli.language import WHOLE, Command, Group, Option, choose_language
from interviewtool.i18n import LANGUAGES, N_
from interviewtool.settings import read_settings

COMMANDS = {
    "bundle": N_("Verify a bundle, open it as the supervisor."),
    "consent": N_("Print form and withdrawal card; see decisions, withdraw, see what is due."),
    "demo": N_(
        "Conduct five synthetic interviews and a refusal, export them, open the bundle as the supervisor, verify it."
    ),
    "form": N_("Write, check and print questionnaires."),
    "interview": N_("List interviews, export them."),
    "team": N_("Create a team or join one; cards and the team file."),
    "vault": N_("Create a vault, check it, back it up, restore it; change what opens it; destroy its keys."),
}
"""Each is the module of that name, which is loaded when it is called: all together take longer than most of them do.
Their help stands here, so that it is shown without loading any."""


class _Loaded(Mapping[str, click.Command]):
    """Loads a command when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        message = COMMANDS[name]
        command: click.Command = getattr(import_module(f"interviewtool.cli.{name}"), name)
        command.help = message
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Commands(Group):
    """A group that explains what a person can mend."""

    def short_help_of(self, name: str) -> str:
        return Command(name, help=COMMANDS[name]).get_short_help_str(WHOLE)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run a command and end the process with its code."""
        arguments = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that lacks a letter is told the rest
        choose_language(arguments, read_settings().settings.interface_language)
        with explained():
            code = super().main(arguments, *rest, **{**named, "standalone_mode": False})
            sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=_Commands,
    commands=_Loaded(),
    help=N_("Offline interview capture. Without a command the window opens."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--language",
    cls=Option,
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=N_("Language of messages and help; by default that of the settings, else of the system."),
)
@click.version_option(__version__, prog_name="interviewtool", cls=Option, help=N_("Show the version and exit."))
def main() -> None:
    """What all commands share is done before they are read; see `choose_language`."""
