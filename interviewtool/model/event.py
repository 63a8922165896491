"""An event as the vault keeps it: what others must be able to rely on, and therefore signed. It holds no testimony."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What can be said by a signed event; docs/formats.md has the fields of each payload."""

    AUTHORISATION = "authorisation"
    TOMBSTONE = "tombstone"
    ACKNOWLEDGEMENT = "acknowledgement"
    CONFIRM_CU = "confirm_cu"
    REVOCATION = "revocation"


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """kind: an EventKind, or one of a later version. time: the author's claim, aware.

    own: said in this vault. line: the signed line without its line feed; "" while an own event waits for keys.
    supervisor: whether it counts as said by the team's supervisor. author: the code, "" while it waits for keys.
    received: when somebody else's came. recipients: of an own tombstone, to whom the interview had gone before.
    """

    kind: str
    payload: Mapping[str, str]
    time: datetime
    own: bool
    supervisor: bool
    author: str = ""
    line: str = ""
    received: datetime | None = None
    recipients: tuple[str, ...] = ()
