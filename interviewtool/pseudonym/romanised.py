"""Ukrainian, Russian and Latin spellings of a name brought to one rough form, to compare by ear rather than by letter.

Oleksandr, Олександр, Alexander and Александр differ in any transliteration, official or not. So letters that one
tradition writes for another's are one letter here (г h g, і и ы y i, ю yu iu), vowels that go into each other likewise,
and doubled letters are one. It is meant for comparing alone; nobody reads it.
"""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = {
    **dict(zip("абвгґдезийклмнопрстуф", "abvggdeziiklmnoprstuf", strict=True)),
    **{"є": "e", "ж": "z", "і": "i", "ї": "i", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s"},
    **{"ю": "u", "я": "a", "ы": "i", "э": "e", "ё": "e", "ь": "", "ъ": ""},
}
_LATIN = (
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("zh", "z"),
    ("kh", "h"),
    ("ts", "c"),
    ("tz", "c"),
    ("ch", "c"),
    ("sh", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("q", "k"),
    ("j", "i"),
    ("y", "i"),
)
_ALIKE = str.maketrans("hov", "gav")
"""г is h or g; an unstressed o sounds as a."""
_GLIDE = re.compile(r"i+(?=[aeiou])")
_WORD = re.compile(r"[a-z]+")
_DOUBLED = re.compile(r"(.)\1+")


def romanised(name: str) -> tuple[str, ...]:
    """The words of a name in that form, in order; marks, apostrophes and hyphens separate nothing but hyphens."""
    folded = unicodedata.normalize("NFC", name.casefold())
    letters = "".join(_CYRILLIC.get(letter, letter) for letter in folded)
    plain = "".join(each for each in unicodedata.normalize("NFD", letters) if not unicodedata.combining(each))
    plain = re.sub("['’ʼ`]", "", plain)
    for spelt, sound in _LATIN:
        plain = plain.replace(spelt, sound)
    alike = _GLIDE.sub("", plain.translate(_ALIKE))
    return tuple(_DOUBLED.sub(r"\1", word) for word in _WORD.findall(alike))
