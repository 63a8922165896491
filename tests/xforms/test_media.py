"""The files beside a form travel in it: what the form names, nothing else, and within bounds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from interviewtool.crypto.ed25519 import signature_holds
from interviewtool.errors import KnownError
from interviewtool.xforms import FormDefinition, FormInstance, convert, media, media_of
from interviewtool.xforms.media import with_media

FORM = """
| survey | | | | |
|---|---|---|---|---|
| | type | name | label::English (en) | image::English (en) |
| | text | where | Where? | map.png |
| | select_one_from_file towns.csv | town | Town | |
| settings | | | | |
| | form_id | form_title | version | default_language |
| | shown | Shown | 1 | English (en) |
"""
TOWNS = b"name,label\nk,Kyiv\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "shown.md"
    path.write_text(FORM, encoding="utf-8")
    folder = tmp_path / "shown-media"
    folder.mkdir()
    for name, content in (("map.png", b"\x89PNG"), ("towns.csv", TOWNS), ("private.txt", b"not named")):
        (folder / name).write_bytes(content)
    return path


def test_what_the_form_names_travels_in_it(form: Path, tmp_path: Path, clock: Callable[[], datetime]) -> None:
    cache = tmp_path / "cache"
    for _cached in (False, True):
        xform = convert(form, cache=cache)
        assert media_of(xform) == {"map.png": b"\x89PNG", "towns.csv": TOWNS}
    definition = FormDefinition.load(xform)
    assert definition.missing_attachments == ()
    instance = FormInstance(
        definition, clock=clock, uuid=str, random=float, signature_holds=signature_holds, language="en"
    )
    assert [choice.label for choice in instance.question("/data/town").choices] == ["Kyiv"]
    assert media_of(convert(form.rename(tmp_path / "alone.md"))) == {}


def test_the_xform_itself_may_have_its_folder(form: Path, tmp_path: Path) -> None:
    form.with_name("shown.xml").write_bytes(convert(form))
    (tmp_path / "shown-media" / "map.png").write_bytes(b"newer")
    xform = convert(form.with_name("shown.xml"))
    assert media_of(xform)["map.png"] == b"newer"


def test_too_much_is_refused_and_what_is_no_base64_passed_over(form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = with_media(convert(form), {"broken.png": b"abc"}).replace(b"YWJj", b"Y*Jj")
    assert "broken.png" not in media_of(broken)
    monkeypatch.setattr(media, "MOST", 10)
    with pytest.raises(KnownError, match=r"xforms.media_too_large"):
        convert(form)
