"""Every order of acts: deciding, withdrawing, authorising, finding out that a guardian is needed, answering, attaching,
exporting, closing, adding to what was closed, importing. A model that knows the rules and nothing of the program says
what must be possible; the services find no way around.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from interviewtool.consent import DO_NOT_PROCEED, PROCEED, Act, Decision, Purpose, gate, opens_sensitive
from interviewtool.errors import KnownError
from interviewtool.interview import Picked, Taking
from interviewtool.model import (
    ConsentItem,
    ConsentMethod,
    ConsentRole,
    Disposition,
    EventKind,
    InterviewId,
    InterviewState,
    KeptEvent,
    Naming,
    Reference,
    Tier,
    now,
)
from tests.workspaces import GUARDED_FORM, PASSPHRASE, create, unlock, xform

AGE = Reference("/data/person/age")
MINOR, REPRISAL = Reference("/data/before/minor"), Reference("/data/before/reprisal")
NEEDS = {
    Act.ANSWER: (),
    Act.AUDIO: ("C7",),
    Act.COPY: ("C8",),
    Purpose.ARCHIVE: (),
    Purpose.AUTHORITIES: ("C12",),
    Purpose.UNITED_NATIONS: ("C13",),
    Purpose.ORGANISATIONS: ("C14",),
    Purpose.PUBLICATION: ("C10",),
}

VERSION = st.integers(0, 5)
"""Which version of the interview somebody means."""


@cache
def template() -> Path:
    """A locked vault with the form in it: making one takes longer than all the acts of an example."""
    folder = Path(tempfile.mkdtemp())
    made, _code = create(folder / "vault", now, folder)
    made.forms.add(xform(GUARDED_FORM))
    made.lock()
    return folder / "vault"


class EveryOrder(RuleBasedStateMachine):
    """One interview and its versions; `self.given`, `said_since`, `tier`, `decision`, `needed`, `guardian` and `minor`
    are the model, of all versions.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(template(), self.folder / "vault")
        self.workspace = unlock(self.folder / "vault", now)
        self.given: dict[str, bool] = {}
        self.said_since: dict[tuple[str, str], bool] = {}
        self.asked_there = False
        self.guardian: bool | None = None
        self.minor = False
        self.tier: Tier | None = None
        self.needed = False
        self.decision: str | None = None
        self.begun = False
        self.finalized = False

    @initialize(declined=st.sampled_from([None, None, ConsentItem.AUDIO, ConsentItem.STORING]), asked=st.booleans())
    def begin(self, declined: ConsentItem | None, asked: bool) -> None:
        """asked: consent was asked at once; else whatever comes first comes before it."""
        self.session = self.workspace.interviews.prepare(self.workspace.forms.default().form_hash, "uk")
        self.interview_id = self.session.interview.interview_id
        self.versions = [self.interview_id]
        if asked:
            self.decide_all(declined)

    def teardown(self) -> None:
        self.workspace.vault.close()
        shutil.rmtree(self.folder)

    # -- the model

    def may(self, wanted: Act | Purpose) -> bool:
        items = ("C1", "C9", *NEEDS[wanted])
        closing = Tier.STOP
        if isinstance(wanted, Purpose):
            closing = Tier.NO_PUBLICATION if wanted is Purpose.PUBLICATION else Tier.NO_SHARING
        return (
            all(self.given.get(item, False) for item in items)
            and (self.guardian or (self.guardian is None and not self.minor))
            and (self.tier is None or self.tier < closing)
            and (isinstance(wanted, Purpose) or not self.forbidden)
        )

    @property
    def forbidden(self) -> bool:
        """Whether a supervisor's yes is needed and not there, or it is a no."""
        return self.decision == DO_NOT_PROCEED or (self.needed and self.decision != PROCEED)

    @property
    def may_ask_sensitive(self) -> bool:
        return self.given.get("C16", False) and self.asked_there

    def version(self, of: int) -> InterviewId:
        return self.versions[of % len(self.versions)]

    @property
    def erased(self) -> bool:
        return self.tier is Tier.ERASE_ALL

    # -- the acts

    @rule(
        item=st.sampled_from(ConsentItem),
        given=st.booleans(),
        role=st.sampled_from([*ConsentRole, "respondent"]),
        reached=st.booleans(),
        paper=st.booleans(),
    )
    def decide(self, item: ConsentItem, given: bool, role: str, reached: bool = False, paper: bool = False) -> None:
        """paper: it was said long before, and is typed in now; what was said since is never undone by that."""
        if self.erased:
            return
        naming = (Naming.PSEUDONYM if given else Naming.NONE) if item is ConsentItem.QUOTATION else None
        stopped = item is ConsentItem.INTERVIEW and given and self.forbidden
        respondent = ConsentRole(role) is ConsentRole.RESPONDENT
        one = respondent or ConsentRole(role) is ConsentRole.GUARDIAN
        undoes = paper and given and one and not self.said_since.get((item, role), True)
        try:
            self.workspace.consent.decide(
                self.interview_id,
                Decision(
                    item,
                    given,
                    ConsentMethod.SPOKEN,
                    self.workspace.consent.current("uk"),
                    naming=naming,
                    role=ConsentRole(role),
                    reached=reached,
                    told="2000-01-01" if paper else "",
                ),
            )
        except KnownError:
            assert self.tier is not None or (respondent and stopped) or undoes
        else:
            assert self.tier is None
            assert not (respondent and stopped)
            assert not undoes
            if not paper:
                self.said_since[item, role] = given
            if ConsentRole(role) is ConsentRole.GUARDIAN and item is ConsentItem.INTERVIEW:
                self.guardian = given
            if respondent:
                self.given[item] = given
                self.asked_there |= item is ConsentItem.SENSITIVE and reached
        self._told()

    @rule()
    def reach_the_sensitive_module(self) -> None:
        self.decide(ConsentItem.SENSITIVE, given=True, role="respondent", reached=True)

    @rule(declined=st.sampled_from([*ConsentItem, None]))
    def decide_all(self, declined: ConsentItem | None) -> None:
        for item in ConsentItem:
            self.decide(item, item is not declined, "respondent")

    @rule(tier=st.sampled_from(Tier), of=VERSION)
    def withdraw(self, tier: Tier, of: int) -> None:
        if self.erased:
            return
        try:
            self.workspace.withdrawals.withdraw(self.version(of), tier)
        except KnownError as error:
            assert error.code == "consent.withdrawn_already"
            assert self.tier is not None
            assert self.tier >= tier
        else:
            self._stopped(tier)
        self._told()

    @rule(tier=st.sampled_from(Tier), supervisor=st.booleans(), of=VERSION)
    def tombstone_arrives(self, tier: Tier, supervisor: bool, of: int) -> None:
        if self.erased:
            return
        payload = {"interview": self.version(of), "tier": tier.code}
        self._arrives(EventKind.TOMBSTONE, payload, supervisor)
        if supervisor:
            self._stopped(max(self.tier or tier, tier))
        self._told()

    @rule(decision=st.sampled_from([PROCEED, DO_NOT_PROCEED]), supervisor=st.booleans(), of=VERSION)
    def authorisation_arrives(self, decision: str, supervisor: bool, of: int) -> None:
        if not self.erased:
            self._arrives(EventKind.AUTHORISATION, {"interview": self.version(of), "decision": decision}, supervisor)
            self.decision = decision if supervisor else self.decision
            self._told()

    def _told(self) -> None:
        if not self.erased:
            self.session.consent_changed()
            self.begun = self.begun or self.may(Act.ANSWER)

    def _stopped(self, tier: Tier) -> None:
        """What was in progress is closed as it stands: nothing more is asked, and what was said goes its way."""
        self.tier = tier
        self.finalized = self.finalized or self.begun

    def _arrives(self, kind: EventKind, payload: dict[str, str], supervisor: bool) -> None:
        event = KeptEvent(kind, payload, now(), own=False, supervisor=supervisor, author="S1", line="{}")
        self.workspace.vault.run(lambda transaction: transaction.events.append(event))
        self.workspace.withdrawals.carry_out()

    @rule(needed=st.booleans())
    def screen_risks(self, needed: bool) -> None:
        if self.finalized or self.erased:
            return
        self.session.answer(REPRISAL, "yes" if needed else "no").saved.result()
        if not self.begun:  # what shows later is for the interviewer to act upon
            self.needed = needed
        self._told()

    @rule(found=st.booleans())
    def look_how_old(self, found: bool) -> None:
        if self.finalized or self.erased:
            return
        self.session.answer(MINOR, "yes" if found else "no").saved.result()
        self.minor = found
        self._told()

    @rule(value=st.integers(1, 120))
    def answer(self, value: int) -> None:
        if self.finalized:
            return
        try:
            self.session.answer(AGE, str(value)).saved.result()
        except KnownError:
            assert not self.may(Act.ANSWER)
        else:
            assert self.may(Act.ANSWER)
            assert not self.erased

    @rule(taking=st.sampled_from([Taking.COPY, Taking.RECORDING]))
    def attach(self, taking: Taking) -> None:
        act = Act.COPY if taking is Taking.COPY else Act.AUDIO
        try:
            picked = Picked(BytesIO(b"content"), "scan.jpg", 7, taking)
            self.workspace.attachments.attach(self.interview_id, picked)
        except KnownError:
            assert self.erased or not self.may(act)
        else:
            assert self.may(act)

    @rule()
    def finalize(self) -> None:
        if self.finalized:
            return
        try:
            self.session.finalize(Disposition.PARTIAL)
        except KnownError:
            assert self.erased or not self.may(Act.ANSWER)
        else:
            assert self.may(Act.ANSWER)
            self.finalized = True

    @rule()
    def add_to_it(self) -> None:
        try:
            session = self.workspace.interviews.add_to(self.interview_id, passphrase=PASSPHRASE)
        except KnownError:
            assert self.erased or not self.finalized or not self.may(Act.ANSWER)
        else:
            assert self.finalized
            assert self.may(Act.ANSWER)
            self.session, self.interview_id = session, session.interview.interview_id
            self.versions.append(self.interview_id)
            self.finalized = self.needed = False
            self.begun = True

    @rule(purpose=st.sampled_from(Purpose))
    def export(self, purpose: Purpose) -> None:
        if self.finalized and self.may(purpose):
            assert self.workspace.consent.gate(self.interview_id, purpose).open
            return  # a signed PDF each time would take minutes; tests/export makes them
        with suppress(KnownError):
            self.workspace.export.summary(self.interview_id, "uk", purpose=purpose, recipient="Прокуратура")
            raise AssertionError("it left")

    # -- what must hold after every act

    @invariant()
    def views_say_what_services_do(self) -> None:
        known = self.workspace.vault.run(lambda transaction: transaction.interviews.list())
        assert bool(known) is not self.erased
        if self.erased:
            return
        assert {each.interview_id for each in known} == set(self.versions)
        for version in self.versions:
            assert self.workspace.consent.is_open(version) is self.may(Act.ANSWER)
            assert opens_sensitive(self.workspace.consent.history(version)) is self.may_ask_sensitive
            stands = self.workspace.consent.standing(version)
            for wanted in NEEDS:
                assert gate(stands, wanted).open is self.may(wanted), wanted
        closed = [each.interview_id for each in known if each.state is InterviewState.FINALIZED]
        assert set(closed) == set(self.versions[: None if self.finalized else -1])


TestEveryOrder = EveryOrder.TestCase
TestEveryOrder.settings = settings(
    max_examples=12, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
