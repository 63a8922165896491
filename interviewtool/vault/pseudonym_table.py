"""Person code → pseudonym. Who the person is does not stand here."""

from __future__ import annotations

from interviewtool.model import PersonCode
from interviewtool.vault.rows import Rows
from interviewtool.vault.store import Store


class PseudonymTable:
    """The pseudonyms of the whole vault."""

    def __init__(self, store: Store) -> None:
        self._rows = Rows(store, "pseudonyms")

    def put(self, person_code: PersonCode, pseudonym: str) -> None:
        """Give or change a pseudonym."""
        self._rows.put("", person_code.encode("utf-8"), pseudonym.encode("utf-8"))

    def get(self, person_code: PersonCode) -> str | None:
        """The pseudonym, if one was given."""
        content = self._rows.get("", person_code.encode("utf-8"))
        return None if content is None else content.decode("utf-8")

    def all(self) -> dict[PersonCode, str]:
        """Every pseudonym, in the order in which they were given."""
        return {PersonCode(key.decode("utf-8")): content.decode("utf-8") for key, content in self._rows.all("")}
