"""Languages as questionnaires name them: `Українська (uk)`, plain `English`, pyxform's word for texts of none."""

from __future__ import annotations

UNNAMED = "default"
"""Of texts without a language, where something in the form (a picture, a guidance hint) makes pyxform list them."""

_PLAIN = {
    **dict.fromkeys(("english", "англійська", "английский"), "en"),
    **dict.fromkeys(("ukrainian", "українська", "украинский"), "uk"),
    **dict.fromkeys(("russian", "російська", "русский"), "ru"),
}


def language_code(name: str) -> str:
    """The code in a language's name (`Українська (uk)` → `uk`); of a name without one its own, or the name itself."""
    name = name.strip()
    if name.endswith(")") and "(" in name:
        return name.rpartition("(")[2][:-1].strip()
    return _PLAIN.get(name.casefold(), name)
