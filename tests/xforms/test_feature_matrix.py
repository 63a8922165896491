"""docs/questionnaires.md tells what the tests show, no more and no less."""

from __future__ import annotations

from tests.xforms.features import TARGET, page


def test_the_feature_matrix_is_what_the_tests_show() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.xforms.features"


def test_nothing_of_the_specification_is_still_to_come() -> None:
    assert "| not yet |" not in page()
