"""The repository itself: licences, and nothing in it that belongs to one machine."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEFT_OUT = {".venv", ".git", "build", "dist", ".hypothesis", "__pycache__"}
# Folders of the machines it was made on, and hosts that packages come from.
FOREIGN = re.compile(r"/wor[k]/(main|shared)\b|/roo[t]/(?!item\b)|/hom[e]/\w+/|https?://\S+/(simple|packages|debian)/")


def texts() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if not path.is_file() or LEFT_OUT.intersection(parts) or any(part.endswith("_cache") for part in parts):
            continue
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_nothing_names_a_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in texts()
        if path != Path(__file__)
        for match in FOREIGN.finditer(text)
    ]
    assert not found


def test_the_licence_is_the_gpl_s_own_text() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.lstrip().startswith("GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007")
    assert "why-not-lgpl.html" in text
    assert 'license = "GPL-3.0-or-later"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="the table lists what Linux needs")
def test_the_table_of_licences_is_of_the_locked_packages() -> None:
    """Written anew it would be the same; the script stops on a licence it does not know."""
    script = "import sys; sys.path.insert(0, 'docs'); import licences; sys.stdout.write(licences.table())"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (ROOT / "docs" / "licences.md").read_text(encoding="utf-8"), "run: python docs/licences.py"
