"""Whether the vault that signed a bundle still remembers what it sent before.

Each bundle names the heads of the audit log in the bundles before it. With its own head that is a line, and of two
bundles from one vault one line goes on from the other, in whatever order they arrive. Where they part, one of the two
was made by a vault that had forgotten the other: an older copy was put back, or a backup restored. The desk keeps the
longest line of each signer, and every line that parts from it, until the supervisor has asked and accepts one. The
others are given up: a bundle of theirs that is opened once more, or comes late, says nothing new, but one that goes on
where they ended comes from a vault that was thought to be gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from interviewtool.bundle import GivenHead, OpenedBundle, read_heads
from interviewtool.errors import KnownError
from interviewtool.export.record import EARLIER_BUNDLES
from interviewtool.model import DocumentKind
from interviewtool.vault import Transaction
from interviewtool.vault.records import pack, unpack

ACCEPTED = "sender's history accepted"
"""Audit event: the supervisor asked why a signer's vault had forgotten bundles. Details: signer, head, reason."""

_KIND = DocumentKind.SEEN_HEADS


@dataclass(frozen=True, slots=True)
class Line:
    """heads: of bundles of one signer, oldest first; the last of a bundle that was opened here."""

    heads: tuple[GivenHead, ...]

    def goes_on_from(self, other: Line) -> bool:
        """Whether this one begins with the other; the times in it are claims and do not count."""
        mine, theirs = ([each.head for each in line.heads] for line in (self, other))
        return mine[: len(theirs)] == theirs


@dataclass(frozen=True, slots=True)
class _Seen:
    lines: tuple[Line, ...] = ()
    opened: tuple[str, ...] = ()
    given_up: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Continuity:
    """forgotten: bundles opened here that the signer's vault did not remember, or that do not remember this one.

    missing: bundles before this one, since the last that was opened here, which never were. silent: it does not say
    what came before it, though another bundle of the signer did: an older version of the program made it. line: what it
    says, None where it says nothing.
    """

    line: Line | None = None

    forgotten: tuple[GivenHead, ...] = ()
    missing: tuple[GivenHead, ...] = ()
    silent: bool = False


def remember(transaction: Transaction, opened: OpenedBundle) -> Continuity:
    """Compare a bundle with those opened before, and remember it. KnownError review.incomplete for a list that is none.

    A signer is told by the verification key: with other keys another vault begins anew.
    """
    signer = opened.manifest.verification_key
    before = _seen(transaction, signer)
    line = _line(opened)
    if line is None:
        return Continuity(silent=bool(before.lines))
    head = line.heads[-1].head
    lines = before.lines
    explained = any(each.goes_on_from(line) for each in before.given_up)
    if not explained and not any(each.goes_on_from(line) for each in lines):
        lines = (*(each for each in lines if not line.goes_on_from(each)), line)
    seen = _Seen(lines, tuple(dict.fromkeys((*before.opened, head))), before.given_up)
    if seen != before:
        _put(transaction, signer, seen)
        transaction.audit.append(None, "bundle opened", details={"head": head})
    return Continuity(line=line) if explained else _compared(seen, line)


def accept(transaction: Transaction, signer: str, line: Line, reason: str) -> None:
    """The supervisor asked: of a signer's lines this one counts from now on. signer: verification key. reason: kept in
    the audit log.
    """
    seen = _seen(transaction, signer)
    longest = next((each for each in seen.lines if each.goes_on_from(line)), line)
    given_up = tuple(each for each in (*seen.given_up, *seen.lines) if not longest.goes_on_from(each))
    _put(transaction, signer, _Seen((longest,), seen.opened, given_up))
    details = {"signer": signer, "head": line.heads[-1].head, "reason": reason}
    transaction.audit.append(None, ACCEPTED, details=details)


def _compared(seen: _Seen, line: Line) -> Continuity:
    own = {each.head for each in line.heads}
    parting = [each for each in seen.lines if not each.goes_on_from(line) and not line.goes_on_from(each)]
    forgotten = {each.head: each for other in parting for each in other.heads if each.head not in own}
    missing = []
    for each in reversed(line.heads[:-1]):
        if each.head in seen.opened:
            break
        missing.append(each)
    return Continuity(
        forgotten=tuple(each for head, each in forgotten.items() if head in seen.opened),
        missing=tuple(reversed(missing)),
        line=line,
    )


def _line(opened: OpenedBundle) -> Line | None:
    said = opened.files.get(EARLIER_BUNDLES)
    if said is None or not opened.manifest.audit_head:
        return None
    try:
        own = GivenHead(opened.manifest.audit_head, opened.manifest.created)
        return Line((*read_heads(said), own))
    except ValueError:
        raise KnownError("review.incomplete") from None


def _seen(transaction: Transaction, signer: str) -> _Seen:
    content = transaction.documents.get(_KIND, signer)
    return _Seen() if content is None else unpack(_Seen, content)


def _put(transaction: Transaction, signer: str, seen: _Seen) -> None:
    transaction.documents.replace(_KIND, signer, pack(seen))
