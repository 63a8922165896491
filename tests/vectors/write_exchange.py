"""Writes what members of a team exchange, in the newest formats: tests/vectors/exchange-N.

1 was written by the first version of the program; 2 has a team file of format 2, and a bundle that carries events and
the heads of the bundles before it. They are kept as they are, and every later version must open them. Run this again
only for a new format, into a folder of its own: python tests/vectors/write_exchange.py FOLDER. The people are made up
and the keys protect nothing.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from interviewtool.bundle import GivenHead, write_bundle, write_heads
from interviewtool.export.record import EARLIER_BUNDLES, EVENTS, IDENTITIES
from interviewtool.model import InterviewId
from interviewtool.team import Attachment, Member, OwnKeys, Role, TeamFile, sign_event, write_events, write_team_file

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
        kind="tombstone",
        payload={"interview": "7KQ4-M2XP-9TRD", "tier": "no_publication"},
        clock=clock,
    )
    second = sign_event(
        key=supervisor.signing_key,
        author=supervisor.interviewer_code,
        previous=None,
        kind="authorisation",
        payload={"interview": "0ABC-DEFG-HJKM", "decision": "proceed"},
        clock=clock,
    )
    third = sign_event(
        key=supervisor.signing_key,
        author=supervisor.interviewer_code,
        previous=second,
        kind="acknowledgement",
        payload={"event": first.hash, "author": "K7", **first.payload},
        clock=clock,
    )
    files = {
        "supervisor.keys": supervisor.to_bytes(),
        "interviewer.card": card.to_bytes(),
        "events": write_events([first]),
        "team": write_team_file(
            TeamFile(
                team_name="Документатори",
                version=3,
                created=NOW,
                supervisor=supervisor.card(Role.SUPERVISOR),
                members=(Member(card, NOW),),
                questionnaires=(Attachment("Анкета", b"<h:html/>"),),
                consent_texts=(Attachment("1-uk", "Згода".encode()),),
                withdrawal_contact="+380 00 000 00 00",
                review_months=6,
                events=write_events([second, third]),
            ),
            supervisor,
        ),
        "bundle": write_bundle(
            {
                "interviews/7KQ4-M2XP-9TRD/instance.xml": "<data>Так</data>".encode(),
                EVENTS: write_events([first]),
                EARLIER_BUNDLES: write_heads([GivenHead("cd" * 32, NOW)]),
            },
            signer=interviewer.signing_key,
            signer_code=interviewer.interviewer_code,
            recipients=recipients,
            identities={IDENTITIES: b"[]"},
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
