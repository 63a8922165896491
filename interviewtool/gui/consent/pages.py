"""The pages around the items of the consent: opening, signature, the end without consent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.consent import ConsentText
from interviewtool.gui.consent.asking_banners import GuardianBanner, PresenceBanner
from interviewtool.gui.design import Role
from interviewtool.gui.widgets import (
    Card,
    DrawingPad,
    button,
    button_row,
    caption,
    heading,
    lead,
    page,
    paragraph,
    title,
)
from interviewtool.i18n import _, ngettext


class OpeningPage(QWidget):
    """The introduction, read out. begin, form: the printable form is wanted. guardian, present: who is asked first."""

    begin = Signal()
    form = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        self._title = title("")
        column.addWidget(self._title)
        self.guardian = GuardianBanner()
        column.addWidget(self.guardian)
        self.present = PresenceBanner()
        column.addWidget(self.present)
        column.addWidget(lead(_("Read this out, slowly. Answer questions before you go on.")))
        card = Card()
        self._text = paragraph("", Role.SPOKEN)
        card.column.addWidget(self._text)
        column.addWidget(card)
        self.start = button(_("Begin with the first item"), self.begin.emit, Role.PRIMARY)
        self.preparation = button(_("B&ack to the preparation"), lambda: None)
        column.addLayout(button_row(self.start, button(_("Form to print…"), self.form.emit), self.preparation))
        column.addStretch(1)

    def first_focus(self) -> None:
        """To who is asked first, or to what is done first."""
        (self.guardian.act() or self.present.act() or self.start).setFocus()

    def show_text(self, text: ConsentText) -> None:
        """Show the introduction of a consent text."""
        self._title.setText(text.title)
        self.setAccessibleName(text.title)
        self._text.setText("\n\n".join(text.introduction))


class SignaturePage(QWidget):
    """Signing on the screen, under everything that waits for it. signed(PNG as bytes); otherwise: another way."""

    signed = Signal(object)
    otherwise = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("Signature")))
        self._count = lead("")
        column.addWidget(self._count)
        self.pad = DrawingPad()
        column.addWidget(self.pad)
        column.addWidget(caption(_("Sign with pen or mouse on the line.")))
        self.sign = button(_("Record with this signature"), self._sign, Role.PRIMARY)
        self._clear = button(_("Clear"), self.pad.clear)
        row = button_row(self.sign, self._clear, button(_("Back"), self.back.emit))
        row.addWidget(button(_("Given in another way…"), self.otherwise.emit, Role.QUIET))
        column.addLayout(row)
        column.addStretch(1)
        self.pad.changed.connect(self._show_ready)

    def show_count(self, count: int) -> None:
        """How many decisions the signature stands under."""
        text = ngettext(
            "The signature stands under {count} decision.", "The signature stands under {count} decisions.", count
        )
        self._count.setText(text.format(count=count))
        self.pad.clear()

    def _show_ready(self) -> None:
        self.sign.setEnabled(not self.pad.is_empty())
        self._clear.setEnabled(not self.pad.is_empty())

    def _sign(self) -> None:
        self.signed.emit(self.pad.png())


class RefusalPage(QWidget):
    """Without C1 and C9, and a guardian's yes where one is needed, there is no interview. back, end."""

    back = Signal()
    end = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("No consent, no interview")))
        self._text = paragraph("")
        column.addWidget(self._text)
        column.addWidget(heading(_("Thank the person. A no needs no reason.")))
        self.finish = button("", self.end.emit, Role.DANGER)
        self.turn_back = button(_("Back to the question"), self.back.emit)
        column.addLayout(button_row(self.finish, self.turn_back))
        column.addStretch(1)

    def show_state(self, *, begun: bool, guardian: str) -> None:
        """begun: answers are kept already, so nothing is erased from here. guardian: what is to be said of one."""
        kept = (
            _("No further answers are kept. What was answered before stays sealed; erasing it is an act of its own.")
            if begun
            else _("Everything noted in the preparation is erased. Only the day, and that consent was refused, stay.")
        )
        self._text.setText("\n\n".join(filter(None, (guardian, kept))))
        self.turn_back.setText(_("Back") if guardian else _("Back to the question"))
        self.turn_back.setAccessibleName(self.turn_back.text())
        self.finish.setText(_("Back to the list") if begun else _("End: consent refused"))
        self.finish.setAccessibleName(self.finish.text())
