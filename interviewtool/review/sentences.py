"""What was found out about a bundle, in sentences that the window and the command line share."""

from __future__ import annotations

from babel.dates import format_datetime

from interviewtool.i18n import _, interface_language, ngettext
from interviewtool.review.received import Verdict


def verdict_sentences(verdict: Verdict) -> tuple[str, ...]:
    """Who signed, when, that nothing changed, for whom it was, and what of the names is here."""
    signed = _("Signed by {code}, a member of your team.").format(code=verdict.signer)
    time = format_datetime(verdict.claimed.astimezone(), "d MMM y, HH:mm", locale=interface_language())
    claimed = _("The signer’s clock said {time}; a clock can be wrong.").format(time=time)
    number = len(verdict.addressed_to)
    addressed = ngettext(
        "Encrypted to {number} recipient; you are among them.",
        "Encrypted to {number} recipients; you are among them.",
        number,
    ).format(number=number)
    if not verdict.has_identities:
        names = _("The names of the persons did not travel with it; pseudonyms stand for them.")
    elif verdict.identities_open:
        names = _("The names of the persons came sealed apart, and could be opened here.")
    else:
        names = _("The names of the persons came sealed apart, to somebody else.")
    unchanged = _("Not a byte was changed since it was signed.")
    said = (signed, claimed, unchanged, addressed, names)
    if not verdict.events_refused:
        return said
    doubt = _("What the sender says was withdrawn contradicts what they said before, and was not taken in. Ask them.")
    return (*said, doubt)
