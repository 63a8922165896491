"""Guesses from a name as it was typed whether a woman's or a man's pseudonym fits, so that a text stays readable.

Names of this field say it by their endings, in Latin letters, too: patronymics surely, family names nearly so, given
names mostly.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_SURE = (
    (re.compile(r"(івна|ївна|овна|евна|ична|инична|ivna|ovna|evna|ichna)$"), "f"),
    (re.compile(r"(ович|йович|евич|ьич|ич|ich|ych)$"), "m"),
    (re.compile(r"(ська|цька|зька|ская|цкая|ова|ева|єва|ёва|іна|їна|ина|ына|ая|ska|zka|ova|eva|ina|yna|aya)$"), "f"),
    (re.compile(r"(ський|цький|зький|ский|цкий|ов|ев|єв|ёв|ін|їн|ин|ын|ий|ый|ой|sky|ov|ev|in|yn|[iy][iy]|oy)$"), "m"),
)
_MEN = frozenset(
    "микола ілля лука сава фома хома кузьма микита никита илья савва гаврила данила "
    "mykola illia ilya luka sava savva foma khoma kuzma mykyta nikita danyla".split()
)


def guess(name: str) -> str:
    """f, m, or "" for a name that does not say."""
    words = [word.group().casefold() for word in _WORD.finditer(name)]
    if any(word in _MEN for word in words):
        return "m"
    for ending, sex in _SURE:
        if any(ending.search(word) for word in words):
            return sex
    if not words:
        return ""
    return "f" if any(word[-1] in "аяa" for word in words) else "m"
