"""How much room something takes, in words: 20 KB, 3.9 MB. A kilobyte is a thousand bytes, as on the box of a disk."""

from __future__ import annotations

from interviewtool.i18n import _, interface_language
from interviewtool.i18n.dates import decimal_in_figures

_KILOBYTE, _MEGABYTE = 1_000, 1_000_000


def size_in_words(count: int) -> str:
    """A number of bytes, rounded; never zero."""
    if count < _MEGABYTE:
        return _("{number} KB").format(number=max(1, round(count / _KILOBYTE)))
    megabytes = decimal_in_figures(f"{count / _MEGABYTE:.1f}", interface_language())
    return _("{number} MB").format(number=megabytes)
