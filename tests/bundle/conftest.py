"""The same people as in the tests of the team."""

from tests.team.conftest import interviewer, refusal, stranger, supervisor

__all__ = ["interviewer", "refusal", "stranger", "supervisor"]
