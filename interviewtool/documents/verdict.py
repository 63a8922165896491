"""What the check of a signed PDF found: one answer to each question a reader has, each with a sentence of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interviewtool.i18n import N_


class Finding(StrEnum):
    """One answer; the sentence is in SENTENCES, to be translated by whoever shows it."""

    UNSIGNED = "unsigned"
    INTACT = "intact"
    ALTERED = "altered"
    WHOLE = "whole"
    PARTLY = "partly"
    TRUSTED = "trusted"
    UNKNOWN_SIGNER = "unknown_signer"
    UNMODIFIED = "unmodified"
    MODIFIED = "modified"


SENTENCES: dict[Finding, str] = {
    Finding.UNSIGNED: N_("The document has no signature."),
    Finding.INTACT: N_("The signed part is exactly as it was when it was signed."),
    Finding.ALTERED: N_("The signed part was altered after signing, or the signature is damaged."),
    Finding.WHOLE: N_("The signature covers the whole document."),
    Finding.PARTLY: N_("The signature covers only a part of the document."),
    Finding.TRUSTED: N_("The signer is a member of the team."),
    Finding.UNKNOWN_SIGNER: N_("The signer is not known to this team."),
    Finding.UNMODIFIED: N_("Nothing was added or changed after signing."),
    Finding.MODIFIED: N_("Something was added or changed after signing."),
}

_GOOD = frozenset({Finding.INTACT, Finding.WHOLE, Finding.TRUSTED, Finding.UNMODIFIED})


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """One finding per question. The four are independent: an intact signature may belong to a stranger.

    integrity: INTACT, ALTERED or UNSIGNED. coverage: WHOLE, PARTLY or UNSIGNED.
    signer: TRUSTED, UNKNOWN_SIGNER or UNSIGNED. modification: UNMODIFIED, MODIFIED or UNSIGNED.
    """

    integrity: Finding
    coverage: Finding
    signer: Finding
    modification: Finding

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The four answers, in the order a reader asks."""
        return (self.integrity, self.coverage, self.signer, self.modification)

    @property
    def sound(self) -> bool:
        """Whether every answer is the good one."""
        return all(finding in _GOOD for finding in self.findings)
