"""How long a save waits while a backup runs: one save a second, and saves without a pause.

Random documents stand for the interviews: a backup reads pages, whatever is in them. The save is an entry of the log.
"""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path

from _shared import cheap_vault, seconds

from interviewtool.vault import Transaction, Vault

DOCUMENTS, DOCUMENT_BYTES = 35, 10_000_000
PAUSES = (("one save a second", 1.0), ("50 saves a second", 0.02))


def _save(transaction: Transaction) -> None:
    transaction.audit.append(None, "question")


class Saves(threading.Thread):
    """Saves until it is stopped. waits: seconds each took."""

    def __init__(self, vault: Vault, pause: float) -> None:
        super().__init__()
        self.waits: list[float] = []
        self._vault = vault
        self._pause = pause
        self._stopped = threading.Event()

    def run(self) -> None:
        while True:
            self.waits.append(seconds(lambda: self._vault.run(_save)))
            if self._stopped.wait(self._pause):
                return

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def rows() -> list[tuple[str, str]]:
    found = []
    with tempfile.TemporaryDirectory(prefix="interviewtool-bench-") as name:
        folder = Path(name)
        vault, _code = cheap_vault(folder / "vault")
        for number in range(DOCUMENTS):
            content = os.urandom(DOCUMENT_BYTES)
            vault.run(
                lambda transaction, content=content, number=number: transaction.documents.put(
                    "form", str(number), content
                )
            )
        size = (folder / "vault" / "answers.db").stat().st_size / 1e6
        for said, pause in PAUSES:
            for number, which in enumerate(("first", "next")):
                saves = Saves(vault, pause)
                saves.start()
                took = seconds(lambda pause=pause: vault.backup(folder / f"backup {pause}", lambda _share: None))
                saves.stop()
                what = f"slowest of {len(saves.waits)} saves during the {which} backup of {size:.0f} MB, {said}"
                found.append((what, f"{1e3 * max(saves.waits):.0f} ms"))
                if not number:
                    found.append((f"that backup, {said}", f"{took:.1f} s"))
        vault.close()
    return found
