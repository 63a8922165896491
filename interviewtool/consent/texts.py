"""The consent texts: versioned files in every interview language, read out item by item.

A file is Markdown: a comment that names version and language, a title, an introduction, one heading per item C1 to C16
in that order with the words read out beneath it, and a closing under a last heading. Beneath C10 stand its three
answers as list items. Since version 1.1 a heading between C16 and the closing has what a guardian, an interpreter and
others present are asked, as list items, too. Records keep the hash of the whole file, so a text is never edited: a
change is a new file of a new version.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from interviewtool.errors import KnownError
from interviewtool.i18n import LANGUAGES
from interviewtool.model import ConsentItem, ConsentRole, ContentHash, Naming
from interviewtool.paths import RESOURCES

_HEAD = re.compile(r"<!-- interviewtool consent text, version ([0-9]+(?:\.[0-9]+)*), language ([a-z]{2,3}) -->")
_HEADING = re.compile(r"(C[0-9]+)\. (.+)")
_ANSWER = re.compile(r"- ([a-z]+): (.+)")
_OTHERS = tuple(role for role in ConsentRole if role is not ConsentRole.RESPONDENT)
_LARGEST = 100_000
"""Bytes; a text that is read aloud is a few thousand. Team files bring texts from outside."""


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version of the text in one language.

    version: numbers joined by dots. language: uk, ru, en. introduction, closing: paragraphs. headings: a few words per
    item. items: what is read out, one per item C1 to C16. naming: the three answers to C10, as they are read out.
    presence_heading, presence: what each of the others is asked; empty in a text that has no words for them.
    content: the file as it stands. hash: SHA-256 of content; what the records and the printed form carry.
    """

    version: str
    language: str
    title: str
    introduction: tuple[str, ...]
    headings: Mapping[ConsentItem, str]
    items: Mapping[ConsentItem, str]
    naming: Mapping[Naming, str]
    presence_heading: str
    presence: Mapping[ConsentRole, str]
    closing: tuple[str, ...]
    content: bytes
    hash: ContentHash

    def asked(self, item: ConsentItem, role: ConsentRole) -> str:
        """The words somebody decided on; "" where this text has none for the role. A guardian whose part has no words
        of its own decides on those of the item.
        """
        if role is ConsentRole.RESPONDENT or (role is ConsentRole.GUARDIAN and not self.presence):
            return self.items[item]
        return self.presence.get(role, "")


def parse(content: bytes) -> ConsentText:
    """Read a consent text. KnownError consent.text_damaged names the part that is missing or out of place."""
    if len(content) > _LARGEST:
        raise _damaged(f"> {_LARGEST} B")
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError:
        raise _damaged("UTF-8") from None
    head, *blocks = [block.strip() for block in source.replace("\r\n", "\n").split("\n\n") if block.strip()] or [""]
    named = _HEAD.fullmatch(head)
    if named is None or named[2] not in LANGUAGES:
        raise _damaged("version, language")
    if not blocks or not blocks[0].startswith("# "):
        raise _damaged("# …")
    sections = _sections(blocks[1:])
    has_presence = len(sections) == len(ConsentItem) + 3  # with what stands before and after the items
    presence_heading, presence = _presence(sections.pop(-2)) if has_presence else ("", MappingProxyType({}))
    headings, items = _items(sections[1:-1])
    naming = _naming(sections[1:-1])
    introduction, closing = sections[0][1], sections[-1][1]
    if not introduction or not closing or closing[0].startswith("- ") or _HEADING.fullmatch(sections[-1][0]):
        raise _damaged("## …")
    return ConsentText(
        version=named[1],
        language=named[2],
        title=blocks[0].removeprefix("# ").strip(),
        introduction=introduction,
        headings=headings,
        items=items,
        naming=naming,
        presence_heading=presence_heading,
        presence=presence,
        closing=closing,
        content=content,
        hash=ContentHash(hashlib.sha256(content).hexdigest()),
    )


@cache
def shipped() -> tuple[ConsentText, ...]:
    """The texts that come with the program, by version, each in the order of LANGUAGES."""
    texts = [parse(path.read_bytes()) for path in sorted((RESOURCES / "consent").glob("*.md"))]
    return tuple(sorted(texts, key=lambda text: (version_numbers(text.version), LANGUAGES.index(text.language))))


Section = tuple[str, tuple[str, ...]]
"""A heading, "" for what stands before the first, and the paragraphs beneath it."""


def _sections(blocks: list[str]) -> list[Section]:
    sections: list[Section] = [("", ())]
    for block in blocks:
        if block.startswith("## "):
            sections.append((block.removeprefix("## ").strip(), ()))
        else:
            heading, paragraphs = sections[-1]
            paragraph = block if block.startswith("- ") else " ".join(block.split())
            sections[-1] = (heading, (*paragraphs, paragraph))
    return sections


def _items(sections: list[Section]) -> tuple[Mapping[ConsentItem, str], Mapping[ConsentItem, str]]:
    headings: dict[ConsentItem, str] = {}
    items: dict[ConsentItem, str] = {}
    for item, (heading, paragraphs) in zip(ConsentItem, sections, strict=False):
        named = _HEADING.fullmatch(heading)
        words = " ".join(paragraph for paragraph in paragraphs if not paragraph.startswith("- "))
        if named is None or named[1] != item or not words:
            raise _damaged(f"## {item}")
        headings[item], items[item] = named[2], words
    if len(sections) != len(ConsentItem):
        raise _damaged(f"## {list(ConsentItem)[-1]}")
    return MappingProxyType(headings), MappingProxyType(items)


def _naming(sections: list[Section]) -> Mapping[Naming, str]:
    answers = _listed(sections[list(ConsentItem).index(ConsentItem.QUOTATION)][1])
    if set(answers) != set(Naming):
        raise _damaged(f"## {ConsentItem.QUOTATION}")
    return MappingProxyType({naming: answers[naming] for naming in Naming})


def _presence(section: Section) -> tuple[str, Mapping[ConsentRole, str]]:
    """The heading, and what each of the others is asked."""
    heading, paragraphs = section
    asked = _listed(paragraphs)
    if _HEADING.fullmatch(heading) or set(asked) != set(_OTHERS):
        raise _damaged(", ".join(f"- {role}:" for role in _OTHERS))
    return heading, MappingProxyType({role: asked[role] for role in _OTHERS})


def _listed(paragraphs: tuple[str, ...]) -> dict[str, str]:
    """List items of the form `- name: words`."""
    lines = [line for paragraph in paragraphs if paragraph.startswith("- ") for line in paragraph.split("\n")]
    return {found[1]: found[2] for line in lines if (found := _ANSWER.fullmatch(line.strip()))}


def version_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _damaged(problem: str) -> KnownError:
    return KnownError("consent.text_damaged", problem=problem)
