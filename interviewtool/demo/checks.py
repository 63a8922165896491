"""How each file of the demonstration is checked without this program: one line for a POSIX shell each."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

PROGRAMS = ("age", "openssh-client", "poppler-utils", "pyhanko-cli")
"""The packages that hold the programs which are not on every system: three of Debian, one of Python."""


def check_of(name: str, supervisor: str, interviewer: str) -> str:
    """The command that checks a file, typed in its folder; "" for keys. supervisor, interviewer: their codes."""
    if name == "bundle.tar":
        then = "age -d -i ../supervisor-age-key.txt payload.age | tar tv"
        return f"{_container(name, 'bundle', interviewer, 'interviewtool-bundle@1')} && {then})"
    if name.endswith("-team"):
        return f"{_container(name, 'team', supervisor, 'interviewtool-team@1')})"
    if name.endswith("-card"):
        begin = "/^-----BEGIN SSH SIGNATURE/"
        verify = _verify("allowed_signers", interviewer, "interviewtool-card@1", "card.sig")
        return f"sed -n '{begin},$p' {name} > card.sig && sed '{begin},$d' {name} | {verify}"
    if name.endswith(".pdf"):
        trust = f"--trust {interviewer}-certificate.pem --trust-replace"
        return f"pdfsig {name} && {_pyhanko()} sign validate {trust} --pretty-print {name}"
    return ""


def _container(name: str, folder: str, code: str, namespace: str) -> str:
    """Unpack a signed container into a folder of its own and check it; the parenthesis is left open."""
    verify = _verify("../allowed_signers", code, namespace, "SHA256SUMS.sig")
    return (
        f"mkdir {folder} && tar xf {name} -C {folder} && "
        f"(cd {folder} && {verify} < SHA256SUMS && sha256sum --strict -c SHA256SUMS"
    )


def _verify(signers: str, code: str, namespace: str, signature: str) -> str:
    return f"ssh-keygen -Y verify -f {signers} -I {code} -n {namespace} -s {signature}"


def _pyhanko() -> str:
    """pyHanko's command: where it is not found by its name, that of the environment this program runs in."""
    beside = Path(sys.executable).with_name("pyhanko")
    return shlex.quote(str(beside)) if beside.is_file() and shutil.which("pyhanko") is None else "pyhanko"
