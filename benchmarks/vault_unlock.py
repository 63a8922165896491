"""Unlocking a vault of some interviews: Argon2id at its default cost, and everything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from _shared import add_interview, seconds

from interviewtool.crypto.kdf import affordable_cost, passphrase_key
from interviewtool.model import Interview, Reference, StoredAnswer, now
from interviewtool.vault import Transaction, Vault

INTERVIEWS = 1000
ANSWERS = 20


def add(transaction: Transaction) -> None:
    answers = [StoredAnswer(Reference(f"/data/q{number}"), "відповідь " * 10) for number in range(ANSWERS)]
    transaction.answers.put(add_interview(transaction).interview_id, answers)


def rows() -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        vault, code = Vault.create(Path(folder) / "vault", "benchmark", clock=now)
        for _number in range(INTERVIEWS):
            vault.run(add)
        vault.anchor()
        vault.close()

        cost = affordable_cost()
        argon = seconds(lambda: passphrase_key("benchmark", bytes(16), cost))
        opened: list[Vault] = []
        whole = seconds(lambda: opened.append(Vault.unlock(Path(folder) / "vault", "benchmark", clock=now)))
        (vault,) = opened
        listed: list[Interview] = []
        listing = seconds(lambda: listed.extend(vault.run(lambda transaction: transaction.interviews.list())))
        opening = seconds(lambda: vault.run(lambda transaction: transaction.answers.all(listed[500].interview_id)))
        vault.close()
        rest = seconds(lambda: Vault.unlock(Path(folder) / "vault", str(code), clock=now).close())
    return [
        (f"unlock, {INTERVIEWS} interviews", f"{whole * 1000:.0f} ms"),
        (f"  of it Argon2id, {cost.memory // 1024} MiB, t={cost.passes}", f"{argon * 1000:.0f} ms"),
        ("  everything else (by recovery code)", f"{rest * 1000:.0f} ms"),
        (f"list of {INTERVIEWS} interviews", f"{listing * 1000:.0f} ms"),
        (f"answers of one interview out of {INTERVIEWS}", f"{opening * 1000:.1f} ms"),
    ]
