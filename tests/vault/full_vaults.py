"""A vault with everything a vault can hold, and what is said of it: to be compared with what was made out of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from interviewtool.crypto.sealing import SealBroken
from interviewtool.model import (
    ConsentItem,
    ConsentMethod,
    ConsentRecord,
    Identity,
    IdentityKind,
    InterviewState,
    new_person_code,
)
from interviewtool.vault.data_keys import KeyOf

PASSPHRASE = "шість випадкових слів на папері"
NEW = "шість інших слів на іншому папері"


def quiet(_share):
    pass


def everything(vault, secret):
    """All that a vault says about what is in it, but for its keys and its own log."""
    with vault.identities(secret) as register:
        names = {one.person_code: (one.text, one.interview_id) for one in register.all()}

    def read(transaction):
        found = {}
        for interview in transaction.interviews.list():
            owner = interview.interview_id
            found[owner] = (
                interview,
                transaction.preparation.all(owner),
                transaction.answers.all(owner),
                transaction.gate.is_open(owner),
                transaction.consent.all(owner),
                transaction.names.get(owner),
                [
                    (entry.time, entry.event, entry.reference, dict(entry.details))
                    for entry in transaction.audit.entries(owner)
                    if "brought" not in entry.event
                ],
            )
        stones = transaction.interviews.tombstones()
        return found, transaction.pseudonyms.all(), transaction.documents.history("form"), stones

    rows = vault.run(read)
    blobs = {
        (owner, blob_id): hashlib.sha256(vault.blobs.read(owner, blob_id)).hexdigest()
        for owner in rows[0]
        for blob_id in vault.blobs.list(owner)
    }
    return names, rows, blobs


def opens(vault, owner, slot):
    """Whether a slot of the file of data keys holds the key of this interview."""
    try:
        return bool(vault._store.data_keys.open(KeyOf.INTERVIEW, owner, slot))
    except SealBroken:
        return False


def make_full(vaults, begin, answer, person, clock):
    """Make it, with some answers longer than a page, and close it; its folder, interviews and recovery code."""
    vault = vaults.create()
    interviews = [begin(vault) for _ in range(5)]
    for number, owner in enumerate(interviews):
        handwriting = vault.blobs.write(owner, bytes(range(256)) * 1000)
        rows = [answer(f"q{index}", f"{number} {index} " + "довга відповідь " * index * 9) for index in range(40)]
        name = person(owner, f"Особа {number}")

        def work(transaction, owner=owner, rows=rows, name=name, handwriting=handwriting, number=number):
            text = transaction.documents.put("consent_text", "t", "Чи згодні ви?".encode())
            transaction.preparation.put(owner, [answer("before", "план")])
            transaction.answers.put(owner, rows)
            transaction.names.put(name)
            transaction.pseudonyms.put(name.person_code, f"Псевдонім {number}")
            record = ConsentRecord(ConsentItem("C1"), True, ConsentMethod.SCREEN, clock(), "uk", "1", text)
            transaction.consent.append(owner, replace(record, handwriting=handwriting))
            transaction.audit.append(owner, "question", "/data/x", {"n": str(number)})
            transaction.documents.put("form", "f", f"форма {number} ".encode() * 2000)

        vault.run(work)

    def finalize(transaction):
        for owner in interviews[:2]:
            interview = transaction.interviews.get(owner)
            transaction.interviews.update(replace(interview, state=InterviewState.FINALIZED, finalized=clock()))

    vault.run(finalize)
    vault.run(lambda transaction: transaction.gate.close(interviews[2]))
    with vault.identities(PASSPHRASE):
        pass
    late = Identity(new_person_code(), IdentityKind.PERSON, "Пізня", interviews[1])
    vault.run(lambda transaction: transaction.names.put(late))  # waits for the register
    vault.erase(interviews.pop())
    vault.anchor()
    vaults.close()
    return vaults.folder, tuple(interviews), vaults.code


def digests(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
