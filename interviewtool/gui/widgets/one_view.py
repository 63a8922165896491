"""A place in which one view is seen at a time, made when it is shown and gone with the next."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


class OneView(QStackedWidget):
    """Holds the view that is shown."""

    def show_view(self, view: QWidget) -> None:
        """Show another view, which takes the focus; the one before is destroyed."""
        before = self.currentWidget()
        self.addWidget(view)
        self.setCurrentWidget(view)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()
        view.setFocus()
