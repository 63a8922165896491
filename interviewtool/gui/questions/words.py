"""The questionnaire's own words on a label: plain, or with the emphasis that their author gave them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from interviewtool.xforms import MarkedText


def show_words(label: QLabel, words: str, more: str = "", *, bold: bool = False) -> None:
    """Show a text of the questionnaire, and more of ours behind it. bold: the label is bold, so what is strong is
    underlined. Its HTML is our own: nothing in a text reaches a label as a tag.
    """
    if isinstance(words, MarkedText):
        html = words.html.replace("<b>", "<u>").replace("</b>", "</u>") if bold else words.html
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(html + escape(more))
    else:
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(words + more)
