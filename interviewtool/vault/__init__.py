"""The encrypted store: one folder, one thread, one transaction at a time.

To know of: `vault.anchor()`, `vault.findings` (to be shown after unlocking), `names.forget` (own names of a
finalized interview), `names.erase`, `blobs.list`, `interviews.tombstones`, `documents.history`, `documents.delete`.
Care of a vault: `vault.backup`, `Vault.destroy_keys`, `vault.salvage.salvage`, `vault.rotation.rotate`,
`vault.restore.restore`. `documents.list(kind)` gives the newest of each name; `by_hash` finds every version.
"""

from interviewtool.vault.audit import AuditEntry
from interviewtool.vault.backup import BackupReport
from interviewtool.vault.backup_note import BackupNote
from interviewtool.vault.blob_file import BlobReader
from interviewtool.vault.documents import DocumentEntry
from interviewtool.vault.interviews import Tombstone
from interviewtool.vault.panic import OUT_OF_REACH, Destruction
from interviewtool.vault.report import Erasure, Finding, FindingKind, Report
from interviewtool.vault.transaction import Transaction
from interviewtool.vault.vault import Vault

__all__ = [
    "OUT_OF_REACH",
    "AuditEntry",
    "BackupNote",
    "BackupReport",
    "BlobReader",
    "Destruction",
    "DocumentEntry",
    "Erasure",
    "Finding",
    "FindingKind",
    "Report",
    "Tombstone",
    "Transaction",
    "Vault",
]
