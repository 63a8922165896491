"""Files come in sealed, leave nothing in clear, wait for consent, and go when no answer holds them."""

from __future__ import annotations

import hashlib
import io
import resource
import wave
from dataclasses import replace
from pathlib import Path

import pytest

from interviewtool.consent import Act
from interviewtool.errors import Cancelled, KnownError
from interviewtool.interview import Picked, Session, Taking
from interviewtool.interview.attachments import ACTS
from interviewtool.model import Reference
from interviewtool.workspace import Workspace
from tests.workspaces import give_consent, xform

FORM = """
| survey | | | |
|---|---|---|---|
| | type | name | label::English (en) |
| | begin_group | papers | Papers |
| | image | photo | Photo |
| | audio | voice | Voice |
| | end_group | | |
| settings | | | | |
| | form_id | form_title | version | default_language |
| | papers | Papers | 1 | English (en) |
"""
PHOTO = Reference("/data/papers/photo")
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 900 + b"a canary in the picture"


@pytest.fixture
def session(workspace: Workspace) -> Session:
    return workspace.interviews.prepare(workspace.forms.add(xform(FORM)), "en")


def picked(content: bytes = JPEG, name: str = "Олена Ґедзь.JPG", taking: Taking = Taking.COPY) -> Picked:
    return Picked(io.BytesIO(content), name, len(content), taking)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_file_is_sealed_under_a_neutral_name_and_read_back(
    workspace: Workspace, session: Session, tmp_path: Path
) -> None:
    give_consent(workspace, session)
    interview_id = session.interview.interview_id
    parts: list[float] = []
    attached = workspace.attachments.attach(interview_id, picked(), parts.append)
    session.answer(PHOTO, attached.name).saved.result()
    assert attached.name == f"{attached.blob}.jpg"
    assert (attached.media_type, attached.size, attached.original_name) == (
        "image/jpeg",
        len(JPEG),
        "Олена Ґедзь.JPG",
    )
    assert attached.hash == hashlib.sha256(JPEG).hexdigest()
    assert parts == sorted(parts) and len(parts) > 3 and parts[-1] == 1
    assert workspace.attachments.read(interview_id, attached) == JPEG
    assert workspace.attachments.find(interview_id, attached.name) == attached
    assert attached.name.encode() in session._instance.to_xml()
    raw = everything(tmp_path / "vault")
    for clear in ("a canary in the picture", "Ґедзь", attached.name):
        assert clear.encode() not in raw


@pytest.mark.parametrize(
    ("refused", "name", "taking"),
    [
        ("C8", "scan.pdf", Taking.COPY),
        ("C7", "talk.wav", Taking.RECORDING),
        ("C7", "talk.mp3", Taking.COPY),
        ("C7", "talk.mp4", Taking.COPY),
        ("C1", "drawing.png", Taking.DRAWING),
    ],
)
def test_no_file_without_its_consent(
    workspace: Workspace, session: Session, refused: str, name: str, taking: Taking
) -> None:
    interview_id = session.interview.interview_id
    with pytest.raises(KnownError, match=r"consent.not_given"):
        workspace.attachments.attach(interview_id, picked(name=name, taking=taking))
    give_consent(workspace, session, declined=(refused,))
    assert workspace.attachments.gate(interview_id, taking).open is (refused == "C7" and taking is Taking.COPY)
    with pytest.raises(KnownError, match=r"consent.not_given|interview.may_be_the_conversation"):
        workspace.attachments.attach(interview_id, picked(name=name, taking=taking))
    assert workspace.vault.blobs.list(interview_id) == ()
    assert set(ACTS.values()) == {Act.COPY, Act.AUDIO, Act.ANSWER}


@pytest.mark.parametrize("name", ["voice message.mp3", "captivity.mp4"])
def test_what_was_shown_is_copied_without_a_yes_to_recording(workspace: Workspace, session: Session, name: str) -> None:
    """A mother does not wish her voice recorded, and shows the video of her son."""
    interview_id = session.interview.interview_id
    give_consent(workspace, session, declined=("C7",))
    shown = replace(picked(name=name), shown=True)
    workspace.attachments.attach(interview_id, shown)
    log = workspace.vault.run(lambda transaction: transaction.audit.entries(interview_id))
    assert [each.details.get("shown") for each in log if each.event == "attach"] == ["yes"]
    give_consent(workspace, session, declined=("C8",))
    with pytest.raises(KnownError, match=r"consent.not_given"):
        workspace.attachments.attach(interview_id, replace(shown, source=io.BytesIO(JPEG)))


def test_what_is_stopped_empty_or_pulled_leaves_nothing(workspace: Workspace, session: Session, tmp_path: Path) -> None:
    give_consent(workspace, session)
    interview_id = session.interview.interview_id

    def stop(part: float) -> None:
        if part > 0.5:
            raise Cancelled

    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 70_000:
                raise OSError(5, "Input/output error")
            return super().read(size)

    with pytest.raises(Cancelled):
        workspace.attachments.attach(interview_id, picked(), stop)
    with pytest.raises(KnownError, match=r"interview.file_empty"):
        workspace.attachments.attach(interview_id, picked(b""))
    with pytest.raises(KnownError, match=r"interview.file_not_read"):
        workspace.attachments.attach(interview_id, Picked(Pulled(JPEG), "a.jpg", len(JPEG)))
    assert workspace.vault.blobs.list(interview_id) == ()
    assert list((tmp_path / "vault" / "blobs").iterdir()) == []


def test_a_file_no_answer_holds_is_erased_and_a_new_one_waits_for_its_answer(
    workspace: Workspace, session: Session, tmp_path: Path
) -> None:
    give_consent(workspace, session)
    interview_id = session.interview.interview_id
    first = workspace.attachments.attach(interview_id, picked())
    workspace.attachments.sweep(interview_id)
    assert workspace.attachments.all(interview_id) == (first,), "its answer may still be on its way"
    session.answer(PHOTO, first.name).saved.result()
    workspace.attachments.answered(first.name)
    second = workspace.attachments.attach(interview_id, picked(b"another"))
    session.answer(PHOTO, second.name).saved.result()
    workspace.attachments.sweep(interview_id)
    assert workspace.attachments.all(interview_id) == (second,)
    assert [path.name for path in (tmp_path / "vault" / "blobs").iterdir()] == [second.blob]
    workspace.attachments.answered(second.name)
    session.answer(PHOTO, "").saved.result()
    workspace.attachments.sweep(interview_id)
    assert workspace.vault.blobs.list(interview_id) == ()


def test_how_long_a_recording_is(workspace: Workspace, session: Session) -> None:
    give_consent(workspace, session)
    interview_id = session.interview.interview_id
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(20_000))
    attached = workspace.attachments.attach(interview_id, picked(sound.getvalue(), "voice.wav", Taking.RECORDING))
    assert workspace.attachments.seconds(interview_id, attached) == 2.5
    broken = workspace.attachments.attach(interview_id, picked(b"no sound", "voice.wav", Taking.RECORDING))
    assert workspace.attachments.seconds(interview_id, broken) is None


@pytest.mark.long
def test_a_gigabyte_does_not_fill_the_memory(workspace: Workspace, session: Session) -> None:
    give_consent(workspace, session)

    class Endless(io.RawIOBase):
        left = 1 << 30

        def read(self, size: int = -1) -> bytes:
            taken = min(size, self.left)
            self.left -= taken
            return bytes(taken)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workspace.attachments.attach(
        session.interview.interview_id, Picked(Endless(), "long.wav", 1 << 30, Taking.RECORDING)
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10  # KiB
