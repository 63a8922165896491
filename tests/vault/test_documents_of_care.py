"""What the threat model and the page on reliability name as a test, or as a command, is one."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from interviewtool.model import Attachment, ConsentRecord, Identity, Interview, KeptEvent, Mention, Retention
from interviewtool.vault import DocumentEntry

ROOT = Path(__file__).parents[2]


def page(name):
    return (ROOT / "docs" / name).read_text("utf-8")


def test_every_test_the_threat_model_names_exists():
    named = re.findall(r"`([\w/]+\.py)::(\w+)(?:::(\w+))?`", page("threat-model.md"))
    assert len(named) > 60
    for file, *names in named:
        content = (ROOT / "tests" / file).read_text("utf-8")
        for name in filter(None, names):
            assert re.search(rf"^\s*(def|class) {name}\b", content, re.MULTILINE), (file, name)


def test_every_file_a_command_of_reliability_names_exists():
    named = re.findall(r"\b((?:tests|benchmarks)/[\w/]+\.py)", page("reliability.md"))
    assert len(named) > 8
    assert all((ROOT / file).is_file() for file in named)


def test_every_field_of_a_sealed_record_is_in_the_description_of_the_formats():
    described = page("formats.md")
    records = {
        "interview": (Interview, Mention),
        "consent": (ConsentRecord,),
        "identity": (Identity,),
        "document": (DocumentEntry,),
        "attachment": (Attachment,),
        "retention": (Retention,),
        "event": (KeptEvent,),
    }
    for record, kinds in records.items():
        (line,) = re.findall(rf"^\| {record} \| (.+) \|$", described, re.MULTILINE)
        named = set(re.findall(r"`(\w+)`", line))
        assert {field.name for kind in kinds for field in fields(kind)} <= named, record
