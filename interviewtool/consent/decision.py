"""One answer to one item of consent, before it is a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from interviewtool.consent.texts import ConsentText
from interviewtool.model import ConsentItem, ConsentMethod, ConsentRecord, ConsentRole, Naming


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on an item, how they said it, and the text it was read from.

    naming: for C10 only, and then required; what was given follows from it. role: whose decision it is. review: with
    C15, when the interview is looked at again; the day that stands, or the team's usual one, where it is left out.
    reached: with C16, that it is asked where the sensitive modules begin; only that opens them. told: when it was
    decided, where it was noted on paper and is typed in now, as `ConsentRecord.told`.
    """

    item: ConsentItem
    given: bool
    method: ConsentMethod
    text: ConsentText
    naming: Naming | None = None
    role: ConsentRole = ConsentRole.RESPONDENT
    review: date | None = None
    reached: bool = False
    told: str = ""

    def says_the_same(self, record: ConsentRecord) -> bool:
        """Whether a record of the same item and role holds just this already; to look at what was told adds nothing."""
        new = self.review is not None or self.told not in ("", record.told)
        return not new and (self.given, self.naming, self.method, self.text.hash) == (
            record.given,
            record.naming,
            record.method,
            record.text_hash,
        )
