"""What a vault remembers of the bundles it gave out: the head of its audit log in each, oldest first.

It stands in the vault, so that a vault that was put back has forgotten it along with the rest, and is brought along to
a vault with new keys, so that a rotation is not taken for that.
"""

from __future__ import annotations

from interviewtool.bundle import GivenHead, read_heads, write_heads
from interviewtool.model import DocumentKind
from interviewtool.vault import Transaction

_KIND = DocumentKind.GIVEN_HEADS


def given_heads(transaction: Transaction) -> tuple[GivenHead, ...]:
    """Of every bundle so far."""
    content = transaction.documents.get(_KIND, _KIND)
    return () if content is None else read_heads(content)


def give_head(transaction: Transaction, head: GivenHead) -> None:
    """Remember the head that leaves with a bundle."""
    heads = given_heads(transaction)
    if head.head not in {each.head for each in heads}:
        transaction.documents.replace(_KIND, _KIND, write_heads((*heads, head)))
