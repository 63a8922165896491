"""Questions on the screen: fields found by a table, cards, pages, and the bridge to a session.

`QuestionPage` is the one view of a page: the interview and the preparation write through `Answering`; the supervisor's
desk shows it with `reading=True` over a received interview.
"""

from interviewtool.gui.questions.answering import Answering
from interviewtool.gui.questions.card import QuestionCard, violation_text
from interviewtool.gui.questions.page import QuestionPage
from interviewtool.gui.questions.saved import SaveLedger, SaveState

__all__ = [
    "Answering",
    "QuestionCard",
    "QuestionPage",
    "SaveLedger",
    "SaveState",
    "violation_text",
]
