"""How the engine's own findings become errors a person can mend."""

from __future__ import annotations

from interviewtool.errors import KnownError, Place


def form_error(
    code: str, *, line: int | None = None, node: str = "", attribute: str = "", **parameters: str | int
) -> KnownError:
    """A KnownError `xforms.code` at a line of the XForm; its question and bind attribute are parameters.

    `convert` puts sheet, row and column in, where the form came from a workbook.
    """
    name = node.rpartition("/")[2]
    return KnownError(
        f"xforms.{code}",
        Place(row=line, column=attribute),
        **{"question": name, "path": node, "attribute": attribute, **parameters},
    )
