"""Text as it is kept: one form of each letter, line feeds, and nothing that an XML instance could not hold."""

from __future__ import annotations

import re
import unicodedata

_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def normal_text(text: str) -> str:
    """The text in NFC, with line feeds, without the control characters that XML 1.0 forbids (section 2.2)."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_IN_XML.sub("", unicodedata.normalize("NFC", unified))
