"""The account as the respondent hears it read back: what was said, page by page, and nothing else.

Left out are the preparation, the consent fields, and whatever goes into no summary: the interviewer's own assessment is
nobody's testimony.
"""

from __future__ import annotations

from dataclasses import replace

from interviewtool.interview.outline import EntryKind, is_asked, is_preparation
from interviewtool.interview.pages import Pages, PageView, SessionQuestion


def account(pages: Pages) -> tuple[PageView, ...]:
    """Every page that holds something of the account, with just the questions that were answered, in order."""
    found = []
    for entry in pages.outline():
        if entry.kind is EntryKind.PAGE and not entry.preparation and not entry.locked and not entry.closed:
            page = pages.page(entry.reference)
            told = tuple(question for question in page.questions if is_told(question))
            if told:
                found.append(replace(page, questions=told))
    return tuple(found)


def is_told(question: SessionQuestion) -> bool:
    """Whether a question belongs to the account: it was asked, and has an answer or a reason for having none."""
    view = question.view
    apart = is_preparation(view) or "consent" in view.extras or view.extras.get("summary") == "no"
    return not apart and is_asked(view) and bool(view.value or view.missing is not None)
