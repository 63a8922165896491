"""Every decision in the order it was recorded, with the very text it was made on. Records are never changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.consent import ConsentText, Done, Sent
from interviewtool.consent.words import ROLES, TIERS, given, when_decided
from interviewtool.gui.consent.decisions import answer_text, method_text
from interviewtool.gui.design import Role, Space
from interviewtool.gui.labels import time_text
from interviewtool.gui.widgets import (
    Card,
    button,
    button_row,
    caption,
    column_of,
    empty,
    language_name,
    lead,
    page,
    paragraph,
    title,
)
from interviewtool.i18n import _
from interviewtool.model import Attachment, ConsentRecord, ConsentRole, ContentHash, KeptEvent

SHORT = 8
"""Characters of a hash by which two papers are told apart by eye."""


class HistoryPage(QWidget):
    """back: to where one was. form(text): the form of the very text that was read is to be shown."""

    back = Signal()
    form = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = page(self, width=860)
        column.addWidget(title(_("What was decided, and when")))
        column.addWidget(lead(_("Nothing here can be changed. A new decision stands below the earlier one.")))
        self.leave = button(_("Back"), self.back.emit)
        column.addLayout(button_row(self.leave))
        card = Card()
        holder = QWidget()
        self._rows = column_of(holder, margin=0)
        card.column.addWidget(holder)
        column.addWidget(card)
        column.addStretch(1)

    def show_history(
        self,
        records: Sequence[ConsentRecord],
        authorisations: Sequence[KeptEvent],
        sent: Sequence[Sent],
        withdrawn: Sequence[Done],
        forms: Sequence[Attachment],
        *,
        text_of: Callable[[ContentHash], ConsentText | None],
    ) -> None:
        """records: oldest first. authorisations, sent, withdrawn, forms, which are signed papers: of this interview.
        text_of: the text with a hash; None where it was lost with a damaged vault.
        """
        empty(self._rows)
        entries = [(event.time, self._decision(event)) for event in authorisations]
        entries += [(each.time, _given_away(each)) for each in sent]
        entries += [(each.time, _taken_back(each)) for each in withdrawn]
        entries += [(each.time, _taken_in(each)) for each in forms]
        entries += [(record.time, self._record(record, text_of(record.text_hash))) for record in records]
        for _time, widget in sorted(entries, key=lambda entry: entry[0]):
            self._rows.addWidget(widget)
        if not entries:
            self._rows.addWidget(paragraph(_("Nothing was decided yet.")))

    def _record(self, record: ConsentRecord, text: ConsentText | None) -> QWidget:
        row, column = _entry()
        answer = answer_text(record.given, record.naming)
        respondent = record.role is ConsentRole.RESPONDENT
        heading = "…" if text is None else text.headings[record.item] if respondent else text.presence_heading
        said = _("{time} · {item} {heading}: {answer}").format(
            time=when_decided(record), item=record.item, heading=heading, answer=answer
        )
        column.addWidget(paragraph(said, Role.SUCCESS if record.given else Role.WARNING))
        how = _("{who} · {method} · text {version} ({language}), {hash}").format(
            who=_(ROLES[record.role]),
            method=method_text(record.method),
            version=record.text_version,
            language=language_name(record.language),
            hash=record.text_hash[:SHORT],
        )
        column.addWidget(caption(how))
        if record.doubted:
            column.addWidget(caption(_("Out of a damaged vault: a later “no” may be lost")))
        if record.reached:
            column.addWidget(caption(_("Asked where the sensitive part begins")))
        if text is None:
            column.addWidget(caption(_("The text that was read was lost with a damaged vault.")))
            return row
        column.addWidget(caption(text.asked(record.item, record.role)))
        again = button(_("The text that was read…"), lambda: self.form.emit(text), Role.QUIET)
        again.setAccessibleName(_("The text that was read for {item}").format(item=record.item))
        column.addLayout(button_row(again))
        return row

    def _decision(self, event: KeptEvent) -> QWidget:
        row, column = _entry()
        proceed = event.payload.get("decision") == "proceed"
        said = _("the supervisor agreed that consent is asked") if proceed else _("the supervisor decided against it")
        line = _("{time} · before consent: {said}").format(time=time_text(event.time.astimezone()), said=said)
        column.addWidget(paragraph(line, Role.SUCCESS if proceed else Role.WARNING))
        return row


def _taken_in(form: Attachment) -> QWidget:
    row, column = _entry()
    line = _("{time} · signed form taken in, on the text {hash}").format(
        time=time_text(form.time), hash=(form.text_hash or "")[:SHORT]
    )
    column.addWidget(paragraph(line))
    return row


def _given_away(sent: Sent) -> QWidget:
    row, column = _entry()
    line = _("{time} · given away: {line}").format(time=time_text(sent.time.astimezone()), line=given(sent))
    column.addWidget(paragraph(line))
    return row


def _taken_back(done: Done) -> QWidget:
    row, column = _entry()
    name, meaning = TIERS[done.preview.tier]
    line = _("{time} · withdrawn: “{tier}”").format(time=time_text(done.time.astimezone()), tier=_(name))
    column.addWidget(paragraph(line, Role.WARNING))
    column.addWidget(caption(_(meaning)))
    return row


def _entry() -> tuple[QWidget, QVBoxLayout]:
    row = QWidget()
    column = column_of(row, margin=0, spacing=Space.HAIR)
    return row, column
