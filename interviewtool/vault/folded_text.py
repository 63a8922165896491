"""Text to be looked through, kept small: a byte for each letter where Ukrainian, Russian and English are all there is.

It is folded (see `model.folded`), so that spellings which make no difference are one. A text with any other letter is
kept in UTF-8; what is looked for is tried in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interviewtool.model import folded

_ONE_BYTE, _ANY = "cp1251", "utf-8"
_LETTERS = bytes(range(256)).decode(_ONE_BYTE, "ignore")


def _encoded(text: str, codec: str) -> bytes | None:
    """None where the codec lacks a letter."""
    try:
        return text.encode(codec, "strict" if codec == _ONE_BYTE else "surrogatepass")
    except UnicodeEncodeError:
        return None


_KNOWN = "".join(letter for letter in _LETTERS if len(_encoded(folded(letter), _ONE_BYTE) or b"") == 1)
_FOLDED = bytes.maketrans(_KNOWN.encode(_ONE_BYTE), folded(_KNOWN).encode(_ONE_BYTE))
_OTHERS = [letter.encode(_ONE_BYTE) for letter in _LETTERS if letter not in _KNOWN]
"""The sign µ, which folds into a Greek letter."""


@dataclass(frozen=True, slots=True, repr=False)
class FoldedText:
    """Folded text. No repr: it is testimony."""

    codec: str
    encoded: bytes

    @staticmethod
    def of(text: str) -> FoldedText:
        """A text, folded."""
        encoded = _encoded(text, _ONE_BYTE)
        if encoded is not None and not any(other in encoded for other in _OTHERS):
            return FoldedText(_ONE_BYTE, encoded.translate(_FOLDED))  # half the time of folding, then encoding
        plain = folded(text)
        encoded = _encoded(plain, _ONE_BYTE)
        if encoded is not None:
            return FoldedText(_ONE_BYTE, encoded)
        return FoldedText(_ANY, plain.encode(_ANY, "surrogatepass"))

    def __str__(self) -> str:
        return self.encoded.decode(self.codec, "surrogatepass")


class Wanted:
    """One word that is looked for, where a word begins with it; or, anywhere, one of the codes that stand for it."""

    def __init__(self, word: str, codes: Iterable[str] = ()) -> None:
        """word, codes: folded."""
        parts = (word, *codes)
        self._encoded = {
            codec: [encoded for part in parts if (encoded := _encoded(part, codec)) is not None]
            for codec in (_ONE_BYTE, _ANY)
        }
        # As `interview.search` divides text into words: an apostrophe between letters is one of them.
        beginning = rf"(?<!\w)(?<!\w'){re.escape(word)}"
        self._pattern = re.compile("|".join((beginning, *map(re.escape, parts[1:]))))

    def is_in(self, text: FoldedText) -> bool:
        """Whether it stands in a text."""
        letters = text.encoded
        if not any(part in letters for part in self._encoded[text.codec]):
            return False  # as in most interviews, and a hundred times as fast to see as by the pattern
        return self._pattern.search(str(text)) is not None
