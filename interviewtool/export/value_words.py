"""What an answer says, in words: choices by their labels, dates and numbers as the language writes them, places in
degrees. One way for documents, the window and the command line.
"""

from __future__ import annotations

from collections.abc import Callable

from interviewtool.i18n import N_, translator
from interviewtool.i18n.dates import decimal_in_figures, time_of_day
from interviewtool.interview.coordinates import points
from interviewtool.interview.partial_date import from_edtf, in_words
from interviewtool.model import MissingReason
from interviewtool.xforms import QuestionType, QuestionView, without_marks

PARTIAL_DATE = "interviewtool-partial-date"
MISSING = {
    MissingReason.DONT_KNOW: N_("does not know"),
    MissingReason.REFUSED: N_("declined to answer"),
    MissingReason.NOT_ASKED: N_("not asked"),
    MissingReason.NOT_APPLICABLE: N_("does not apply"),
}
_SELECTS = (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.RANK)
_PLACES = (QuestionType.GEOPOINT, QuestionType.GEOTRACE, QuestionType.GEOSHAPE)
_FILES = (QuestionType.IMAGE, QuestionType.AUDIO, QuestionType.VIDEO, QuestionType.FILE)


def value_in_words(view: QuestionView, language: str, text: Callable[[str], str]) -> str:
    """The answer, or the reason why there is none; "" for neither.

    language: uk, ru or en, of the words that are not the form's. text: puts into a text of the form, or an answer, what
    is shown for a person code.
    """
    if view.missing is not None:
        return translator(language).text(MISSING[view.missing])
    if not view.value:
        return ""
    if view.type in _SELECTS:
        labels = {choice.value: text(without_marks(choice.label)) for choice in view.choices}
        chosen = [view.value] if view.type is QuestionType.SELECT_ONE else view.value.split()
        return "; ".join(labels.get(each, each) for each in chosen)
    if PARTIAL_DATE in view.appearance or view.type in (QuestionType.DATE, QuestionType.DATE_TIME):
        day, _separator, time = view.value.partition("T")
        understood = from_edtf(day)
        if understood is not None:
            return ", ".join(filter(None, (in_words(understood, language), time_of_day(time))))
    if view.type is QuestionType.TIME and (time := time_of_day(view.value)):
        return time
    if view.type in _PLACES and (found := points(view.value)):
        return "\n".join(each.said() for each in found)
    if view.type in _FILES:
        return translator(language).text(N_("attached, as file {name}")).format(name=view.value)
    if view.type is QuestionType.DECIMAL:
        return decimal_in_figures(view.value, language)
    return text(view.value)
