"""What a piece of work may do to answers.db, all of it or nothing."""

from __future__ import annotations

from interviewtool.vault.answers import Answers
from interviewtool.vault.audit import CHANGE, Audit
from interviewtool.vault.consent_records import ConsentRecords
from interviewtool.vault.documents import Documents
from interviewtool.vault.gate import Gate
from interviewtool.vault.interviews import Interviews
from interviewtool.vault.names import Names
from interviewtool.vault.pseudonym_table import PseudonymTable
from interviewtool.vault.store import Store


class Transaction:
    """The tables, for the length of one piece of work on the vault's thread. Never keep it."""

    def __init__(self, store: Store) -> None:
        self.interviews = Interviews(store)
        self.preparation = Answers(store, "preparation")
        self.answers = Answers(store, "answers")
        self.gate = Gate(store)
        self.consent = ConsentRecords(store)
        self.audit = Audit(store)
        self.pseudonyms = PseudonymTable(store)
        self.names = Names(store)
        self.documents = Documents(store)


def close_books(store: Store) -> None:
    """Before a commit: write the sums that changed, and make sure that the chain's head covers the state."""
    for owner, content in store.tally.changed().items():
        if content is None:
            store.execute("DELETE FROM tallies WHERE owner = ?", (owner,))
        else:
            store.execute(
                "INSERT INTO tallies (owner, sums) VALUES (?, ?) "
                "ON CONFLICT (owner) DO UPDATE SET sums = excluded.sums",
                (owner, content),
            )
    if store.tally.state != store.head.state:
        Audit(store).append(None, CHANGE)
