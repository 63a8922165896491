"""Mistakes and remarks on a questionnaire in a list that can be read through, marked and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QGuiApplication, QTextBlockFormat, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from interviewtool.errors import KnownError
from interviewtool.gui.design import Space, colours, scaled
from interviewtool.i18n.explain import explain


class RemarksView(QTextEdit):
    """Each with what is wrong, where, and what to do. The text is inserted as text: nothing is read as HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(scaled(320))

    def show_remarks(self, name: str, remarks: Sequence[KnownError]) -> None:
        """name: what the list is, for screen readers."""
        self.setAccessibleName(name)
        self.clear()
        cursor = self.textCursor()
        strong, muted, plain = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        muted.setForeground(QColor(colours().muted))
        for number, remark in enumerate(remarks, 1):
            said = explain(remark)
            for text, look in ((f"{number}. {said.what}", strong), (said.where, muted), (said.remedy, plain)):
                if text:
                    block = QTextBlockFormat()
                    block.setTopMargin(Space.MEDIUM if look is strong and number > 1 else 0)
                    if not self.document().isEmpty():
                        cursor.insertBlock()
                    cursor.setBlockFormat(block)
                    cursor.insertText(text, look)
        cursor.setPosition(0)
        self.setTextCursor(cursor)

    def copy_all(self) -> None:
        """Put the whole list on the clipboard, as plain text."""
        QGuiApplication.clipboard().setText(self.toPlainText())
