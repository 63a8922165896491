"""Where the program's own data lies, and where a person's settings go."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
# In a wheel and in the frozen program the two folders lie inside the package; in a checkout, beside it.
_BASE = _PACKAGE if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent

RESOURCES = _BASE / "resources"
FORMS = _BASE / "forms"

FILLING = "filling"
"""A file in a vault's folder while it is filled from a backup or another vault, and is no vault yet."""


def settings_folder() -> Path:
    """Folder of the settings file; not created here."""
    return Path(platformdirs.user_config_dir("interviewtool", appauthor=False))


def cache_folder() -> Path:
    """Folder of what can be made again, such as converted questionnaires; never a person's data."""
    return Path(platformdirs.user_cache_dir("interviewtool", appauthor=False))


def default_vault() -> Path:
    """Where a new vault is offered."""
    return Path(platformdirs.user_data_dir("interviewtool", appauthor=False)) / "vault"
