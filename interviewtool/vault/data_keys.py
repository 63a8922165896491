"""The random keys of single interviews and single person records, each sealed in a slot of the file `keys`.

A slot is sealed under a key derived from the vault key, for its vault, its number, what it is for and whose it is: one
that was moved or put into another vault does not open.
"""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from functools import cached_property

from interviewtool.crypto.sealing import SealBroken, new_key, open_sealed, place, seal
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError
from interviewtool.vault.key_file import KeyFile


class KeyOf(StrEnum):
    """What a data key belongs to."""

    INTERVIEW = "interview"
    PERSON = "person"


class InterviewKeys:
    """Derived from the data key of one interview, each when it is first needed. slot: where the data key stands."""

    def __init__(self, slot: int, data_key: bytes) -> None:
        self.slot = slot
        self._data_key = data_key

    @cached_property
    def rows(self) -> bytes:
        """Seals the rows."""
        return subkey(self._data_key, Label.ROWS)

    @cached_property
    def places(self) -> bytes:
        """Names the rows of answers."""
        return subkey(self._data_key, Label.PLACES)

    @cached_property
    def blobs(self) -> bytes:
        """Seals blobs, together with the vault's own key for them."""
        return subkey(self._data_key, Label.INTERVIEW_BLOBS)


class DataKeys:
    """Opens and makes data keys; remembers those of interviews while the vault is open."""

    def __init__(self, file: KeyFile, vault_id: bytes, vault_key: bytes) -> None:
        self._file = file
        self._vault_id = vault_id
        self._key = subkey(vault_key, Label.DATA_KEYS)
        self._interviews: dict[str, InterviewKeys] = {}
        self._new: list[int] = []

    @property
    def file(self) -> KeyFile:
        """The file underneath."""
        return self._file

    def add(self, kind: KeyOf, owner: str) -> tuple[int, bytes]:
        """A new random key in a slot of its own, durable: slot number and key."""
        key = new_key()
        slot = self._file.add(lambda number: seal(self._key, key, self._place(kind, owner, number)))
        self._new.append(slot)
        return slot, key

    def open(self, kind: KeyOf, owner: str, slot: int) -> bytes:
        """The key in a slot. SealBroken when it was erased, is damaged or is another's."""
        found = self._file.read(slot)
        if not found.erased:
            for content in found.contents:
                try:
                    return open_sealed(self._key, content, self._place(kind, owner, slot))
                except SealBroken:
                    continue
        raise SealBroken

    def damaged_copies(self, kind: KeyOf, owner: str, slot: int) -> int:
        """How many of the two copies of a slot do not open."""
        good = 0
        for content in self._file.read(slot).contents:
            try:
                open_sealed(self._key, content, self._place(kind, owner, slot))
                good += 1
            except SealBroken:
                pass
        return 2 - good

    def erased(self, slot: int) -> bool:
        """Whether a slot was erased, in one copy at least."""
        return self._file.read(slot).erased

    def add_interview(self, interview_id: str) -> InterviewKeys:
        """Keys of a new interview."""
        slot, key = self.add(KeyOf.INTERVIEW, interview_id)
        keys = self._interviews[interview_id] = InterviewKeys(slot, key)
        return keys

    def interview(self, interview_id: str, slot: int) -> InterviewKeys:
        """Keys of an interview. KnownError vault.interview_damaged when its slot does not open."""
        known = self._interviews.get(interview_id)
        if known is None:
            try:
                known = InterviewKeys(slot, self.open(KeyOf.INTERVIEW, interview_id, slot))
            except SealBroken:
                raise KnownError("vault.interview_damaged", interview=interview_id) from None
            self._interviews[interview_id] = known
        return known

    def search(self, interview_id: str) -> InterviewKeys | None:
        """Keys of an interview whose own row, which tells their slot, is lost: every slot is tried."""
        for slot in range(self._file.size):
            with suppress(KnownError):
                return self.interview(interview_id, slot)
        return None

    def known(self, interview_id: str) -> InterviewKeys | None:
        """Keys of an interview that was opened before."""
        return self._interviews.get(interview_id)

    def erase(self, slot: int, owner: str = "") -> None:
        """Overwrite a slot, durably, and forget its key."""
        self._file.erase(slot)
        self._interviews.pop(owner, None)

    def commit(self) -> None:
        """The keys added in this transaction stand."""
        self._new.clear()

    def roll_back(self) -> None:
        """Nothing will ever be sealed under the keys added in this transaction: erase them."""
        for slot in self._new:
            self._file.erase(slot)
        added = set(self._new)
        self._interviews = {owner: keys for owner, keys in self._interviews.items() if keys.slot not in added}
        self._new.clear()

    def _place(self, kind: KeyOf, owner: str, slot: int) -> bytes:
        return place("interviewtool slot of keys", self._vault_id, kind.value, owner, slot.to_bytes(4, "big"))
