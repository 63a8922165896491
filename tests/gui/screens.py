"""Every screen, by name, as `Make` makes it. Add a screen of yours: what holds for all of them is tested then.

test_accessibility goes over them by keyboard, by screen reader and in large print, test_canary types into their fields.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from interviewtool.consent import Authorisation, Done
from interviewtool.gui.afterwards import AfterwardsScreen
from interviewtool.gui.care import CareScreen
from interviewtool.gui.care.entrust_view import EntrustView
from interviewtool.gui.care.help_view import HelpView
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.care.passphrase_view import PassphraseView
from interviewtool.gui.care.register_view import RegisterView, read_register
from interviewtool.gui.care.state import CareState
from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.consent.pages import RefusalPage, SignaturePage
from interviewtool.gui.curtain import Curtain
from interviewtool.gui.export import ExportScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview.sensitive_page import SensitivePage
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.interview_list.take_in_page import TakeInPage
from interviewtool.gui.operations import Operations
from interviewtool.gui.pause import PauseScreen
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.preparation.look_page import LookPage
from interviewtool.gui.preparation.waiting_page import WaitingPage
from interviewtool.gui.readback import ReadBackScreen
from interviewtool.gui.referrals import ReferralsScreen
from interviewtool.gui.review import DeskScreen, Reader, TeamScreen
from interviewtool.gui.review.compare import Compare
from interviewtool.gui.review.cu_card import CuCard
from interviewtool.gui.review.joining import Joining
from interviewtool.gui.review.revoke_page import RevokePage
from interviewtool.gui.secrets import RecoveryCodeView
from interviewtool.gui.settings import SettingsScreen
from interviewtool.gui.start.create_view import CreateView
from interviewtool.gui.start.forgot_view import ForgotView
from interviewtool.gui.start.restore_view import RestoreView
from interviewtool.gui.start.salvage_view import SalvageView
from interviewtool.gui.start.unlock_view import UnlockView
from interviewtool.gui.start.welcome_view import WelcomeView
from interviewtool.interview import Session
from interviewtool.model import ConsentItem, ConsentRole, Reference, Tier
from interviewtool.settings import Settings
from tests.gui.studies import Study
from tests.workspaces import PASSPHRASE, give_consent

Make = Callable[[Study, Operations, Callable], QWidget]


def prepared(study: Study) -> Session:
    """An interview in preparation, with the usual questionnaire."""
    interviews, forms = study.interviewer.interviews, study.interviewer.forms
    return interviews.prepare(forms.default().form_hash, "uk")


def listed(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = InterviewListScreen(study.interviewer, operations)
    screen.refresh()
    return screen


def team(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = TeamScreen(study.interviewer, operations)
    screen.refresh()
    return screen


def supervisors_team(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = TeamScreen(study.supervisor, operations)
    screen.refresh()
    return screen


def preparation(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    return PreparationScreen(prepared(study), study.interviewer, operations)


def interview(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    session = prepared(study)
    give_consent(study.interviewer, session)
    return InterviewScreen(session, study.interviewer, operations)


def consent(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    session = prepared(study)
    session.close()
    return ConsentScreen(study.interviewer, session.interview.interview_id, operations)


def consent_item(study: Study, operations: Operations, clock: Callable) -> QWidget:
    screen = consent(study, operations, clock)
    screen.opening.begin.emit()
    return screen


def bundle(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = DeskScreen(study.supervisor, operations)
    screen._show(study.supervisor.review.open(study.bundle))
    return screen


def reader(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    received = study.supervisor.review.open(study.bundle).interviews[0]
    return Reader(Reader.Content.of(received), operations, study.supervisor.decisions)


def care(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = CareScreen(study.interviewer, operations, Settings())
    screen.show_view(Overview(CareState.read(study.interviewer, Settings())))
    return screen


def register(study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    study.interviewer.vault.register.open(PASSPHRASE, 5)
    return RegisterView(study.interviewer, read_register(study.interviewer))


def afterwards(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = AfterwardsScreen(study.interviewer, operations)
    screen.refresh()
    screen.withdrawing.ask(study.interviewer.interviews.get(study.interview_id))  # the tiers stand open
    return screen


def afterwards_at_the_desk(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    screen = AfterwardsScreen(study.supervisor, operations)
    screen.refresh()
    return screen


def sheet(study: Study, operations: Operations, clock: Callable) -> QWidget:
    screen = afterwards(study, operations, clock)
    preview = study.interviewer.withdrawals.preview(study.interview_id, Tier.ERASE_ALL)
    screen._show_sheet(Done(preview, clock(), erased=True, unfinished=False))
    return screen


def cu(_study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    card = CuCard((1, 3))
    card.show_decided({3: True})
    return card


def finish(study: Study, operations: Operations, clock: Callable) -> QWidget:
    screen = interview(study, operations, clock)
    screen.show_finish()
    return screen


def reading_back(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    session = study.interviewer.interviews.open(study.interview_id)
    return ReadBackScreen(session, study.interviewer, operations)


def correction(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    session = prepared(study)
    give_consent(study.interviewer, session)
    session.answer(Reference("/data/person/age"), "41")
    screen = ReadBackScreen(session, study.interviewer, operations)
    screen.statements.chosen.emit("/data/person/age")
    return screen


def sensitive(study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    page = SensitivePage()
    page.show_module("Treatment", study.interviewer.consent.current("uk"))
    return page


def looked(study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    page = LookPage()
    page.show_found(())
    return page


def waiting(study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    page = WaitingPage(study.interview_id)
    page.show_decision(Authorisation.AWAITED, supervisor=True)
    return page


def signature(_study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    page = SignaturePage()
    page.show_count(16)
    return page


def refusal(_study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    page = RefusalPage()
    page.show_state(begun=False, guardian="")
    return page


def new_interview(study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    return NewInterview(study.interviewer.forms.list())


def consent_aside(open_aside: Callable[[ConsentScreen], object]) -> Make:
    """A page of the consent screen beside its conversation, of an interview whose consent stands."""

    def make(study: Study, operations: Operations, _clock: Callable) -> QWidget:
        screen = ConsentScreen(study.interviewer, study.interview_id, operations)
        open_aside(screen)
        return screen

    return make


SCREENS: dict[str, Make] = {
    "welcome": lambda study, operations, clock: WelcomeView(),
    "create": lambda study, operations, clock: CreateView(operations, Path("vault"), clock=clock),
    "recovery": lambda study, operations, clock: RecoveryCodeView(
        "7KQ4-M2XP-9TRD-AB12-7KQ4-M2XP-9TRD-AB12", "Open the vault"
    ),
    "unlock": lambda study, operations, clock: UnlockView(operations, Path("vault"), clock=clock),
    "forgot": lambda study, operations, clock: ForgotView(
        operations, Path("vault"), frozenset(("recovery", "escrow")), clock=clock
    ),
    "restore": lambda study, operations, clock: RestoreView(operations, Path("vault"), None, clock=clock),
    "salvage": lambda study, operations, clock: SalvageView(operations, Path("vault"), Path("vault-2"), clock=clock),
    "care": care,
    "change the passphrase": lambda study, operations, clock: PassphraseView(
        operations, heading_text="Change", why="Why", notes=("Note",), act="Change it"
    ),
    "entrust": lambda study, operations, clock: EntrustView("sup-01", ()),
    "help": lambda study, operations, clock: HelpView(operations, Path("vault")),
    "register": register,
    "list": listed,
    "joining": lambda study, operations, clock: Joining(),
    "team of an interviewer": team,
    "team of a supervisor": supervisors_team,
    "compare": lambda study, operations, clock: Compare("Is it?", "Call.", study.supervisor.team.own_card()),
    "desk": lambda study, operations, clock: DeskScreen(study.supervisor, operations),
    "bundle": bundle,
    "reader": reader,
    "export": lambda study, operations, clock: ExportScreen(study.interviewer, operations, [study.interview_id]),
    "settings": lambda study, operations, clock: SettingsScreen(operations, Settings(), Path("vault")),
    "new interview": new_interview,
    "own questionnaire": lambda study, operations, clock: TakeInPage(study.interviewer, operations),
    "needs and referrals": lambda study, operations, clock: ReferralsScreen(study.interviewer, operations, clock=clock),
    "revoke a key": lambda study, operations, clock: RevokePage("int-01", clock().date()),
    "preparation": preparation,
    "interviewed before": looked,
    "a supervisor decides": waiting,
    "consent": consent,
    "consent item": consent_item,
    "consent, the signature": signature,
    "consent, refused": refusal,
    "consent as it stands": consent_aside(lambda screen: None),
    "consent, C15 with its day": consent_aside(lambda screen: screen.show_item(ConsentItem.RECONTACT)),
    "consent, the signed form": consent_aside(lambda screen: screen.asides.show_paper()),
    "consent, what was decided": consent_aside(lambda screen: screen.asides.show_history()),
    "consent, others present": consent_aside(lambda screen: screen.asides.ask(ConsentRole.PRESENT, "uk")),
    "afterwards": afterwards,
    "afterwards at the desk": afterwards_at_the_desk,
    "sheet of a withdrawal": sheet,
    "cases proposed as CU": cu,
    "interview": interview,
    "sensitive part": sensitive,
    "break": lambda study, operations, clock: PauseScreen(operations, since=clock()),
    "reading back": reading_back,
    "correction": correction,
    "finish": finish,
    "behind the curtain": lambda study, operations, clock: Curtain("Making the backup", (), lambda: None),
}
