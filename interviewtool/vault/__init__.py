"""The encrypted store: one folder, one thread, one transaction at a time.

Beyond the contract: `vault.anchor()`, `vault.findings` (to be shown after unlocking), `names.forget` (own names of a
finalized interview), `names.erase`, `blobs.list`, `interviews.tombstones`, `documents.history`, `documents.delete`.
`documents.list(kind)` gives the newest of each name; `by_hash` finds every version.
"""

from interviewtool.vault.audit import AuditEntry
from interviewtool.vault.documents import DocumentEntry
from interviewtool.vault.interviews import Tombstone
from interviewtool.vault.report import Erasure, Finding, FindingKind, Report
from interviewtool.vault.transaction import Transaction
from interviewtool.vault.vault import Vault

__all__ = [
    "AuditEntry",
    "DocumentEntry",
    "Erasure",
    "Finding",
    "FindingKind",
    "Report",
    "Tombstone",
    "Transaction",
    "Vault",
]
