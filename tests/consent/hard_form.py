"""A form with a part of its own for what is hard, and a person who agreed to be asked."""

from __future__ import annotations

import pytest

from interviewtool.errors import KnownError
from interviewtool.interview import Session
from interviewtool.model import (
    EventKind,
    KeptEvent,
    Reference,
    Tier,
    now,
)
from interviewtool.workspace import Workspace

# ruff: noqa: E501 - a table is as wide as it is
HARD_FORM = """
| survey | | | | | |
|---|---|---|---|---|---|
| | type | name | label::Українська (uk) | bind::interviewtool:preparation | bind::interviewtool:sensitive | bind::interviewtool:identity | bind::interviewtool:authorisation |
| | begin_group | before | Перед | yes | | | |
| | text | brought_by | Хто привів | | | person | |
| | text | reprisal | Помста | | | | yes |
| | text | mode | Спосіб | | | | |
| | integer | breaks | Перерв | | | | |
| | integer | breaks_minutes | Хвилин | | | | |
| | end_group | | | | | | |
| | text | said | Сказано | | | | |
| | text | beaten | Як били | | yes | | |
| settings | | | | | |
| | form_id | form_title | version | default_language | namespaces |
| | hard | Тяжке | 1 | Українська (uk) | interviewtool="urn:interviewtool:xlsform:1" |
"""
SAID, BEATEN = Reference("/data/said"), Reference("/data/beaten")
BROUGHT_BY, REPRISAL, MODE = (Reference(f"/data/before/{name}") for name in ("brought_by", "reprisal", "mode"))
BREAKS, MINUTES = Reference("/data/before/breaks"), Reference("/data/before/breaks_minutes")


def stored(workspace: Workspace, session: Session) -> dict[Reference, str]:
    owner = session.interview.interview_id
    rows = workspace.vault.run(lambda transaction: transaction.answers.all(owner))
    return {row.reference: row.value for row in rows}


def refused(act: object) -> str:
    with pytest.raises(KnownError) as error:
        act()  # type: ignore[operator]
    return error.value.code


def from_the_desk(owner: str, tier: Tier) -> KeptEvent:
    payload = {"interview": owner, "tier": tier.code}
    return KeptEvent(EventKind.TOMBSTONE, payload, now(), own=False, supervisor=True, author="S1", line="{}")
