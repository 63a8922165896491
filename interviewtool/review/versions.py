"""Which ids and receipt codes mean one interview: what the bundles of a signer have said so far, taken together.

A bundle names the versions that its vault knew. An older one does not know the later versions, and a withdrawal may
name any of them, so what was said is kept: the withdrawal then closes every version, in whatever order all this
arrives. What one signer says is never used for the bundles of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from interviewtool.export import InterviewRecord
from interviewtool.model import DocumentKind
from interviewtool.vault import Transaction
from interviewtool.vault.records import pack, unpack

_KIND = DocumentKind.SEEN_VERSIONS


@dataclass(frozen=True, slots=True)
class _Known:
    """families: each of all names of one interview, sorted."""

    families: tuple[tuple[str, ...], ...] = ()


def said_by(record: InterviewRecord) -> frozenset[str]:
    """By what a record says that its interview may be meant: ids of its versions, hashes of receipt codes.

    TypeError when one of them is no text: nothing has checked what a sender wrote there.
    """
    interview = record.interview
    named = {interview.interview_id, interview.follows or "", record.receipt, *record.meant_by}
    if not all(isinstance(name, str) for name in named):
        raise TypeError
    return frozenset(named - {""})


def learn(transaction: Transaction, signer: str, said: Iterable[frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """Take in what a bundle says; name → every name of the same interview. signer: the code."""
    content = transaction.documents.get(_KIND, signer)
    before = _Known() if content is None else unpack(_Known, content)
    families: dict[str, frozenset[str]] = {}
    for each in (*map(frozenset, before.families), *said):
        joined = each.union(*(families[name] for name in each if name in families))
        families |= dict.fromkeys(joined, joined)
    known = _Known(tuple(sorted({tuple(sorted(family)) for family in families.values() if len(family) > 1})))
    if known != before:
        transaction.documents.replace(_KIND, signer, pack(known))
    return families
