"""dev.py: what it says and does on systems that lack something. What it would run is recorded."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from development import catalogues, environment, system

ROOT = Path(__file__).parents[1]


class Apt:
    """A system with apt-get whose release knows some packages; keeps the commands it was given."""

    def __init__(self, known: set[str], fails: bool = False) -> None:
        self.known = known
        self.fails = fails
        self.commands: list[list[str]] = []

    def run(self, command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        failed = command[2] not in self.known if command[1] == "show" else self.fails and "install" in command
        return subprocess.CompletedProcess(command, int(failed), "", "E: no network")


def test_an_old_python_is_told_so_in_one_sentence() -> None:
    with pytest.raises(system.Stop, match=r"needs Python 3\.11 or newer; this is 3\.9"):
        system.check_python((3, 9))
    system.check_python((3, 11))


def test_an_old_python_can_read_it_at_all() -> None:
    """Grammar of 3.8, the oldest that is still met on supported systems."""
    import ast

    for path in (ROOT / "dev.py", *(ROOT / "development").glob("*.py")):
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_without_root_the_exact_command_is_shown_and_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    apt = Apt({"libglib2.0-0t64", "libgl1"})
    monkeypatch.setattr(system.subprocess, "run", apt.run)
    with pytest.raises(system.Stop) as stopped:
        system.provide([("libglib2.0-0", "libglib2.0-0t64"), ("libgl1",)], is_root=False, has_apt=True)
    assert "sudo apt-get install -y --no-install-recommends libglib2.0-0t64 libgl1" in str(stopped.value).replace(
        "sudo apt-get update && ", ""
    )
    assert not any("install" in command for command in apt.commands)


def test_root_gets_the_packages_under_the_names_of_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    apt = Apt({"libglib2.0-0", "age"})
    monkeypatch.setattr(system.subprocess, "run", apt.run)
    system.provide([("libglib2.0-0", "libglib2.0-0t64"), ("age",)], is_root=True, has_apt=True)
    assert [command[-1] for command in apt.commands if "update" in command] == ["update"]
    assert apt.commands[-1][-2:] == ["libglib2.0-0", "age"]


def test_a_failing_installation_says_what_apt_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.subprocess, "run", Apt({"age"}, fails=True).run)
    with pytest.raises(system.Stop, match=r"(?s)E: no network.*could not install: age"):
        system.provide([("age",)], is_root=True, has_apt=True)


def test_a_system_without_apt_is_told_what_is_missing() -> None:
    with pytest.raises(system.Stop, match="libgl1 age"):
        system.provide([("libgl1",), ("age",)], is_root=True, has_apt=False)


def test_nothing_missing_means_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.subprocess, "run", None)
    system.provide([], is_root=False, has_apt=True)


@pytest.mark.skipif(sys.platform != "linux", reason="the linker of Linux")
def test_a_missing_library_is_noticed() -> None:
    assert system.library_is_missing("libno-such-thing.so.1")
    assert not system.library_is_missing("libc.so.6")


def test_the_stamp_changes_with_the_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = environment.wanted_stamp()
    assert before == environment.wanted_stamp()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(environment.LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(environment, "LOCK", changed)
    assert environment.wanted_stamp() != before


def test_a_catalogue_is_compiled_when_it_is_newer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = tmp_path / "uk" / "LC_MESSAGES" / "interviewtool.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Yes"\nmsgstr "Так"\n')
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.compile_messages()
    compiled = source.with_suffix(".mo")
    assert "Так".encode() in compiled.read_bytes()
    os.utime(compiled, (1, 1))
    catalogues.compile_messages()
    assert compiled.stat().st_mtime > 1


def test_every_dependency_is_pinned_by_hash_and_no_host_is_named() -> None:
    for name in ("requirements.lock", "requirements-uv.lock", "requirements-node.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        requirements = re.split(r"\n(?=\S)", text.strip())
        assert all(re.match(r"[\w.-]+==\S+", one) and "--hash=sha256:" in one for one in requirements)


def test_without_a_verb_the_verbs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    assert dev.main(["fly"]) == 2
    shown = capsys.readouterr()
    assert all(f"dev.py {verb}" in text for verb in dev.VERBS for text in (shown.out, shown.err))


def test_what_the_system_refuses_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def set_up() -> None:
        raise PermissionError(13, "Permission denied", ".venv/bin/python")

    monkeypatch.setattr(dev, "set_up", set_up)
    assert dev.main(["check"]) == 1
    assert "Permission denied: '.venv/bin/python'. Is this folder yours" in capsys.readouterr().err
