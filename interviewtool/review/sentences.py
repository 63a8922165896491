"""What was found out about a bundle, in sentences that the window and the command line share."""

from __future__ import annotations

from datetime import datetime

from interviewtool.i18n import _, interface_language, ngettext
from interviewtool.i18n.dates import short_time
from interviewtool.review.received import ReceivedInterview, Verdict


def verdict_sentences(verdict: Verdict) -> tuple[str, ...]:
    """Who signed, when, that nothing changed, for whom it was, and what of the names is here."""
    signed = _("Signed by {code}, a member of your team.").format(code=verdict.signer)
    claimed = _("The signer’s clock said {time}; a clock can be wrong.").format(time=_time(verdict.claimed))
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
    return (signed, claimed, unchanged, addressed, names)


def doubts(verdict: Verdict) -> tuple[str, ...]:
    """What the reader has to ask about, the gravest first."""
    found = []
    forgotten, missing = verdict.continuity.forgotten, verdict.continuity.missing
    if forgotten:
        found.append(
            ngettext(
                "The signer’s vault and a bundle opened here before, of {time}, do not know of each other: an older "
                "copy of the vault was put back, or a backup was restored. Ask {code}.",
                "The signer’s vault and {number} bundles opened here before, the last of {time}, do not know of each "
                "other: an older copy of the vault was put back, or a backup was restored. Ask {code}.",
                len(forgotten),
            ).format(number=len(forgotten), time=_time(forgotten[-1].created), code=verdict.signer)
        )
    if verdict.events_refused:
        found.append(
            _(
                "What the sender says to the team contradicts what they said before. Withdrawals in it count; the "
                "rest was not taken in. Ask them."
            )
        )
    if missing:
        found.append(
            ngettext(
                "A bundle made before this one, on {time}, was never opened here: it is missing, or still to come.",
                "{number} bundles made before this one, the last on {time}, were never opened here: they are missing, "
                "or still to come.",
                len(missing),
            ).format(number=len(missing), time=_time(missing[-1].created))
        )
    if verdict.continuity.silent:
        found.append(
            _(
                "It does not say what was sent before it, as an older version of the program made it; so nothing shows "
                "whether the signer’s vault was put back."
            )
        )
    return tuple(found)


def without_consent(received: ReceivedInterview) -> str:
    """What its records lack of the consent without which nothing leaves; "" where they have it."""
    if received.gate.guardian is not None:
        return _(
            "By its preparation the respondent may not decide alone, and no guardian’s “yes” is in it. Ask the sender."
        )
    if received.gate.missing:
        text = _("Its records hold no “yes” to {items}, without which nothing leaves. Ask the sender.")
        return text.format(items=", ".join(received.gate.missing))
    return ""


def _time(moment: datetime) -> str:
    return short_time(moment.astimezone(), interface_language())
