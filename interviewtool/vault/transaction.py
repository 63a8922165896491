"""What a piece of work may do to answers.db, all of it or nothing."""

from __future__ import annotations

from interviewtool.vault.answers import Answers
from interviewtool.vault.attachments import Attachments
from interviewtool.vault.audit import CHANGE, Audit
from interviewtool.vault.consent_records import ConsentRecords
from interviewtool.vault.documents import Documents
from interviewtool.vault.events import Events
from interviewtool.vault.gate import Gate
from interviewtool.vault.interviews import Interviews
from interviewtool.vault.names import Names
from interviewtool.vault.pseudonym_table import PseudonymTable
from interviewtool.vault.receipts import Receipts
from interviewtool.vault.retention_table import RetentionTable
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
        self.attachments = Attachments(store)
        self.retention = RetentionTable(store)
        self.receipts = Receipts(store)
        self.events = Events(store)


def close_books(store: Store) -> None:
    """Before a commit: make sure that the head of the chain covers the state."""
    if store.tally.state != store.head.state:
        Audit(store).append(None, CHANGE)


def write_checkpoint(store: Store) -> None:
    """Bring `tallies` up to the head of the chain, in a transaction that does nothing else."""
    for owner, sums in store.tally.unsaved().items():
        if sums is None:
            store.execute("DELETE FROM tallies WHERE owner = ?", (owner,))
        else:
            store.execute(
                "INSERT INTO tallies (owner, sums) VALUES (?, ?) "
                "ON CONFLICT (owner) DO UPDATE SET sums = excluded.sums",
                (owner, sums),
            )
    store.execute("INSERT OR REPLACE INTO checkpoint (id, sequence) VALUES (1, ?)", (store.head.sequence,))
