"""Workspaces for tests: the real vault with a key derivation that is cheap, and small forms written as tables.

A pytest plugin (see pyproject.toml): its fixtures are everywhere.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from interviewtool.consent import Decision
from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.interview import Session
from interviewtool.model import ConsentItem, ConsentMethod, ConsentRecord, ContentHash, InterviewId, Naming
from interviewtool.workspace import Workspace
from interviewtool.xforms import convert

PASSPHRASE = "six words that nobody else knows"
CHEAP = Argon2Cost(memory=64, passes=1, lanes=1)
CHEAP_LIMITS = CostLimits(least_memory=64, least_passes=1)

# ruff: noqa: E501 - a table is as wide as it is
SMALL_FORM = """
| survey | | | | | | | | | | |
|---|---|---|---|---|---|---|---|---|---|---|
| | type | name | label::Українська (uk) | label::Русский (ru) | relevant | required | constraint | calculation | bind::interviewtool:preparation | bind::interviewtool:identity | bind::interviewtool:consent | read_only |
| | begin_group | before | Перед | До | | | | | yes | | | |
| | text | mode | Спосіб | Способ | | yes | | | | | | |
| | begin_repeat | present | Присутній | Присутствующий | | | | | | | | |
| | text | role | Ким є | Кем является | | | | | | | | |
| | end_repeat | | | | | | | | | | | |
| | end_group | | | | | | | | | | | |
| | begin_group | agreed | Згода | Согласие | | | | | | | | |
| | select_one yes_no | c1 | Розмова | Разговор | | | | | | | C1 | yes |
| | end_group | | | | | | | | | | | |
| | begin_group | person | Людина | Человек | | | | | | | | |
| | text | name | Ім’я | Имя | | yes | | | | respondent | | |
| | integer | age | Вік | Возраст | | yes | . > 0 and . < 130 | | | | | |
| | text | story | Що сталося, ${name}? | Что случилось, ${name}? | | | | | | | | |
| | text | adult | Ще | Ещё | ${age} > 17 | | | | | | | |
| | calculate | older | | | | | | ${age} + 1 | | | | |
| | end_group | | | | | | | | | | | |
| | begin_repeat | place | Місце | Место | | | | | | | | |
| | text | place_name | Назва | Название | | yes | | | | | | |
| | end_repeat | | | | | | | | | | | |
| | begin_group | after | Потім | Потом | | | | | | | | |
| | select_one ${place_name} | where | Де? | Где? | | | | | | | | |
| | end_group | | | | | | | | | | | |
| choices | | | | |
| | list_name | name | label::Українська (uk) | label::Русский (ru) |
| | yes_no | yes | Так | Да |
| | yes_no | no | Ні | Нет |
| settings | | | | | |
| | form_id | form_title | version | default_language | namespaces |
| | small | Small | 1 | Українська (uk) | interviewtool="urn:interviewtool:xlsform:1" |
"""

GUARDED_FORM = (
    SMALL_FORM.replace(
        "| read_only |", "| read_only | bind::interviewtool:guardian | bind::interviewtool:authorisation |"
    )
    .replace(
        "| | begin_repeat | present |",
        "| | select_one yes_no | minor | Немає 18 років | Нет 18 лет | | | | | | | | | yes | |\n"
        "| | select_one yes_no | reprisal | Помста | Месть | | | | | | | | | | yes |\n| | begin_repeat | present |",
    )
    .replace("| small | Small |", "| guarded | Guarded |")
)
"""The same, with questions in the preparation whose yes means that a guardian has to agree, too, and a supervisor."""


@pytest.fixture(scope="session")
def form_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Converted questionnaires, shared by all tests."""
    return tmp_path_factory.mktemp("forms")


@pytest.fixture(scope="module")
def cheap_keys() -> Iterator[None]:
    """What opens vaults by the program's own rule, such as a command, opens cheap ones too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CostLimits, "check", lambda _limits, _cost: None)
        yield


@pytest.fixture(scope="session")
def team_folder(tmp_path_factory: pytest.TempPathFactory, form_cache: Path) -> Path:
    """Two locked vaults of one team, the interviewer's `member` (int-01) and the supervisor's `desk` (sup-01), for
    `copied`: their RSA keys take long to make.
    """
    folder, begun = tmp_path_factory.mktemp("team"), datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=2)))
    member, _recovery_code = create(folder / "member", lambda: begun, form_cache)
    desk, _recovery_code = create(folder / "desk", lambda: begun, form_cache)
    desk.team.create("Команда", "sup-01")
    desk.team.take_card(member.team.create_interviewer("int-01").to_bytes())
    member.team.accept(desk.team.hand_out())
    member.lock()
    desk.lock()
    return folder


@pytest.fixture
def workspace(tmp_path: Path, clock: Callable[[], datetime], form_cache: Path) -> Iterator[Workspace]:
    """A new workspace in `tmp_path/vault`, with randomness that is the same every time."""
    made, _recovery_code = create(tmp_path / "vault", clock, form_cache)
    yield made
    made.vault.close()


@pytest.fixture
def small_form(workspace: Workspace) -> ContentHash:
    """The hash of SMALL_FORM, taken into the workspace."""
    return workspace.forms.add(xform(SMALL_FORM))


def xform(questionnaire: str) -> bytes:
    """A questionnaire written as a table of Markdown, converted."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.md"
        path.write_text(questionnaire, encoding="utf-8")
        return convert(path)


def create(folder: Path, clock: Callable[[], datetime], form_cache: Path) -> tuple[Workspace, str]:
    """A new workspace and its recovery code."""
    draw = random.Random(7).randrange
    return Workspace.create(
        folder, PASSPHRASE, clock=clock, draw=draw, cost=CHEAP, limits=CHEAP_LIMITS, form_cache=form_cache
    )


def unlock(folder: Path, clock: Callable[[], datetime], secret: str = PASSPHRASE) -> Workspace:
    """Open a workspace again."""
    return Workspace.unlock(folder, secret, clock=clock, draw=random.Random(8).randrange, limits=CHEAP_LIMITS)


def decide(
    workspace: Workspace,
    owner: InterviewId,
    item: ConsentItem,
    *,
    given: bool,
    signed: bytes | None = None,
    **more: object,
) -> ConsentRecord:
    """One decision on the Ukrainian text, spoken or signed on the screen; the session is not told. more: as `Decision`
    takes it.
    """
    method = ConsentMethod.SPOKEN if signed is None else ConsentMethod.SCREEN
    decision = Decision(item, given, method, workspace.consent.current("uk"), **more)
    return workspace.consent.decide(owner, decision, handwriting=signed)


def ask_again(workspace: Workspace, session: Session, *, given: bool = True) -> None:
    """Ask C16 where the sensitive modules begin, and let the session know."""
    decide(workspace, session.interview.interview_id, ConsentItem.SENSITIVE, given=given, reached=True)
    session.consent_changed()


@contextmanager
def copied(folder: Path, to: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    """A copy of a locked vault, open for the length of a with block."""
    shutil.copytree(folder, to)
    made = unlock(to, clock)
    yield made
    made.vault.close()


def give_consent(
    workspace: Workspace, session: Session, *, naming: Naming = Naming.PSEUDONYM, declined: tuple[str, ...] = ()
) -> None:
    """Decide all sixteen items and let the session know."""
    text = workspace.consent.current("uk")
    for item in ConsentItem:
        decision = Decision(item, item not in declined, ConsentMethod.PAPER, text, naming=naming)
        workspace.consent.decide(session.interview.interview_id, decision)
    session.consent_changed()
