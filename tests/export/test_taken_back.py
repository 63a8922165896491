"""A recording, a photograph, a copy stays behind once consent to it was taken back; the reader sees there is one."""

from __future__ import annotations

from io import BytesIO

from interviewtool.export.reading import read
from interviewtool.interview import Picked, Taking
from interviewtool.model import ConsentItem, Disposition, Reference
from interviewtool.workspace import Workspace
from tests.consent.test_withdrawals import member, supervisor, team  # noqa: F401 - fixtures
from tests.workspaces import decide, give_consent, xform

# ruff: noqa: F811 - fixtures are arguments
FORM = """
| survey | | | | |
|---|---|---|---|---|
| | type | name | label::Українська (uk) | appearance |
| | image | photo | Знімок | |
| | audio | voice | Запис | |
| | file | heard | Повідомлення, яке показали | |
| | image | plan | План камери | draw |
| settings | | | | |
| | form_id | form_title | version | default_language |
| | files | Файли | 1 | Українська (uk) |
"""


def test_what_was_agreed_to_once_leaves_no_more(member: Workspace, supervisor: Workspace) -> None:
    session = member.interviews.prepare(member.forms.add(xform(FORM)), "uk")
    owner = session.interview.interview_id
    give_consent(member, session)
    every = {}
    for name, file, taking, shown in (
        ("photo", "face.jpg", Taking.COPY, False),
        ("voice", "voice.wav", Taking.RECORDING, False),
        ("heard", "message.ogg", Taking.COPY, True),
        ("plan", ".png", Taking.DRAWING, False),
    ):
        sealed = member.attachments.attach(owner, Picked(BytesIO(name.encode()), file, 5, taking, shown=shown))
        session.answer(Reference(f"/data/{name}"), sealed.name)
        every[name] = sealed.name
    session.finalize(Disposition.PARTIAL)

    def leaving() -> set[str]:
        behind = read(member.vault, member.forms, owner).behind
        return {name for name, sealed in every.items() if sealed not in behind}

    assert leaving() == set(every)
    decide(member, owner, ConsentItem.AUDIO, given=False)
    assert leaving() == {"photo", "heard", "plan"}
    decide(member, owner, ConsentItem.COPIES, given=False)
    assert leaving() == {"plan"}
    (left,) = member.export.behind([owner])
    assert left.sentences() == tuple(
        f"{owner}: {said}" for said in ("face.jpg (C8)", "voice.wav (C7)", "message.ogg (C8)")
    )
    decide(member, owner, ConsentItem.AUDIO, given=True)
    assert leaving() == {"voice", "plan"}
    (received,) = supervisor.review.open(member.export.bundle([owner])).interviews
    assert {each.name for each in received.record.attachments} == set(every.values()), "listed all the same"
    assert {name for name, sealed in every.items() if received.file(sealed) is not None} == {"voice", "plan"}
