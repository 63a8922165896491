"""What of an interview stays in the vault when it leaves, since consent to it was taken back: said before it leaves."""

from __future__ import annotations

from dataclasses import dataclass

from interviewtool.export.reading import read
from interviewtool.i18n import N_, _
from interviewtool.interview import FormLibrary
from interviewtool.model import ConsentItem, InterviewId
from interviewtool.vault import Vault

STAYS = N_("Consent to this was taken back or not given. It stays in this vault and does not leave:")
"""Over what follows from `Behind.sentences`."""


@dataclass(frozen=True, slots=True)
class LeftFile:
    """name: as it was picked; in the vault's own words where it is not known any more. items: what it would need."""

    name: str
    items: tuple[ConsentItem, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """sensitive: something was said in the sensitive modules. files: recordings, photographs and copies."""

    interview_id: InterviewId
    sensitive: bool
    files: tuple[LeftFile, ...]

    def __bool__(self) -> bool:
        return self.sensitive or bool(self.files)

    def sentences(self) -> tuple[str, ...]:
        """Each thing that stays, in the interface's language."""
        said = [_("what was said in the sensitive modules (C16)")] if self.sensitive else []
        said += [f"{each.name} ({', '.join(each.items)})" for each in self.files]
        return tuple(f"{self.interview_id}: {each}" for each in said)


def behind(vault: Vault, forms: FormLibrary, interview_id: InterviewId) -> Behind:
    """What stays of one interview. KnownError vault.no_such_interview, interview.form_unknown."""
    found = read(vault, forms, interview_id)
    kept = vault.run(lambda transaction: transaction.attachments.all(interview_id))
    files = (
        LeftFile(each.original_name or each.name, found.behind[each.name]) for each in kept if each.name in found.behind
    )
    return Behind(interview_id, found.record.sensitive_left_out, tuple(files))
