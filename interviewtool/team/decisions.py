"""What a supervisor decides for the team: signed events that travel with the next team file, or as a file at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from interviewtool.errors import KnownError
from interviewtool.model import EventKind, InterviewId, KeptEvent, Tier, parse_receipt_code, receipt_hash
from interviewtool.model.identifiers import parse_interview_id
from interviewtool.team.teams import Teams


class Decisions:
    """The decisions of one vault. Every act: KnownError team.not_supervisor where it supervises no team."""

    def __init__(self, teams: Teams) -> None:
        self._teams = teams

    def authorise(self, interview_id: InterviewId, decision: str) -> KeptEvent:
        """Whether consent to an interview may be asked: `proceed` or `do_not_proceed`; the last one counts.

        interview_id: as the interviewer reads it aloud or sends it; the interview need not be here.
        KnownError team.not_an_interview.
        """
        return self._decide(EventKind.AUTHORISATION, {"interview": _checked(interview_id), "decision": decision})

    def confirm_cu(self, interview_id: InterviewId, case: int, *, confirmed: bool) -> KeptEvent:
        """That a case is one of suspected captivity (CU), or that it is not. case: its number in the interview, from 1.

        KnownError team.not_an_interview.
        """
        payload = {"interview": _checked(interview_id), "case": str(case), "confirmed": "yes" if confirmed else "no"}
        return self._decide(EventKind.CONFIRM_CU, payload)

    def cu(self, *interviews: str) -> Mapping[int, bool]:
        """What a supervisor decided about the cases of an interview; a case that is not here is only proposed.

        interviews: the ids of its versions.
        """
        return cu_decided(self._teams.log.all(), interviews)

    def withdraw(self, text: str, tier: Tier) -> KeptEvent:
        """That an interview was withdrawn: at the desk, for one that an interviewer's vault holds.

        text: the code on the withdrawal card, or the interview's id. Whoever holds the interview carries it out when
        the event arrives; bundles of it are no longer opened here. KnownError team.not_an_interview.
        """
        return self._decide(EventKind.TOMBSTONE, {**self.check(text), "tier": tier.code})

    def check(self, text: str) -> Mapping[str, str]:
        """By what a tombstone would mean an interview. text: as for `withdraw`. KnownError team.not_an_interview."""
        code = parse_receipt_code(text)
        return {"interview": _checked(text)} if code is None else {"receipt": receipt_hash(code)}

    def _decide(self, kind: EventKind, payload: Mapping[str, str]) -> KeptEvent:
        self._teams.supervised()
        event = self._teams.log.say(kind, payload, supervisor=True)
        self._teams.apply()
        return event


def cu_decided(events: Iterable[KeptEvent], interviews: Collection[str]) -> dict[int, bool]:
    """Case → whether the team's supervisor confirmed it as CU; the last decision on any of the versions counts."""
    return {
        int(event.payload["case"]): event.payload.get("confirmed") == "yes"
        for event in events
        if event.kind == EventKind.CONFIRM_CU
        and event.supervisor
        and event.payload.get("interview") in interviews
        and event.payload.get("case", "").isdecimal()
    }


def _checked(text: str) -> InterviewId:
    interview_id = parse_interview_id(text)
    if interview_id is None:
        raise KnownError("team.not_an_interview")
    return interview_id
