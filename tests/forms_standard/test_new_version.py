"""A new version of the standard questionnaire reaches a vault that was made with an older one."""

from __future__ import annotations

import pytest

from interviewtool.i18n import LANGUAGES
from interviewtool.model import DocumentKind
from interviewtool.workspace import Workspace
from tests.workspaces import CHEAP_LIMITS, PASSPHRASE


@pytest.fixture
def reopen(workspace, tmp_path, clock, form_cache):
    def again() -> Workspace:
        workspace.lock()
        vault = tmp_path / "vault"
        return Workspace.unlock(vault, PASSPHRASE, clock=clock, limits=CHEAP_LIMITS, form_cache=form_cache)

    return again


def older(xform: str, version: str) -> bytes:
    return xform.replace(f'version="{version}"', 'version="2026010101"').encode()


def test_interviews_begun_keep_their_version_and_new_ones_begin_with_the_newest(
    workspace, converted, definition, clock, reopen
):
    name = f"{definition.form_id} {definition.form_version}"  # a vault that an older program made has no such
    workspace.vault.run(lambda transaction: transaction.documents.delete(DocumentKind.FORM, name))
    workspace.forms.add(older(converted.xform, definition.form_version))
    begun = workspace.begin(workspace.forms.default().form_hash, "uk")
    assert workspace.forms.default().version == "2026010101"
    begun.close()
    clock.advance(minutes=1)
    opened = reopen()
    try:
        assert opened.forms.default().version == definition.form_version
        session = opened.interviews.open(begun.interview.interview_id)
        assert opened.forms.definition(session.interview.form_hash).form_version == "2026010101"
        session.close()
    finally:
        opened.lock()


def test_the_questionnaire_a_team_chose_stays_chosen(workspace, converted, definition, clock, reopen):
    clock.advance(minutes=1)
    own = older(converted.xform, definition.form_version).replace(b'id="interviewtool-standard"', b'id="our-own"')
    workspace.forms.add(own)
    opened = reopen()
    try:
        assert opened.forms.default().form_id == "our-own"
    finally:
        opened.lock()


def test_a_newer_consent_text_stands_beside_the_older(workspace, reopen):
    names = [f"1.2-{language}" for language in LANGUAGES]

    def forget(transaction):
        for name in names:
            transaction.documents.delete(DocumentKind.CONSENT_TEXT, name)

    workspace.vault.run(forget)
    assert workspace.consent.current("uk").version == "1.1"
    opened = reopen()
    try:
        assert opened.consent.current("uk").version == "1.2"
        assert {text.version for text in opened.consent.texts("uk")} == {"1.0", "1.1", "1.2"}
    finally:
        opened.lock()
