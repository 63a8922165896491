"""Writes a small vault of the newest format and its backup, with what is in them: tests/vectors/vault-N, backup-N.

N is the version of the schema of answers.db. What was written stays as it is, and every later version must open it. Run
this only after a new migration: python tests/vectors/write_vault.py tests/vectors. The people are made up and the keys
protect nothing; the cost of Argon2id is far below what the program allows itself.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from interviewtool.crypto.age import new_age_identity
from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.crypto.slots import KeyKind
from interviewtool.model import (
    Attachment,
    AttachmentKind,
    ConsentItem,
    ConsentMethod,
    ConsentRecord,
    ContentHash,
    Identity,
    IdentityKind,
    Interview,
    InterviewId,
    InterviewState,
    KeptEvent,
    MissingReason,
    PersonCode,
    Reference,
    Retention,
    StoredAnswer,
    new_receipt_code,
    receipt_hash,
)
from interviewtool.vault import Transaction, Vault
from interviewtool.vault.schema import ANSWERS as ANSWERS_DATABASE

VERSION = len(ANSWERS_DATABASE)
PASSPHRASE = "яблуко вітер міст човен липень ключ"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIRST, SECOND, ERASED = InterviewId("7KQ4-M2XP-9TRD"), InterviewId("0ABC-DEFG-HJKM"), InterviewId("ZZZZ-0000-1111")
BLOB = bytes(range(256)) * 300  # two chunks
BLOB_HASH = hashlib.sha256(BLOB).hexdigest()
RECEIPT = new_receipt_code(lambda bound: bound // 3)
ANSWERS = [
    StoredAnswer(Reference("/data/case[1]/what"), "Нас тримали в підвалі."),
    StoredAnswer(Reference("/data/case[1]/when"), "", missing=MissingReason.REFUSED),
    StoredAnswer(Reference("/data/case[2]/what"), "довга відповідь " * 900, draft="ще не"),
]


def main(folder: Path) -> None:
    """Write the vault, its backup, and expected.json."""

    def clock() -> datetime:
        return NOW

    limits = CostLimits(least_memory=64, least_passes=1)
    cost = Argon2Cost(memory=64, passes=1, lanes=1)
    vault, code = Vault.create(folder / f"vault-{VERSION}", PASSPHRASE, clock=clock, cost=cost, limits=limits)
    supervisor = new_age_identity()
    vault.add_escrow(PASSPHRASE, supervisor.recipient, [KeyKind.VAULT, KeyKind.IDENTITY])
    olena = Identity(PersonCode("P-0001-0001"), IdentityKind.PERSON, "Олена Приклад", FIRST)
    petro = Identity(PersonCode("P-0002-0002"), IdentityKind.PERSON, "Петро Зразок", SECOND)

    def begin(transaction: Transaction) -> None:
        form = transaction.documents.put("form", "standard", b"<h:html/>")
        for owner in (FIRST, SECOND, ERASED):
            transaction.interviews.add(
                Interview(owner, InterviewState.IN_PROGRESS, NOW, "uk", form, PersonCode("P-0000-0000"))
            )
            transaction.gate.open(owner)
            transaction.answers.put(owner, ANSWERS)
            transaction.audit.append(owner, "form start")
        transaction.names.put(olena)
        transaction.pseudonyms.put(olena.person_code, "Марія")
        text = transaction.documents.put("consent_text", "uk", "Чи згодні ви?".encode())
        record = ConsentRecord(ConsentItem.INTERVIEW, True, ConsentMethod.SCREEN, NOW, "uk", "1", text)
        transaction.consent.append(FIRST, record)

    vault.run(begin)
    blob_id = vault.blobs.write(FIRST, BLOB)
    attached = Attachment(
        "скан 1.jpg", AttachmentKind.ANSWER, "image/jpeg", len(BLOB), ContentHash(BLOB_HASH), blob_id, NOW
    )

    def add(transaction: Transaction) -> None:
        transaction.attachments.put(FIRST, attached)
        transaction.retention.put(FIRST, Retention(date(2027, 3, 2), hold="запит суду"))
        transaction.receipts.put(FIRST, RECEIPT, receipt_hash(RECEIPT))
        transaction.events.append(KeptEvent("tombstone", {"interview": ERASED, "tier": "erase_all"}, NOW, True, False))

    vault.run(add)

    def finalize(transaction: Transaction) -> None:
        interview = transaction.interviews.get(FIRST)
        transaction.interviews.update(replace(interview, state=InterviewState.FINALIZED, finalized=NOW))

    with vault.identities(PASSPHRASE):
        pass  # Olena moves into the register
    vault.run(finalize)
    vault.run(lambda transaction: transaction.names.put(petro))  # Petro waits
    vault.erase(ERASED)
    vault.anchor()
    vault.backup(folder / f"backup-{VERSION}", lambda _share: None)
    vault.anchor()
    vault.close()
    for name in ("lock", "ballast", "answers.db-journal", "identity.db-journal"):
        (folder / f"vault-{VERSION}" / name).unlink(missing_ok=True)
    expected = {
        "passphrase": PASSPHRASE,
        "recovery_code": str(code),
        "escrow_identity": supervisor.secret,
        "interviews": [FIRST, SECOND],
        "erased": ERASED,
        "answers": [[row.reference, row.value, row.missing, row.draft] for row in ANSWERS],
        "blob": [blob_id, BLOB_HASH],
        "names": {olena.person_code: olena.text, petro.person_code: petro.text},
        "attachments": [attached.name],
        "review": "2027-03-02",
        "receipt": RECEIPT,
        "events": ["tombstone"],
        "pseudonyms": {olena.person_code: "Марія"},
    }
    (folder / f"vault-{VERSION}.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
