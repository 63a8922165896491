"""A withdrawal at the desk closes every version of an interview, in whatever order bundles and withdrawals arrive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewtool.consent import tier_of
from interviewtool.export import InterviewRecord
from interviewtool.model import ContentHash, Disposition, EventKind, KeptEvent, Tier, now
from interviewtool.review.versions import learn, said_by
from interviewtool.workspace import Workspace
from tests.consent.test_withdrawals import conduct, member, members_form, supervisor, team  # noqa: F401 - fixtures
from tests.workspaces import PASSPHRASE

CHAIN = ("V1", "V2", "V3", "V4")
CODES = {"V1": "code of V1", "V3": "code of V3"}


def bundle_of(version: int, knew: int) -> frozenset[str]:
    """What a bundle of one version says, made when the vault knew so many versions."""
    known = CHAIN[: max(knew, version + 1)]
    return frozenset(known) | {CODES[each] for each in known if each in CODES}


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    said=st.lists(st.builds(bundle_of, st.integers(0, 3), st.integers(1, 4)), min_size=1, max_size=6),
    named=st.sampled_from([*CHAIN, *CODES.values()]),
    when=st.integers(0, 6),
)
def test_every_order_of_arrival(workspace: Workspace, said: list[frozenset[str]], named: str, when: int) -> None:
    """What the desk could know at a moment is closed at that moment, and nothing else is."""
    kind = "receipt" if named in CODES.values() else "interview"
    payload = {kind: named, "tier": Tier.ERASE_ALL.code}
    tombstone = KeptEvent(EventKind.TOMBSTONE, payload, now(), own=True, supervisor=True)
    signer, linked = f"K{now().timestamp()}", frozenset[str]()
    families: Mapping[str, frozenset[str]] = {}
    for at, each in enumerate(said):
        families = workspace.vault.run(lambda transaction, each=each: learn(transaction, signer, [each]))
        linked |= each  # every bundle names V1, so that all hang together
        for version in linked & set(CHAIN):
            closed = tier_of([tombstone] if at >= when else [], families[version])
            assert (closed is Tier.ERASE_ALL) is (at >= when and named in linked)
    other = workspace.vault.run(lambda transaction: learn(transaction, f"{signer}'", [frozenset({"V2"})]))
    assert other["V2"] == {"V2"}, "one signer's word is not taken for another's bundle"


@pytest.mark.parametrize("by_code", [False, True])
def test_old_bundles_know_a_withdrawal_of_any_version(
    member: Workspace,  # noqa: F811
    supervisor: Workspace,  # noqa: F811
    members_form: object,  # noqa: F811
    by_code: bool,
) -> None:
    first = conduct(member, members_form)
    card = member.receipts.code(first)
    bundles = {first: member.export.bundle([first], passphrase=PASSPHRASE)}
    for _again in range(2):
        session = member.interviews.add_to(list(bundles)[-1], passphrase=PASSPHRASE)
        session.finalize(Disposition.PARTIAL)
        later = session.interview.interview_id
        bundles[later] = member.export.bundle([later], passphrase=PASSPHRASE)
    _first, second, third = bundles
    supervisor.review.open(bundles[third])
    supervisor.decisions.withdraw(card if by_code else second, Tier.ERASE_IDENTITY)
    for bundle in bundles.values():
        (received,) = supervisor.review.open(bundle).interviews
        assert received.withdrawn is Tier.ERASE_IDENTITY
        assert received.display("uk")(received.interview.respondent).startswith("«")


def test_a_name_that_is_no_text_is_refused(workspace: Workspace, small_form: ContentHash) -> None:
    session = workspace.interviews.prepare(small_form, "uk")
    record = InterviewRecord(session.interview, (), ())
    assert session.interview.interview_id in said_by(record)
    with pytest.raises(TypeError):  # which makes its bundle one that is not whole
        said_by(replace(record, meant_by=(1, "V2")))  # type: ignore[arg-type]
