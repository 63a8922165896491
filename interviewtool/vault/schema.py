"""The schemas, as migrations: entry n brings a database from version n to n + 1, in one transaction. Only ever add one.

The version stands in user_version, inside the encrypted file. Most tables have one shape: owner (an interview's id, or
"" for the vault's own), key, content. Triggers keep what no code may get round: answers change only while the gate is
open, on INSERT and on UPDATE (an INSERT trigger alone was measured to leak); consent and audit only grow, but for
consent of an interview that was erased; events are never taken out.
"""

from __future__ import annotations

from interviewtool.vault.failures import GATE_CLOSED

Migrations = tuple[tuple[str, ...], ...]

_TABLES_1 = (
    "interviews",
    "preparation",
    "answers",
    "gate",
    "consent",
    "own_names",
    "persons",
    "waiting_names",
    "pseudonyms",
    "documents",
    "tombstones",
    "blobs",
)
_TABLES_2 = ("attachments", "retention", "receipts", "events")

COUNTED_TABLES = (*_TABLES_1, *_TABLES_2)
"""Tables of the one shape, every row of which is counted in the tally."""

_OF_THE_VAULT = ("pseudonyms", "documents", "tombstones", "events")

INTERVIEW_TABLES = tuple(table for table in COUNTED_TABLES if table not in _OF_THE_VAULT)
"""Those whose rows belong to an interview and go with it."""


def _rows(table: str) -> str:
    return (
        f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, key BLOB NOT NULL, content BLOB NOT NULL, "
        "UNIQUE (owner, key))"
    )


_OPEN = "EXISTS (SELECT 1 FROM gate WHERE owner = NEW.owner AND content = x'01')"
_ERASED = "EXISTS (SELECT 1 FROM tombstones WHERE key = CAST(OLD.owner AS BLOB))"


def _abort(name: str, event: str, table: str, condition: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


_ANSWERS_1 = (
    *(_rows(table) for table in _TABLES_1),
    "CREATE INDEX persons_by_code ON persons (key)",
    "CREATE TABLE document_contents (hash TEXT PRIMARY KEY, content BLOB NOT NULL)",
    "CREATE TABLE audit (sequence INTEGER PRIMARY KEY, owner TEXT NOT NULL, state BLOB NOT NULL, sums BLOB NOT NULL, "
    "sealed BLOB NOT NULL, link BLOB NOT NULL)",
    "CREATE INDEX audit_by_owner ON audit (owner, sequence)",
    "CREATE TABLE tallies (owner TEXT PRIMARY KEY, sums BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL)",
    "CREATE TABLE doomed_slots (slot INTEGER PRIMARY KEY)",
    _abort("answers_insert_needs_gate", "INSERT", "answers", f"NOT {_OPEN}", GATE_CLOSED),
    _abort("answers_update_needs_gate", "UPDATE", "answers", f"NOT {_OPEN} OR NEW.owner <> OLD.owner", GATE_CLOSED),
    _abort("consent_never_changes", "UPDATE", "consent", "1", "append_only"),
    _abort("consent_stays", "DELETE", "consent", f"NOT {_ERASED}", "append_only"),
    _abort("audit_never_changes", "UPDATE", "audit", "1", "append_only"),
    _abort("audit_stays", "DELETE", "audit", "1", "append_only"),
)

_ANSWERS_2 = (
    *(_rows(table) for table in _TABLES_2),
    "CREATE INDEX receipts_by_key ON receipts (key)",
    _abort("events_stay", "DELETE", "events", "1", "append_only"),
)

# One row where the log passes from one interview to another, instead of an index with every entry: an index costs each
# save a page more, written twice. The log is read in its order, and nothing of it is kept in memory.
_ANSWERS_3 = (
    "CREATE TABLE audit_runs (first INTEGER PRIMARY KEY, owner TEXT NOT NULL)",
    "INSERT INTO audit_runs SELECT sequence, owner FROM audit AS entry NOT INDEXED WHERE owner <> '' AND owner IS NOT "
    "(SELECT owner FROM audit WHERE sequence < entry.sequence AND owner <> '' ORDER BY sequence DESC LIMIT 1)",
    "CREATE INDEX audit_runs_by_owner ON audit_runs (owner)",
    _abort("audit_runs_never_change", "UPDATE", "audit_runs", "1", "append_only"),
    _abort("audit_runs_stay", "DELETE", "audit_runs", "1", "append_only"),
    "DROP INDEX audit_by_owner",
)

_IDENTITY_1 = ("CREATE TABLE persons (person_code TEXT PRIMARY KEY, sealed BLOB NOT NULL)",)

ANSWERS: Migrations = (_ANSWERS_1, _ANSWERS_2, _ANSWERS_3)
IDENTITY: Migrations = (_IDENTITY_1,)
