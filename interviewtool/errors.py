"""The one exception a person is meant to read.

A `KnownError` is something outside the program that a person can mend: a wrong passphrase, a damaged file, a form with
a mistake. It carries a code, never a sentence: sentences are made by `interviewtool.i18n.explain`, in the reader's
language, by the window and the command line only. Its `str()` is the code alone, so that no answer, name or key reaches
a log. Every other exception is a bug of ours and is reported without content.
"""

from __future__ import annotations

from dataclasses import dataclass

Parameter = str | int | float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mistake is: a file, and inside it what the reader can point at. Empty parts are unknown."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""


class KnownError(Exception):
    """Something a person can mend.

    code: dotted lower-case name, `package.what`, which has an entry in `interviewtool/i18n/explanations/package.py`.
    place: where it is, if it is anywhere.
    parameters: what the sentence needs; shown to the person, never logged.
    """

    def __init__(self, code: str, place: Place | None = None, **parameters: Parameter) -> None:
        super().__init__(code)
        self.code = code
        self.place = place or Place()
        self.parameters = parameters


class Cancelled(Exception):
    """A person stopped a long act; raised by the act's `progress`. The act undoes what it began and lets it pass."""
