"""The language of the command line: of our own messages, of the help, and of what click says by itself.

Rules: help texts are message ids, marked with `N_` where they stand and translated when they are shown; the language is
known before the first argument is read (`--language`, then the settings, then the system), so that `--help` has it too.
click looks its words up by Python's `gettext` in the domain of the process; that is made ours, and `CLICK` below brings
the words into our catalogues.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from interviewtool.i18n import DOMAIN, LANGUAGES, N_, _, ngettext, set_interface_language
from interviewtool.paths import RESOURCES

F = TypeVar("F", bound=Callable[..., Any])
WHOLE = 1000
"""Characters, more than any sentence has."""

CLICK = (
    N_("Usage:"),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("Options"),
    N_("Commands"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Show this message and exit."),
    N_("%(prog)s, version %(version)s"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    N_("Option {name!r} does not take a value."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("file"),
    N_("directory"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("{value!r} is not a valid {number_type}."),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    N_("{value} is not in the range {range}."),
    N_("default: {default}"),
    N_("required"),
    N_("Repeat for confirmation"),
    N_("Error: The two entered values do not match."),
    N_("Error: invalid input"),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
)
"""What a person may see of click's own words."""


def choose_language(arguments: Sequence[str], preferred: str) -> None:
    """Set the language before anything is parsed. preferred: of the settings; empty follows the system."""
    language = asked_for(arguments) or preferred or system_language(os.environ)
    set_interface_language(language)
    os.environ["LANGUAGE"] = language  # the only way to tell gettext, which click has bound at its import
    gettext.bindtextdomain(DOMAIN, RESOURCES / "locale")
    gettext.textdomain(DOMAIN)


def asked_for(arguments: Sequence[str]) -> str:
    """The value of --language among the options before the command; empty where there is none that we speak."""
    for index, argument in enumerate(arguments):
        name, separator, value = argument.partition("=")
        if name == "--language":
            chosen = value if separator else "".join(arguments[index + 1 : index + 2])
            return chosen if chosen in LANGUAGES else ""
    return ""


def system_language(environment: Mapping[str, str]) -> str:
    """The language the environment is set to, of those that we speak; otherwise English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wanted in environment.get(name, "").split(":"):
            if wanted:
                code = wanted.replace("_", ".").partition(".")[0]
                return code if code in LANGUAGES else "en"
    return "en"


class _Translated:
    """A `help` that is kept as a message id and read in the interface's language."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        return None if self._help is None else _(self._help)

    @help.setter
    def help(self, message: str | None) -> None:
        self._help = message


class _Used(_Translated):
    """Says in the interface's language how it is used."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind its name."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]  # type: ignore[misc]


class Option(_Translated, click.Option):
    """An option whose help is translated when it is shown."""


class Command(_Used, click.Command):
    """A command whose help is translated when it is shown."""


class Group(_Used, click.Group):
    """A group of such commands. Its help has the first sentence of each whole; click cuts it off at the line's end."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands."""
        rows = [(name, self.short_help_of(name)) for name in self.list_commands(ctx)]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)

    def short_help_of(self, name: str) -> str:
        """What the list says of a command."""
        return self.commands[name].get_short_help_str(WHOLE)


class PathType(click.Path):
    """A path of a file or folder. click names the kind when the type is made, before the language is known."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        """The path, or click.BadParameter."""
        self.name = _("file") if self.file_okay else _("directory")
        return super().convert(value, param, ctx)


def option(*declarations: str, **attributes: Any) -> Callable[[F], F]:  # noqa: ANN401 - as click has it
    """`click.option` whose help is a message id."""
    return click.option(*declarations, cls=Option, **attributes)


def group(function: Callable[[], None]) -> Group:
    """`click.group` of commands whose help are message ids. Its own stands in `main.COMMANDS`."""
    return click.group(cls=Group)(function)
