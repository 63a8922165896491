"""Functions that look at more than their arguments: the clock, chance, the form's texts and lists. `k` is a block."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from interviewtool.xforms.functions import shuffle, times
from interviewtool.xforms.moments import Moment, moment_of_date, moment_of_datetime
from interviewtool.xforms.values import Value, java_int

if TYPE_CHECKING:
    from interviewtool.xforms.blocks import Block
    from interviewtool.xforms.model import ModelNode


def today(k: Block) -> Moment:
    return moment_of_date(k.state.clock())


def now(k: Block) -> Moment:
    return moment_of_datetime(k.state.clock())


def date(k: Block, value: Value) -> Value:
    return times.date(value, k.state.zone)


def date_time(k: Block, value: Value) -> Value:
    return times.date_time(value, k.state.zone)


def decimal_date_time(k: Block, value: Value) -> Value:
    return times.decimal_date_time(value, k.state.zone)


def decimal_time(k: Block, value: Value) -> Value:
    return times.decimal_time(value, k.state.zone)


def format_date(k: Block, value: Value, pattern: str) -> str:
    return times.format_date(value, pattern, k.state.zone)


def random(k: Block) -> float:
    return k.state.random()


def uuid(k: Block, length: float | None = None) -> str:
    """A UUID, or a random text of a length in base 36."""
    if length is None:
        return k.state.uuid()
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(letters[int(k.state.random() * 36)] for _ in range(min(java_int(length), 1000)))


def version(k: Block) -> str:
    return k.state.form.version


def property_value(k: Block, name: str) -> str:
    """A property of a telephone, which a desktop has none of."""
    return ""


def pulldata(k: Block, table: str, column: str, key_column: str, key: str) -> str:
    """One cell of an attached table."""
    source = k.state.form.tables(table, ("root", "item"))
    rows = source.find(key_column, key) if source is not None else ()
    return str(rows[0].get(column, "")) if rows else ""


def extract_signed(k: Block, contents: str, key: str) -> str:
    """The text behind a signature of 64 bytes; "" where the key did not sign it. contents, key: base64."""
    try:
        public, signed = (base64.b64decode(part, validate=True) for part in (key, contents))
        message = signed[64:].decode()
    except ValueError:
        return ""
    return message if k.state.signature_holds(public, signed[:64], signed[64:]) else ""


def itext(k: Block, identifier: str) -> str:
    return k.state.text_of(identifier, k)


def choice_name(k: Block, node: ModelNode, value: str) -> str:
    """The label of a choice of a question, in the present language; "" where the question has no such choice. k: the
    innermost block around both.
    """
    return k.state.choice_label(node, k, value) if value else ""


def randomize(k: Block, items: Sequence[Any], seed: Value | None = None) -> list[Any]:
    """Shuffled; without a seed by one that is drawn once for each form instance."""
    number = shuffle.seed_of(seed) if seed is not None else k.state.shuffle_seed
    return shuffle.shuffle(items, number)
