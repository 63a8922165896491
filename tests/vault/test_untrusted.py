"""Bytes of nobody: a page, a row, a manifest. Refused in a known way, in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewtool.errors import KnownError
from interviewtool.vault.backup_store import MAGIC, BackupStore
from interviewtool.vault.cells import CellBroken, cell_offsets, read_row
from interviewtool.vault.pages import USABLE, PageLost


class Noise:
    """Pages that decrypt to whatever: what a file without its salt, or with flipped bits, may hold."""

    count = 3

    def __init__(self, content):
        self.content = content

    def page(self, number):
        if not 1 <= number <= self.count:
            raise PageLost
        return self.content


@given(st.binary(min_size=10, max_size=400), st.integers(1, 3))
@settings(max_examples=300, deadline=None)
def test_a_page_of_noise_gives_rows_or_none(noise, number):
    page = (b"\r" + noise * (USABLE // len(noise) + 1))[:USABLE]
    for pages in (Noise(page), Noise(bytes(100) + page[:-100])):
        for offset in cell_offsets(pages.page(number), number):
            try:
                read_row(pages, number, offset)
            except CellBroken:
                continue


@given(st.binary(max_size=500))
@settings(max_examples=200, deadline=None)
def test_a_manifest_of_noise_is_refused(tmp_path_factory, noise):
    folder = tmp_path_factory.mktemp("noise")
    framed = MAGIC + b"\0\1" + len(noise).to_bytes(4, "big") + noise + bytes(32)
    for content in (noise, MAGIC + noise, framed):
        (folder / "manifest").write_bytes(content)
        with pytest.raises(KnownError, match=r"vault\.(backup_damaged|newer_version)"):
            BackupStore(folder).read_manifest(bytes(32))


@pytest.mark.parametrize("name", ["../keys", "/etc/passwd", "blobs/../header", "header", "blobs/xx", "keys\n"])
def test_a_manifest_names_no_file_outside(tmp_path, name):
    import hmac
    import json

    from interviewtool.crypto.subkeys import Label, subkey

    body = json.dumps({"vault_id": "00", "time": "", "files": [{"name": name, "size": 0, "chunks": []}]}).encode()
    content = MAGIC + b"\0\1" + len(body).to_bytes(4, "big") + body
    mac = hmac.digest(subkey(bytes(32), Label.BACKUP), content, "sha256")
    (tmp_path / "manifest").write_bytes(content + mac)
    with pytest.raises(KnownError, match=r"vault\.backup_damaged"):
        BackupStore(tmp_path).read_manifest(bytes(32))
