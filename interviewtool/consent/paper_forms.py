"""The signed paper form, photographed or scanned, kept with the records that were made from it.

It is matched by what stands printed on it: the first characters of the SHA-256 of the text, in its foot and beneath its
title. They are typed, since a photograph of paper is often too poor for its QR code, and what was typed must fit a text
that this vault knows. A form needs no item of its own (C8 is about copies of what the person brings).
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from datetime import datetime

from interviewtool.consent.standing import standing
from interviewtool.errors import KnownError
from interviewtool.model import Attachment, AttachmentKind, ContentHash, DocumentKind, InterviewId, InterviewState, Tier
from interviewtool.vault import Transaction, Vault

FEWEST = 8
"""Characters of the hash to be typed: 32 bits tell the texts of a team apart."""


class PaperForms:
    """The paper forms of one vault's interviews."""

    def __init__(self, vault: Vault, *, clock: Callable[[], datetime]) -> None:
        self._vault = vault
        self._clock = clock

    def match(self, typed: str) -> ContentHash:
        """The text that a form carries. typed: the beginning of the hash as it is printed, at least 8 characters.

        KnownError consent.form_unmatched.
        """
        start = "".join(typed.lower().split()).rstrip("…")
        known = self._vault.run(
            lambda transaction: {entry.hash for entry in transaction.documents.history(DocumentKind.CONSENT_TEXT)}
        )
        found = [text_hash for text_hash in known if text_hash.startswith(start)]
        if len(start) < FEWEST or len(found) != 1:
            raise KnownError("consent.form_unmatched")
        return found[0]

    def attach(self, interview_id: InterviewId, content: bytes, *, media_type: str, typed: str) -> Attachment:
        """Seal a form; durable on return. typed: as for `match`.

        KnownError consent.form_unmatched, consent.interview_closed, consent.withdrawn, vault.no_such_interview,
        vault.disk_full.
        """
        text_hash = self.match(typed)
        self._vault.run(lambda transaction: _allowed(transaction, interview_id))
        blob = self._vault.blobs.write(interview_id, io.BytesIO(content))
        attachment = Attachment(
            name=f"consent-form-{os.urandom(8).hex()}",
            kind=AttachmentKind.CONSENT_FORM,
            media_type=media_type,
            size=len(content),
            hash=ContentHash(hashlib.sha256(content).hexdigest()),
            blob=blob,
            time=self._clock(),
            text_hash=text_hash,
        )

        def keep(transaction: Transaction) -> None:
            _allowed(transaction, interview_id)
            transaction.attachments.put(interview_id, attachment)
            details = {"sha256": attachment.hash, "text": text_hash}
            transaction.audit.append(interview_id, "consent form", details=details)

        with self._vault.blobs.named(interview_id, blob):
            self._vault.run(keep)
        return attachment

    def read(self, interview_id: InterviewId, form: Attachment) -> bytes:
        """The picture of a form. KnownError vault.blob_damaged."""
        return self._vault.blobs.read(interview_id, form.blob)

    def all(self, interview_id: InterviewId) -> tuple[Attachment, ...]:
        """Every form of an interview, oldest first."""
        every = self._vault.run(lambda transaction: transaction.attachments.all(interview_id))
        return tuple(each for each in every if each.kind is AttachmentKind.CONSENT_FORM)


def _allowed(transaction: Transaction, interview_id: InterviewId) -> None:
    if transaction.interviews.get(interview_id).state is InterviewState.REFUSED:  # nothing but the day stays of it
        raise KnownError("consent.interview_closed")
    tier = standing(transaction, interview_id).tier
    if tier is not None and tier >= Tier.STOP:
        raise KnownError("consent.withdrawn")
