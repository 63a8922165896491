"""The gettext catalogues: extracted from the source, and compiled for the program."""

from __future__ import annotations

import os
from pathlib import Path

from development.environment import PYTHON, ROOT, call

LOCALE = ROOT / "resources" / "locale"

# Calls whose string is a message: those of interviewtool.i18n, and plural() of its Translator, whose text() takes what
# N_ has marked.
KEYWORDS = ("_", "N_", "ngettext:1,2", "plural:1,2")
LANGUAGES = ("uk", "ru", "en")
BABEL_PLACEHOLDERS = {
    "# FIRST AUTHOR <EMAIL@ADDRESS>, ": "# The interviewtool developers, ",
    "FULL NAME <EMAIL@ADDRESS>": "The interviewtool developers",
    "EMAIL@ADDRESS": "",
    " <LL@li.org>": "",
    "interviewtool VERSION": "interviewtool",
}


def extract_messages() -> None:
    """Bring what the source says into the catalogue of each language."""
    template = LOCALE / "interviewtool.pot"
    babel: list[str | Path] = [PYTHON, "-m", "babel.messages.frontend", "-q"]
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    about = ["--project=interviewtool", "--copyright-holder=The interviewtool developers", "-c", "Translators:"]
    LOCALE.mkdir(parents=True, exist_ok=True)
    layout = ["--no-wrap", "--sort-by-file", "--add-location=file"]
    call(*babel, "extract", "--no-default-keywords", *keywords, *about, *layout, "-o", template, "interviewtool")
    for language in LANGUAGES:
        catalogue = LOCALE / language / "LC_MESSAGES" / "interviewtool.po"
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        known = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
        act = ["update", *known] if catalogue.exists() else ["init"]
        call(*babel, *act, "--no-wrap", "-i", template, "-o", catalogue, "-l", language)
        text = catalogue.read_text(encoding="utf-8")
        for placeholder, said in BABEL_PLACEHOLDERS.items():
            text = text.replace(placeholder, said)
        catalogue.write_text(text, encoding="utf-8")
    template.unlink()


def compile_messages() -> None:
    """Compile the gettext catalogues that are newer than what was compiled."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            aside = compiled.with_name(f".{os.getpid()}.mo")  # a running program may read the old one
            call(PYTHON, "-m", "babel.messages.frontend", "-q", "compile", "-i", source, "-o", aside)
            aside.replace(compiled)
