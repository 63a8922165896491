"""Sentences in the reader's language.

Three languages are kept apart: of the interface (`_`, process-wide), of a document (`Translator` of its own) and of the
questionnaire (comes from the form, not from here). Message ids are English; catalogues lie in resources/locale.
Mark a message with `_`, `ngettext` or, where it is translated later, `N_`; fill `{placeholders}` with `str.format`.
"""

from __future__ import annotations

import gettext
from functools import lru_cache

from interviewtool.paths import RESOURCES

LANGUAGES = ("uk", "ru", "en")
DOMAIN = "interviewtool"


class Translator:
    """Messages in one language. language: one of LANGUAGES; anything else reads as English."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = gettext.translation(DOMAIN, RESOURCES / "locale", [self.language], fallback=True)

    def text(self, message: str) -> str:
        """The message in this language; the English id where the catalogue lacks it."""
        return self._catalogue.gettext(message) if message else ""

    def plural(self, singular: str, plural: str, number: int) -> str:
        """The form of the message that goes with the number."""
        return self._catalogue.ngettext(singular, plural, number)


@lru_cache(maxsize=len(LANGUAGES))
def translator(language: str) -> Translator:
    """The translator of a language, read once."""
    return Translator(language)


_interface = "en"


def set_interface_language(language: str) -> None:
    """Choose the language of the interface for this process."""
    global _interface
    _interface = language


def interface_language() -> str:
    """The language of the interface: one of LANGUAGES."""
    return _interface


def _(message: str) -> str:
    return translator(_interface).text(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The interface's message that goes with a number."""
    return translator(_interface).plural(singular, plural, number)


def N_(message: str) -> str:
    """Mark a message that is translated when it is shown."""
    return message
