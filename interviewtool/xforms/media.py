"""The files a form needs beside itself: pictures and sounds of its labels, lists of its choices.

By the convention of ODK they lie in a folder beside the form, `NAME-media/` for `NAME.xlsx`. On conversion those the
form names are put into the XForm itself, in its head under a namespace of ours that other programs pass over. So they
travel wherever the form does (vault, team file, bundle, backup), and the hash of the form covers them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from lxml import etree

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.reader import H, parse_xml

NAMESPACE = "urn:interviewtool:media:1"
_FILE = f"{{{NAMESPACE}}}file"
MOST = 16 << 20
"""Bytes of all files of a form; a team file of 64 MiB carries several forms."""


def media_folder(form: Path) -> Path:
    """Where the files of a form lie."""
    return form.with_name(f"{form.stem}-media")


def with_media_of(form: Path, xform: bytes) -> bytes:
    """The XForm with the files it names from the folder beside the form. KnownError xforms.media_too_large,
    xforms.media_not_read.
    """
    folder = media_folder(form)
    if not folder.is_dir():
        return xform
    found = [path for path in sorted(folder.iterdir()) if path.is_file() and _named(path, xform)]
    try:
        if sum(path.stat().st_size for path in found) > MOST:
            raise KnownError("xforms.media_too_large", Place(folder.name), most=MOST >> 20)
        return with_media(xform, {path.name: path.read_bytes() for path in found})
    except OSError:
        raise KnownError("xforms.media_not_read", Place(folder.name)) from None


def _named(path: Path, xform: bytes) -> bool:
    """Whether a form names a file; `search('places')` names a csv without its ending."""
    stems = (f"{quote}{path.stem}{quote}" for quote in ("'", '"', "&quot;") if path.suffix.lower() == ".csv")
    return any(name.encode() in xform for name in (path.name, *stems))


def with_media(xform: bytes, files: Mapping[str, bytes]) -> bytes:
    """The XForm with files in it; as it was when there are none. files: name → content."""
    if not files:
        return xform
    root = parse_xml(xform)
    head = root.find(f"{H}head")
    assert head is not None
    for old in [each for each in head.iterfind(_FILE) if each.get("name") in files]:
        head.remove(old)
    for name, content in files.items():
        held = etree.SubElement(head, _FILE, {"name": name}, {"media": NAMESPACE})
        held.text = base64.b64encode(content).decode("ascii")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


@lru_cache(maxsize=4)
def media_of(xform: bytes) -> Mapping[str, bytes]:
    """The files in an XForm, by name; one whose content is no base64 is passed over."""
    if NAMESPACE.encode() not in xform:
        return {}
    found = {}
    for held in parse_xml(xform).iterfind(f"{H}head/{_FILE}"):
        try:
            found[str(held.get("name"))] = base64.b64decode(held.text or "", validate=True)
        except binascii.Error:
            continue
    return found
