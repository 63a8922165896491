"""How hard a passphrase is to guess, by zxcvbn, in words a person can act on.

zxcvbn knows English words only; it takes Ukrainian and Russian ones for random letters and thinks too well of them.
Therefore a passphrase of fewer than `WORDS` words must be longer than zxcvbn alone would ask; and what was typed on a
Cyrillic keyboard is judged as the Latin keys it lies on, too, where rows of keys and the usual bad choices are known.
"""

from __future__ import annotations

from dataclasses import dataclass

from interviewtool.crypto.passphrases import WORDS
from interviewtool.i18n import N_

LEAST_SCORE = 3
LEAST_LETTERS = 16
_EXAMINED = 100
"""zxcvbn takes longer than quadratic time; what stands after so many letters only adds."""
_LATIN_KEYS = str.maketrans(
    "йцукенгшщзхъфывапролджэячсмитьбюё" + "іїєґ",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`" + "s]'\\",
)
"""The key of each letter of the Russian layout, then of those the Ukrainian one has in other places."""

SENTENCES = (
    N_("Far too easy to guess."),
    N_("Too easy to guess."),
    N_("Still too easy to guess; add a few words."),
    N_("Good."),
    N_("Very good."),
)
TOO_SHORT = N_("Too short: take six words or more, or at least 16 letters.")


@dataclass(frozen=True, slots=True)
class Strength:
    """score: 0 to 4 as zxcvbn gives it. sentence: a message id. enough: whether a vault may be made with it."""

    score: int
    sentence: str
    enough: bool


def strength(passphrase: str) -> Strength:
    """Judge a passphrase; takes some milliseconds, and the first time a tenth of a second."""
    short = len(passphrase) < LEAST_LETTERS and len(passphrase.split()) < WORDS
    examined = passphrase[:_EXAMINED]
    score = min(_score(examined), _score(examined.lower().translate(_LATIN_KEYS)))
    if short and score >= LEAST_SCORE:
        return Strength(LEAST_SCORE - 1, TOO_SHORT, enough=False)
    return Strength(score, SENTENCES[score], enough=score >= LEAST_SCORE)


def _score(examined: str) -> int:
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]

    return int(zxcvbn(examined, max_length=_EXAMINED)["score"]) if examined else 0
