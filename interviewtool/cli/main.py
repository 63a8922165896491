"""The group of all commands: language, errors as sentences, exit codes (0 done, 1 a known error, 2 wrong use)."""

from __future__ import annotations

import click

from interviewtool import __version__
from interviewtool.cli import bundle, consent, demo, form, interview, team, vault
from interviewtool.errors import KnownError
from interviewtool.i18n import LANGUAGES, _, set_interface_language
from interviewtool.i18n.explain import explain
from interviewtool.settings import read_settings


class Commands(click.Group):
    """A group that explains what a person can mend; anything else is a bug and goes to the exception hook."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a KnownError ends with its sentences and code 1."""
        try:
            return super().invoke(ctx)
        except KnownError as error:
            raise click.ClickException(str(explain(error))) from None
        except OSError as error:
            # strerror alone: the file's name was typed by the person, and nothing of its content is in it.
            raise click.ClickException(
                _("The file cannot be read or written: {reason}.").format(reason=error.strerror or type(error).__name__)
            ) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the messages.")
@click.version_option(__version__, prog_name="interviewtool")
def main(language: str | None) -> None:
    """Offline interview capture. Without a command the window opens."""
    set_interface_language(language or read_settings().settings.interface_language or "en")


for command in (demo.demo, form.form, vault.vault, interview.interview, bundle.bundle, consent.consent, team.team):
    main.add_command(command)
