"""What was found damaged or put back in a vault, in words."""

from __future__ import annotations

from collections.abc import Sequence

from interviewtool.i18n import _, ngettext
from interviewtool.vault import Finding

_MOST = 12
"""Findings that are shown; a vault with more is badly damaged, and the number says so."""


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """A line each; where there are many, how many more."""
    lines = [_(message).format(part=part) for message, part in (one.sentence for one in findings[:_MOST])]
    more = len(findings) - len(lines)
    if more > 0:
        lines.append(ngettext("and {number} more", "and {number} more", more).format(number=more))
    return lines
