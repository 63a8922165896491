"""A supervisor and an interviewer with nothing but the command line, from the first key to the opened bundle."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewtool.crypto.recovery import new_recovery_code
from interviewtool.workspace import Workspace
from tests.commands import conduct, content_of, interviewtool, make_vault, refused
from tests.workspaces import CHEAP, PASSPHRASE


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, form_cache: Path, cheap_keys: None) -> Path:
    """A folder with the vaults `supervisor` and `interviewer`, new."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("supervisor", "interviewer"):
        make_vault(folder / name, form_cache, CHEAP).lock()
    return folder


def command(desk: Path, who: str, *arguments: object, stdin: str = "") -> str:
    done = interviewtool(*arguments, "--vault", desk / who, passphrase=PASSPHRASE, stdin=stdin)
    assert done.code == 0, done.said
    return done.out


def test_from_the_first_key_to_the_opened_bundle(desk: Path) -> None:
    created = command(desk, "supervisor", "team", "create", "Studies", "--code", "sup-01")
    words = created.splitlines()[-1]
    assert len(words.split()) == 12

    carded = command(desk, "interviewer", "team", "card", desk / "card", "--code", "int-01")
    own = carded.splitlines()[-1]
    assert command(desk, "interviewer", "team", "card", desk / "card", "--force").splitlines()[-1] == own

    take = ("team", "take", desk / "card", "--vault", desk / "supervisor")
    no = refused(*take, passphrase=PASSPHRASE, stdin="n\n", says=("were not confirmed, so nothing was taken in",))
    assert own in no.out
    assert "int-01" not in command(desk, "supervisor", "team", "show")
    command(desk, "supervisor", "team", "take", desk / "card", stdin="y\n")
    assert "Waits for the next team file: int-01" in command(desk, "supervisor", "team", "show")
    handed = command(desk, "supervisor", "team", "hand-out", desk / "team")
    assert "version 2" in handed
    assert "Member: int-01" in handed

    join = ("team", "join", desk / "team", "--vault", desk / "interviewer")
    no = refused(*join, passphrase=PASSPHRASE, stdin="\n", says=("were not confirmed, so nothing was taken in",))
    assert words in no.out
    refused(
        *("team", "show", "--vault", desk / "interviewer"),
        passphrase=PASSPHRASE,
        says=("This vault does not belong to a team yet.",),
    )
    command(desk, "interviewer", "team", "join", desk / "team", stdin="maybe\nтак\n")  # asked until it is an answer
    assert "read the words" not in command(desk, "interviewer", "team", "join", desk / "team")  # known by its key now
    refused(*take[:-1], desk / "interviewer", passphrase=PASSPHRASE, says=("Only the vault of the team’s supervisor",))
    signers = command(desk, "interviewer", "team", "show", "--allowed-signers")
    assert [line.split()[0] for line in signers.splitlines()] == ["sup-01", "int-01"]

    workspace = Workspace.unlock(desk / "interviewer", PASSPHRASE)
    interview_id = conduct(workspace)
    begun = workspace.interviews.prepare(workspace.forms.default().form_hash, "uk")
    begun.close()
    workspace.lock()
    listed = command(desk, "interviewer", "interview", "list")
    assert f"{interview_id}  Finalized       uk" in listed
    assert "In preparation" in listed
    assert "Остап" not in listed
    refused(
        *("interview", "export", begun.interview.interview_id, "--bundle", desk / "b", "--vault", desk / "interviewer"),
        passphrase=PASSPHRASE,
        says=("An interview can be exported only when it is finalized.",),
    )
    assert not (desk / "b").exists()
    command(desk, "interviewer", "interview", "export", interview_id, "--bundle", desk / "bundle", "--with-identities")
    summary = interviewtool(
        *("interview", "export", interview_id, "--summary", desk / "s.pdf", "--vault", desk / "interviewer"),
        passphrase=PASSPHRASE,
    )
    assert "This file is not encrypted." in summary.err
    assert (desk / "s.pdf").read_bytes().startswith(b"%PDF-")

    assert "The signature holds" in interviewtool("bundle", "verify", desk / "bundle").out
    opened = command(desk, "supervisor", "bundle", "open", desk / "bundle")
    assert "Signed by int-01, a member of your team." in opened
    assert "The names of the persons came sealed apart, and could be opened here." in opened
    assert opened.splitlines()[-1].startswith(interview_id)
    read = command(desk, "supervisor", "bundle", "open", desk / "bundle", "--read", interview_id)
    assert "  Вік: 40" in read
    assert "Розповідь про підвал." in read
    refused(
        *("bundle", "open", desk / "bundle", "--read", "AAAA-BBBB-CCCC", "--vault", desk / "supervisor"),
        passphrase=PASSPHRASE,
        says=("There is no interview AAAA-BBBB-CCCC in this bundle.",),
    )

    info = command(desk, "interviewer", "vault", "info")
    assert "2 interviews" in info
    assert "Team: Studies, version 2" in info
    assert "nothing damaged or put back" in info
    assert "is whole: interviews 2" in command(desk, "interviewer", "vault", "verify")

    why = ("--reason", "laptop taken at a checkpoint")
    revoke = ("team", "revoke", "int-01", "--since", "2026-01-01", *why, "--vault", desk / "supervisor")
    assert "Revoked: int-01, since 2026-01-01" in interviewtool(*revoke, passphrase=PASSPHRASE).out
    refused(*revoke, passphrase=PASSPHRASE, says=("no member int-01 in this team whose key still counts",))
    opened = interviewtool("bundle", "open", desk / "bundle", "--vault", desk / "supervisor", passphrase=PASSPHRASE)
    assert "revoked" in opened.said
    card = ("team", "card", desk / "card-2", "--code", "int-01", "--vault", desk / "another")
    assert interviewtool("vault", "create", "--vault", desk / "another", passphrase=PASSPHRASE).code == 0
    assert interviewtool(*card, passphrase=PASSPHRASE).code == 0  # a new laptop, under the code of the seized one
    command(desk, "supervisor", "team", "take", desk / "card-2", stdin="да\n")
    handed = command(desk, "supervisor", "team", "hand-out", desk / "team-2")
    assert "Revoked: int-01, since 2026-01-01" in handed and "Member: int-01" in handed


def test_verify_names_what_is_damaged(desk: Path, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(desk / "supervisor", vault)
    content = bytearray((vault / "identity.db").read_bytes())
    content[100] ^= 1
    (vault / "identity.db").write_bytes(content)
    before = (vault / "identity.db").read_bytes()
    refused(
        *("vault", "verify", "--vault", vault),
        passphrase=PASSPHRASE,
        says=("A database of the vault is damaged", "The vault is not whole. Restore a backup"),
    )
    assert (vault / "identity.db").read_bytes() == before


def test_a_vault_is_made_and_its_recovery_code_typed_back_and_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = new_recovery_code()
    monkeypatch.setattr("interviewtool.vault.vault.new_recovery_code", lambda: drawn)
    other = str(new_recovery_code())
    done = interviewtool("vault", "create", "--vault", tmp_path / "vault", stdin="six words of mine\nother words\n")
    assert done.code == 130, "the two did not agree, and nobody typed on"
    assert not (tmp_path / "vault").exists()
    typed = f"six words of mine\nsix words of mine\n{other}\n{str(drawn).lower().replace('-', ' ')}\n"
    done = interviewtool("vault", "create", "--vault", tmp_path / "vault", stdin=typed)
    assert done.code == 0, done.said
    assert done.err.count("It is not the same") == done.err.count("It is the same") == 1
    code = next(line.removeprefix("Recovery code: ") for line in done.out.splitlines() if "Recovery code" in line)
    assert interviewtool("vault", "info", "--vault", tmp_path / "vault", passphrase=code).code == 0
    before = content_of(tmp_path / "vault")
    refused(*("vault", "create", "--vault", tmp_path / "vault"), passphrase="x", says=("is not empty",))
    assert content_of(tmp_path / "vault") == before
