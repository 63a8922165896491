"""Shows a PDF from memory: pages become pictures, and no file is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from interviewtool.errors import KnownError

POINTS_PER_INCH = 72
_ONE_AT_A_TIME = Lock()  # PDFium is not safe for use from several threads at once


@dataclass(frozen=True, slots=True)
class Image:
    """One page as pixels. bgra: rows from top to bottom, 4 bytes a pixel, no padding: `width * height * 4` bytes."""

    width: int
    height: int
    bgra: bytes


def page_count(pdf: bytes) -> int:
    """The number of pages. Raises KnownError documents.unreadable if this is no PDF."""
    with _opened(pdf) as document:
        return len(document)


def render(pdf: bytes, page: int, dpi: float) -> Image:
    """One page, counted from 0, on white, with what a signature shows.

    Raises KnownError documents.unreadable if this is no PDF; IndexError if it has no such page.
    """
    with _opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        bitmap = document[page].render(scale=dpi / POINTS_PER_INCH, prefer_bgrx=True, draw_annots=True)
        row = bitmap.width * 4
        pixels = bytes(bitmap.buffer)
        if bitmap.stride != row:
            starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
            pixels = b"".join(pixels[start : start + row] for start in starts)
        return Image(bitmap.width, bitmap.height, pixels)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # type: ignore[import-untyped]

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            raise KnownError("documents.unreadable") from None
        try:
            document.init_forms()
            yield document
        finally:
            document.close()
