"""A page of 40 questions in the window, offscreen: from nothing to painted, the next page, and one answer on it."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

from _interview import PAGES, QUESTIONS, STORY, interview

from interviewtool.model import Reference

RUNS = 9


def rows() -> list[tuple[str, str]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
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

        def build() -> QuestionPage:
            page = QuestionPage()
            window.addWidget(page)
            page.show_page(session, first)
            window.setCurrentWidget(page)
            application.processEvents()  # laid out and painted
            return page

        def turn(reference: Reference) -> None:
            page.show_page(session, reference)
            application.processEvents()

        def answer(value: str) -> None:
            page.refresh(session.answer(STORY, value).changes)
            application.processEvents()

        built = []
        for _ in range(RUNS):
            begin = time.perf_counter()
            page = build()
            built.append(time.perf_counter() - begin)
            assert len(page.cards()) == QUESTIONS
            while window.count() > 1:
                left = window.widget(0)
                window.removeWidget(left)
                left.deleteLater()
            application.processEvents()
        turned = measured(turn, second, first)
        answered = measured(answer, "ніколи", "інколи")
        assert session.retry().result() is None
    name = f"page of {QUESTIONS} questions"
    return [
        (f"{name}, first in a process, built and painted", f"{built[0] * 1e3:.0f} ms"),
        (f"{name}, built and painted", f"{statistics.median(built) * 1e3:.0f} ms"),
        (f"{name}, next page (fields taken again)", f"{turned * 1e3:.0f} ms"),
        (f"{name}, an answer that shows or hides 10 of them", f"{answered * 1e3:.0f} ms"),
    ]


def measured(act: Callable[[str], None], one: str, other: str) -> float:
    """Median seconds of an act that is done to and fro."""
    taken = []
    for _ in range(RUNS):
        for value in (one, other):
            begin = time.perf_counter()
            act(value)
            taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


if __name__ == "__main__":
    for what, figure in rows():
        print(f"{what:60} {figure:>12}")
