"""Files of an interview: a photograph, a scan, a recording, a drawing. Sealed straight from where they were picked.

- A file is read once, in pieces, hashed and sealed on the way; it is never in memory as a whole and never copied in
  clear. The original stays where it was, untouched.
- The answer holds a neutral name (the blob's random id and the kind of file); how the original was called may name a
  person and is sealed beside the hash.
- Consent is asked for in the transaction that lets a file in: recordings need C7, copies C8, a drawing made in the
  interview only what every answer needs. A sound or a video among the copies may be the interview itself, so it needs
  C7 as well, unless somebody says that the respondent showed it (a voice message, a video of a prisoner: C7 is about
  the respondent's own voice). That this was said is noted in the log.
- What no answer holds any more is erased by `sweep`, which looks at what is durable and not at what a window believes.
"""

from __future__ import annotations

import hashlib
import os
import threading
import wave
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import IO, BinaryIO, cast

from interviewtool.consent import Act, Gate, gate, require, standing
from interviewtool.errors import KnownError, Place
from interviewtool.model import Attachment, AttachmentKind, ContentHash, InterviewId
from interviewtool.vault import Transaction, Vault

Progress = Callable[[float], None]

MEDIA_TYPES = {
    **dict.fromkeys(("jpg", "jpeg"), "image/jpeg"),
    **{each: f"image/{each}" for each in ("png", "gif", "webp", "bmp", "heic", "avif")},
    **dict.fromkeys(("tif", "tiff"), "image/tiff"),
    **{each: f"audio/{each}" for each in ("wav", "flac", "ogg", "opus", "aac", "amr", "wma")},
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    **{each: f"video/{each}" for each in ("mp4", "webm", "mpeg")},
    "mov": "video/quicktime",
    "mkv": "video/x-matroska",
    "avi": "video/x-msvideo",
    "3gp": "video/3gpp",
    "pdf": "application/pdf",
    **dict.fromkeys(("txt", "md"), "text/plain"),
    "csv": "text/csv",
    "rtf": "application/rtf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
}
"""By extension, so that every machine says the same of a file. Any other is `application/octet-stream` and `.bin`."""

PLACE_INSIDE = ("image/jpeg", "image/heic", "image/tiff", "video/mp4", "video/quicktime", "video/3gpp")
"""Kinds of files into which cameras write place and time."""


class Taking(StrEnum):
    """What kind of thing comes in: a copy of something shown, a recording of the interview, a drawing made in it."""

    COPY = "copy"
    RECORDING = "recording"
    DRAWING = "drawing"


ACTS = {Taking.COPY: Act.COPY, Taking.RECORDING: Act.AUDIO, Taking.DRAWING: Act.ANSWER}
"""What consent is asked for."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What a person attaches. source: read from its beginning to its end, once. name: how the original is called; of
    what has no name the extension alone (`.png`). size: bytes, for the progress. shown: somebody says that it is no
    recording of this conversation.
    """

    source: BinaryIO
    name: str
    size: int
    taking: Taking = Taking.COPY
    shown: bool = False

    @property
    def media_type(self) -> str:
        """`image/jpeg`, from the extension."""
        return MEDIA_TYPES.get(_extension(self.name), "application/octet-stream")

    @property
    def may_be_the_conversation(self) -> bool:
        """Whether it is a sound or a video, and nobody says that it was shown by the respondent."""
        sounds = self.media_type.startswith(("audio/", "video/"))
        return self.taking is Taking.COPY and sounds and not self.shown


class Attachments:
    """The files of one vault's interviews. May be called from any thread but the vault's own."""

    def __init__(self, vault: Vault, *, clock: Callable[[], datetime]) -> None:
        self._vault = vault
        self._clock = clock
        self._lock = threading.Lock()
        self._new: set[str] = set()

    def gate(self, interview_id: InterviewId, taking: Taking) -> Gate:
        """What stands against taking a file in, to be said before one is picked."""
        return gate(self._vault.run(lambda transaction: standing(transaction, interview_id)), ACTS[taking])

    def attach(self, interview_id: InterviewId, picked: Picked, progress: Progress = lambda part: None) -> Attachment:
        """Seal a file; durable on return. Its name is to become the answer then.

        progress: 0..1; raising in it stops, and nothing is left. KnownError consent.not_given, consent.withdrawn,
        interview.may_be_the_conversation, interview.file_empty, interview.file_not_read, vault.disk_full.
        """

        def allowed(transaction: Transaction) -> None:
            require(transaction, interview_id, ACTS[picked.taking])
            if picked.may_be_the_conversation and not gate(standing(transaction, interview_id), Act.AUDIO).open:
                raise KnownError("interview.may_be_the_conversation")

        self._vault.run(allowed)
        blob = os.urandom(16).hex()
        extension = _extension(picked.name)
        name = f"{blob}.{extension if extension in MEDIA_TYPES else 'bin'}"
        with self._lock:
            self._new.add(name)
        watched = _Watched(picked, progress)
        self._vault.blobs.bring(interview_id, blob, cast(BinaryIO, watched))
        attachment = Attachment(
            name=name,
            kind=AttachmentKind.ANSWER,
            media_type=picked.media_type,
            size=watched.read_so_far,
            hash=ContentHash(watched.hash.hexdigest()),
            blob=blob,
            time=self._clock(),
            original_name=picked.name.removeprefix(f".{extension}"),
        )

        def keep(transaction: Transaction) -> None:
            if not attachment.size:
                raise KnownError("interview.file_empty")
            allowed(transaction)
            transaction.attachments.put(interview_id, attachment)
            said = {"shown": "yes"} if picked.shown else {}
            details = {"name": name, "sha256": attachment.hash, **said}
            transaction.audit.append(interview_id, "attach", details=details)

        with self._vault.blobs.named(interview_id, blob):
            self._vault.run(keep)
        return attachment

    def find(self, interview_id: InterviewId, name: str) -> Attachment | None:
        """What is known of a file by its neutral name."""
        return self._vault.run(lambda transaction: transaction.attachments.get(interview_id, name))

    def all(self, interview_id: InterviewId) -> tuple[Attachment, ...]:
        """Every file of an interview, the oldest first."""
        return self._vault.run(lambda transaction: transaction.attachments.all(interview_id))

    def read(self, interview_id: InterviewId, attachment: Attachment) -> bytes:
        """The whole original. KnownError vault.blob_missing, vault.blob_damaged."""
        return self._vault.blobs.read(interview_id, attachment.blob)

    def seconds(self, interview_id: InterviewId, attachment: Attachment) -> float | None:
        """How long a recording is, where its first bytes say so (WAV)."""
        if attachment.media_type != "audio/wav":
            return None
        try:
            with (
                self._vault.blobs.open(interview_id, attachment.blob) as reader,
                wave.open(cast(IO[bytes], reader), "rb") as sound,
            ):
                return sound.getnframes() / sound.getframerate()
        except (wave.Error, EOFError, ZeroDivisionError, KnownError):
            return None

    def answered(self, name: str) -> None:
        """The answer that was to hold a new file is durable, or will never be: from now on `sweep` decides about it."""
        with self._lock:
            self._new.discard(name)

    def sweep(self, interview_id: InterviewId) -> None:
        """Erase the files that no answer of an interview holds any more: replaced, removed, or left over by a kill.

        One that was just sealed, and whose answer is still on its way, stays.
        """

        def unused(transaction: Transaction) -> list[Attachment]:
            rows = (*transaction.preparation.all(interview_id), *transaction.answers.all(interview_id))
            held = {row.value for row in rows} | {row.draft for row in rows if row.draft}
            with self._lock:
                kept = held | self._new
            every = transaction.attachments.all(interview_id)
            return [each for each in every if each.kind is AttachmentKind.ANSWER and each.name not in kept]

        for attachment in self._vault.run(unused):
            self._vault.blobs.delete(interview_id, attachment.blob)
            self._vault.run(partial(_forget, interview_id, attachment.name))


def _forget(interview_id: InterviewId, name: str, transaction: Transaction) -> None:
    transaction.attachments.delete(interview_id, name)
    transaction.audit.append(interview_id, "attachment erased", details={"name": name})


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


class _Watched:
    """A file as `blobs.bring` reads it: hashed, counted and stoppable, and a stick that is pulled is said as such."""

    def __init__(self, picked: Picked, progress: Progress) -> None:
        self._picked = picked
        self._progress = progress
        self.hash = hashlib.sha256()
        self.read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes. KnownError interview.file_not_read."""
        self._progress(min(self.read_so_far / max(self._picked.size, 1), 1.0))
        try:
            piece = self._picked.source.read(size)
        except OSError:
            raise KnownError("interview.file_not_read", Place(self._picked.name)) from None
        self.hash.update(piece)
        self.read_so_far += len(piece)
        return piece
