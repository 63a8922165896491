"""How a command ends.

0: done. 1: something a person can mend, said in sentences on stderr. 2: wrong use. 130: stopped by Ctrl+C. Anything
else is a bug of ours and goes to the exception hook, which names no content.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from interviewtool.cli.reasons import reason
from interviewtool.errors import KnownError
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain

STOPPED = 130


@contextmanager
def explained() -> Iterator[None]:
    """Turn what a person can mend, and Ctrl+C, into sentences, and end the process with the code."""
    try:
        yield
    except click.Abort:
        click.echo(_("Stopped. Nothing that was begun is left half done."), err=True)
        sys.exit(STOPPED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except KnownError as error:
        _refuse(error)
    except OSError as error:
        # The system's reason alone: the path may lie in a vault, and its content is in none of them.
        _refuse(KnownError("cli.system_refused", reason=reason(error)))


def _refuse(error: KnownError) -> None:
    click.ClickException(str(explain(error))).show()
    sys.exit(1)
