"""What the values of an interview are called on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from interviewtool.i18n import N_, _, ngettext
from interviewtool.model import Disposition, Interview, Reference
from interviewtool.model.words import STATES

DISPOSITIONS = {
    Disposition.COMPLETED: N_("Completed"),
    Disposition.PARTIAL: N_("Partly completed"),
    Disposition.REFUSED: N_("Refused"),
    Disposition.NOT_PROCEEDED: N_("Not proceeded with"),
}


def state_name(interview: Interview) -> str:
    """How far an interview is."""
    if interview.disposition is Disposition.NOT_PROCEEDED:
        return _("Ended before consent")  # nobody was asked, so nobody refused
    return _(STATES[interview.state])


def disposition_name(disposition: Disposition | None) -> str:
    """How an interview ended; empty while it has not."""
    return _(DISPOSITIONS[disposition]) if disposition is not None else ""


def numbered(title: str, reference: Reference) -> str:
    """The title of a repeat instance with its number; any other as it is."""
    if not reference.endswith("]"):
        return title
    return _("{title} {number}").format(title=title, number=reference.rsplit("[", 1)[1][:-1])


def cu_text(cu: Mapping[int, bool]) -> str:
    """What the supervisor decided about cases that may be suspected prisoners; empty where nothing was decided."""
    said = (
        _("case {number}: CU confirmed") if confirmed else _("case {number}: CU not confirmed")
        for confirmed in cu.values()
    )
    return " · ".join(text.format(number=case) for case, text in zip(cu, said, strict=True))


def marked(name: str, interview: Interview) -> str:
    """A name, marked where the interview is held for practice, or may have been."""
    if interview.practice_presumed:
        return _("For practice, or not: {interview}").format(interview=name)
    return _("Practice: {interview}").format(interview=name) if interview.practice else name


def breaks_text(interview: Interview) -> str:
    """How many breaks there were and how long they took together; empty where there was none."""
    if not interview.breaks:
        return ""
    number = ngettext("{number} break", "{number} breaks", interview.breaks).format(number=interview.breaks)
    minutes = interview.break_minutes
    lasted = ngettext("{number} minute", "{number} minutes", minutes).format(number=minutes)
    return _("{breaks}, {lasted} in all").format(breaks=number, lasted=lasted)


def date_text(time: date) -> str:
    """The day, as the interface's language writes it: `2 Mar 2026`."""
    return QLocale().toString(QDate(time.year, time.month, time.day), "d MMM yyyy")


def time_text(time: datetime) -> str:
    """Day and minute."""
    return f"{date_text(time)}, {QLocale().toString(QTime(time.hour, time.minute), 'HH:mm')}"
