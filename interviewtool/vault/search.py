"""Finds interviews by what was said: an index in memory, made when it is first asked for and never written anywhere.

What changed since is known by the sums of the tally; only that is read again. A hit says where to look and nothing
more: rows authenticate one by one, but whether they are the newest is checked when the interview is opened.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from interviewtool.model import InterviewId, folded
from interviewtool.vault.folded_text import FoldedText, Wanted
from interviewtool.vault.search_reading import Sums, WholeReading, all_sums, read_some
from interviewtool.vault.worker import Worker

MOST_HELD = 256_000_000
"""Bytes of text that are held in memory; interviews beyond that are read at every search."""

_FEW = 64
"""So many interviews are read one by one; where more are new, the whole vault is read."""
_LARGEST_WHOLE = 3 * MOST_HELD
"""Bytes of a database that is read as a whole; its text, a byte a letter, is less than a third of it."""


@dataclass(frozen=True, slots=True, repr=False)
class _Held:
    sums: Sums
    texts: tuple[FoldedText, ...]


class Search:
    """The index of an open vault. May be called from any thread but the vault's own."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._index: dict[str, _Held] = {}
        self._reading: WholeReading | None = None
        self._updating = threading.Lock()

    def find(
        self,
        words: str,
        progress: Callable[[float], None] = lambda share: None,
        *,
        also: Callable[[str], Collection[str]] = lambda word: (),
    ) -> tuple[InterviewId, ...]:
        """The interviews in which every one of these words occurs, in answers or preparation, in any letter case and
        also as the beginning of a longer word; the one begun first comes first. Nothing for no words.

        progress: 0..1, on the calling thread; may raise to stop, then what was read stays in memory. also: what stands
        for a word as well, anywhere in the text, such as the codes of those who bear it as a pseudonym.
        """
        wanted = [Wanted(word, map(folded, also(word))) for word in folded(words).split()]
        if not wanted:
            return ()
        with self._updating:
            sums, whole = self._refresh(progress)
            others = self._read_others(sums, (lambda _share: progress(1.0)) if whole else progress)
            held = [(owner, held.texts) for owner, held in self._index.items()]
            found = {
                owner for owner, texts in chain(held, others) if all(any(map(each.is_in, texts)) for each in wanted)
            }
        progress(1.0)
        return tuple(InterviewId(owner) for owner in sums if owner in found)

    def forget(self) -> None:
        """Hold nothing any more."""
        self._index, self._reading = {}, None

    def _refresh(self, progress: Callable[[float], None]) -> tuple[dict[str, Sums], bool]:
        """Hold nothing that is not so any more; what interviews add up to now, and whether all were read for it."""
        sums = self._worker.outside(all_sums)
        whole = self._reading is not None or self._is_mostly_new(sums)
        if whole:
            self._read_whole(sums, progress)
            sums = self._worker.outside(all_sums)
        self._index = {owner: held for owner, held in self._index.items() if held.sums == sums.get(owner)}
        return sums, whole

    def _is_mostly_new(self, sums: dict[str, Sums]) -> bool:
        new = [owner for owner, now in sums.items() if owner not in self._index or self._index[owner].sums != now]
        return len(new) > max(_FEW, len(sums) // 2) and self._worker.layout.answers.stat().st_size <= _LARGEST_WHOLE

    def _read_whole(self, sums: dict[str, Sums], progress: Callable[[float], None]) -> None:
        """Begin to, or go on where it was stopped."""
        if self._reading is None:
            self._index, self._reading = {}, WholeReading(sums)
        self._reading.run(self._worker, progress)
        read, self._reading = self._reading, None
        self._index = {owner: _Held(then, tuple(read.texts.get(owner, ()))) for owner, then in read.sums.items()}

    def _read_others(
        self, sums: dict[str, Sums], progress: Callable[[float], None]
    ) -> Iterator[tuple[str, tuple[FoldedText, ...]]]:
        """Those that are not held; from now on they are, while there is room."""
        room = MOST_HELD - sum(len(text.encoded) for held in self._index.values() for text in held.texts)
        others = [owner for owner in sums if owner not in self._index]
        for owner, now, texts in read_some(self._worker, others, progress):
            room -= sum(len(text.encoded) for text in texts)
            if room >= 0:
                self._index[owner] = _Held(now, texts)
            yield owner, texts
