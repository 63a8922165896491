"""Consent: decisions on versioned texts, and the gate that stands on them."""

from interviewtool.consent.consents import Consents, add_texts
from interviewtool.consent.state import State, field_value, may_be_named, opens_gate, opens_sensitive, state
from interviewtool.consent.texts import ConsentText, parse, shipped

__all__ = [
    "ConsentText",
    "Consents",
    "State",
    "add_texts",
    "field_value",
    "may_be_named",
    "opens_gate",
    "opens_sensitive",
    "parse",
    "shipped",
    "state",
]
