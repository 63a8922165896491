"""The questionnaires of a vault. An interview keeps the one it was begun with; a new version stands beside the old."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from interviewtool.errors import KnownError
from interviewtool.i18n import interface_language
from interviewtool.model import ContentHash, DocumentKind
from interviewtool.vault import Transaction, Vault
from interviewtool.xforms import NO_VERSION, FormDefinition, media_of


@dataclass(frozen=True, slots=True)
class FormSummary:
    """What a list of questionnaires shows. title: in the interface's language where the form has it. languages: as the
    form names them, `Українська (uk)`.
    """

    form_hash: ContentHash
    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]

    @property
    def shown_version(self) -> str:
        """The version as a person reads it."""
        return self.version or NO_VERSION


@lru_cache(maxsize=8)
def definition(xform: bytes) -> FormDefinition:
    """A loaded form; loading takes tens of milliseconds, so the last few are kept."""
    return FormDefinition.load(xform)


def add_form(transaction: Transaction, xform: bytes, *, again: bool = False) -> ContentHash:
    """Put a questionnaire into the vault. again: new interviews begin with it, though it was there before others.

    KnownError xforms.* for one that cannot be used.
    """
    form = definition(xform)
    return transaction.documents.put(DocumentKind.FORM, f"{form.form_id} {form.form_version}", xform, again=again)


class FormLibrary:
    """The questionnaires of one vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, xform: bytes) -> ContentHash:
        """Take a questionnaire in, durable on return; new interviews begin with it."""
        definition(xform)  # a form with a mistake never reaches the vault's thread
        return self._vault.run(lambda transaction: add_form(transaction, xform, again=True))

    def list(self) -> tuple[FormSummary, ...]:
        """Every questionnaire, the one taken in last first."""
        history = self._vault.run(lambda transaction: transaction.documents.history(DocumentKind.FORM))
        newest: dict[str, ContentHash] = {}
        for entry in sorted(history, key=lambda entry: entry.time):  # of two at one time, the one put last comes last
            newest.pop(entry.name, None)
            newest[entry.name] = entry.hash
        return tuple(map(self._summary, reversed(newest.values())))

    def default(self) -> FormSummary:
        """The questionnaire a new interview begins with. KnownError interview.no_form when there is none."""
        forms = self.list()
        if not forms:
            raise KnownError("interview.no_form")
        return forms[0]

    def is_older(self, form_id: str, version: str) -> bool:
        """Whether a new interview would begin with this questionnaire in an older version. Nothing is loaded for it."""
        entries = self._vault.run(lambda transaction: transaction.documents.list(DocumentKind.FORM))
        newest = max(entries, key=lambda entry: entry.time, default=None)
        own_id, _space, own_version = newest.name.partition(" ") if newest is not None else ("", "", "")
        return own_id == form_id and own_version < version

    def definition(self, form_hash: ContentHash) -> FormDefinition:
        """The form itself. KnownError interview.form_unknown."""
        xform = self._vault.run(lambda transaction: transaction.documents.by_hash(form_hash))
        if xform is None:
            raise KnownError("interview.form_unknown")
        return definition(xform)

    def media(self, form_hash: ContentHash, name: str) -> bytes | None:
        """A picture or sound of a form; None where the form came without it."""
        xform = self._vault.run(lambda transaction: transaction.documents.by_hash(form_hash))
        return None if xform is None else media_of(xform).get(name)

    def _summary(self, form_hash: ContentHash) -> FormSummary:
        form = self.definition(form_hash)
        title = form.title_in(interface_language())
        return FormSummary(form_hash, form.form_id, form.form_version, title, form.languages)
