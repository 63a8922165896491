"""What a consent record says. The records are the only truth about consent; the latest of an item counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interviewtool.model.identifiers import ContentHash


class ConsentItem(StrEnum):
    """The sixteen decisions. Their wording stands in the consent texts, never here."""

    INTERVIEW = "C1"
    WHO_WE_ARE = "C2"
    PURPOSE = "C3"
    RISKS = "C4"
    VOLUNTARY = "C5"
    NOTES = "C6"
    AUDIO = "C7"
    COPIES = "C8"
    STORING = "C9"
    QUOTATION = "C10"
    RELATIVES = "C11"
    AUTHORITIES = "C12"
    UNITED_NATIONS = "C13"
    ORGANISATIONS = "C14"
    RECONTACT = "C15"
    SENSITIVE = "C16"


GATE_ITEMS = (ConsentItem.INTERVIEW, ConsentItem.STORING)
"""No answer is stored before these stand."""


class ConsentMethod(StrEnum):
    """How a decision was given."""

    PAPER = "signed_on_paper"
    SCREEN = "signed_on_screen"
    SPOKEN = "spoken"
    THUMBPRINT = "thumbprint"


class Naming(StrEnum):
    """The answer to C10: how a person may be quoted."""

    NAMED = "named"
    PSEUDONYM = "pseudonym"
    NONE = "none"


class ConsentRole(StrEnum):
    """Who decided. Every gate stands on the respondent; the others are asked for their own part.

    guardian: of a person who may not, or not alone, decide. interpreter, present: that they are there and keep silent
    about what they hear.
    """

    RESPONDENT = "respondent"
    GUARDIAN = "guardian"
    INTERPRETER = "interpreter"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One decision on one item; never edited, a change is a new record.

    given: yes or no; for C10 yes means quotation in the way `naming` says.
    language: of the text that was read (uk, ru, en). text_version, text_hash: of that very text.
    handwriting: id of the sealed blob with the handwritten signature, if it was drawn on screen.
    time: of the record, by the clock; which decision is the latest follows from the order of the records alone.
    told: when it was decided, where that was noted on paper and typed in later: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` by
    the clock where it was given, as whoever typed it says; "" for what was recorded as it was decided.
    role: of whoever decided. reached: for C16, whether it was asked where the sensitive modules begin; None in records
    from before this was noted. doubted: it comes out of a damaged vault in which a later no may be lost.
    """

    item: ConsentItem
    given: bool
    method: ConsentMethod
    time: datetime
    language: str
    text_version: str
    text_hash: ContentHash
    naming: Naming | None = None
    handwriting: str | None = None
    role: ConsentRole = ConsentRole.RESPONDENT
    reached: bool | None = None
    doubted: bool = False
    told: str = ""

    @property
    def decided(self) -> str:
        """When it was decided, as far as is known: as `told`, or by the clock. Such texts sort by time; a day alone is
        its beginning.
        """
        return self.told or self.time.isoformat()[: len("2022-03-14T14:30")]

    @property
    def open(self) -> bool:
        """Whether it is a yes in doubt: it counts for nothing until somebody decides anew. A no counts in any case."""
        return self.given and self.doubted
