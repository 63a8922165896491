"""How hard a passphrase is to guess, by zxcvbn, in words a person can act on.

zxcvbn knows English words only; it takes Ukrainian and Russian ones for random letters and thinks too well of them.
Therefore a passphrase of fewer than `WORDS` words must be longer than zxcvbn alone would ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from interviewtool.i18n import N_

LEAST_SCORE = 3
LEAST_LETTERS = 16
WORDS = 6
_EXAMINED = 100
"""zxcvbn takes longer than quadratic time; what stands after so many letters only adds."""

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
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]

    short = len(passphrase) < LEAST_LETTERS and len(passphrase.split()) < WORDS
    score = int(zxcvbn(passphrase[:_EXAMINED], max_length=_EXAMINED)["score"]) if passphrase else 0
    if short and score >= LEAST_SCORE:
        return Strength(LEAST_SCORE - 1, TOO_SHORT, enough=False)
    return Strength(score, SENTENCES[score], enough=score >= LEAST_SCORE)
