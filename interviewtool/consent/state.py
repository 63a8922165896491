"""What the records add up to. The latest record of an item counts; the gate stands on C1 and C9.

What comes out of a damaged vault may lack a later no. There an item to which the last word known is a yes is not
decided, until somebody decides it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interviewtool.model import GATE_ITEMS, ConsentItem, ConsentRecord, ConsentRole, IdentityKind, Naming

State = Mapping[ConsentItem, ConsentRecord]


def state(records: Iterable[ConsentRecord]) -> State:
    """The respondent's latest record of each item that is decided, in the order the records were made."""
    latest = _latest(records)
    return {item: record for item, record in latest.items() if not record.open}


def in_doubt(records: Iterable[ConsentRecord]) -> frozenset[ConsentItem]:
    """The items that the respondent agreed to as far as is known, and that are not decided."""
    return frozenset(item for item, record in _latest(records).items() if record.open)


def _latest(records: Iterable[ConsentRecord]) -> State:
    return {record.item: record for record in records if record.role is ConsentRole.RESPONDENT}


def opens_gate(consent: State) -> bool:
    """Whether answers may be stored."""
    return all(item in consent and consent[item].given for item in GATE_ITEMS)


def opens_sensitive(records: Iterable[ConsentRecord]) -> bool:
    """Whether the sensitive modules may be asked: C16 stands, and was asked again where they begin.

    What a person expects at the beginning is not what they feel when the moment has come, so no yes from before opens
    anything (questionnaire: "asked again when they are reached"), also none that corrects a no. Where it was not noted
    yet when it was asked, the second decision counts as that.
    """
    decided = [
        record for record in records if record.item is ConsentItem.SENSITIVE and record.role is ConsentRole.RESPONDENT
    ]
    noted = any(record.reached for record in decided)
    asked_again = noted or sum(record.reached is None for record in decided) > 1
    return asked_again and decided[-1].given and not decided[-1].open


def guardian_said(records: Iterable[ConsentRecord]) -> ConsentRecord | None:
    """What a guardian last said about the interview; None where none was asked. One question stands for all: whether
    the person may talk on these conditions.
    """
    said = [
        record for record in records if record.role is ConsentRole.GUARDIAN and record.item is ConsentItem.INTERVIEW
    ]
    return said[-1] if said else None


def others_said(records: Iterable[ConsentRecord]) -> tuple[ConsentRecord, ...]:
    """What was decided by others than the respondent, as far as it stands: the guardian's last word, and every word of
    interpreters and of others present, who may be several.
    """
    known = tuple(records)
    last = guardian_said(known)
    return tuple(
        record
        for record in known
        if record is last or record.role not in (ConsentRole.RESPONDENT, ConsentRole.GUARDIAN)
    )


def may_be_named(consent: State, kind: IdentityKind) -> bool:
    """Whether a person of this kind may stand in a document by name: C10 for the respondent, C11 for the relatives.

    Anyone else named in the interview did not speak, so never.
    """
    quotation, relatives = consent.get(ConsentItem.QUOTATION), consent.get(ConsentItem.RELATIVES)
    if kind is IdentityKind.RESPONDENT:
        return quotation is not None and quotation.naming is Naming.NAMED
    return kind is IdentityKind.AFFECTED_PERSON and relatives is not None and relatives.given


def may_contact(consent: State) -> bool:
    """Whether the respondent agreed to be contacted again (C15)."""
    recontact = consent.get(ConsentItem.RECONTACT)
    return recontact is not None and recontact.given


def field_value(record: ConsentRecord | None) -> str:
    """What the form's read-only consent field holds: yes, no, for C10 the way of quotation, or "" while undecided."""
    if record is None:
        return ""
    if record.item is ConsentItem.QUOTATION:
        return str(record.naming or Naming.NONE)
    return "yes" if record.given else "no"
