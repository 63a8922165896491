"""Who belongs to a team: own keys, cards, the team file, and signed events."""

from interviewtool.crypto.signers import AllowedSigner
from interviewtool.team.card import Card, Role
from interviewtool.team.events import SignedEvent, check_events, read_events, sign_event, write_events
from interviewtool.team.file import (
    Attachment,
    Member,
    TeamFile,
    allowed_signers,
    read_team_file,
    signers,
    write_team_file,
)
from interviewtool.team.keys import OwnKeys
from interviewtool.team.withdrawn import Withdrawn, withdrawals_said
from interviewtool.team.words import cu_sentence, event_sentence

__all__ = [
    "AllowedSigner",
    "Attachment",
    "Card",
    "Member",
    "OwnKeys",
    "Role",
    "SignedEvent",
    "TeamFile",
    "Withdrawn",
    "allowed_signers",
    "check_events",
    "cu_sentence",
    "event_sentence",
    "read_events",
    "read_team_file",
    "sign_event",
    "signers",
    "withdrawals_said",
    "write_events",
    "write_team_file",
]
