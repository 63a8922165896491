"""Wrote tests/vectors/exchange-1: files of format version 1 as the first version of the program made them.

They are kept as they are, and every later version must open them. Run this again only for a new format version, into a
folder of its own: python tests/vectors/write_exchange.py FOLDER. The people are made up and the keys protect nothing.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from interviewtool.bundle import write_bundle
from interviewtool.model import InterviewId
from interviewtool.team import Attachment, Member, OwnKeys, Role, sign_event, write_events, write_team_file

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def main(folder: Path) -> None:
    """Write one of each file."""

    def clock() -> datetime:
        return NOW

    supervisor, interviewer = OwnKeys.generate("S1", clock=clock), OwnKeys.generate("K7", clock=clock)
    card = interviewer.card(Role.INTERVIEWER)
    recipients = [supervisor.age_identity.recipient]
    first = sign_event(
        key=interviewer.signing_key,
        author=interviewer.interviewer_code,
        previous=None,
        kind="handed in",
        payload={"interview": "7KQ4-M2XP-9TRD"},
        clock=clock,
    )
    second = sign_event(
        key=supervisor.signing_key,
        author=supervisor.interviewer_code,
        previous=first,
        kind="has_issues",
        payload={"comment": "Уточніть дату"},
        clock=clock,
    )
    files = {
        "supervisor.keys": supervisor.to_bytes(),
        "interviewer.card": card.to_bytes(),
        "events": write_events([first, second]),
        "team": write_team_file(
            keys=supervisor,
            team_name="Документатори",
            version=3,
            members=(Member(card, NOW),),
            questionnaires=(Attachment("Анкета", b"<h:html/>"),),
            consent_texts=(Attachment("1-uk", "Згода".encode()),),
            clock=clock,
        ),
        "bundle": write_bundle(
            {"interviews/7KQ4-M2XP-9TRD/instance.xml": "<data>Так</data>".encode()},
            signer=interviewer.signing_key,
            signer_code=interviewer.interviewer_code,
            recipients=recipients,
            identities={"names.json": "Оксана Прикладна".encode()},
            identity_recipients=recipients,
            interviews=[InterviewId("7KQ4-M2XP-9TRD")],
            audit_head="ab" * 32,
            clock=clock,
        ),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
