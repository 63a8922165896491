"""What a supervisor decided, in sentences that the window and the command line share."""

from __future__ import annotations

from interviewtool.i18n import _
from interviewtool.model import EventKind, KeptEvent


def cu_sentence(case: int, *, confirmed: bool | None) -> str:
    """Whether a case counts as suspected captivity; confirmed: None while it is only proposed."""
    if confirmed is None:
        text = _("Case {number} is proposed as a suspected prisoner (CU). Nobody has decided yet.")
    elif confirmed:
        text = _("Case {number} is confirmed as a suspected prisoner (CU).")
    else:
        text = _("Case {number} is not confirmed as a suspected prisoner (CU).")
    return text.format(number=case)


def event_sentence(event: KeptEvent) -> str | None:
    """What an event decided about a case; None for an event of another kind."""
    case = event.payload.get("case", "")
    if event.kind != EventKind.CONFIRM_CU or not event.supervisor or not case.isdecimal():
        return None
    said = cu_sentence(int(case), confirmed=event.payload.get("confirmed") == "yes")
    return _("{interview}: {sentence}").format(interview=event.payload.get("interview", ""), sentence=said)
