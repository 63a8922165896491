"""Settings: an allow-list, one file, replaced in one step; damage costs the settings and never the start."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.i18n.explain import explain
from interviewtool.settings import FILE_NAME, Settings, read_settings, write_settings


def test_the_first_start_has_the_usual_settings_and_writes_nothing(tmp_path: Path) -> None:
    read = read_settings(tmp_path / "none")
    assert read.settings == Settings()
    assert read.notice is None
    assert not (tmp_path / "none").exists()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    settings = Settings(interface_language="uk", theme="dark", font_percent=150, vault_folder="/сейф", idle_minutes=1)
    write_settings(settings, tmp_path / "a" / "b")
    assert read_settings(tmp_path / "a" / "b").settings == settings
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == [FILE_NAME]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_only_the_user_can_read_them(tmp_path: Path) -> None:
    write_settings(Settings(), tmp_path / "settings")
    assert stat.S_IMODE((tmp_path / "settings" / FILE_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "settings").stat().st_mode) == 0o700


def test_keys_of_another_version_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"theme": "dark", "respondent": "canary"}))
    read = read_settings(tmp_path)
    assert read.settings == Settings(theme="dark")
    assert read.notice is None
    write_settings(read.settings, tmp_path)
    assert "canary" not in (tmp_path / FILE_NAME).read_text()


def test_a_value_that_is_not_allowed_becomes_its_default_and_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"theme": "dark", "idle_minutes": 0, "swap_warned": 1}))
    read = read_settings(tmp_path)
    assert read.settings == Settings(theme="dark")
    assert read.notice is not None
    assert "vault" in explain(read.notice).remedy


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_no_damage_stops_the_start(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / FILE_NAME).write_bytes(content)
    read = read_settings(folder)
    assert read.notice is not None or json.loads(content).keys() is not None


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_settings(Settings(theme="dark"), tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="28"):
        write_settings(Settings(theme="light"), tmp_path)
    assert read_settings(tmp_path).settings.theme == "dark"
