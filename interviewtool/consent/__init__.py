"""Consent: decisions on versioned texts, the gates that stand on them, withdrawal, and how long things are kept."""

from interviewtool.consent.consents import Consents, add_texts
from interviewtool.consent.decision import Decision
from interviewtool.consent.gates import GUARDIANS_REFUSALS, Act, Gate, Purpose, gate, require
from interviewtool.consent.half_typed import drop_drafts
from interviewtool.consent.paper_forms import PaperForms
from interviewtool.consent.previews import EXPORT_EVENT, Preview, Sent
from interviewtool.consent.receipt_codes import ReceiptCodes
from interviewtool.consent.retentions import KEEPING_EVENTS, Kept, Retentions, is_held
from interviewtool.consent.shared_persons import hand_over
from interviewtool.consent.standing import (
    DO_NOT_PROCEED,
    NOTHING_STANDS,
    PROCEED,
    Authorisation,
    Standing,
    counting,
    families,
    follow_all,
    guardian_of,
    names_of,
    records,
    standing,
    tier_of,
    versions,
    withdrawn,
)
from interviewtool.consent.state import (
    State,
    field_value,
    in_doubt,
    may_be_named,
    may_contact,
    opens_gate,
    opens_sensitive,
    others_said,
    state,
)
from interviewtool.consent.texts import ConsentText, parse, shipped
from interviewtool.consent.told import as_told
from interviewtool.consent.withdrawals import Done, Withdrawals

__all__ = [
    "DO_NOT_PROCEED",
    "EXPORT_EVENT",
    "GUARDIANS_REFUSALS",
    "KEEPING_EVENTS",
    "NOTHING_STANDS",
    "PROCEED",
    "Act",
    "Authorisation",
    "ConsentText",
    "Consents",
    "Decision",
    "Done",
    "Gate",
    "Kept",
    "PaperForms",
    "Preview",
    "Purpose",
    "ReceiptCodes",
    "Retentions",
    "Sent",
    "Standing",
    "State",
    "Withdrawals",
    "add_texts",
    "as_told",
    "counting",
    "drop_drafts",
    "families",
    "field_value",
    "follow_all",
    "gate",
    "guardian_of",
    "hand_over",
    "in_doubt",
    "is_held",
    "may_be_named",
    "may_contact",
    "names_of",
    "opens_gate",
    "opens_sensitive",
    "others_said",
    "parse",
    "records",
    "require",
    "shipped",
    "standing",
    "state",
    "tier_of",
    "versions",
    "withdrawn",
]
