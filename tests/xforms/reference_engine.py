"""JavaRosa behind a pipe. Its classes come from the jar in the pyxform wheel; a Java compiler makes the driver once."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.xforms.piped_engine import PipedEngine

HERE = Path(__file__).parent / "javarosa"


def jar() -> Path:
    import pyxform

    return Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"


def missing() -> str:
    """What the machine lacks to run JavaRosa; "" for nothing. The driver is compiled already; a runtime is enough."""
    return "" if shutil.which("java") else "no Java runtime (default-jre-headless): JavaRosa is not compared"


class JavaRosa(PipedEngine):
    """zone: the time zone it believes to be in."""

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
        options = ("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        super().__init__(["java", *options, "-cp", f"{jar()}:{classes}", "Walker", zone])
