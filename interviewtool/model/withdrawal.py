"""What a person who has spoken may take back, in five tiers, each with everything before it."""

from __future__ import annotations

from enum import IntEnum


class Tier(IntEnum):
    """stop: nothing more is asked or stored. erase_identity: who is who goes, the account stays. erase_all: nothing
    stays.
    """

    STOP = 1
    NO_PUBLICATION = 2
    NO_SHARING = 3
    ERASE_IDENTITY = 4
    ERASE_ALL = 5

    @property
    def code(self) -> str:
        """As it stands in a signed event: `no_sharing`."""
        return self.name.lower()

    @classmethod
    def from_code(cls, code: str) -> Tier:
        """What `code` gave. KeyError for anything else."""
        return cls[code.upper()]
