"""What this vault said was withdrawn, and who has acknowledged it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from interviewtool.model import EventKind, KeptEvent, Tier
from interviewtool.team.log import acknowledgements

_TIERS = {tier.code: tier for tier in Tier}


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """interview: its id; "" where a receipt code named it. time: when it was said. heard_by: codes of those who
    acknowledged it.
    """

    interview: str
    tier: Tier
    time: datetime
    heard_by: tuple[str, ...]

    def means(self, interviews: Collection[str], tier: Tier) -> bool:
        """Whether it is this withdrawal of one of these versions."""
        return self.interview in interviews and self.tier is tier

    @classmethod
    def joined(cls, said: Sequence[Self]) -> Self | None:
        """What was said of every version, as one; heard by those who heard all of it. None for nothing."""
        if not said:
            return None
        heard = (code for code in said[0].heard_by if all(code in each.heard_by for each in said))
        return replace(said[0], heard_by=tuple(heard))


def withdrawals_said(events: Sequence[KeptEvent]) -> tuple[Withdrawn, ...]:
    """Every withdrawal that was said in this vault, the last one first. events: all of it."""
    return tuple(_withdrawn(event, events) for event in reversed(events) if _is_own(event))


def _is_own(event: KeptEvent) -> bool:
    return event.own and event.kind == EventKind.TOMBSTONE and event.payload.get("tier") in _TIERS


def _withdrawn(event: KeptEvent, events: Sequence[KeptEvent]) -> Withdrawn:
    payload = event.payload
    heard: Iterable[str] = acknowledgements(events, event)
    return Withdrawn(payload.get("interview", ""), _TIERS[payload["tier"]], event.time, tuple(heard))
