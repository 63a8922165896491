"""The names at hand in an open interview: who its person codes stand for, and the pseudonyms given to them.

Names are sealed away by the works it returns, which travel in the transaction of the answer. A name whose code no
answer holds any more is erased; every pseudonym is looked over whenever a name comes in, so that none resembles a real
one. Persons of an earlier interview (the same respondent, or the version before) are at hand, too; their record stays
where they were named first.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping

from interviewtool import pseudonym
from interviewtool.interview.autosave import Work
from interviewtool.model import Identity, IdentityKind, Interview, PersonCode, new_person_code
from interviewtool.model.codes import Randomness
from interviewtool.pseudonym import PEOPLE
from interviewtool.vault import Transaction


class OwnNames:
    """The identities of one session. pseudonyms: of the whole vault, by person code."""

    def __init__(
        self,
        interview: Interview,
        identities: Iterable[Identity],
        pseudonyms: Mapping[PersonCode, str],
        *,
        draw: Randomness = secrets.randbelow,
    ) -> None:
        self._interview_id = interview.interview_id
        self._respondent = interview.respondent
        self._identities = {identity.person_code: identity for identity in identities}
        self._pseudonyms = dict(pseudonyms)
        self._draw = draw

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Everyone named so far."""
        return tuple(self._identities.values())

    def name(self, code: PersonCode) -> str | None:
        """The name, while it is at hand."""
        identity = self._identities.get(code)
        return None if identity is None else identity.text

    def stand_in(self, code: PersonCode, kind: IdentityKind, language: str) -> str:
        """What is shown in place of a name."""
        return str(pseudonym.display(kind, self._pseudonyms.get(code), name=None, language=language))

    @property
    def shared(self) -> dict[PersonCode, IdentityKind]:
        """The persons whom an earlier interview named."""
        return {
            code: each.kind for code, each in self._identities.items() if self.is_shared(code) and each.kind in PEOPLE
        }

    def is_shared(self, code: PersonCode) -> bool:
        """Whether an earlier interview named this person, too."""
        identity = self._identities.get(code)
        return identity is not None and identity.interview_id != self._interview_id

    def code_for(self, kind: IdentityKind, held: Collection[str]) -> PersonCode:
        """A code nobody has; the respondent's own for the respondent, while no answer holds it."""
        respondent = self._respondent
        if kind is IdentityKind.RESPONDENT and respondent not in held:
            return respondent
        taken = self._identities.keys() | self._pseudonyms.keys() | {respondent}
        while (code := new_person_code(self._draw)) in taken:
            pass
        return code

    def take(self, code: PersonCode, kind: IdentityKind, text: str, language: str) -> Work:
        """Hold a name from now on; the work seals it away and sees to the pseudonyms."""
        known = self._identities.get(code)
        identity = Identity(code, kind, text, self._interview_id if known is None else known.interview_id)
        self._identities[code] = identity
        at_hand = self.identities

        def keep(transaction: Transaction) -> None:
            transaction.names.put(identity, at=self._interview_id)
            for each in at_hand:
                given = pseudonym.assign(transaction, each, language=language, at_hand=at_hand, draw=self._draw)
                if given:
                    self._pseudonyms[each.person_code] = given

        return keep

    def hold(self, identities: Iterable[Identity], *, respondent: PersonCode) -> Work:
        """Have persons of an earlier interview at hand. respondent: who is one of them, and speaks here, too."""
        self._respondent = respondent
        shared = {identity.person_code: identity for identity in identities}
        self._identities |= shared

        def keep(transaction: Transaction) -> None:
            for identity in shared.values():
                transaction.names.hold(identity, at=self._interview_id)
            self._pseudonyms.update(transaction.pseudonyms.all())

        return keep

    def keep_only(self, held: Iterable[str]) -> Work:
        """Let go of every name whose code is not held; the work erases them. Shared persons stay at hand."""
        lost = {code for code in self._identities if not self.is_shared(code)} - set(held)
        for code in lost:
            del self._identities[code]
            self._pseudonyms.pop(code, None)

        def forget(transaction: Transaction) -> None:
            for code in lost:
                transaction.names.erase(self._interview_id, code)

        return forget

    def forget(self) -> None:
        """Hold no name any more: the interview is finalized, and only the register knows them."""
        self._identities.clear()
