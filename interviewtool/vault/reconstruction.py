"""The row of an interview that is lost, put together anew from what else is left of it; and a legal hold from its log.

Nothing is made up that would count as a fact: it comes back in progress, also if it had been finalized, so that a
person looks it over and the names in its narrative are sought again before anything leaves. Its respondent gets a new
code, since no other row tells which of its persons that was. Of a later version its log says which one it follows.

What was noted in the row alone is taken for the worst, so that no damage opens anything: that it was practice, until a
person says whether it was; that a supervisor and a guardian have to decide, until it is opened and its preparation says
otherwise (`interview.deciders`). No second copy of these marks is kept: so vaults of every age, and every damage, go
the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from interviewtool.model import (
    ConsentRecord,
    ContentHash,
    Interview,
    InterviewId,
    InterviewState,
    Retention,
    StoredAnswer,
    new_person_code,
)
from interviewtool.vault.audit import HOLD, HOLD_LIFTED, NEW_VERSION, AuditEntry

_POSITION = re.compile(r"\[\d+\]")
_NO_FORM = ContentHash("0" * 64)
_LANGUAGE = "uk"

Timed = Sequence[tuple[StoredAnswer, str]]


def reconstruct(
    interview_id: InterviewId,
    *,
    preparation: Timed,
    answers: Timed,
    consent: Sequence[ConsentRecord],
    entries: Iterable[AuditEntry],
    forms: Iterable[tuple[ContentHash, bytes]],
) -> Interview | None:
    """What can be known of it. forms: every questionnaire of the vault, oldest first. None when nothing tells when it
    was.
    """
    rows, log = (*preparation, *answers), tuple(entries)
    times = [
        *(datetime.fromisoformat(time) for _, time in rows),
        *(entry.time for entry in log if entry.time is not None),
        *(record.time for record in consent),
    ]
    if not times:
        return None
    before = next((entry.details.get("follows") for entry in log if entry.event == NEW_VERSION), None)
    return Interview(
        interview_id=interview_id,
        state=InterviewState.IN_PROGRESS if answers or consent else InterviewState.PREPARATION,
        created=min(times),
        language=consent[-1].language if consent else _LANGUAGE,
        form_hash=_form_of(rows, forms),
        respondent=new_person_code(),
        follows=None if before is None else InterviewId(before),
        version=1 if before is None else 2,  # or more: that nothing tells
        practice=True,
        practice_presumed=True,
        needs_authorisation=True,
        needs_guardian=True,
    )


def held(entries: Iterable[AuditEntry]) -> Retention | None:
    """That a legal hold stands, where its own row is lost: its reason is "?", and somebody has to look at it at once.
    None where the log tells of none.
    """
    said = [entry for entry in entries if entry.event in (HOLD, HOLD_LIFTED)]
    if not said or said[-1].event != HOLD or said[-1].time is None:
        return None
    return Retention(said[-1].time.date(), hold="?")


def _form_of(rows: Timed, forms: Iterable[tuple[ContentHash, bytes]]) -> ContentHash:
    """The questionnaire that binds most of the answers (XForms: `bind/@nodeset`); of equals the newest."""
    paths = {_POSITION.sub("", row.reference).encode("utf-8") for row, _ in rows}
    best, most = _NO_FORM, -1
    for form_hash, content in forms:
        bound = sum(b'nodeset="' + path + b'"' in content for path in paths)
        if bound >= most:
            best, most = form_hash, bound
    return best
