"""The few things the program remembers outside a vault. They are readable by whoever has the machine.

Rules: only the fields of `Settings` are ever written, and none can hold anything about a respondent; the file is
replaced in one step; a file that cannot be read costs the settings, never the start.
Qt writes nothing beside it: no QSettings, and its file dialog's list of visited folders goes nowhere (gui/dialogs.py).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from interviewtool.errors import KnownError, Place
from interviewtool.paths import default_vault, settings_folder

FILE_NAME = "settings.json"
THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Settings:
    """interface_language: uk, ru or en; empty follows the system. theme: one of THEMES. font_percent: 80–200.
    vault_folder: the vault opened last; empty for the usual place. idle_minutes: 1–60, then the vault locks.
    register_minutes: 1–15, how long the register of names stays open after the passphrase was given for it.
    backup_days: 0–365, how old the last backup may grow before a reminder; 0: no reminder. panic_asks: whether the
    shortcut that destroys the keys asks first. window_geometry: size and place, as `1180x800+40+20`, or `maximized`.
    swap_warned: the warning about swap in clear was shown. code_unconfirmed: the recovery code that was shown last was
    not typed back. unsaved_at_lock: the last lock could not write all.
    unattended_act_failed: what went on behind the curtain was not seen to end well."""

    interface_language: str = ""
    theme: str = "system"
    font_percent: int = 100
    vault_folder: str = ""
    idle_minutes: int = 5
    register_minutes: int = 5
    backup_days: int = 7
    panic_asks: bool = True
    window_geometry: str = ""
    swap_warned: bool = False
    code_unconfirmed: bool = False
    unsaved_at_lock: bool = False
    unattended_act_failed: bool = False

    @property
    def vault(self) -> Path:
        """The vault to offer."""
        return Path(self.vault_folder) if self.vault_folder else default_vault()


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What was read. notice: `settings.damaged` where something could not be, and its default stands instead."""

    settings: Settings
    notice: KnownError | None = None


_GEOMETRY = re.compile(r"(\d{1,5}x\d{1,5}[+-]\d{1,5}[+-]\d{1,5}|maximized)?")

_ALLOWED: dict[str, Callable[[object], bool]] = {
    "interface_language": lambda value: value in ("", "uk", "ru", "en"),
    "theme": lambda value: value in THEMES,
    "font_percent": lambda value: type(value) is int and 80 <= value <= 200,
    "vault_folder": lambda value: isinstance(value, str) and "\0" not in value,
    "idle_minutes": lambda value: type(value) is int and 1 <= value <= 60,
    "register_minutes": lambda value: type(value) is int and 1 <= value <= 15,
    "backup_days": lambda value: type(value) is int and 0 <= value <= 365,
    "panic_asks": lambda value: type(value) is bool,
    "window_geometry": lambda value: isinstance(value, str) and _GEOMETRY.fullmatch(value) is not None,
    "swap_warned": lambda value: type(value) is bool,
    "code_unconfirmed": lambda value: type(value) is bool,
    "unsaved_at_lock": lambda value: type(value) is bool,
    "unattended_act_failed": lambda value: type(value) is bool,
}


def read_settings(folder: Path | None = None) -> SettingsFile:
    """Read the settings. Keys of other versions are passed over; a value that is not allowed becomes its default."""
    path = (folder or settings_folder()) / FILE_NAME
    try:
        stored = json.loads(path.read_bytes())
    except FileNotFoundError:
        return SettingsFile(Settings())
    except (OSError, ValueError, RecursionError):
        stored = None
    known = {name: stored[name] for name in _ALLOWED if name in stored} if isinstance(stored, dict) else {}
    good = {name: value for name, value in known.items() if _ALLOWED[name](value)}
    damaged = not isinstance(stored, dict) or len(good) < len(known)
    return SettingsFile(Settings(**good), KnownError("settings.damaged", Place(FILE_NAME)) if damaged else None)


def write_settings(settings: Settings, folder: Path | None = None) -> None:
    """Replace the file; it is the old one or the new one, whatever happens. OSError where the disk refuses."""
    folder = folder or settings_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = folder / f"{FILE_NAME}.new"
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(settings), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / FILE_NAME)
