"""The two generations of the header on the disk.

`header` is the newest, `header.previous` the one before. Each is written aside, synced, renamed, and the folder synced;
`header` is there and whole at every moment. When a slot was removed no older generation may open any more: then both
files get the new content, and the bytes they had are overwritten where they stood.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from interviewtool.errors import KnownError, Place
from interviewtool.vault.durable import overwrite, replace_durably, sync_folder, write_aside
from interviewtool.vault.header import MOST_BYTES, Header, HeaderDamaged, UncheckedHeader, parse_header
from interviewtool.vault.layout import Layout
from interviewtool.vault.report import Finding, FindingKind


@dataclass(frozen=True, slots=True)
class Generations:
    """usable: newest first, one at least. findings: on the files that are not as they should be."""

    usable: tuple[UncheckedHeader, ...]
    findings: tuple[Finding, ...]


def is_vault(layout: Layout) -> bool:
    """Whether a folder looks like a vault, without opening anything."""
    return layout.header.is_file() or layout.previous_header.is_file()


def must_be_vault(layout: Layout) -> None:
    """KnownError vault.not_a_vault; vault.header_missing for one that cannot be opened any more; vault.is_a_backup."""
    place = Place(file=layout.folder.name)
    if not is_vault(layout):
        raise KnownError("vault.header_missing" if layout.answers.is_file() else "vault.not_a_vault", place)
    if layout.manifest.is_file() and not layout.answers.is_file():
        raise KnownError("vault.is_a_backup", place)


def read_generations(layout: Layout) -> Generations:
    """Of a vault or of a backup. KnownError vault.not_a_vault, header_missing, header_damaged, newer_version."""
    if not is_vault(layout):
        must_be_vault(layout)
    found: list[tuple[str, UncheckedHeader]] = []
    findings = []
    for path in (layout.header, layout.previous_header):
        try:
            with path.open("rb") as file:
                found.append((path.name, parse_header(file.read(MOST_BYTES + 1))))
        except FileNotFoundError:
            findings.append(Finding(FindingKind.MISSING, path.name))
        except HeaderDamaged:
            findings.append(Finding(FindingKind.DAMAGED, path.name))
    if not found:
        raise KnownError("vault.header_damaged", Place(file=layout.header.name))
    newest_first = sorted(found, key=lambda pair: -pair[1].header.generation)
    if found[0][0] == layout.header.name and newest_first[0] is not found[0]:
        findings.append(Finding(FindingKind.PUT_BACK, layout.header.name))
    return Generations(tuple(read for _, read in newest_first), tuple(findings))


def write_generation(layout: Layout, content: bytes) -> None:
    """The newest becomes the one before, and content the newest. OSError leaves both as they were, or one step on."""
    with suppress(FileNotFoundError):
        current = layout.header.read_bytes()
        with suppress(HeaderDamaged, KnownError):
            parse_header(current)  # a damaged one is no generation to keep
            replace_durably(layout.previous_header, current)
    replace_durably(layout.header, content)


def write_only_generation(layout: Layout, content: bytes) -> None:
    """Put content in both places and overwrite what stood there: a slot was removed.

    The old bytes keep a second name until they are overwritten, so that `finish_removal` finds them after a kill. Where
    a file system has no second names they are reached through the open file alone.
    """
    finish_removal(layout)
    with ExitStack() as stack:
        old = []
        for path in (layout.header, layout.previous_header):
            with suppress(FileNotFoundError):
                file = open(os.open(path, os.O_RDWR), "r+b", buffering=0)  # noqa: PTH123, SIM115 - the old bytes stay reachable
                old.append(stack.enter_context(cast(BinaryIO, file)))
                with suppress(OSError):
                    _removed(path).hardlink_to(path)
        asides = [(write_aside(path, content), path) for path in (layout.header, layout.previous_header)]
        for aside, path in asides:
            aside.replace(path)
        sync_folder(layout.folder)
        for old_file in old:
            overwrite(old_file)
    finish_removal(layout)


def removal_unfinished(layout: Layout, header: Header) -> bool:
    """Whether a kill has left a generation beside this header that a removed slot could still open."""
    if any(_removed(path).exists() for path in (layout.header, layout.previous_header)):
        return True
    kept = {slot.slot_id for slot in header.slots}
    for path in (layout.header, layout.previous_header):
        with suppress(OSError, HeaderDamaged, KnownError):
            if any(slot.slot_id not in kept for slot in parse_header(path.read_bytes()).header.slots):
                return True
    return False


def finish_removal(layout: Layout) -> None:
    """Overwrite generations that were replaced and still have a second name; one that still has its own stays."""
    for path in (layout.header, layout.previous_header):
        removed = _removed(path)
        if removed.exists():
            if not (path.exists() and removed.samefile(path)):
                with removed.open("r+b", buffering=0) as file:
                    overwrite(file)
            removed.unlink()
            sync_folder(layout.folder)


def _removed(path: Path) -> Path:
    return path.with_name(path.name + ".removed")
