"""What only the documents say, in the document's language, which need not be that of the interface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from interviewtool.i18n import N_, Translator, translator
from interviewtool.i18n.dates import day_in_words, short_time
from interviewtool.model import ConsentMethod, Naming

_METHODS = {
    ConsentMethod.PAPER: N_("signed on paper"),
    ConsentMethod.SCREEN: N_("signed on screen"),
    ConsentMethod.SPOKEN: N_("spoken"),
    ConsentMethod.THUMBPRINT: N_("thumbprint"),
}
_NAMINGS = {
    Naming.NAMED: N_("by name"),
    Naming.PSEUDONYM: N_("under a changed name"),
    Naming.NONE: N_("no quotation"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one document. language: uk, ru or en."""

    language: str
    _translator: Translator

    @classmethod
    def of(cls, language: str) -> Wording:
        """The words of a language; anything but uk and ru reads as English."""
        chosen = translator(language)
        return cls(chosen.language, chosen)

    def __call__(self, message: str) -> str:
        """A message marked with N_, translated."""
        return self._translator.text(message)

    def decision(self, decision: bool | Naming) -> str:
        """Yes, no, or the way of naming."""
        if isinstance(decision, Naming):
            return self(_NAMINGS[decision])
        return self(N_("yes")) if decision else self(N_("no"))

    def method(self, method: ConsentMethod) -> str:
        """How a decision was given."""
        return self(_METHODS[method])

    def time(self, moment: datetime) -> str:
        """A date in full, as in 5 March 2026, with the time of day and its distance from UTC, as evidence needs it."""
        distance = moment.strftime("%z")
        zone = f" (UTC{distance[:3]}:{distance[3:5]})" if distance else ""
        return f"{day_in_words(moment, self.language)}, {moment:%H:%M}{zone}"

    def short_time(self, moment: datetime) -> str:
        """A date with its month shortened and the time of day, for a table."""
        return short_time(moment, self.language)
