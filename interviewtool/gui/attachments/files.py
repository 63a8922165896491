"""Where a page finds the files of its interview: in the vault while it is conducted, in a bundle when it is read.

Whatever takes time (sealing, reading, asking consent) is done off the window's thread; answers come to `done`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.attachments.incoming import Incoming
from interviewtool.gui.dialogs import Question
from interviewtool.gui.operations import Operations, Progress
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain
from interviewtool.interview import Session, Taking
from interviewtool.model import Attachment, ConsentItem

if TYPE_CHECKING:
    from interviewtool.review import ReceivedInterview
    from interviewtool.workspace import Workspace

Known = tuple[Attachment, float | None]
"""What is known of a file, and how many seconds a recording takes, where that is told."""


class PageFiles(Protocol):
    """The files of one interview. operations: for what shows them."""

    operations: Operations

    def about(self, owner: QWidget, name: str, done: Callable[[Known | None], object]) -> None:
        """What is known of a file by the name that the answer holds."""

    def content(self, owner: QWidget, attachment: Attachment, done: Callable[[bytes | None], object]) -> None:
        """The original; None where it is not at hand."""

    def form_media(self, owner: QWidget, name: str, done: Callable[[bytes | None], object]) -> None:
        """A picture of the questionnaire; None where the questionnaire came without it."""

    def missing_consent(
        self, owner: QWidget, taking: Taking, done: Callable[[tuple[ConsentItem, ...]], object]
    ) -> None:
        """The items without which nothing may be taken in; none where it may be."""

    def take(self, incoming: Incoming, taking: Taking, done: Callable[[str], object]) -> None:
        """Seal a file, with progress and cancel, and give the name that becomes the answer."""

    def may_remove(self) -> bool:
        """Ask the person, since what is removed is erased."""


class SessionFiles:
    """Of an interview that is conducted or read in its own vault. screen: cannot be used while a file is sealed."""

    def __init__(self, session: Session, workspace: Workspace, operations: Operations, screen: QWidget) -> None:
        self.operations = operations
        self._session = session
        self._forms = workspace.forms
        self._attachments = workspace.attachments
        self._interview_id = session.interview.interview_id
        self._screen = screen

    def about(self, owner: QWidget, name: str, done: Callable[[Known | None], object]) -> None:
        def act() -> Known | None:
            found = self._attachments.find(self._interview_id, name)
            return None if found is None else (found, self._attachments.seconds(self._interview_id, found))

        self.operations.quietly(act, owner=owner, done=done)

    def content(self, owner: QWidget, attachment: Attachment, done: Callable[[bytes | None], object]) -> None:
        self.operations.quietly(lambda: self._attachments.read(self._interview_id, attachment), owner=owner, done=done)

    def form_media(self, owner: QWidget, name: str, done: Callable[[bytes | None], object]) -> None:
        form_hash = self._session.interview.form_hash
        self.operations.quietly(lambda: self._forms.media(form_hash, name), owner=owner, done=done)

    def missing_consent(
        self, owner: QWidget, taking: Taking, done: Callable[[tuple[ConsentItem, ...]], object]
    ) -> None:
        self.operations.quietly(
            lambda: self._attachments.gate(self._interview_id, taking).missing, owner=owner, done=done
        )

    def take(self, incoming: Incoming, taking: Taking, done: Callable[[str], object]) -> None:
        def act(progress: Progress) -> Attachment:
            with incoming.opened(taking) as picked:
                return self._attachments.attach(self._interview_id, picked, progress)

        def sealed(attachment: Attachment) -> None:
            done(attachment.name)
            self.operations.watch(
                self._session.saving,
                owner=self._screen,
                done=lambda _saved: self._attachments.answered(attachment.name),
                failed=lambda _error: None,  # the answer waits to be written, and the saved-indicator says so
            )

        def failed(error: KnownError) -> None:
            if error.code != "interview.may_be_the_conversation":
                self.operations.show_error(self._screen, error)
            elif self.operations.dialogs.confirm(self._screen, _shown_by_respondent(error)):
                self.take(replace(incoming, shown=True), taking, done)

        self.operations.run(act, owner=self._screen, title=_("Sealing the file"), done=sealed, failed=failed)

    def may_remove(self) -> bool:
        sure = Question(
            _("Remove the file?"),
            _("It is erased from the vault. The original, where you picked it, stays as it is."),
            agree=_("Remove"),
            decline=_("Keep"),
            danger=True,
        )
        return self.operations.dialogs.confirm(self._screen, sure)

    def tidy(self) -> None:
        """When what was done is durable, erase the files that no answer holds any more."""

        def sweep(_saved: object) -> None:
            self.operations.quietly(
                lambda: self._attachments.sweep(self._interview_id), owner=self._screen, done=lambda _nothing: None
            )

        self.operations.watch(self._session.saving, owner=self._screen, done=sweep, failed=lambda _error: None)


def _shown_by_respondent(error: KnownError) -> Question:
    return Question(
        _("Did the respondent show it to you?"),
        str(explain(error)),
        agree=_("It was shown to me"),
        decline=_("Do not take it in"),
        danger=True,
    )


class ReceivedFiles:
    """Of an interview that came in a bundle: there is nothing to be taken in."""

    def __init__(self, received: ReceivedInterview, operations: Operations) -> None:
        self.operations = operations
        self._received = received

    def about(self, owner: QWidget, name: str, done: Callable[[Known | None], object]) -> None:
        found = next((each for each in self._received.record.attachments if each.name == name), None)
        done(None if found is None else (found, None))

    def content(self, owner: QWidget, attachment: Attachment, done: Callable[[bytes | None], object]) -> None:
        self.operations.quietly(lambda: self._received.file(attachment.name), owner=owner, done=done)

    def form_media(self, owner: QWidget, name: str, done: Callable[[bytes | None], object]) -> None:
        self.operations.quietly(lambda: self._received.form_media(name), owner=owner, done=done)

    def missing_consent(
        self, owner: QWidget, taking: Taking, done: Callable[[tuple[ConsentItem, ...]], object]
    ) -> None:
        done(())

    def take(self, incoming: Incoming, taking: Taking, done: Callable[[str], object]) -> None:
        raise AssertionError("a received interview is only read")

    def may_remove(self) -> bool:
        return False
