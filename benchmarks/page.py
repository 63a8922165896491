"""A page of 40 questions in the window, offscreen: from nothing to painted, the next page, and one answer on it.

Painted: what fits the window is on the screen; complete: the cards below it are built, too, in slices between events.
"""

from __future__ import annotations

import os
import statistics
import time

from _interview import PAGES, QUESTIONS, STORY, interview

from interviewtool.model import Reference

RUNS = 9


def rows() -> list[tuple[str, str]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QStackedWidget

    from interviewtool.gui import application as applications
    from interviewtool.gui.questions import QuestionPage
    from interviewtool.settings import Settings

    application = applications.prepare([])
    applications.dress(application, Settings(interface_language="uk"))
    with interview() as (_workspace, session):
        window = QStackedWidget()
        window.resize(1180, 800)
        window.show()
        application.processEvents()
        first, second = (Reference(f"/data/{page}") for page in PAGES)

        class Painted(QObject):
            """When the page was first painted."""

            at = 0.0

            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint and not self.at:
                    self.at = time.perf_counter()
                return False

        def until_complete(page: QuestionPage, begin: float) -> tuple[float, float]:
            """Seconds to painted and to complete."""
            painted = Painted()
            page.area.viewport().installEventFilter(painted)
            while not painted.at or page.is_building():
                application.processEvents()
            page.area.viewport().removeEventFilter(painted)
            return painted.at - begin, time.perf_counter() - begin

        def build() -> tuple[QuestionPage, tuple[float, float]]:
            begin = time.perf_counter()
            page = QuestionPage()
            window.addWidget(page)
            page.show_page(session, first)
            window.setCurrentWidget(page)
            return page, until_complete(page, begin)

        def turn(page: QuestionPage, reference: Reference) -> tuple[float, float]:
            begin = time.perf_counter()
            page.show_page(session, reference)
            return until_complete(page, begin)

        def answer(value: str) -> float:
            begin = time.perf_counter()
            page.refresh(session.answer(STORY, value).changes)
            application.processEvents()
            return time.perf_counter() - begin

        built = []
        for _ in range(RUNS):
            page, taken = build()
            built.append(taken)
            assert len(page.cards()) == QUESTIONS
            while window.count() > 1:
                left = window.widget(0)
                window.removeWidget(left)
                left.deleteLater()
            application.processEvents()
        turned = [turn(page, reference) for _ in range(RUNS) for reference in (second, first)]
        answered = statistics.median(answer(value) for _ in range(RUNS) for value in ("ніколи", "інколи"))
        assert session.retry().result() is None
    name = f"page of {QUESTIONS} questions"
    return [
        (f"{name}, first in a process, painted / complete", milliseconds(built[:1])),
        (f"{name}, painted / complete", milliseconds(built)),
        (f"{name}, next page (fields taken again), painted / complete", milliseconds(turned)),
        (f"{name}, an answer that shows or hides 10 of them", f"{answered * 1e3:.0f} ms"),
    ]


def milliseconds(taken: list[tuple[float, float]]) -> str:
    """Medians of both."""
    return " / ".join(f"{statistics.median(each) * 1e3:.0f}" for each in zip(*taken, strict=True)) + " ms"
