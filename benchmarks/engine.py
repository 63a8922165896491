"""One run of the questionnaire engine over a form and a script of operations.

    engine.py FORM.xml OPS.json OUT.json [--loads 3] [--phase-budget 15]

Loads the form (each time from its bytes, no cache), runs the operations on the last one through the public interface of
`interviewtool.xforms`, each timed by itself, and writes the times, the pages shown, and the final instance. Operations:
set, add_repeat, page, language, serialize. When those of a phase have taken longer than the budget, the rest of it is
left out (null). No Qt, nothing else of the program in the process, so that its peak memory is the engine's.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import time
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from interviewtool import __version__
from interviewtool.xforms import FormDefinition, FormInstance
from interviewtool.xforms.codegen import forget_code


def load(xform: bytes) -> FormInstance:
    return FormInstance(
        FormDefinition.load(xform),
        clock=lambda: datetime.now().astimezone(),
        uuid=lambda: str(uuid.uuid4()),
        random=random.random,
        signature_holds=lambda key, signature, message: False,
    )


def page(instance: FormInstance, references: list[Any]) -> str:
    """All that a screen of these questions needs, as text."""
    lines = []
    for reference in references:
        view = instance.question(reference)
        if not view.relevant:
            lines.append("hidden")
            continue
        choices = ";".join([choice.label for choice in view.choices])
        lines.append(f"{reference}|{view.label}|{view.hint}|{view.required}|{view.readonly}|{view.value}|{choices}")
    return "\n".join(lines)


def memory(field: str) -> int | None:
    """A figure of this process in kB; None where the system does not tell it so."""
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1])
    except OSError:
        return None
    return None


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("form", type=Path)
    arguments.add_argument("ops", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--loads", type=int, default=3)
    arguments.add_argument("--phase-budget", type=float, default=15)
    chosen = arguments.parse_args()
    xform = chosen.form.read_bytes()
    operations = json.loads(chosen.ops.read_bytes())["ops"]
    clock = time.perf_counter
    load_ms = []
    instance: FormInstance
    for _ in range(chosen.loads):
        instance = None  # type: ignore[assignment] # one at a time is what a program holds
        forget_code()
        gc.collect()
        began = clock()
        instance = load(xform)
        load_ms.append((clock() - began) * 1e3)
    times: list[float | None] = []
    pages: list[str] = []
    errors: list[str] = []
    spent: dict[str, float] = {}
    last = ""
    invalid = 0
    for operation in operations:
        kind, phase = operation["op"], operation["phase"]
        reference, value = operation.get("path", ""), operation.get("value", "")
        if spent.get(phase, 0) > chosen.phase_budget * 1e3:
            times.append(None)
            continue
        broken = False
        try:
            began = clock()
            if kind == "set":
                instance.fill(reference, value)
                broken = not instance.satisfies(reference)
            elif kind == "add_repeat":
                instance.add_repeat(reference)
            elif kind == "page":
                pages.append(page(instance, operation["paths"]))
            elif kind == "language":
                instance.set_language(value)
            elif kind == "serialize":
                last = instance.to_xml().decode()
            took = (clock() - began) * 1e3
        except Exception as error:  # noqa: BLE001 - a figure is wanted for the rest all the same
            errors.append(f"{kind} {reference}: {type(error).__name__} {error}")
            times.append(None)
            continue
        times.append(took)
        spent[phase] = spent.get(phase, 0) + took
        invalid += broken
    result = {
        "engine": "interviewtool",
        "version": __version__,
        "runtime": f"Python {sys.version.split()[0]}",
        "load_ms": load_ms,
        "ops_ms": times,
        "instance": last or instance.to_xml().decode(),
        "pages": pages,
        "errors": errors,
        "invalid": invalid,
        "truncated": None in times,
        "peak_rss_kb": memory("VmHWM"),
        "live_heap_kb": None,
    }
    chosen.out.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
