"""`interviewtool bundle`: verify the outside of a bundle, open one as its recipient."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.bundle import inspect_bundle
from interviewtool.cli.files import existing_file
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlock
from interviewtool.i18n import _
from interviewtool.interview import EntryKind
from interviewtool.review import ReceivedInterview, Verdict


@click.group()
def bundle() -> None:
    """Bundles."""


@bundle.command()
@click.argument("file", type=existing_file)
def verify(file: Path) -> None:
    """Check signature and hashes without any key of ours. Who the signer is, only the team file can say."""
    sealed = inspect_bundle(file.read_bytes())
    click.echo(_("The signature holds and nothing was changed."))
    click.echo(_("Signed with: {key}").format(key=sealed.verification_key))
    for name, digest in sealed.members.items():
        click.echo(f"{digest}  {name}")


@bundle.command(name="open")
@click.argument("file", type=existing_file)
@click.option("--read", "wanted", metavar="ID", help="Print the answers of one interview.")
@in_vault
@passphrase_fd
def open_(file: Path, wanted: str | None, folder: Path | None, passphrase_fd: int | None) -> None:
    """Open a bundle with the supervisor's vault: verify it, say what is in it."""
    workspace = unlock(folder, passphrase(passphrase_fd))
    try:
        received = workspace.review.open(file.read_bytes())
    finally:
        workspace.lock()
    for line in verdict_lines(received.verdict):
        click.echo(line)
    for each in received.interviews:
        if wanted is None:
            click.echo(interview_line(each))
        elif each.interview.interview_id == wanted:
            print_answers(each)


def verdict_lines(verdict: Verdict) -> tuple[str, ...]:
    """What was found out about a bundle, in sentences."""
    if verdict.identities_open:
        identities = _("Identities: inside, and opened with your key.")
    elif verdict.has_identities:
        identities = _("Identities: inside, for another recipient.")
    else:
        identities = _("Identities: not inside.")
    return (
        _("Signed by {code}, a member of your team.").format(code=verdict.signer),
        _("Signing time by the signer's own word: {time}").format(time=f"{verdict.claimed:%Y-%m-%d %H:%M %Z}"),
        _("Nothing was changed since it was signed."),
        _("Encrypted for: {recipients}").format(recipients=", ".join(verdict.addressed_to)),
        identities,
    )


def interview_line(received: ReceivedInterview) -> str:
    """One interview of a bundle in a line."""
    interview = received.interview
    shown = received.display(interview.language)(interview.respondent)
    pages = [each for each in received.pages(interview.language).outline() if each.kind is EntryKind.PAGE]
    answered = sum(page.answered for page in pages)
    return _("{id}  {respondent}  {categories}  {answered} answers").format(
        id=interview.interview_id, respondent=shown, categories=" ".join(interview.categories), answered=answered
    )


def print_answers(received: ReceivedInterview) -> None:
    """Every answered question of an interview, page by page."""
    pages = received.pages(received.interview.language)
    for entry in pages.outline():
        if entry.kind is not EntryKind.PAGE:
            continue
        click.echo(f"\n{entry.title}")
        for question in pages.page(entry.reference).questions:
            labels = {choice.value: choice.label for choice in question.view.choices}
            chosen = question.view.value.split() if labels else [question.shown]
            text = ", ".join(labels.get(each, each) for each in chosen)
            if question.view.missing is not None or text:
                click.echo(f"  {question.view.label}: {question.view.missing or text}")
