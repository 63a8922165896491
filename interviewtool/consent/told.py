"""A decision that was noted on paper before and is typed in now: when it was made, as whoever types it tells.

The record bears that beside its own time, which stays the clock's. The latest record counts, as ever; so a yes that is
typed in later is not recorded where the person decided otherwise since.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from interviewtool.errors import KnownError
from interviewtool.model import ConsentMethod, ConsentRecord, ConsentRole

_SEVERAL = (ConsentRole.INTERPRETER, ConsentRole.PRESENT)
"""Of these there may be several: what one decided says nothing of another."""


def as_told(day: date, at: time | None) -> str:
    """How a record holds the moment (`ConsentRecord.told`). at: to the minute; None where only the day is known."""
    return day.isoformat() if at is None else datetime.combine(day, at).isoformat(timespec="minutes")


def require_possible(record: ConsentRecord, before: Iterable[ConsentRecord]) -> None:
    """Nothing, where a decision may be told as it is. before: every record of the interview, oldest first.

    KnownError consent.told_ahead for what has not come yet, consent.decided_since where it would undo a later
    decision. A no, and what says the same, undoes nothing. ValueError where it was signed on the screen, thus now.
    """
    if not record.told:
        return
    if record.method is ConsentMethod.SCREEN:
        raise ValueError("signed on the screen, so it is decided now")
    if record.told > record.time.isoformat():
        raise KnownError("consent.told_ahead")
    if not record.given or record.role in _SEVERAL:
        return
    same = [each for each in before if (each.item, each.role) == (record.item, record.role)]
    last = max(reversed(same), key=lambda each: each.decided, default=None)  # of equals the one recorded last
    if last is None or last.decided <= record.told:
        return
    if (last.given, last.naming) != (record.given, record.naming):
        raise KnownError("consent.decided_since")
