"""What one word of a name may look like in a text: in any case, in the other language, among friends, in Latin letters.

The stem of a name is the name without its last vowels; its last vowel may change or fall out (Федір, Федора; Павел,
Павла), its last consonant may soften (Одарка, Одарці). After it stands whatever is short enough for a name as it was
entered, and an ending that Ukrainian or Russian has for one that is only told from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from interviewtool.model import folded
from interviewtool.pseudonym.given_names import called, everyday
from interviewtool.pseudonym.romanised import romanised

_VOWELS = "аеєиіїоуюяыэ"
_LETTER = f"['{_VOWELS}бвгґджзйклмнпрстфхцчшщьъa-z]"
_ENDING = re.compile(f"[{_VOWELS}йь]+$")
_LAST_SYLLABLE = re.compile(f"(.+)[іїеоє]([^{_VOWELS}]+)$")
_TWO_AND_ETS = re.compile(f"([^{_VOWELS}])([^{_VOWELS}])[еє]ц$")
_SOFTENED = {"к": "[кц]", "г": "[гз]", "х": "[хс]"}
_LONGEST_ENDING = 3
_SHORTEST_NAME = 2

_SOFT = "я ю є е и ь й ья ье ьи ьо ью єю ею ей єм ем ям ями ях єві еві еи ия ии ию ие ием ией иєм иєю иєві ий ея ею еи"
_HARD = "а у и е о ою ой ом ові ам ами ах ів ов їв ого ому им ої ий их ими ая ую ый"
_ENDINGS = tuple("|".join(sorted(set(each.split()), key=len, reverse=True)) for each in (_SOFT, _HARD))
"""Of a name that ends in я, and of one in а, in letters of both languages (`_mixed`); any other may have either."""

_ENDINGS_OF_THE_OTHER = (
    ("івна", "овна"),
    ("івна", "евна"),
    ("ївна", "евна"),
    ("йович", "евич"),
    ("ович", "евич"),
    ("ьов", "ев"),
    ("йов", "ев"),
    ("ьова", "ева"),
    ("йова", "ева"),
)
"""Ukrainian and Russian."""

_HEARD_ENDING = re.compile(r"(?<=..)(?:[aeiu]+[gmh]?[aeiu]*|[aeiu]vi)$")
_SHORTEST_HEARD, _SHORTEST_HEARD_LATIN, _SHORTEST_SMALL = 6, 4, 5
"""Letters of a stem by which a word is told by ear, and of a word that is written small: fewer are many everyday words.
"""
_FAMILY_NAME = re.compile("(енк|чук|щук|юк|[сцз]ьк|ск|цк|[оеєії]в|ин|ін|їн|ян|дз|швіл|швил|ович|евич)[^вч]?$")
"""Stems that no everyday word has."""


@dataclass(frozen=True, slots=True, repr=False)
class NameForms:
    """begins: all but the last letter of the stem. own: the name as it was entered. told: it, and what else its bearer
    is called, by their endings. heard: the stems of these by ear. ordinary: it may be an everyday word, too.
    """

    begins: str
    own: re.Pattern[str]
    told: re.Pattern[str]
    heard: frozenset[str]
    ordinary: bool

    def is_named_by(self, word: str) -> bool:
        """Whether a word with a capital letter may be this name."""
        plain = folded(word)
        if self.own.fullmatch(plain) or self.told.fullmatch(_mixed(plain)):
            return True
        shortest = _SHORTEST_HEARD_LATIN if word.isascii() else _SHORTEST_HEARD
        return not self.heard.isdisjoint(_heard(word, shortest))

    def is_surely_named_by(self, word: str) -> bool:
        """Whether a word written small may be this name, if something beside it says that it is a name."""
        if self.ordinary and not folded(word).startswith(self.begins):
            return False
        return bool(self.told.fullmatch(_mixed(folded(word))))

    def counts_alone(self, word: str, *, begins_sentence: bool) -> bool:
        """Whether a word that may be this name counts though nothing beside it says so."""
        plain = folded(word)
        everyday = bool(_everyday().fullmatch(_mixed(plain)))
        if word[0].isupper():
            small_elsewhere = everyday and (begins_sentence or word.isupper())
            return not small_elsewhere or bool(self.own.fullmatch(plain))
        return not self.ordinary and not everyday and len(word) >= _SHORTEST_SMALL


def forms_of(name: str) -> NameForms:
    """name: one word."""
    plain = folded(name)
    others = called(name)
    told = {plain, *others, *_in_the_other_language(plain)} if len(plain) >= _SHORTEST_NAME else set()
    return NameForms(
        begins=_stem(plain)[:-1],
        own=_as_entered(plain),
        told=re.compile("|".join(_told(_mixed(each)) for each in sorted(told)) or "(?!)"),
        heard=frozenset().union(*(_heard(each, _SHORTEST_HEARD_LATIN) for each in told)),
        ordinary=not others and _FAMILY_NAME.search(_ENDING.sub("", plain)) is None,
    )


def _in_the_other_language(name: str) -> set[str]:
    """Patronymics and family names whose ending differs."""
    pairs = (*_ENDINGS_OF_THE_OTHER, *((russian, ukrainian) for ukrainian, russian in _ENDINGS_OF_THE_OTHER))
    return {name.removesuffix(one) + other for one, other in pairs if name.endswith(one)}


def _as_entered(name: str) -> re.Pattern[str]:
    if len(name) < _SHORTEST_NAME:
        return re.compile("(?!)")
    stem = _stem(name)
    return re.compile(f"{_base(stem)}{_LETTER}{{0,{len(name) - len(stem) + _LONGEST_ENDING}}}")


def _told(name: str) -> str:
    """In letters that are one for both languages."""
    soft, hard = _ENDINGS
    if name.endswith("я"):
        return f"{re.escape(_stem(name))}(?:{soft})"
    if name.endswith("а"):
        return f"{_softened(_stem(name))}(?:{hard})"
    if name.endswith(("е", "и", "о", "у", "ю")):
        return f"{_softened(_stem(name))}(?:{soft}|{hard})?"
    stem = name[:-1] if name.endswith("ай") else _stem(name)  # Николаем, and not никому
    return f"{_base(stem)}(?:{soft}|{hard})?"


def _stem(name: str) -> str:
    stem = _ENDING.sub("", name)
    if len(stem) < _SHORTEST_NAME:
        return name[:-1] if len(name) > _SHORTEST_NAME else name
    return stem


def _base(stem: str) -> str:
    ets, changing = _TWO_AND_ETS.fullmatch(stem), _LAST_SYLLABLE.fullmatch(stem)
    if ets:
        return f"{re.escape(ets[1])}е?{re.escape(ets[2])}е?ц"
    if changing:
        return f"{re.escape(changing[1])}[аоеєіїий]?ь?{re.escape(changing[2])}"
    return _softened(stem)


def _softened(stem: str) -> str:
    return re.escape(stem[:-1]) + _SOFTENED.get(stem[-1], re.escape(stem[-1]))


def _mixed(plain: str) -> str:
    """Letters that one language writes for the other's are one."""
    return plain.translate(_ONE_FOR_ANOTHER)


_ONE_FOR_ANOTHER = str.maketrans({"ґ": "г", "і": "и", "ї": "и", "ы": "и", "э": "е", "є": "е", "ъ": "", "'": ""})


def _heard(word: str, shortest: int) -> frozenset[str]:
    """A word by ear, and its stem, as far as they are long enough."""
    whole = "".join(romanised(word))
    return frozenset(each for each in (whole, _HEARD_ENDING.sub("", whole)) if len(each) >= shortest)


@cache
def _everyday() -> re.Pattern[str]:
    return re.compile("|".join(_told(_mixed(each)) for each in sorted(everyday())))
