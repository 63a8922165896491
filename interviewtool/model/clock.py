"""The clock of the program. Everything that needs a time takes it by constructor; this is what is given in the end."""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """Local time with its offset."""
    return datetime.now().astimezone()
