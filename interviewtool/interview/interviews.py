"""The interviews of a vault: list, prepare, open, refuse."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from interviewtool.consent import hand_over, is_held, standing
from interviewtool.errors import KnownError
from interviewtool.interview.continuing import drop_version, is_unchanged, new_version
from interviewtool.interview.forms import FormLibrary
from interviewtool.interview.known_before import KnownBefore, look_for
from interviewtool.interview.listing import InterviewSummary, list_interviews
from interviewtool.interview.loading import Loading
from interviewtool.interview.pens import Pen, Pens
from interviewtool.interview.practice import settle
from interviewtool.interview.referrals import Referral, note_done, referrals
from interviewtool.interview.search import FoundAnswers, find_answers
from interviewtool.interview.session import Session
from interviewtool.interview.stopping import close_stopped
from interviewtool.model import (
    ContentHash,
    Disposition,
    Interview,
    InterviewId,
    InterviewState,
    PersonCode,
    Tier,
    new_interview_id,
    new_person_code,
)
from interviewtool.model.codes import Randomness
from interviewtool.pseudonym import Opening, Sought
from interviewtool.pseudonym.register import identities_of
from interviewtool.vault import Transaction, Vault


class Interviews:
    """Every interview of one vault. draw: randomness of the codes, set by tests."""

    def __init__(
        self,
        vault: Vault,
        forms: FormLibrary,
        *,
        clock: Callable[[], datetime],
        draw: Randomness = secrets.randbelow,
    ) -> None:
        self._vault = vault
        self._forms = forms
        self._clock = clock
        self._draw = draw
        self._loading = Loading(vault, forms, clock=clock, draw=draw)
        self._pens = Pens()

    def list(self) -> tuple[InterviewSummary, ...]:
        """Every interview in its latest version, the one begun last first."""
        return list_interviews(self._vault)

    def get(self, interview_id: InterviewId) -> Interview:
        """One interview without its answers. KnownError vault.no_such_interview."""
        return self._vault.run(lambda transaction: transaction.interviews.get(interview_id))

    def prepare(self, form_hash: ContentHash, language: str, *, practice: bool = False) -> Session:
        """Begin a new interview with its preparation. language: uk, ru or en. practice: held to learn, counted nowhere.

        KnownError xforms.unknown_language, interview.form_unknown.
        """
        form = self._forms.definition(form_hash)
        if form.languages and form.language(language) is None:
            raise KnownError("xforms.unknown_language", None, language=language)
        interview = Interview(
            interview_id=new_interview_id(self._draw),
            state=InterviewState.PREPARATION,
            created=self._clock(),
            language=language,
            form_hash=form_hash,
            respondent=new_person_code(self._draw),
            practice=practice,
        )
        self._vault.run(lambda transaction: transaction.interviews.add(interview))
        return self._session(interview)

    def another(
        self, interview_id: InterviewId, form_hash: ContentHash, language: str, *, passphrase: Opening
    ) -> Session:
        """Begin another interview with the person who spoke in this one: the same person code, the same pseudonym.

        passphrase: of the register, from where those named before are at hand again.
        KnownError vault.wrong_passphrase, vault.no_such_interview, interview.refused, consent.withdrawn once it was
        erased who it was, interview.practice_presumed, and as `prepare`.
        """
        earlier = self.get(interview_id)
        if earlier.practice_presumed:
            raise KnownError("interview.practice_presumed")
        if earlier.state is InterviewState.REFUSED:
            raise KnownError("interview.refused")
        tier = self._vault.run(lambda transaction: standing(transaction, interview_id).tier)
        if tier is not None and tier >= Tier.ERASE_IDENTITY:  # a name typed there would tell whose this account is
            raise KnownError("consent.withdrawn")
        identities = identities_of(self._vault, passphrase, (interview_id,))
        session = self.prepare(form_hash, language, practice=earlier.practice)
        session.know_respondent(earlier.respondent, identities)
        return session

    def add_to(self, interview_id: InterviewId, *, passphrase: Opening) -> Session:
        """Begin a new version of a finalized interview, which stays as it is, so that something can be added.

        passphrase: of the register, from where those named before are at hand again. Nobody else has to agree: the
        versions are compared at the desk. KnownError vault.wrong_passphrase, interview.not_finalized,
        interview.has_later_version, consent.*.
        """
        identities = identities_of(self._vault, passphrase, (interview_id,))
        version = new_version(self._vault, self.get(interview_id), identities, new_interview_id(self._draw), self._draw)
        return self._session(version)

    def is_unchanged(self, interview_id: InterviewId) -> bool:
        """Whether it is a new version to which nothing was added yet. KnownError vault.no_such_interview."""
        return self._vault.run(lambda transaction: is_unchanged(transaction, transaction.interviews.get(interview_id)))

    def drop_version(self, interview_id: InterviewId) -> InterviewId:
        """Take a new version back in which nothing was changed; gives the version before, which has it in its log.

        KnownError interview.version_changed, vault.no_such_interview.
        """
        return drop_version(self._vault, self.get(interview_id))

    def open(self, interview_id: InterviewId) -> Session:
        """Open an interview again, under the form it was begun with; one that is finalized opens to be read."""
        interview = self.get(interview_id)
        if interview.state is InterviewState.REFUSED:
            raise KnownError("interview.refused")
        return self._session(interview)

    def refuse(self, interview_id: InterviewId, disposition: Disposition = Disposition.REFUSED) -> None:
        """Consent was refused, or the interview was not proceeded with: only date and disposition stay, and whether it
        was practice, so that nobody counts it.

        A bare record of that is added, then the interview is erased with its data key; killed in between, the act can
        be done again. KnownError interview.not_in_preparation: once consent stood, taking it back is a withdrawal;
        consent.held while a legal hold keeps it.
        """
        begun = self.get(interview_id)
        if begun.state is not InterviewState.PREPARATION:
            raise KnownError("interview.not_in_preparation")
        bare = Interview(
            interview_id=new_interview_id(self._draw),
            state=InterviewState.REFUSED,
            created=begun.created,
            language="",
            form_hash=begun.form_hash,
            respondent=PersonCode(""),
            disposition=disposition,
            practice=begun.practice,
        )

        def note(transaction: Transaction) -> None:
            if is_held(transaction, (interview_id,)):
                raise KnownError("consent.held")
            known = (each for each in transaction.interviews.list() if each.state is InterviewState.REFUSED)
            if not any(each.created == begun.created for each in known):
                transaction.interviews.add(bare)

        self._vault.run(note)
        self._vault.erase(interview_id, lambda transaction: hand_over(transaction, interview_id, (interview_id,)))

    def settle_practice(self, interview_id: InterviewId, *, practice: bool) -> None:
        """Say whether an interview was held for practice, where damage has left that unknown; durable on return. Where
        it is known, nothing happens. KnownError vault.no_such_interview.
        """
        self._vault.run(lambda transaction: settle(transaction, interview_id, practice=practice))

    def close_stopped(self, interview_id: InterviewId) -> None:
        """Close an interview in progress as it stands, once nothing more may be asked. KnownError interview.closed,
        vault.no_such_interview.
        """
        loaded = self._loading.load(self.get(interview_id))
        close_stopped(self._vault, interview_id, loaded.instance, loaded.names, now=self._clock())

    def look_for(self, session: Session, sought: Sought, *, passphrase: Opening) -> tuple[KnownBefore, ...]:
        """Who in the register may be the person an interview is being prepared with; that one looked is recorded.

        KnownError vault.wrong_passphrase.
        """
        found = look_for(
            self._vault, self._forms, sought, passphrase=passphrase, apart_from=session.interview.interview_id
        )
        session.course.looked_for().result()
        return found

    def spoken_by(self, sought: Sought, *, passphrase: Opening) -> tuple[KnownBefore, ...]:
        """Persons like the one sought who were interviewed, the most alike first. KnownError vault.wrong_passphrase."""
        found = look_for(self._vault, self._forms, sought, passphrase=passphrase)
        return tuple(each for each in found if each.spoke_in)

    def referrals(self) -> tuple[Referral, ...]:
        """The needs told in all interviews, in their latest version, and what is to be followed up; practice aside."""
        listed = ((each.interview, each.shown) for each in self.list())
        return referrals(self._vault, self._forms, listed, self._loading.reader())

    def note_referral(self, referral: Referral, *, done: bool) -> None:
        """Say that a need was seen to, or was not after all; durable on return."""
        self._vault.run(lambda transaction: note_done(transaction, referral.interview_id, referral.reference, done))

    def find(self, text: str, progress: Callable[[float], None] = lambda share: None) -> FoundAnswers:
        """Every answer with one of these words, in the latest versions of interviews that hold all of them.

        progress: 0..1; may raise to stop.
        """
        listed = ((each.interview, each.shown) for each in self.list())
        return find_answers(self._vault, self._forms, listed, self._loading.reader(), text, progress=progress)

    def _session(self, interview: Interview) -> Session:
        pen = Pen(self._pens, interview.interview_id)  # before anything is read
        loaded = self._loading.load(interview)
        session = Session(vault=self._vault, interview=interview, loaded=loaded, clock=self._clock, pen=pen)
        session.begin()
        return session
