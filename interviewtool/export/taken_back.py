"""Which files stay behind, since consent to having them was taken back: recordings (C7), photographs and copies (C8).

They are listed in a bundle with their hash and are not in it; in the vault they stay sealed. As in
`interview.attachments`, what was drawn in the interview needs neither item, and a sound or a video that the respondent
showed needs C8 alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from interviewtool.consent import state
from interviewtool.model import Attachment, AttachmentKind, ConsentItem, ConsentRecord, StoredAnswer
from interviewtool.xforms import FormDefinition, QuestionType

_DRAWN = {"draw", "annotate", "signature"}
"""Appearances of a question whose picture is made in the interview."""


def taken_back(
    form: FormDefinition,
    rows: Iterable[StoredAnswer],
    files: Iterable[Attachment],
    consent: Iterable[ConsentRecord],
    shown: Collection[str],
) -> Mapping[str, tuple[ConsentItem, ...]]:
    """Names of the files that stay, with the items they lack. rows: the answers that hold them. shown: names of those
    of which somebody said that the respondent showed them.
    """
    given = {item for item, record in state(consent).items() if record.given}
    kinds = {each.name: each.media_type for each in files if each.kind is AttachmentKind.ANSWER}
    found = {}
    for row in rows:
        if row.value in kinds:
            node = form.node(row.reference)
            needed: set[ConsentItem] = set()
            if node.type in (QuestionType.AUDIO, QuestionType.VIDEO):
                needed = {ConsentItem.AUDIO}
            elif _DRAWN.isdisjoint(node.appearance):
                sounds = kinds[row.value].startswith(("audio/", "video/"))
                needed = {ConsentItem.COPIES} | ({ConsentItem.AUDIO} if sounds and row.value not in shown else set())
            if not needed <= given:
                found[row.value] = tuple(sorted(needed - given))
    return found
