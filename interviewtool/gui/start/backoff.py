"""The pause after wrong passphrases.

It is for the screen only: it slows a passer-by down, and protects no copied vault; that is the work of
Argon2id and a long passphrase.
"""

from __future__ import annotations

FREE_TRIES = 2
LONGEST_PAUSE = 60


def pause_after(wrong: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: 0, 0, 2, 4, 8 … 60."""
    return 0 if wrong <= FREE_TRIES else min(2 ** (wrong - FREE_TRIES), LONGEST_PAUSE)
