"""The receipt code of each interview, for its withdrawal card; and from a code back to the interview."""

from __future__ import annotations

from interviewtool.errors import KnownError
from interviewtool.model import InterviewId, new_receipt_code, parse_receipt_code, receipt_hash
from interviewtool.model.codes import Randomness
from interviewtool.model.identifiers import parse_interview_id
from interviewtool.vault import Transaction, Vault


class ReceiptCodes:
    """The receipt codes of one vault."""

    def __init__(self, vault: Vault, *, draw: Randomness) -> None:
        self._vault = vault
        self._draw = draw

    def code(self, interview_id: InterviewId) -> str:
        """The code of an interview, made when it is first asked for; durable on return. KnownError
        vault.no_such_interview.
        """

        def give(transaction: Transaction) -> str:
            known = transaction.receipts.get(interview_id)
            if known is not None:
                return known
            code = new_receipt_code(self._draw)
            transaction.receipts.put(interview_id, code, receipt_hash(code))
            transaction.audit.append(interview_id, "receipt code")
            return code

        return self._vault.run(give)

    def find(self, text: str) -> InterviewId:
        """The interview that a person means: by the code on a card, or by the interview's id.

        KnownError consent.receipt_mistyped, consent.receipt_unknown.
        """
        typed = parse_interview_id(text)
        known = self._vault.run(lambda transaction: {each.interview_id for each in transaction.interviews.list()})
        if typed is not None and typed in known:
            return typed
        code = parse_receipt_code(text)
        if code is None:
            raise KnownError("consent.receipt_mistyped")
        found = self._vault.run(lambda transaction: transaction.receipts.find(receipt_hash(code)))
        if found is None:
            raise KnownError("consent.receipt_unknown")
        return found
