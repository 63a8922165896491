"""JavaRosa behind a pipe. Its classes come from the jar in the pyxform wheel; a Java compiler makes the driver once."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "javarosa"


def jar() -> Path:
    import pyxform

    return Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"


def missing() -> str:
    """What the machine lacks to run JavaRosa; "" for nothing. The driver is compiled already; a runtime is enough."""
    return "" if shutil.which("java") else "no Java runtime (default-jre-headless): JavaRosa is not compared"


class JavaRosa:
    """One process. Every method is one command; `error` of an answer raises."""

    def __init__(self, folder: Path, zone: str = "Europe/Kyiv") -> None:
        classes = HERE
        if shutil.which("javac"):  # what is tested is then the source beside it
            classes = folder / "classes"
            classes.mkdir(parents=True, exist_ok=True)
            subprocess.run(
                [
                    "javac",
                    "--release",
                    "11",
                    "-nowarn",
                    "-cp",
                    str(jar()),
                    "-d",
                    str(classes),
                    str(HERE / "Walker.java"),
                ],
                check=True,
                capture_output=True,
            )
        self.process = subprocess.Popen(
            [
                "java",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                f"{jar()}:{classes}",
                "Walker",
                zone,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def do(self, what: str, **parameters: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": what, **parameters}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()
