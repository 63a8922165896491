"""Person codes, pseudonyms and mentions: nobody is named where consent does not say so."""

from interviewtool.pseudonym.likeness import Likeness, Reason, Sought, likeness
from interviewtool.pseudonym.mentions import PEOPLE, Seeker, overlay
from interviewtool.pseudonym.pseudonyms import assign, display
from interviewtool.pseudonym.register import Opening, Register

__all__ = [
    "PEOPLE",
    "Likeness",
    "Opening",
    "Reason",
    "Register",
    "Seeker",
    "Sought",
    "assign",
    "display",
    "likeness",
    "overlay",
]
