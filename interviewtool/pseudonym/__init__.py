"""Person codes, pseudonyms and mentions: nobody is named where consent does not say so."""

from interviewtool.pseudonym.likeness import Likeness, Reason, Sought, likeness
from interviewtool.pseudonym.mentions import PEOPLE, find, overlay
from interviewtool.pseudonym.pseudonyms import assign, display

__all__ = [
    "PEOPLE",
    "Likeness",
    "Reason",
    "Sought",
    "assign",
    "display",
    "find",
    "likeness",
    "overlay",
]
