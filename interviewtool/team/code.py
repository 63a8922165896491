"""What a member's code may look like: plain, since it stands in allowed_signers files, certificates and cards."""

from __future__ import annotations

import re

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,31}")


def is_code(text: str) -> bool:
    """Letters a-z and A-Z, digits and `-`, at most 32, not beginning with `-`."""
    return _CODE.fullmatch(text) is not None
