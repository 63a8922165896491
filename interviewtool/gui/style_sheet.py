"""The style sheet, with tokens of `design` as `$name`. Nothing here names a colour or a size of its own.

Focus is a border of two pixels in the focus colour everywhere; padding shrinks by one, so that nothing moves. A header
stands over the text of its column, which Qt indents by three more than the padding.
"""

from __future__ import annotations

from string import Template

STYLE_SHEET = Template("""
QWidget { color: $text; font-size: $type_body; outline: 0; }
QMainWindow, QDialog, QScrollArea, QStackedWidget { background: $ground; }
QScrollArea { border: 0; }
QScrollArea:focus { border: 2px solid $focus; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea[role="text"], QScrollArea[role="text"] > QWidget { background: transparent; }
QToolTip { background: $sunken; color: $text; border: 1px solid $line; padding: $space_hair; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: $type_title; font-weight: 600; }
QLabel[role="heading"] { font-size: $type_heading; font-weight: 600; }
QLabel[role="lead"] { font-size: $type_lead; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="caption"] { font-size: $type_caption; color: $muted; }
QLabel[role="code"] { font-family: "$fixed", "Noto Sans"; font-size: $type_heading; background: $sunken;
  border-radius: 6px; padding: $space_medium; }
QLabel[role="paper"] { font-family: "$fixed"; font-size: $type_title; background: $sunken; border-radius: 6px;
  padding: $space_medium; }
QLabel[role="question"] { font-size: $type_lead; font-weight: 600; }
QLabel[role="spoken"] { font-size: $type_heading; }
QLabel[role="sentence"] { font-size: $type_title; }
QLabel[role="error"] { color: $danger; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="success"] { color: $success; }

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[role="statement"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[role="statement"]:focus { border: 2px solid $focus; }
QFrame[role="card"] QStackedWidget { background: transparent; }
QFrame[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[role="foot"] { background: $surface; border: 0; border-top: 1px solid $line; }
QFrame[role="guidance"] { background: $sunken; border: 0; border-radius: 6px; }
QFrame[role="notice"] { background: $soft; border: 1px solid $accent; border-radius: 8px; }
QFrame[role="success"] { background: $success_soft; border: 1px solid $success; border-radius: 8px; }
QFrame[role="warning"] { background: $warning_soft; border: 1px solid $warning; border-radius: 8px; }
QFrame[role="error"] { background: $danger_soft; border: 1px solid $danger; border-radius: 8px; }
QLabel[role="error"], QLabel[role="warning"], QLabel[role="success"] { background: transparent; border: 0; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $outline; border-radius: 6px;
  padding: 7px 15px; }
QPushButton:hover, QToolButton:hover { background: $sunken; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 6px 14px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $line; background: $ground; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_strong; }
QPushButton[role="primary"]:focus { border-color: $focus; }
QPushButton[role="primary"]:disabled { background: $sunken; color: $muted; border-color: $line; }
QPushButton[role="danger"] { color: $danger; border-color: $danger; }
QPushButton[role="danger"]:focus { border-color: $focus; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent; border-color: transparent;
  color: $accent; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $soft; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border-color: $focus; }
QToolButton[role="reason"] { background: $soft; border-color: $accent; color: $accent; font-weight: 600; }
QToolButton[role="reason"], QToolButton[role="quiet"] { padding: 2px 9px; }
QToolButton[role="reason"]:focus, QToolButton[role="quiet"]:focus { padding: 1px 8px; }
QToolButton[role="tool"] { padding: 4px 9px; min-width: $indicator; }
QToolButton[role="tool"]:focus { padding: 3px 8px; }
QToolButton::menu-indicator { image: none; }
QPushButton[role="navigation"] { background: transparent; border: 2px solid transparent; border-radius: 6px;
  padding: 6px 12px; color: $muted; font-weight: 600; }
QPushButton[role="navigation"]:hover { background: $sunken; color: $text; }
QPushButton[role="navigation"]:checked { background: $soft; color: $accent; }
QPushButton[role="navigation"]:focus { border-color: $focus; }
QPushButton::menu-indicator { image: url("$icons/chevron-$theme.svg"); width: $indicator; height: $indicator;
  subcontrol-origin: padding; subcontrol-position: right center; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QDateTimeEdit {
  background: $surface; color: $text; border: 1px solid $outline; border-radius: 6px; padding: 6px 9px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus,
QDateTimeEdit:focus { border: 2px solid $focus; padding: 5px 8px; }
QTextEdit[role="command"] { font-family: "$fixed", "Noto Sans"; background: $sunken; border-color: $sunken; }
QTextEdit[role="command"]:focus { border-color: $focus; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QSpinBox:disabled { color: $muted;
  background: $ground; border-color: $line; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $ground; }
QLineEdit[role="error"], QPlainTextEdit[role="error"] { border: 2px solid $danger; padding: 5px 8px; }

QAbstractSpinBox QLineEdit { border: 0; padding: 0 $space_small; background: transparent; }
QComboBox QLineEdit { border: 0; padding: 0; background: transparent; }
QAbstractSpinBox QLineEdit:focus { border: 0; padding: 0 $space_small; }
QComboBox QLineEdit:focus { border: 0; padding: 0; }
QComboBox { background: $surface; color: $text; border: 1px solid $outline; border-radius: 6px; padding: 6px 9px;
  combobox-popup: 0; }
QComboBox:focus { border: 2px solid $focus; padding: 5px 8px; }
QComboBox::drop-down { border: 0; width: $indicator; margin-right: $space_hair; }
QComboBox::down-arrow { image: url("$icons/chevron-$theme.svg"); width: $indicator; height: $indicator; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QDateEdit::up-button, QDateTimeEdit::up-button { border: 0;
  background: transparent; width: $indicator; margin-right: $space_hair; }
QSpinBox::down-button, QDoubleSpinBox::down-button, QDateEdit::down-button, QDateTimeEdit::down-button { border: 0;
  background: transparent; width: $indicator; margin-right: $space_hair; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow, QDateTimeEdit::up-arrow {
  image: url("$icons/chevron-up-$theme.svg"); }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {
  image: url("$icons/chevron-$theme.svg"); }
QComboBox:disabled { color: $muted; background: $ground; border-color: $line; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $outline; padding: 2px;
  selection-background-color: $accent; selection-color: $on_accent; outline: 0; }

QCheckBox, QRadioButton { spacing: $space_small; padding: 4px; border: 2px solid transparent; border-radius: 6px;
  background: transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: $indicator; height: $indicator;
  background: $surface; border: 1px solid $outline; border-radius: 4px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/check-$theme.svg"); }
QRadioButton::indicator { border-radius: $indicator_radius; }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
  fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.55 $accent, stop: 0.62 $surface, stop: 1 $surface); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $line; }
QRadioButton[role="answer"] { background: $surface; border: 1px solid $outline; padding: 9px 13px;
  font-size: $type_lead; }
QRadioButton[role="answer"]:checked { background: $soft; border-color: $accent; font-weight: 600; }
QRadioButton[role="answer"]:focus { border: 2px solid $focus; padding: 8px 12px; }
QPushButton[role="choice"] { background: transparent; padding: 7px 13px; }
QPushButton[role="choice"]:checked { background: $soft; border-color: $accent; color: $accent; }
QPushButton[role="choice"]:focus { border: 2px solid $focus; padding: 6px 12px; }
QGroupBox { border: 0; margin-top: $type_heading; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }

QAbstractItemView { background: $surface; alternate-background-color: $ground; border: 1px solid $line;
  border-radius: 8px; outline: 0; selection-background-color: $soft; selection-color: $text; gridline-color: $line; }
QAbstractItemView:focus { border: 2px solid $focus; }
QComboBox QAbstractItemView:focus { border: 1px solid $outline; }
QTableView::item, QListView::item, QTreeView::item { padding: $space_small; border: 0; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: $soft; color: $text; }
QComboBox QListView::item { padding: $space_hair $space_small; }
QComboBox QListView::item:selected { background: $accent; color: $on_accent; }
QHeaderView { background: $ground; border: 0; }
QHeaderView::section { background: $ground; color: $muted; border: 0; border-bottom: 1px solid $line;
  padding: $space_small; padding-left: 11px; font-weight: 600; }
QTableCornerButton::section { background: $ground; border: 0; }

QSlider { border: 2px solid transparent; border-radius: 6px; background: transparent; padding: 4px; }
QSlider:horizontal { min-height: $indicator; }
QSlider:vertical { min-width: $indicator; }
QSlider:focus { border-color: $focus; }
QSlider::groove { background: $sunken; border: 1px solid $outline; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; }
QSlider::groove:vertical { width: 4px; }
QSlider::handle { background: $accent; border: 1px solid $surface; width: $indicator; height: $indicator;
  border-radius: $indicator_radius; }
QSlider::handle:horizontal { margin: -$indicator_radius 0; }
QSlider::handle:vertical { margin: 0 -$indicator_radius; }
QSlider::handle:disabled { background: $muted; }

QProgressBar { background: $sunken; border: 1px solid $outline; border-radius: 6px; text-align: center;
  min-height: $space_medium; }
QProgressBar::chunk { background: $accent; border-radius: 5px; }

QScrollBar:vertical { background: transparent; width: $scroll_bar; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $scroll_bar; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: 5px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; border: 1px solid $outline; padding: $space_hair; }
QMenu::item { padding: 6px 22px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $muted; }
QSplitter::handle { background: $line; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 14px; border: 0;
  border-bottom: 3px solid transparent; font-weight: 600; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { border-bottom-color: $focus; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
""")
