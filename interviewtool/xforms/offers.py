"""What a question offers to choose from, whatever the choices come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interviewtool.xforms.expressions import Read
from interviewtool.xforms.views import Choice

if TYPE_CHECKING:
    from interviewtool.xforms.blocks import Block


class Offer(NamedTuple):
    """What is on offer now. values: the choices' values as a set."""

    choices: tuple[Choice, ...]
    values: frozenset[str]


NO_OFFER = Offer((), frozenset())


class ChoiceSource:
    """Gives the choices of one question in one language.

    reads: what they depend on. at_hand: always the same few, so that they can be made before anybody asks.
    """

    reads: tuple[Read, ...] = ()
    at_hand = False

    def offer(self, block: Block) -> Offer:
        """What is on offer in a block."""
        raise NotImplementedError
