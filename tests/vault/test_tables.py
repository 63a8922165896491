"""What is put into a vault comes out again, after it was closed too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewtool.errors import KnownError
from interviewtool.model import (
    ConsentItem,
    ConsentMethod,
    ConsentRecord,
    ContentHash,
    Disposition,
    InterviewState,
    Mention,
    MissingReason,
    Naming,
    PersonCode,
    Reference,
    StoredAnswer,
)
from interviewtool.vault import Finding, FindingKind


def record(vault, item=ConsentItem.INTERVIEW, **more):
    moment = vault.run(lambda transaction: transaction.interviews.list())[0].created
    return ConsentRecord(item, True, ConsentMethod.SPOKEN, moment, "uk", "1", ContentHash("a" * 64), **more)


def test_everything_round_trips_through_a_closed_vault(vaults, begin, answer, person):
    vault = vaults.create()
    interview_id = begin(vault)
    rows = (
        answer("b", "друге"),
        answer("a", "перше"),
        StoredAnswer(Reference("/data/case[1]/c"), missing=MissingReason.REFUSED),
        StoredAnswer(Reference("/data/case[1]/d"), "стара", draft="нова, ще не вся"),
        StoredAnswer(Reference("/data/case[1]/e"), "\ud83d alone"),  # half a surrogate pair, as a clipboard may bring
    )
    given = (record(vault), record(vault, ConsentItem.QUOTATION, naming=Naming.PSEUDONYM, handwriting="f" * 32))
    name = person(interview_id, "Олена Прикладна")

    def work(transaction):
        interview = transaction.interviews.get(interview_id)
        mention = Mention(Reference("/data/n"), 0, 5, name.person_code)
        transaction.interviews.update(
            replace(interview, disposition=Disposition.PARTIAL, categories=("A", "B"), mentions=(mention,))
        )
        transaction.answers.put(interview_id, rows)
        transaction.preparation.put(interview_id, [answer("prep")])
        for one in given:
            transaction.consent.append(interview_id, one)
        transaction.names.put(name)
        transaction.pseudonyms.put(name.person_code, "Калина")
        transaction.documents.put("form", "standard", b"old")
        transaction.documents.put("form", "standard", b"new")
        transaction.audit.append(interview_id, "question", "/data/a", {"why": "проба"})
        return transaction.interviews.get(interview_id)

    interview = vault.run(work)
    vaults.close()
    vault = vaults.unlock()

    def check(transaction):
        assert transaction.interviews.list() == (interview,)
        assert transaction.answers.all(interview_id) == rows
        assert transaction.preparation.all(interview_id) == (answer("prep"),)
        assert transaction.consent.all(interview_id) == given
        assert [(one.person_code, one.text) for one in transaction.names.get(interview_id)] == [
            (name.person_code, "Олена Прикладна")
        ]
        assert transaction.pseudonyms.get(name.person_code) == "Калина"
        assert transaction.pseudonyms.all() == {name.person_code: "Калина"}
        assert transaction.pseudonyms.get(PersonCode("P-0000-0000")) is None
        assert transaction.documents.get("form", "standard") == b"new"
        entry = transaction.documents.list("form")[-1]
        (old, _new) = [one for one in transaction.documents.history("form") if one.name == "standard"]
        assert transaction.documents.by_hash(old.hash) == b"old"
        assert transaction.documents.by_hash(entry.hash) == b"new"
        (logged,) = transaction.audit.entries(interview_id)
        assert (logged.event, logged.reference, logged.details) == ("question", "/data/a", {"why": "проба"})
        assert [one.sequence for one in transaction.audit.entries()] == list(
            range(1, len(transaction.audit.entries()) + 1)
        )

    vault.run(check)
    assert vault.findings == ()
    # The records point at a signature that was never drawn and at a text that never was.
    lost = {Finding(FindingKind.MISSING, "blobs", "f" * 32), Finding(FindingKind.MISSING, "documents", "a" * 64)}
    assert set(vault.verify(lambda _: None).findings) == lost


def test_replacing_rows_keeps_exactly_the_new_ones(vault, begin, answer):
    interview_id = begin(vault)
    vault.run(lambda transaction: transaction.answers.put(interview_id, [answer("a"), answer("b"), answer("c")]))
    vault.run(lambda transaction: transaction.answers.delete(interview_id, [answer("b").reference, Reference("/no")]))
    assert vault.run(lambda transaction: transaction.answers.all(interview_id)) == (answer("a"), answer("c"))
    vault.run(lambda transaction: transaction.answers.replace_all(interview_id, [answer("c", "x"), answer("d")]))
    assert vault.run(lambda transaction: transaction.answers.all(interview_id)) == (answer("c", "x"), answer("d"))
    vault.run(lambda transaction: transaction.answers.clear(interview_id))
    assert vault.run(lambda transaction: transaction.answers.all(interview_id)) == ()
    assert vault.verify(lambda _: None).findings == ()


def test_an_exception_rolls_everything_back(vault, begin, answer, person):
    interview_id = begin(vault)
    before = vault.run(lambda transaction: transaction.audit.head())

    def work(transaction):
        transaction.answers.put(interview_id, [answer()])
        transaction.names.put(person(interview_id, "Петро"))
        transaction.audit.append(interview_id, "question")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        vault.run(work)
    assert vault.run(lambda transaction: transaction.answers.all(interview_id)) == ()
    assert vault.run(lambda transaction: transaction.names.get(interview_id)) == ()
    assert vault.run(lambda transaction: transaction.audit.head()) == before
    vault.run(lambda transaction: transaction.answers.put(interview_id, [answer()]))
    assert vault.verify(lambda _: None).findings == ()


def test_submitted_work_keeps_its_order_and_close_waits_for_it(vaults, begin, answer):
    vault = vaults.create()
    interview_id = begin(vault)
    futures = [
        vault.submit(lambda transaction, n=n: transaction.answers.put(interview_id, [answer("a", str(n))]))
        for n in range(50)
    ]
    vaults.close()
    assert all(future.done() and future.exception() is None for future in futures)
    with pytest.raises(RuntimeError):
        vault.submit(lambda transaction: None)
    assert vaults.unlock().run(lambda transaction: transaction.answers.all(interview_id)) == (answer("a", "49"),)


def test_the_vaults_own_thread_never_waits_for_itself(vault):
    with pytest.raises(RuntimeError):
        vault.run(lambda _: vault.run(lambda _: None))


def test_what_is_not_there_is_said(vault, begin, answer):
    for work in (
        lambda transaction: transaction.interviews.get("NONE"),
        lambda transaction: transaction.answers.put("NONE", [answer()]),
        lambda transaction: transaction.gate.open("NONE"),
        lambda transaction: transaction.audit.append("NONE", "question"),
    ):
        with pytest.raises(KnownError, match=r"vault\.no_such_interview"):
            vault.run(work)
    interview_id = begin(vault)
    interview = vault.run(lambda transaction: transaction.interviews.get(interview_id))
    with pytest.raises(KnownError, match=r"vault\.interview_exists"):
        vault.run(lambda transaction: transaction.interviews.add(interview))
    assert vault.findings == ()


def test_own_names_are_forgotten_when_an_interview_is_finalized(vault, begin, person):
    interview_id = begin(vault)
    vault.run(lambda transaction: transaction.names.put(person(interview_id, "Марія")))
    interview = vault.run(lambda transaction: transaction.interviews.get(interview_id))
    vault.run(lambda transaction: transaction.interviews.update(replace(interview, state=InterviewState.FINALIZED)))
    assert vault.run(lambda transaction: transaction.names.get(interview_id)) == ()


def test_blobs_of_every_size(vault, begin):
    interview_id = begin(vault)
    contents = [b"", b"x", b"y" * 65535, b"z" * 65536, bytes(range(256)) * 1024]
    ids = [vault.blobs.write(interview_id, content) for content in contents]
    assert vault.blobs.list(interview_id) == tuple(ids)
    assert [vault.blobs.read(interview_id, one) for one in ids] == contents
    with pytest.raises(KnownError, match=r"vault\.blob_missing"):
        vault.blobs.read(interview_id, "0" * 32)
    report = vault.verify(lambda _: None)
    assert (report.findings, report.blobs) == ((), 5)


def test_a_blob_whose_writer_was_killed(vaults, begin):
    """Written and synced, but without a row: gone. With a row, but not renamed: put in its place."""
    vault = vaults.create()
    interview_id = begin(vault)
    blob_id = vault.blobs.write(interview_id, b"ink")
    vaults.close()
    blobs = vaults.folder / "blobs"
    (blobs / blob_id).rename(blobs / f"{blob_id}.part")
    (blobs / f"{'0' * 32}.part").write_bytes(b"nobody was told of it")
    vault = vaults.unlock()
    assert vault.blobs.read(interview_id, blob_id) == b"ink"
    assert [path.name for path in blobs.iterdir()] == [blob_id]


def test_a_damaged_interview_costs_that_interview_and_becomes_a_finding(vaults, begin, answer):
    vault = vaults.create()
    lost, kept = begin(vault), begin(vault)
    vaults.close()
    content = bytearray((vaults.folder / "keys").read_bytes())
    for copy in (4096, 8192):
        content[copy + 20] ^= 1
    (vaults.folder / "keys").write_bytes(content)
    vault = vaults.unlock()
    assert [one.interview_id for one in vault.run(lambda transaction: transaction.interviews.list())] == [kept]
    assert [(one.kind, one.subject) for one in vault.findings] == [(FindingKind.DAMAGED, lost)]
    with pytest.raises(KnownError, match=r"vault\.interview_damaged"):
        vault.run(lambda transaction: transaction.answers.all(lost))
