"""What happens on the vault's thread when a vault opens: databases, sums, chain; then what a kill left unfinished."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError, Place
from interviewtool.vault.ballast import lay_in
from interviewtool.vault.blobs import settle_blobs
from interviewtool.vault.chain import Head
from interviewtool.vault.chain_check import ChainCheck, anchored_head, interview_at
from interviewtool.vault.data_keys import DataKeys
from interviewtool.vault.database import open_database
from interviewtool.vault.erasure import finish_erasures
from interviewtool.vault.header import Anchor, Header
from interviewtool.vault.identities import close_register
from interviewtool.vault.key_file import KeyFile
from interviewtool.vault.layout import Layout
from interviewtool.vault.put_back import note_put_back, standing
from interviewtool.vault.report import Finding, FindingKind
from interviewtool.vault.schema import ANSWERS
from interviewtool.vault.slot_number import slot_of
from interviewtool.vault.statements import OF_A_SAVE
from interviewtool.vault.store import Store
from interviewtool.vault.tally import Tally
from interviewtool.vault.worker import Worker


def open_store(layout: Layout, header: Header, vault_key: bytes, clock: Callable[[], datetime]) -> Store:
    """Open `keys` and answers.db. KnownError as their openers have it."""
    key_file = KeyFile(layout.keys, header.vault_id)
    try:
        connection = open_database(layout.answers, subkey(vault_key, Label.ANSWERS_DATABASE), ANSWERS, OF_A_SAVE)
    except BaseException:
        key_file.close()
        raise
    store = Store(
        connection=connection,
        data_keys=DataKeys(key_file, header.vault_id, vault_key),
        tally=Tally(subkey(vault_key, Label.TALLY)),
        audit_key=subkey(vault_key, Label.AUDIT),
        receipt_key=subkey(vault_key, Label.RECEIPTS),
        identity_public_key=header.identity_public_key,
        clock=clock,
    )
    try:
        _load(store)
    except BaseException as error:
        close_store(store)
        if isinstance(error, dbapi2.DatabaseError):
            raise KnownError("vault.database_damaged", Place(file=layout.answers.name)) from None
        raise
    return store


def close_store(store: Store) -> None:
    """Let go of all files, the register's too."""
    close_register(store)
    store.connection.close()
    store.data_keys.file.close()


def settle(worker: Worker, store: Store, anchor: Anchor) -> None:
    """Compare the database with the anchor, and finish what was interrupted. Findings go into the store."""
    _compare(worker, store, anchor)
    _look_at_files(store, worker.layout)
    if store.execute("SELECT 1 FROM doomed_slots").fetchone():
        worker.destroy_doomed()
    erased = store.data_keys.file.erased_slots()
    if erased:
        finish_erasures(worker, store, erased)
    settle_blobs(store, worker.layout.blobs)
    lay_in(worker.layout.ballast)


def _compare(worker: Worker, store: Store, anchor: Anchor) -> None:
    """Whether the log leads from the anchor to the state of the rows. An old copy is told until it is acknowledged."""
    put_back = Finding(FindingKind.PUT_BACK, worker.layout.answers.name)
    start = anchored_head(store, anchor)
    if start is None:
        store.found(put_back)
    else:
        check = ChainCheck(store, start, anchor)
        while check.step():
            pass
        finding = check.finding()
        if finding is not None:
            store.found(finding)
    if store.head.state != store.tally.state:
        store.found(put_back)
    if any(finding.part in (put_back.part, "audit") for finding in store.findings):
        old_copy = put_back in store.findings
        worker.transact(lambda inner: note_put_back(inner, anchor.sequence, old_copy=old_copy))
    elif standing(store) is not None:
        store.found(put_back)


def _look_at_files(store: Store, layout: Layout) -> None:
    """What is seen of the other files without opening them."""
    if not store.data_keys.file.whole:
        store.found(Finding(FindingKind.DAMAGED, layout.keys.name))
    register = layout.identity  # opened later, maybe days from now: that it is lost is said today
    if not register.is_file() or not register.stat().st_size:
        kind = FindingKind.DAMAGED if register.is_file() else FindingKind.MISSING
        store.found(Finding(kind, register.name))


def _load(store: Store) -> None:
    checkpoint = store.row("SELECT sequence FROM checkpoint", (int,))
    since = store.rows(
        "SELECT sums FROM audit WHERE sequence > ? ORDER BY sequence", (bytes,), (checkpoint[0] if checkpoint else 0,)
    )
    store.tally.load(store.rows("SELECT owner, sums FROM tallies", (str, bytes)), (sums for (sums,) in since))
    row = store.row("SELECT sequence, link, state FROM audit ORDER BY sequence DESC LIMIT 1", (int, bytes, bytes))
    if row is not None:
        sequence, link, state = row
        store.head = Head(sequence, link, state, interview_at(store, sequence))
    for table in ("interviews", "persons"):
        for (content,) in store.rows(f"SELECT content FROM {table}", (bytes,)):  # noqa: S608
            store.data_keys.file.reserve(slot_of(content) + 1)
