"""Writes docs/licences.md from what the installed packages say of themselves: python docs/licences.py

Stops on a licence that is not known to go together with the GPL 3 or later.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "licences.md"

# Where the metadata say nothing or not enough: read in the licence file inside the package.
READ_BY_EYE = {
    "apsw-sqlite3mc": "any OSI-approved licence, as one chooses; SQLite3 Multiple Ciphers is MIT",
    "pyrage": "MIT",
    "pyxform": "BSD-2-Clause",
    "reportlab": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "sqlcipher3": "Zlib; SQLCipher inside is BSD-3-Clause",
    "xlrd": "BSD-3-Clause and BSD-4-Clause",
    "pypdfium2": "BSD-3-Clause, Apache-2.0; PDFium inside is BSD-3-Clause",
}
# What goes together with the GPL 3.
KNOWN = ("MIT", "BSD", "Apache", "MPL", "Mozilla Public License", "PSF", "GPL", "GNU", "Zlib", "OSI-approved")
REFUSED = re.compile(r"\bNC\b|non.?commercial|proprietary|AGPL", re.IGNORECASE)

HEAD = """# Licences

interviewtool is free software under the GNU General Public License, version 3 or later (`LICENSE`). A copyleft licence
was chosen because the people this program is for are harmed by closed copies of it: whoever hands on a changed version
must hand on its source, so that anybody can see what it does with testimony. It goes together with what the program
builds on: the LGPL of Qt, and the Apache-2.0 (with version 3 alone), MPL-2.0, MIT, BSD and PSF licences of the rest.
Nothing forbids commercial use or any other field of use.

One part of xlrd, which pyxform loads to read the old .xls format, is under the four-clause BSD licence, whose
advertising clause the GPL does not allow. As an additional permission under section 7 of the GPL, the developers of
interviewtool permit to combine it with xlrd and to convey the result. This product includes software developed by
David Giffin <david@giffin.org>.

The table is written by `python docs/licences.py` from the packages' own metadata.
`program`: inside what people install. `development`: builds and tests it, and is not handed on.

| package | version | licence | for |
|---|---|---|---|
"""


def licence(package: Distribution) -> str:
    """What a package says its licence is, in one line."""
    if package.name.lower().replace("_", "-") in READ_BY_EYE:
        return READ_BY_EYE[package.name.lower().replace("_", "-")]
    metadata = package.metadata
    classified = [
        line.split("::")[-1].strip() for line in metadata.get_all("Classifier") or () if line.startswith("License ::")
    ]
    said = metadata.get("License-Expression") or metadata.get("License") or ", ".join(classified)
    return said.splitlines()[0].replace("|", "or")


def of_the_program() -> set[str]:
    """The packages that interviewtool needs to run, and what those need."""
    found: set[str] = set()
    wanted = ["interviewtool"]
    while wanted:
        name = wanted.pop()
        for line in distribution(name).requires or ():
            requirement, _, condition = line.partition(";")
            needed = re.split(r"[^\w.-]", requirement.strip())[0].lower().replace("_", "-")
            # pdfa is the one extra that pyproject.toml asks for
            if needed not in found and ("extra" not in condition or "pdfa" in condition) and is_installed(needed):
                found.add(needed)
                wanted.append(needed)
    return found


def is_installed(name: str) -> bool:
    try:
        distribution(name)
    except ModuleNotFoundError:
        return False
    return True


def table() -> str:
    """The page."""
    program = of_the_program()
    rows = []
    for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE):
        if not is_installed(name):  # for another system
            continue
        package = distribution(name)
        text = licence(package)
        if REFUSED.search(text) or not any(known.lower() in text.lower() for known in KNOWN):
            sys.exit(f"{name}: look at its licence: {text!r}")
        rows.append(f"| {name} | {package.version} | {text} | {'program' if name in program else 'development'} |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
