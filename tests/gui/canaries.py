"""Strings that must be found nowhere, how they could be written, and where they are looked for."""

from __future__ import annotations

import base64
import itertools
import json
import os
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

LATIN, CYRILLIC = "Qx7vKanarka", "Ґєжїканарка"
STEMS = (LATIN, CYRILLIC)
"""Both stand in every canary."""

_numbers = itertools.count(100)


def canary() -> str:
    """A new string to type, in two scripts; no two are the same."""
    number = next(_numbers)
    return f"{LATIN}{number} {CYRILLIC}{number}"


def _patterns() -> dict[bytes, str]:
    found = {}
    for stem in STEMS:
        plain = {
            encoding: stem.encode(encoding, "ignore") for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
        }
        plain |= {"cp1251": stem.encode("cp1251")} if stem == CYRILLIC else {}
        plain |= {"JSON": json.dumps(stem)[1:-1].encode(), "percent": urllib.parse.quote(stem).encode()}
        for encoding, content in plain.items():
            found[content] = encoding
            found[content.hex().encode()] = f"{encoding}, hexadecimal"
            for shift in range(3):  # base64 of it, wherever in a longer text it begins
                encoded = base64.b64encode(bytes(shift) + content + bytes(3))
                inner = encoded[4 if shift else 0 : 4 * ((shift + len(content)) // 3)]
                found[inner] = f"{encoding}, base64"
                found[inner.translate(bytes.maketrans(b"+/", b"-_"))] = f"{encoding}, base64url"
    return found


PATTERNS = _patterns()


def found_in(content: bytes) -> set[str]:
    """The encodings in which a canary stands in these bytes."""
    return {encoding for pattern, encoding in PATTERNS.items() if pattern in content}


def leaks(*folders: Path) -> list[tuple[str, set[str]]]:
    """Files that hold a canary, or have one in their name, below these folders."""
    found = []
    for folder in folders:
        for path in [folder, *folder.rglob("*")]:
            seen = found_in(os.fsencode(path.name))
            if path.is_file() and not path.is_symlink():
                seen |= found_in(path.read_bytes())
            if seen:
                found.append((str(path), seen))
    return found


def memory(process: int) -> Iterator[bytes]:
    """The readable memory of a process, piece by piece. PermissionError where the kernel does not let us."""
    with Path(f"/proc/{process}/maps").open() as maps, Path(f"/proc/{process}/mem").open("rb", buffering=0) as mem:
        for line in maps:
            area, rights, *_rest = line.split()
            if not rights.startswith("r") or "[v" in line:
                continue
            start, end = (int(each, 16) for each in area.split("-"))
            for at in range(start, end, 1 << 24):
                mem.seek(at)
                try:
                    yield mem.read(min(end, at + (1 << 24) + 512) - at)
                except OSError:
                    break  # a page that is mapped and cannot be read: of a device, or guarded
