"""Small controls that every screen uses. They know the design system and nothing of interviews."""

from interviewtool.gui.widgets.banner import Banner
from interviewtool.gui.widgets.buttons import button, button_row
from interviewtool.gui.widgets.command_text import CommandText
from interviewtool.gui.widgets.day_field import DayField
from interviewtool.gui.widgets.drawing_pad import DrawingPad
from interviewtool.gui.widgets.empty_state import EmptyState
from interviewtool.gui.widgets.fleeting_field import FleetingField
from interviewtool.gui.widgets.form_rows import FormRows
from interviewtool.gui.widgets.language_choice import LanguageChoice, language_name
from interviewtool.gui.widgets.layouts import Card, bring_into_view, column_of, empty, page, scroll
from interviewtool.gui.widgets.one_view import OneView
from interviewtool.gui.widgets.path_label import PathLabel
from interviewtool.gui.widgets.picture_pad import PicturePad
from interviewtool.gui.widgets.quiet import QuietCombo, QuietSpin
from interviewtool.gui.widgets.row_list import RowList, break_lines, paint_ground
from interviewtool.gui.widgets.screen_bar import Bar, ScreenBar, bar_name
from interviewtool.gui.widgets.secret_field import SecretField
from interviewtool.gui.widgets.tab_place import TabPlace
from interviewtool.gui.widgets.text import caption, code, heading, lead, paragraph, title
from interviewtool.gui.widgets.whole_text import WholeText
from interviewtool.gui.widgets.wrapping_row import WrappingRow

__all__ = [
    "Banner",
    "Bar",
    "Card",
    "CommandText",
    "DayField",
    "DrawingPad",
    "EmptyState",
    "FleetingField",
    "FormRows",
    "LanguageChoice",
    "OneView",
    "PathLabel",
    "PicturePad",
    "QuietCombo",
    "QuietSpin",
    "RowList",
    "ScreenBar",
    "SecretField",
    "TabPlace",
    "WholeText",
    "WrappingRow",
    "bar_name",
    "break_lines",
    "bring_into_view",
    "button",
    "button_row",
    "caption",
    "code",
    "column_of",
    "empty",
    "heading",
    "language_name",
    "lead",
    "page",
    "paint_ground",
    "paragraph",
    "scroll",
    "title",
]
