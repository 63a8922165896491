"""What is asked and what follows: (case_group, notified, category)."""

from __future__ import annotations

CATEGORIES = [
    ("", "", ""),
    ("pow_self", "", "A"),
    ("pow_self", "yes", "A"),
    ("pow_self", "no", "A"),
    ("pow_family", "", ""),
    ("pow_family", "yes", "B"),
    ("pow_family", "no", "C"),
    ("pow_family", "unknown", "C"),
    ("civilian_self", "", "D"),
    ("civilian_self", "no", "D"),
    ("civilian_family", "", "D"),
    ("civilian_family", "yes", "D"),
    ("russian_pow", "", "E"),
    ("stakeholder", "", "X"),
]
