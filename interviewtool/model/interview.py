"""An interview as the list shows it, and what is stored for one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interviewtool.model.identifiers import ContentHash, InterviewId, PersonCode, Reference


class InterviewState(StrEnum):
    """preparation → in_progress → finalized; or preparation → refused."""

    PREPARATION = "preparation"
    IN_PROGRESS = "in_progress"
    FINALIZED = "finalized"
    REFUSED = "refused"


class Disposition(StrEnum):
    """How an interview ended, as survey practice counts it."""

    COMPLETED = "completed"
    PARTIAL = "partial"
    REFUSED = "refused"
    NOT_PROCEEDED = "not_proceeded"


class MissingReason(StrEnum):
    """Why a question has no value. A blank is none of these."""

    DONT_KNOW = "dont_know"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the vault keeps for one node of the instance.

    value: as it stands in the instance XML, "" when empty. missing: stands beside the value, never with one.
    draft: text being typed that expressions do not see. A repeat instance has a row of its own, with an empty value.
    """

    reference: Reference
    value: str = ""
    missing: MissingReason | None = None
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a narrative names a person: characters start to end of the answer's value. It holds no name itself."""

    reference: Reference
    start: int
    end: int
    person_code: PersonCode


@dataclass(frozen=True, slots=True)
class Interview:
    """One session with one respondent, without any answer.

    language: of the questionnaire, uk, ru or en. form_hash: of the XForm it was begun with, and keeps.
    respondent: a person; several interviews with the same person share the code.
    categories: of its cases, sorted, for the list. mentions: found when it was finalized, the last moment at which its
    own names are at hand; an export lays pseudonyms over them.
    practice: held to learn; it never leaves and is counted nowhere. practice_presumed: whether it was is lost with
    damage, and it is taken for practice until a person says. version: 2 and more for one that something was added to
    after it was finalized; follows: the version before it, replaces: the instanceID of that one.
    place: where the person who asks stood last, a question or a page; "" before the first.
    needs_authorisation: the preparation found that a supervisor has to decide before consent is asked.
    needs_guardian: the preparation found that the respondent may not decide alone.
    looked_for: the register was searched for the respondent before consent. referrals_done: needs that were seen to.
    breaks, break_seconds: how many there were, and how long those that ended took; break_since: one goes on.
    """

    interview_id: InterviewId
    state: InterviewState
    created: datetime
    language: str
    form_hash: ContentHash
    respondent: PersonCode
    disposition: Disposition | None = None
    finalized: datetime | None = None
    categories: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    practice: bool = False
    follows: InterviewId | None = None
    version: int = 1
    replaces: str = ""
    place: Reference = Reference("")
    needs_authorisation: bool = False
    needs_guardian: bool = False
    looked_for: bool = False
    referrals_done: tuple[Reference, ...] = ()
    breaks: int = 0
    break_seconds: int = 0
    break_since: datetime | None = None
    practice_presumed: bool = False

    @property
    def closed(self) -> bool:
        """Whether it was finalized or refused, so that nothing in it changes any more."""
        return self.state in (InterviewState.FINALIZED, InterviewState.REFUSED)

    @property
    def break_minutes(self) -> int:
        """How long the breaks took together; a short one counts as a minute."""
        return max(1, round(self.break_seconds / 60)) if self.breaks else 0
