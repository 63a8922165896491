"""Gives every person a pseudonym, and says what is shown for a person code.

Person code → pseudonym stands in answers.db, person code → person in the identity vault alone. A pseudonym is drawn
from the pool of the interview's language, resembles no name at hand when it is given, and is given once.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from itertools import count

from interviewtool.i18n import N_, translator
from interviewtool.model import DisplayName, Identity, IdentityKind, Reference
from interviewtool.model.codes import Randomness
from interviewtool.pseudonym.mentions import PEOPLE, Seeker
from interviewtool.pseudonym.pool import names
from interviewtool.pseudonym.sex import guess
from interviewtool.vault import Transaction

_WITHHELD = {
    IdentityKind.UNIT: N_("unit withheld"),
    IdentityKind.CONTACT: N_("contact details withheld"),
}


def assign(
    transaction: Transaction,
    identity: Identity,
    *,
    language: str,
    at_hand: Collection[Identity],
    draw: Randomness = secrets.randbelow,
) -> str:
    """The pseudonym of a person, drawn now if there is none yet; "" for what is not a person.

    at_hand: the identities whose names it must not resemble.
    """
    if identity.kind not in PEOPLE:
        return ""
    given = transaction.pseudonyms.get(identity.person_code)
    if given and not _resembles(given, Seeker(at_hand)):
        return given
    others = transaction.pseudonyms.all()
    others.pop(identity.person_code, None)
    chosen = _draw(guess(identity.text), language, set(others.values()), at_hand, draw)
    transaction.pseudonyms.put(identity.person_code, chosen)
    return chosen


def _draw(sex: str, language: str, taken: set[str], at_hand: Collection[Identity], draw: Randomness) -> str:
    real = Seeker(at_hand)
    pool = [name for name in names(language) if sex in ("", name.sex) and not _resembles(str(name), real)]
    free = [str(name) for name in pool if str(name) not in taken]
    if free:
        return free[draw(len(free))]
    # A pool that is used up goes on with numbers, so that two people never share a pseudonym.
    given = [name.given for name in pool] or ["N"]
    return next(name for number in count(2) if (name := f"{given[draw(len(given))]} {number}") not in taken)


def display(kind: IdentityKind, pseudonym: str | None, *, name: str | None, language: str) -> DisplayName:
    """What is shown for a person code in a document's language.

    name: the real one, only where consent and an open register allow it to be shown.
    """
    if name is not None:
        return DisplayName(name, changed=False)
    if pseudonym:
        return DisplayName(pseudonym, changed=True)
    return DisplayName(translator(language).text(_WITHHELD.get(kind, N_("name withheld"))), changed=False)


def _resembles(pseudonym: str, real: Seeker) -> bool:
    return bool(real.find(Reference(""), pseudonym))
