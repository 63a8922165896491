"""The decisions of one consent conversation, before and after they are records. Without Qt.

A decision becomes a record as soon as it is made; where the person signs on the screen, when the signature has been
drawn, since it stands under all of them. A record is never changed: deciding anew makes a new one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from interviewtool.consent import Decision, Standing
from interviewtool.i18n import N_, _
from interviewtool.model import GATE_ITEMS, ConsentItem, ConsentMethod, ConsentRecord, ConsentRole, Naming

METHODS = {
    ConsentMethod.PAPER: N_("Signed on paper"),
    ConsentMethod.SCREEN: N_("Signed on this screen"),
    ConsentMethod.SPOKEN: N_("Spoken"),
    ConsentMethod.THUMBPRINT: N_("Thumbprint on paper"),
}
NAMING = {
    Naming.NAMED: N_("Yes, by name"),
    Naming.PSEUDONYM: N_("Yes, under a changed name"),
    Naming.NONE: N_("No, not to be quoted"),
}


class Decisions:
    """What has been decided so far. records: from the vault; waiting: for the signature on the screen. review: when the
    interview is looked at again, as it stands or is offered with C15. authorisation, guardian, doubted, withdrawn: what
    stands beside the records. others: what was decided by others than the respondent. given_away: somebody has it
    already. present: who is there beside the respondent, as the preparation says.
    """

    def __init__(
        self,
        standing: Standing,
        review: date,
        *,
        others: Sequence[ConsentRecord],
        given_away: bool,
        present: Collection[ConsentRole],
    ) -> None:
        self.authorisation = standing.authorisation
        self.guardian = standing.guardian
        self.doubted = set(standing.doubted)
        self.withdrawn = standing.tier
        self.records = dict(standing.consent)
        self.others = tuple(others)
        self.given_away = given_away
        self._present = tuple(present)
        self.review = review
        self.waiting: dict[ConsentItem, Decision] = {}

    def take(self, decision: Decision) -> bool:
        """Take a decision; whether it is to be recorded now."""
        self.waiting.pop(decision.item, None)
        record = self.records.get(decision.item)
        if record is not None and decision.says_the_same(record):
            return False
        # A no to the interview or to storing it counts at once: nobody has to sign for it.
        ends = decision.item in GATE_ITEMS and not decision.given
        if decision.method is ConsentMethod.SCREEN and not ends:
            self.waiting[decision.item] = decision
            return False
        return True

    def recorded(self, record: ConsentRecord) -> None:
        """A decision is durable now."""
        self.records[record.item] = record
        self.waiting.pop(record.item, None)
        self.doubted.discard(record.item)

    def unasked(self) -> tuple[ConsentRole, ...]:
        """Who is there and was not asked yet."""
        asked = {record.role for record in self.others}
        return () if self.withdrawn is not None else tuple(role for role in self._present if role not in asked)

    def given(self, item: ConsentItem) -> bool | None:
        """Yes, no, or not decided."""
        if item in self.waiting:
            return self.waiting[item].given
        return self.records[item].given if item in self.records else None

    def naming(self) -> Naming | None:
        """The answer to C10, if there is one."""
        if ConsentItem.QUOTATION in self.waiting:
            return self.waiting[ConsentItem.QUOTATION].naming
        record = self.records.get(ConsentItem.QUOTATION)
        return record.naming if record is not None else None

    def refused(self) -> bool:
        """Whether one of the items without which there is no interview was answered with no."""
        return any(self.given(item) is False for item in GATE_ITEMS)

    def agreed(self) -> bool:
        """Whether the respondent agreed: by records alone, never by what still waits for a signature."""
        return all(item in self.records and self.records[item].given for item in GATE_ITEMS)

    def opens_gate(self) -> bool:
        """Whether answers may be stored."""
        return self.agreed() and not self.guardian.forbids and not self.authorisation.forbids


def method_text(method: ConsentMethod) -> str:
    """How a decision was given, in words."""
    return _(METHODS[method])


def answer_text(given: bool | None, naming: Naming | None) -> str:
    """The answer to an item, in words."""
    if naming is not None:
        return _(NAMING[naming])
    if given is None:
        return _("Not decided")
    return _("Yes") if given else _("No")
