"""Afterwards, from the command line: the card, the decisions, a withdrawal, what is due, and the file for the team."""

from __future__ import annotations

from pathlib import Path

from tests.commands import conduct, interviewtool, make_vault, refused
from tests.workspaces import CHEAP, PASSPHRASE


def test_a_withdrawal_from_card_to_tombstone(tmp_path: Path, form_cache: Path, cheap_keys: None) -> None:
    vault = tmp_path / "vault"
    workspace = make_vault(vault, form_cache, CHEAP)
    interview_id = conduct(workspace)
    workspace.retention.hold(interview_id, "court order")
    workspace.lock()

    def run(*arguments: object) -> str:
        done = interviewtool(*arguments, "--vault", vault, passphrase=PASSPHRASE)
        assert done.code == 0, done.said
        return done.said

    run("team", "create", "Studies", "--code", "sup-01")
    run("team", "terms", "--contact", "+380 00 000 00 00", "--months", "24")
    run("consent", "card", interview_id, tmp_path / "card.pdf")
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    decisions = run("consent", "history", interview_id).splitlines()
    assert len(decisions) >= 16
    assert "signed_on_paper" in decisions[0]
    assert "held: court order" in run("consent", "due", "--all")

    withdraw = ("consent", "withdraw", interview_id, "--tier", "erase-all")
    previewed = run(*withdraw)
    assert "Nothing was done" in previewed
    assert "a legal hold keeps it" in previewed
    sheet = ("--sheet", tmp_path / "sheet.pdf")
    assert "Withdrawn: “No sharing”." in run(
        "consent", "withdraw", interview_id, "--tier", "no-sharing", "--yes", *sheet
    )
    assert sheet[1].read_bytes().startswith(b"%PDF")
    listed = run("consent", "withdrawals")
    assert interview_id in listed and "No sharing" in listed and "acknowledged by: –" in listed
    again = tmp_path / "again.pdf"
    run("consent", "withdrawals", "--sheet", interview_id, again)
    assert again.read_bytes().startswith(b"%PDF")
    refused(
        *("interview", "drop-version", interview_id, "--vault", vault),
        passphrase=PASSPHRASE,
        says=("Only a new version",),
    )
    run("consent", "authorise", "7KQ4-M2XP-9TRD", "--decision", "stop")
    assert "Case 2 is confirmed" in run("team", "confirm-cu", interview_id, "--case", 2, "--decision", "confirm")
    run("team", "events", tmp_path / "events.jsonl")
    said = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [("tombstone" in line, "authorisation" in line) for line in said] == [
        *((True, False), (False, True)),
        (False, False),
    ]
    assert "confirm_cu" in said[2]
    refused(
        *("team", "take-events", tmp_path / "events.jsonl", "--vault", vault),
        passphrase=PASSPHRASE,
        says=("what you said yourself",),
    )
    assert "A legal hold keeps it for now." in run(*withdraw, "--yes")
    assert interview_id in run("consent", "due"), "and what was asked for is not forgotten"
