"""The parsers of everything that comes from a disk or a person whom nobody can vouch for.

Where a signature or a sum stands before the parser, the fuzzed bytes are put behind a right one: else nothing but the
refusal of a wrong sum would be tried.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import struct
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from interviewtool import consent
from interviewtool.bundle import inspect_bundle, open_bundle, write_bundle
from interviewtool.bundle.layout import MOST_FILES
from interviewtool.bundle.manifest import NAME, Manifest, Part
from interviewtool.crypto import sshsig, ustar
from interviewtool.crypto.container import seal
from interviewtool.crypto.ed25519 import signature_holds
from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.crypto.recovery import parse_recovery_code
from interviewtool.crypto.slots import VaultKeys, passphrase_slot
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError
from interviewtool.interview.partial_date import from_edtf, in_words, understand
from interviewtool.model import Disposition, InterviewId, Reference
from interviewtool.review.received import interview_names, received
from interviewtool.review.versions import learn
from interviewtool.settings import read_settings
from interviewtool.team import OwnKeys, TeamFile, read_team_file, signers, write_team_file
from interviewtool.team.card import NAMESPACE as CARD_NAMESPACE
from interviewtool.team.card import Card, Role
from interviewtool.team.events import read_events, sign_event, write_events
from interviewtool.team.file import LAYOUT as TEAM_LAYOUT
from interviewtool.vault.backup_store import MAGIC as BACKUP_MAGIC
from interviewtool.vault.backup_store import BackupStore
from interviewtool.vault.blob_file import BlobReader, blob_place, write_blob_file
from interviewtool.vault.header import MAGIC, Anchor, Header, HeaderDamaged, parse_header
from interviewtool.vault.key_file import KeyFile, create_key_file
from interviewtool.xforms import FormDefinition, FormInstance, convert
from tests.workspaces import PASSPHRASE, SMALL_FORM, create, give_consent

FORMS = Path(__file__).parents[1] / "forms"
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
JSON = (b"{", b"}", b"[", b"]", b'"', b"null", b"true", b"1e999", b"-1", b"\\u0000", b"\xff", b"[" * 3000, b"9" * 5000)
XML = (
    b"<",
    b"</",
    b"/>",
    b"<!DOCTYPE a [",
    b"<!ENTITY b SYSTEM 'file:///etc/passwd'>",
    b"&b;",
    b"<![CDATA[",
    b"<a>" * 500,
)


@dataclass(frozen=True)
class Target:
    """read: the parser. samples: what it accepts. allowed: how it may refuse. tokens: what its language is made of."""

    read: Callable[[bytes], object]
    samples: tuple[bytes, ...]
    allowed: tuple[type[BaseException], ...] = (KnownError,)
    tokens: tuple[bytes, ...] = ()


@cache
def keys() -> OwnKeys:
    """Of somebody whose word one need not believe."""
    return OwnKeys.generate("sup-01", clock=lambda: MOMENT)


@cache
def place() -> Path:
    """A folder for parsers that read files."""
    return Path(tempfile.mkdtemp(prefix="interviewtool-fuzz-"))


def in_file(name: str, content: bytes) -> Path:
    path = place() / name
    path.write_bytes(content)
    return path


def header() -> Target:
    vault_keys = VaultKeys(vault=b"v" * 32, identity=b"i" * 32)
    limits = CostLimits(least_memory=64, least_passes=1)
    slot = passphrase_slot(b"1" * 16, vault_keys, "x", Argon2Cost(64, 1, 1), limits)
    whole = Header(b"1" * 16, b"p" * 32, 3, b"", (slot,)).with_anchor(Anchor(7, b"l" * 32), b"v" * 32).encode(b"v" * 32)
    body = whole[len(MAGIC) + 6 : -64]

    def read(content: bytes) -> None:
        for length in (len(content), int.from_bytes(content[:4], "big")):
            signed = MAGIC + struct.pack(">HI", 1, length) + content + bytes(32)
            with suppress(HeaderDamaged):
                parse_header(signed + hashlib.sha256(signed).digest()).written_with(b"v" * 32)
        parse_header(content)

    return Target(read, (body, whole), (KnownError, HeaderDamaged), JSON)


def key_file() -> Target:
    path = place() / "keys"
    create_key_file(path, b"1" * 16)
    file = KeyFile(path, b"1" * 16)
    for number in range(70):
        file.add(lambda slot: slot.to_bytes(60, "big"))
        if number % 9 == 0:
            file.erase(number)
    file.close()

    def read(content: bytes) -> None:
        opened = KeyFile(in_file("noise", content), b"1" * 16)
        try:
            for slot in (0, 1, 63, 64, opened.size, 1 << 30):
                assert all(len(each) == 60 for each in opened.read(slot).contents)
            assert isinstance(opened.sound(), bool)
            new = opened.add(lambda slot: bytes([1]) * 60)
            opened.erase(new)
            assert opened.read(new).erased
        finally:
            opened.close()

    return Target(read, (path.read_bytes(), path.read_bytes()[:4096]))


def blob() -> Target:
    path = place() / "blob"
    write_blob_file(path, (b"a" * 32, b"b" * 32), blob_place("i", "b"), io.BytesIO(bytes(70_000)))
    size = path.stat().st_size

    def read(content: bytes) -> None:
        for told in (size, len(content)):
            with BlobReader(in_file("noise", content), (b"a" * 32, b"b" * 32), "i", "b", told) as reader:
                for lost in reader.damaged():
                    assert 0 <= lost.start <= lost.stop <= reader.size
                if not reader.damaged():
                    assert not any(reader.readall())

    return Target(read, (path.read_bytes(),))


def backup() -> Target:
    body = json.dumps(
        {
            "vault_id": "31" * 16,
            "time": MOMENT.isoformat(),
            "files": [{"name": "keys", "size": 9, "chunks": ["0" * 64]}],
        }
    ).encode()

    def read(content: bytes) -> None:
        framed = BACKUP_MAGIC + b"\0\1" + len(content).to_bytes(4, "big") + content
        framed += hmac.digest(subkey(bytes(32), Label.BACKUP), framed, "sha256")
        for each in (content, framed):
            in_file("manifest", each)
            with suppress(KnownError):
                BackupStore(place()).read_manifest(bytes(32))

    return Target(read, (body,), tokens=(*JSON, b"../", b"blobs/"))


def bundle() -> Target:
    whole = write_bundle(
        {"instance.xml": b"<data/>"},
        signer=keys().signing_key,
        signer_code=keys().interviewer_code,
        recipients=[keys().age_identity.recipient],
        clock=lambda: MOMENT,
    )
    return Target(inspect_bundle, (whole,), tokens=(b"ustar", b"SHA256SUMS", b"payload.age", b"0000000\0"))


def bundle_inside() -> Target:
    manifest = Manifest(
        part=Part.PAYLOAD,
        created=MOMENT,
        signer_code=keys().interviewer_code,
        verification_key=keys().signing_key.verification_key,
        recipients=(keys().age_identity.recipient,),
        identity_recipients=(),
        interviews=(InterviewId("6VTG-65TC-DKHD"),),
        audit_head="00" * 32,
        files={},
    ).to_bytes()

    def read(content: bytes) -> None:
        with suppress(ValueError):
            Manifest.from_bytes(content)
        members = ustar.unpack(content, first=NAME, most=MOST_FILES, padded=True)
        Manifest.from_bytes(bytes(members[NAME]))

    return Target(
        read, (manifest, ustar.pack({NAME: manifest, "a/b.xml": b"<data/>"})), (ValueError,), (*JSON, b"ustar")
    )


def card() -> Target:
    whole = keys().card(Role.SUPERVISOR).to_bytes()
    content = whole[: whole.index(sshsig.BEGIN.encode())]

    def read(content: bytes) -> None:
        signed = content + sshsig.sign(content, keys().signing_key, CARD_NAMESPACE).encode()
        for each in (content, signed):
            with suppress(KnownError):
                Card.from_bytes(each).fingerprint_words("uk")

    return Target(read, (content, whole), tokens=(b"\n", b": ", b"interviewtool", b"\r", b"\x85", b"\x1c"))


def team_file() -> Target:
    own_card = keys().card(Role.SUPERVISOR)
    whole = write_team_file(TeamFile("Команда", 1, MOMENT, own_card), keys())
    start = whole.index(b"{\n")
    description = whole[start : whole.index(b"\0", start)]

    def read(content: bytes) -> None:
        signed = seal({"team.json": content, "supervisor.card": own_card.to_bytes()}, keys().signing_key, TEAM_LAYOUT)
        for each in (content, signed):
            with suppress(KnownError):
                read_team_file(each)

    return Target(read, (description, whole), tokens=JSON)


def events() -> Target:
    chain, last = [], None
    for number in range(3):
        last = sign_event(
            key=keys().signing_key,
            author=keys().interviewer_code,
            previous=last,
            kind="approved",
            payload={"bundle": str(number)},
            clock=lambda: MOMENT,
        )
        chain.append(last)
    return Target(read_events, (write_events(chain),), tokens=(*JSON, b"\n"))


def partial_date() -> Target:
    samples = ("2022-03~", "2022-02-24/2022-06", "../2022", "між 3 і 5 березня 2022", "около мая 2022", "03.04.2022")

    def read(content: bytes) -> None:
        text = content.decode("utf-8", "replace")
        for found in (from_edtf(text), understand(text)):
            if found is not None:
                assert from_edtf(found.edtf()) == found
                for language in ("uk", "ru", "en"):
                    in_words(found, language)

    tokens = tuple(each.encode() for each in ("~", "/", "..", "-", "0000", "9999", "березня", "мая", " до ", "²", "٣"))
    return Target(read, tuple(each.encode() for each in samples), (), tokens)


def xform() -> Target:
    samples = tuple(convert(each) for each in (in_file("small.md", SMALL_FORM.encode()), FORMS / "events.md"))

    def read(content: bytes) -> None:
        form = FormDefinition.load(content)
        instance = FormInstance(
            form, clock=lambda: MOMENT, uuid=lambda: "0", random=lambda: 0.5, signature_holds=signature_holds
        )
        instance.violations()
        instance.to_xml()

    tokens = (*XML, b"concat(", b"../", b"/data", b"count(", b"position(..)", b"1 div 0", b"jr:count=", b"nodeset=")
    return Target(read, samples, tokens=tokens)


def workbook() -> Target:
    from openpyxl import Workbook

    book = Workbook()
    for name, rows in {
        "survey": (("type", "name", "label"), ("text", "a", "A"), ("select_one l", "b", "B")),
        "choices": (("list_name", "name", "label"), ("l", "x", "X")),
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(place() / "book.xlsx")

    def read(content: bytes) -> None:
        suffix = ".xlsx" if content.startswith(b"PK") else ".md"
        convert(in_file(f"noise{suffix}", content))

    samples = ((place() / "book.xlsx").read_bytes(), SMALL_FORM.encode(), (FORMS / "choices.md").read_bytes())
    return Target(read, samples, tokens=(b"|", b"begin_repeat", b"end_group", b"${", b"}", b"select_one ", b"\n"))


def received_interview() -> Target:
    """What a member of the team, or who has the key of one, may put into a bundle that is rightly signed."""
    interviewer, _code = create(place() / "vault", lambda: MOMENT, place())
    interviewer.team.create("Команда", "sup-01")
    session = interviewer.interviews.prepare(
        interviewer.forms.add(convert(in_file("small.md", SMALL_FORM.encode()))), "uk"
    )
    give_consent(interviewer, session)
    session.answer_identity(Reference("/data/person/name"), "Олена Ґедзь")
    session.answer(Reference("/data/person/story"), "Розповідь")
    session.finalize(Disposition.PARTIAL)
    data = interviewer.export.bundle([session.interview.interview_id], passphrase=PASSPHRASE)
    own = interviewer.team.keys()
    known = signers(interviewer.team.current())
    opened = open_bundle(data, [own.age_identity.secret], known, received=MOMENT)
    files = dict(opened.files)
    names = [name for name, content in files.items() if not content.startswith(b"%PDF")]

    def read(content: bytes) -> None:
        """The first byte says in the place of which file the others stand."""
        number = content[0] % len(names) if content else 0
        changed = replace(opened, files={**files, names[number]: content[1:]})
        said = interview_names(changed)
        versions = interviewer.vault.run(lambda transaction: learn(transaction, opened.signer.code, said))
        bundle = received(changed, moment=MOMENT, certificates=(), events=(), events_refused=False, versions=versions)
        for interview in bundle.interviews:
            for entry in interview.pages("uk").outline():
                assert entry.title is not None

    samples = tuple(bytes([number]) + files[name] for number, name in enumerate(names))
    return Target(read, samples, tokens=(*JSON, *XML))


def consent_text() -> Target:
    return Target(
        consent.parse, tuple(each.content for each in consent.shipped()[:2]), tokens=(b"#", b"\n", b"C1", b":")
    )


def settings_and_codes() -> Target:
    """What a person types or a file of ours holds: never an exception."""

    def read(content: bytes) -> None:
        in_file("settings.json", content)
        read_settings(place())
        parse_recovery_code(content.decode("utf-8", "replace"))

    code = b"7KQ4-M2XP-9TRD-AB12-7KQ4-M2XP-9TRD-AB12"
    return Target(read, (b'{"theme": "dark", "font_percent": 120}', code), (), JSON)


TARGETS: dict[str, Callable[[], Target]] = {
    each.__name__: each
    for each in (
        header,
        key_file,
        blob,
        backup,
        bundle,
        bundle_inside,
        card,
        team_file,
        events,
        partial_date,
        xform,
        workbook,
        received_interview,
        consent_text,
        settings_and_codes,
    )
}
