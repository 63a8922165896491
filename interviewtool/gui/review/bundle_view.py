"""What was found out about a bundle, sentence by sentence, and the interviews in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from interviewtool.consent.words import TIERS
from interviewtool.documents import SENTENCES
from interviewtool.export import LEFT_OUT
from interviewtool.gui.design import Role, scaled
from interviewtool.gui.labels import date_text, disposition_name
from interviewtool.gui.review.doubts_card import DoubtsCard
from interviewtool.gui.widgets import Card, break_lines, button, button_row, column_of, language_name, paragraph
from interviewtool.i18n import _, interface_language, ngettext
from interviewtool.model import Tier
from interviewtool.review import ReceivedBundle, ReceivedInterview
from interviewtool.review.sentences import doubts, verdict_sentences, without_consent


class BundleView(QWidget):
    """interview_chosen(ReceivedInterview): to be read. history_accepted(str): why the sender's vault forgot bundles."""

    interview_chosen = Signal(object)
    history_accepted = Signal(str)

    def __init__(self, bundle: ReceivedBundle) -> None:
        super().__init__()
        self._bundle = bundle
        column = column_of(self, margin=0)
        checked = Card(_("Checked: this bundle is genuine and unchanged"), role=Role.SUCCESS)
        self.sentences = verdict_sentences(bundle.verdict)
        for sentence in self.sentences:
            checked.column.addWidget(paragraph(_("✓ {sentence}").format(sentence=sentence)))
        column.addWidget(checked)
        self.doubts: DoubtsCard | None = None
        asked = doubts(bundle.verdict)
        if asked:
            self.doubts = DoubtsCard(asked, askable=bool(bundle.verdict.continuity.forgotten))
            self.doubts.accepted.connect(self.history_accepted)
            column.addWidget(self.doubts)
        for interview in bundle.interviews:
            if not interview.summary_verdict.sound:
                column.addWidget(_doubt(interview))

        for interview in bundle.interviews:
            if lacking := without_consent(interview):
                text = _("{code} came without consent").format(code=interview.interview.interview_id)
                column.addWidget(Card(text, lacking, role=Role.WARNING))
            if interview.withdrawn is not None:
                column.addWidget(_withdrawn(interview, interview.withdrawn))
            if interview.record.sensitive_left_out:
                column.addWidget(_left_out(interview))

        number = len(bundle.interviews)
        counted = ngettext("{number} interview in it", "{number} interviews in it", number)
        inside = Card(counted.format(number=number))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Interviews of the bundle"))
        break_lines(self.list)
        self.list.setFixedHeight(scaled(44) * min(max(number, 1), 8) + scaled(8))
        for received in bundle.interviews:
            self.list.addItem(QListWidgetItem(_row(received)))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._read())
        inside.column.addWidget(self.list)
        self.read_button = button(_("&Read the interview"), self._read, Role.PRIMARY)
        inside.column.addLayout(button_row(self.read_button))
        column.addWidget(inside)
        self.setFocusProxy(self.list)

    def _read(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.interview_chosen.emit(self._bundle.interviews[row])


def _row(received: ReceivedInterview) -> str:
    interview = received.interview
    shown = received.display(interface_language())(interview.respondent)
    return _("{respondent} — {date}, {language}, {result} ({code})").format(
        respondent=shown,
        date=date_text(interview.created),
        language=language_name(interview.language),
        result=disposition_name(interview.disposition),
        code=interview.interview_id,
    )


def _doubt(received: ReceivedInterview) -> Card:
    """A summary inside whose own signature does not hold."""
    text = _("The PDF summary of {code} inside the bundle does not hold:").format(code=received.interview.interview_id)
    card = Card(text, role=Role.WARNING)
    for finding in received.summary_verdict.findings:
        card.column.addWidget(paragraph(_(SENTENCES[finding])))
    return card


def _left_out(received: ReceivedInterview) -> Card:
    """What did not come along."""
    return Card(
        _("{code} came in part").format(code=received.interview.interview_id),
        _("Left out: {what}.").format(what=_(LEFT_OUT)),
        role=Role.NOTICE,
    )


def _withdrawn(received: ReceivedInterview, tier: Tier) -> Card:
    """What the respondent took back after the bundle was made."""
    name, meaning = TIERS[tier]
    text = _("{code} was withdrawn: “{tier}”").format(code=received.interview.interview_id, tier=_(name))
    card = Card(text, _(meaning), role=Role.WARNING)
    if tier >= Tier.ERASE_IDENTITY:
        card.column.addWidget(paragraph(_("Delete this bundle and every copy of it; the program cannot reach them.")))
    return card
