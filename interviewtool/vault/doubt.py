"""Of which interviews of a damaged vault a no may be lost, so that the yes before it must not count any more.

A decision on consent that is lost shows in the sum of its table, and a withdrawal in that of the events. Where the sums
themselves are lost with the end of the log, everything is in doubt. The code on a withdrawal card is what a withdrawal
may name. Of versions the newest one decides, and so where an interview is lost, it may have been a later version of any
that was finalized.
"""

from __future__ import annotations

from collections.abc import Collection

from interviewtool.model import Interview, InterviewId, InterviewState
from interviewtool.vault.remains import Remains

_OF_ONE, _OF_ALL = ("consent", "receipts"), "events"


def doubted(source: Remains, brought: Collection[Interview], lost: Collection[InterviewId]) -> frozenset[InterviewId]:
    """Of those that were brought out of it. lost: those that could not be. Asked when everything was read."""
    every = frozenset(each.interview_id for each in brought)
    if not source.sums_known or any(finding.part == _OF_ALL for finding in source.findings):
        return every
    found = {InterviewId(finding.subject) for finding in source.findings if finding.part in _OF_ONE}
    rebuilt = any(finding.part == "interviews" for finding in source.findings)
    if lost or (rebuilt and not source.log_whole):  # then nothing may tell what was rebuilt that it is a later version
        found |= {each.interview_id for each in brought if each.state is InterviewState.FINALIZED}
    return every & found
