"""Every region of every file of a vault, and what can be done to it.

A region is named by what the format says of it (docs/formats.md); pages of the databases by their type, which is read
with the vault's own keys. An act gives the file's new content, or None where it would change nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewtool.crypto.chunks import SEALED_CHUNK
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.vault import Transaction, Vault
from interviewtool.vault.blob_file import MAGIC as BLOB_MAGIC
from interviewtool.vault.blob_file import SALT_BYTES
from interviewtool.vault.header import MAGIC as HEADER_MAGIC
from interviewtool.vault.key_file import COPIES, PER_PAGE, SLOT
from interviewtool.vault.key_file import MAGIC as KEYS_MAGIC
from interviewtool.vault.pages import PAGE, USABLE, Pages

TAG = 16
INNER_PAGE_OF_A_TABLE = 5
PAGE_TYPES = {2: "inner page of an index", 5: "inner page of a table", 10: "leaf of an index", 13: "leaf of a table"}


def last_page(vault: Vault, folder: Path, table: str) -> Callable[[], None]:
    """Destroys, once the vault is closed, the page with what was written last to a table."""

    def find(_transaction: Transaction) -> int:
        (page,) = vault._store.row("SELECT rootpage FROM sqlite_master WHERE name = ?", (int,), (table,)) or (0,)
        pages = Pages(folder / "answers.db", subkey(vault._vault_key, Label.ANSWERS_DATABASE))
        while (content := pages.page(page))[0] == INNER_PAGE_OF_A_TABLE:
            page = int.from_bytes(content[8:12], "big")
        pages.close()
        return page

    page = vault.run(find)

    def destroy() -> None:
        with (folder / "answers.db").open("r+b") as file:
            file.seek((page - 1) * PAGE)
            file.write(bytes(PAGE))

    return destroy


@dataclass(frozen=True)
class Region:
    """Bytes start to end of a file, relative to the vault. kind: what they are, the same for all of their kind."""

    file: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Folder:
    """A closed vault that may be read byte by byte."""

    path: Path
    vault_key: bytes
    identity_key: bytes

    def regions(self) -> Iterator[Region]:
        """All of them."""
        files = [path for path in sorted(self.path.rglob("*")) if path.is_file()]
        for path in files:
            yield Region(str(path.relative_to(self.path)), "whole file", 0, path.stat().st_size)
        for name in ("header", "header.previous"):
            yield from _header(name, (self.path / name).read_bytes())
        yield from _keys((self.path / "keys").read_bytes())
        yield from _pages(self.path / "answers.db", subkey(self.vault_key, Label.ANSWERS_DATABASE))
        yield from _pages(self.path / "identity.db", subkey(self.identity_key, Label.IDENTITY_DATABASE))
        for path in sorted((self.path / "blobs").iterdir()):
            yield from _blob(f"blobs/{path.name}", path.stat().st_size)


def _header(name: str, content: bytes) -> Iterator[Region]:
    at = len(HEADER_MAGIC)
    yield Region(name, "magic", 0, at)
    yield Region(name, "version", at, at + 2)
    yield Region(name, "length", at + 2, at + 6)
    body = content[at + 6 : -64]
    for match in re.finditer(rb'"(\w+)": ("[^"]*"|-?\d+)', body):
        yield Region(name, f"field {match[1].decode()}", at + 6 + match.start(2), at + 6 + match.end(2))
        if match[1] in (b"salt", b"vault_id"):
            yield Region(name, "name of a field", at + 6 + match.start(1), at + 6 + match.end(1))
    yield Region(name, "MAC", len(content) - 64, len(content) - 32)
    yield Region(name, "sum", len(content) - 32, len(content))
    assert json.loads(body)


def _keys(content: bytes) -> Iterator[Region]:
    at = len(KEYS_MAGIC)
    yield Region("keys", "magic", 0, at)
    yield Region("keys", "version", at, at + 2)
    yield Region("keys", "vault id", at + 2, at + 18)
    yield Region("keys", "unused end of the first page", at + 18, PAGE)
    for number in range(len(content) // PAGE - 1):
        for index in range(PER_PAGE):
            start = PAGE * (1 + number) + SLOT * index
            state = {0: "free", 1: "used", 2: "erased"}[content[start]]
            if state == "free" and index % 16:
                continue  # one of sixteen stands for the rest
            copy = f"{state} slot, copy {number % COPIES + 1}"
            yield Region("keys", f"{copy}: state", start, start + 4)
            yield Region("keys", f"{copy}: content", start + 4, start + SLOT)


def _pages(path: Path, key: bytes) -> Iterator[Region]:
    pages = Pages(path, key)
    assert not pages.blind
    for number in range(1, pages.count + 1):
        kind = pages.page(number)[100 if number == 1 else 0]
        kind = "first page" if number == 1 else PAGE_TYPES.get(kind, "other page")
        start = PAGE * (number - 1)
        if number == 1:
            yield Region(path.name, "salt", 0, 16)
        yield Region(path.name, f"{kind}: content", start + (16 if number == 1 else 0), start + USABLE)
        yield Region(path.name, f"{kind}: IV", start + USABLE, start + USABLE + 16)
        yield Region(path.name, f"{kind}: MAC", start + USABLE + 16, start + PAGE)
        yield Region(path.name, "whole page", start, start + PAGE)
    pages.close()


def _blob(name: str, size: int) -> Iterator[Region]:
    at = len(BLOB_MAGIC)
    yield Region(name, "magic and version", 0, at)
    yield Region(name, "salt", at, at + SALT_BYTES)
    for start in range(at + SALT_BYTES, size, SEALED_CHUNK):
        end = min(start + SEALED_CHUNK, size)
        yield Region(name, "chunk: content", start, end - TAG)
        yield Region(name, "chunk: tag", end - TAG, end)
        yield Region(name, "whole chunk", start, end)


# What is done to a region. before: the vault as it was earlier. other: another vault, made the same way.


@dataclass(frozen=True)
class Scene:
    """now: the vault that is damaged. Files of `before` and `other` are where its material comes from."""

    now: Folder
    before: Folder
    other: Folder
    regions: tuple[Region, ...]

    def content(self, region: Region) -> bytes:
        return (self.now.path / region.file).read_bytes()


Act = Callable[[Scene, Region], bytes | None]
REMOVED = b"this file is removed"


def flip(scene: Scene, region: Region) -> bytes | None:
    """One bit in its middle."""
    content = bytearray(scene.content(region))
    if region.start == region.end:
        return None
    content[(region.start + region.end) // 2] ^= 0x04
    return bytes(content)


def zero(scene: Scene, region: Region) -> bytes | None:
    """Zeros in its place."""
    return _put(scene, region, bytes(region.end - region.start))


def cut(scene: Scene, region: Region) -> bytes | None:
    """The file ends in its middle."""
    return None if region.start == region.end else scene.content(region)[: (region.start + region.end) // 2]


def foreign(scene: Scene, region: Region) -> bytes | None:
    """The same place of another vault's file."""
    return _from(scene.other, scene, region)


def old(scene: Scene, region: Region) -> bytes | None:
    """The same place of the file as it was before."""
    return _from(scene.before, scene, region)


def removed(scene: Scene, region: Region) -> bytes | None:
    """The file is gone."""
    return REMOVED if region.kind == "whole file" else None


def moved(scene: Scene, region: Region) -> bytes | None:
    """The next of its kind, as long, in its place, and it in the place of that."""
    size = region.end - region.start
    same = [each for each in scene.regions if (each.file, each.kind) == (region.file, region.kind)]
    next_one = next((each for each in same if each.start > region.start and each.end - each.start == size), None)
    content = scene.content(region)
    if next_one is None or content[region.start : region.end] == content[next_one.start : next_one.end]:
        return None
    changed = bytearray(content)
    changed[region.start : region.end] = content[next_one.start : next_one.end]
    changed[next_one.start : next_one.end] = content[region.start : region.end]
    return bytes(changed)


ACTS: tuple[Act, ...] = (flip, zero, cut, removed, moved, foreign, old)


def _from(source: Folder, scene: Scene, region: Region) -> bytes | None:
    file = source.path / region.file
    if region.file.startswith("blobs/"):  # ids are random: the first blob of that vault
        file = min((source.path / "blobs").iterdir())
    content = file.read_bytes() if file.exists() else b""
    if region.kind == "whole file":
        return None if content in (b"", scene.content(region)) else content
    there = content[region.start : region.end]
    return _put(scene, region, there) if len(there) == region.end - region.start else None


def _put(scene: Scene, region: Region, piece: bytes) -> bytes | None:
    content = scene.content(region)
    if content[region.start : region.end] == piece:
        return None
    return content[: region.start] + piece + content[region.end :]
