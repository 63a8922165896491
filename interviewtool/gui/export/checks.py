"""How an exported file is checked without this program. Commands are the same in every language."""

from __future__ import annotations

import shlex
from pathlib import Path


def bundle_check(path: Path, signer: str, allowed_signers: str) -> str:
    """Shell commands that check the signature and the hashes of a bundle; they need tar, OpenSSH and coreutils.

    allowed_signers: of the team, as `ssh-keygen` takes it; the signer's own line is enough.
    """
    line = next((line for line in allowed_signers.splitlines() if line.startswith(f"{signer} ")), "")
    return "\n".join(
        (
            f"tar -xf {shlex.quote(str(path))}",
            f"echo {shlex.quote(line)} > allowed_signers",
            f"ssh-keygen -Y verify -f allowed_signers -I {shlex.quote(signer)} -n interviewtool-bundle@1 "
            "-s SHA256SUMS.sig < SHA256SUMS",
            "sha256sum --strict -c SHA256SUMS",
        )
    )


def summary_check(path: Path) -> str:
    """A shell command that shows the signature of a PDF; it needs poppler-utils."""
    return f"pdfsig {shlex.quote(str(path))}"
