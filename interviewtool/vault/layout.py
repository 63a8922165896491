"""What lies in a vault folder, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interviewtool.paths import FILLING


@dataclass(frozen=True, slots=True)
class Layout:
    """folder: 0700; every file in it: 0600."""

    folder: Path

    @property
    def header(self) -> Path:
        """Key slots and anchor; the newest generation."""
        return self.folder / "header"

    @property
    def previous_header(self) -> Path:
        """The generation before."""
        return self.folder / "header.previous"

    @property
    def headers(self) -> tuple[Path, ...]:
        """Whatever may hold key slots: both generations, one not yet renamed, one that waits to be overwritten."""
        return tuple(
            path.with_name(path.name + ending)
            for path in (self.header, self.previous_header)
            for ending in ("", ".new", ".removed")
        )

    @property
    def keys(self) -> Path:
        """Data keys."""
        return self.folder / "keys"

    @property
    def answers(self) -> Path:
        """All but the register."""
        return self.folder / "answers.db"

    @property
    def identity(self) -> Path:
        """The register of who is who."""
        return self.folder / "identity.db"

    @property
    def blobs(self) -> Path:
        """Sealed files."""
        return self.folder / "blobs"

    @property
    def lock(self) -> Path:
        """Held by the program that has the vault open."""
        return self.folder / "lock"

    @property
    def ballast(self) -> Path:
        """Space that is given up when the disk is full."""
        return self.folder / "ballast"

    @property
    def manifest(self) -> Path:
        """Of a backup, which has a header as well; never in a vault."""
        return self.folder / "manifest"

    @property
    def filling(self) -> Path:
        """There while the vault is filled from another one or from a backup, and is none yet."""
        return self.folder / FILLING

    @property
    def restoring(self) -> Layout:
        """In it, while it is filled: the files of a backup, put together."""
        return Layout(self.folder / "restoring")

    @property
    def with_copies(self) -> tuple[Layout, ...]:
        """Every place in which a vault of this name may have keys."""
        return (self, self.restoring, self.fresh, self.fresh.restoring, self.retired)

    @property
    def fresh(self) -> Layout:
        """Beside it: the new vault that a rotation makes."""
        return Layout(self.folder.with_name(self.folder.name + ".fresh"))

    @property
    def retired(self) -> Layout:
        """Beside it: the old vault that a rotation has replaced and destroys."""
        return Layout(self.folder.with_name(self.folder.name + ".retired"))

    @property
    def unfinished(self) -> Path:
        """Beside it: there while `fresh` is not yet a whole vault that was shown to be one."""
        return self.folder.with_name(self.folder.name + ".unfinished")
