"""What acts on a vault have come to, in words."""

from __future__ import annotations

from interviewtool.gui.findings import finding_lines
from interviewtool.i18n import _, ngettext
from interviewtool.i18n.sizes import size_in_words
from interviewtool.vault import BackupReport, Report


def backup_made(report: BackupReport) -> str:
    """How much was copied."""
    return _("The backup is whole: {total}, of which {written} were copied now.").format(
        total=size_in_words(report.total), written=size_in_words(report.written)
    )


def checked(report: Report) -> str:
    """What a check found."""
    if not report.findings:
        counted = ngettext("{number} interview", "{number} interviews", report.interviews)
        whole = _(
            "Everything was read and is whole: {interviews}, attached files {blobs}, log entries {entries}."
        ).format(interviews=counted.format(number=report.interviews), blobs=report.blobs, entries=report.entries)
        register = (
            _("The register of names is whole, too.")
            if report.register_checked
            else _("The register of names was closed and was not read.")
        )
        return f"{whole} {register}"
    remedy = _("Make no new backup over an older one that is whole, and ask your supervisor before you go on.")
    return "\n".join(
        (_("Something in this vault is not as the program left it."), *finding_lines(report.findings), remedy)
    )
