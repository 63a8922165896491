"""How long an interview is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

USUAL_MONTHS = 12
"""Until the first review, where the team says nothing else."""


@dataclass(frozen=True, slots=True)
class Retention:
    """review: on this day somebody must look whether it is still needed. hold: why it may not be erased before a court
    or an inquiry has had it; None where nothing holds it.
    """

    review: date
    hold: str | None = None
