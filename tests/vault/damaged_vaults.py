"""A vault with something in every file, what it says when a region of it is damaged, and the table of it all.

`python -m tests.vault.damaged_vaults` writes the table into docs/reliability.md anew.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from interviewtool.crypto.slots import KeyKind
from interviewtool.errors import KnownError
from interviewtool.i18n.explain import explain
from interviewtool.model import (
    Attachment,
    AttachmentKind,
    ContentHash,
    Identity,
    IdentityKind,
    Interview,
    InterviewId,
    InterviewState,
    Reference,
    StoredAnswer,
    new_interview_id,
    new_person_code,
)
from interviewtool.vault import FindingKind, Transaction, Vault
from interviewtool.vault.header import parse_header
from interviewtool.vault.opening import find_key
from tests.vault.conftest import COST, LIMITS, PASSPHRASE, Vaults, clock
from tests.vault.damage import ACTS, REMOVED, Act, Folder, Region, Scene

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- damage: begin -->\n", "<!-- damage: end -->\n"
NAMED, NO_EFFECT, BOTH = "named", "no effect", "named or no effect"


# The vaults ----------------------------------------------------------------------------------------------------------


def make_scene(folder: Path) -> tuple[Scene, Judge]:
    """A vault as it was, as it is, and another one like it; and who judges what is done to it."""
    _fill(Vaults(folder / "other"))
    vaults = Vaults(folder / "now")
    first = _fill(vaults)
    shutil.copytree(vaults.folder, folder / "before")
    vault = vaults.unlock()
    vault.run(lambda t: t.answers.put(first, _rows(range(0, 60, 2), "інакше")))
    vault.run(lambda t: t.documents.put("form", "small", "питання ".encode() * 900))
    vault.run(lambda t: t.names.put(_person(first, "Нова особа")))
    with vault.identities(vaults.code):
        pass
    vault.change_passphrase(PASSPHRASE, PASSPHRASE, cost=COST)
    vault.erase(_begin(vault))
    vault.anchor()
    expected = {part: read() for part, read in everything(vault, vaults.code)}
    vaults.close()
    now = _opened(folder / "now")
    return Scene(now, _opened(folder / "before"), _opened(folder / "other"), tuple(now.regions())), Judge(
        vaults, expected
    )


def _fill(vaults: Vaults) -> InterviewId:
    vault = vaults.create()
    first = _begin(vault)
    for owner in (first, _begin(vault)):

        def put(transaction: Transaction, owner: InterviewId = owner) -> None:
            transaction.answers.put(owner, _rows(range(60), "відповідь"))
            transaction.preparation.put(owner, _rows(range(3), "наживо"))
            for number in range(12):
                transaction.names.put(_person(owner, f"Особа {number} " * 40))

        vault.run(put)
    vault.run(lambda t: t.documents.put("form", "small", "запитання ".encode() * 900))
    blob_id = vault.blobs.write(first, b"ink" * 60_000)
    attachment = Attachment(
        "scan.pdf", AttachmentKind.ANSWER, "application/pdf", 180_000, ContentHash("1" * 64), blob_id, clock()
    )
    vault.run(lambda t: t.attachments.put(first, attachment))
    with vault.identities(vaults.code):
        pass
    vault.anchor()
    vault.erase(_begin(vault))
    vault.anchor()
    vaults.close()
    return first


def _begin(vault: Vault) -> InterviewId:
    interview = Interview(
        interview_id=new_interview_id(),
        state=InterviewState.IN_PROGRESS,
        created=clock(),
        language="uk",
        form_hash=vault.run(lambda t: t.documents.put("form", "форма", b"<h:html/>")),
        respondent=new_person_code(),
    )
    vault.run(lambda t: (t.interviews.add(interview), t.gate.open(interview.interview_id)))
    return interview.interview_id


def _rows(numbers: Iterable[int], word: str) -> list[StoredAnswer]:
    return [StoredAnswer(Reference(f"/data/q{number}"), f"{word} {number} " * 20) for number in numbers]


def _person(owner: InterviewId, name: str) -> Identity:
    return Identity(new_person_code(), IdentityKind.PERSON, name, owner)


def _opened(folder: Path) -> Folder:
    header = parse_header((folder / "header").read_bytes()).header
    vault_key, identity_key = (find_key(header, PASSPHRASE, kind, LIMITS)[0] for kind in KeyKind)
    return Folder(folder, vault_key, identity_key)


# What it says --------------------------------------------------------------------------------------------------------


def everything(vault: Vault, code: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """All that a person can be shown of an open vault: what it is, and how to read it."""

    def register() -> object:
        with vault.identities(code) as opened:
            return opened.all()

    yield "register", register
    for table, read in (
        ("interviews", lambda t: t.interviews.list()),
        ("tombstones", lambda t: t.interviews.tombstones()),
        ("pseudonyms", lambda t: t.pseudonyms.all()),
        ("documents", lambda t: [(e, t.documents.get(e.kind, e.name)) for e in t.documents.list("form")]),
        ("events", lambda t: t.events.all()),
    ):
        yield table, lambda read=read: vault.run(read)
    for owner in [one.interview_id for one in vault.run(lambda t: t.interviews.list())]:
        for table in ("answers", "preparation", "consent", "attachments"):
            yield f"{table} {owner}", lambda o=owner, name=table: vault.run(lambda t: getattr(t, name).all(o))
        yield f"gate {owner}", lambda o=owner: vault.run(lambda t: t.gate.is_open(o))
        yield f"names {owner}", lambda o=owner: vault.run(lambda t: t.names.get(o))
        yield f"log {owner}", lambda o=owner: vault.run(lambda t: t.audit.entries(o))
        yield f"blobs {owner}", lambda o=owner: [vault.blobs.read(o, each) for each in vault.blobs.list(o)]


@dataclass
class Judge:
    """Opens a damaged vault. expected: everything, as it was before the damage."""

    vaults: Vaults
    expected: dict[str, object]

    def said(self, folder: Path, *, whole_file: bool) -> set[str]:
        """What was named; empty when nothing was and everything is as it was.

        AssertionError when anything else is shown than what was written, but for a whole file that was replaced by an
        old one, and that is said at once.
        """
        self.vaults.folder = folder
        try:
            vault = self.vaults.unlock()
        except KnownError as error:
            return {_code(error)}
        try:
            return self._read(vault, whole_file=whole_file)
        finally:
            self.vaults.close()

    def _read(self, vault: Vault, *, whole_file: bool) -> set[str]:
        said, wrong = _findings(vault), set()
        put_back = any(each.startswith(FindingKind.PUT_BACK) for each in said)
        there: dict[str, Callable[[], object]] = {}
        try:
            there.update(everything(vault, self.vaults.code))
        except KnownError as error:
            said.add(_code(error))
        for part, read in there.items():
            try:
                if read() != self.expected.get(part) and part != "register":
                    wrong.add(part)
            except KnownError as error:
                said.add(_code(error))
        lost = self.expected.keys() - there.keys() or there.keys() - self.expected.keys()
        said |= _findings(vault)
        assert not lost or said, f"lost without a word: {lost}"
        # A list that is short, or a register that lacks somebody, is told beside it: the findings are shown then.
        assert said or not wrong, f"wrong without a word: {wrong}"
        assert not wrong - {"interviews"} or (whole_file and put_back), f"wrong: {wrong}"
        with suppress(KnownError):
            said |= {f"{one.kind} {one.part}" for one in vault.verify(lambda _: None).findings}
        return said


def _findings(vault: Vault) -> set[str]:
    return {f"{one.kind} {one.part}" for one in vault.findings}


def _code(error: KnownError) -> str:
    assert explain(error).remedy
    assert error.code != "vault.read_only", "damage taken for a folder that cannot be written"
    return error.code


# The table -----------------------------------------------------------------------------------------------------------


def damage(scene: Scene, judge: Judge, act: Act, regions: Iterable[Region]) -> Iterator[tuple[Region, set[str]]]:
    """What each region's damage made the vault say. Regions that the act would not change are passed over."""
    for region in regions:
        content = act(scene, region)
        if content is None:
            continue
        with tempfile.TemporaryDirectory() as place:
            copy = Path(place) / "vault"
            shutil.copytree(scene.now.path, copy)
            if content is REMOVED:
                (copy / region.file).unlink()
            else:
                (copy / region.file).write_bytes(content)
            try:
                yield region, judge.said(copy, whole_file=region.kind == "whole file")
            except AssertionError as error:
                raise AssertionError(f"{region} {act.__name__}: {error}") from error


def row_of(region: Region) -> tuple[str, str]:
    """The row of the table a region counts in: file, and what of it."""
    file = "blob" if region.file.startswith("blobs/") else region.file
    kind = "each field" if region.kind.startswith("field ") else region.kind
    return file, kind.replace(", copy 1", "").replace(", copy 2", "")


def column(scene: Scene, judge: Judge, act: Act) -> dict[tuple[str, str], str]:
    """row → what came of it, in words and how often."""
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for region, said in damage(scene, judge, act, scene.regions):
        found[row_of(region)].append(bool(said))
    return {row: NAMED if all(each) else NO_EFFECT if not any(each) else BOTH for row, each in found.items()}


def table(columns: dict[str, dict[tuple[str, str], str]], rows: list[tuple[str, str]]) -> str:
    """As Markdown."""
    lines = ["| file | region | " + " | ".join(columns) + " |", "|---|---|" + "---|" * len(columns)]
    for row in rows:
        cells = [cells.get(row, "") for cells in columns.values()]
        if any(cells):
            lines.append(f"| {row[0]} | {row[1]} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def written() -> dict[str, dict[tuple[str, str], str]]:
    """The table in docs/reliability.md: act → row → cell."""
    text = PAGE.read_text("utf-8")
    lines = text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip().split("\n")
    head, _rule, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        name: {(row[0], row[1]): row[number] for row in body if row[number]}
        for number, name in enumerate(head)
        if number > 1
    }


def main() -> None:
    """Write the table anew."""
    with tempfile.TemporaryDirectory() as folder:
        scene, judge = make_scene(Path(folder))
        columns = {act.__name__: column(scene, judge, act) for act in ACTS}
        rows = list(dict.fromkeys(row_of(region) for region in scene.regions))
    text = PAGE.read_text("utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    PAGE.write_text(text[:start] + table(columns, rows) + text[end:], "utf-8")


if __name__ == "__main__":
    main()
