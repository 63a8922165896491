"""What is said of the errors of `interviewtool.review`."""

from interviewtool.i18n import N_

EXPLANATIONS = {
    "review.incomplete": (
        N_("The bundle is signed and unchanged, but a part that belongs to an interview is missing."),
        N_("Ask the interviewer to export it again with the newest version of the program."),
    ),
}
