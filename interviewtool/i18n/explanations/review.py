"""What is said of the errors of `interviewtool.review`."""

from interviewtool.i18n import N_

EXPLANATIONS = {
    "review.incomplete": (
        N_("The bundle is signed and unchanged, but a part that belongs to an interview is missing."),
        N_("Ask the interviewer to export it again with the newest version of the program."),
    ),
    "review.no_reason": (
        N_("Nothing was written down."),
        N_("Write in a few words what the sender said: it is kept in the log of your vault."),
    ),
    "review.withdrawn": (
        N_("The respondent took everything back: what is in this bundle is not shown any more."),
        N_("Delete the bundle, and every copy you made of it."),
    ),
}
