"""What is said of the errors of `interviewtool.export`."""

from interviewtool.i18n import N_

EXPLANATIONS = {
    "export.not_finalized": (
        N_("An interview can be exported only when it is finalized."),
        N_("Open the interview, finalize it, then export it."),
    ),
    "export.nothing_chosen": (
        N_("No interview is chosen."),
        N_("Choose at least one finalized interview."),
    ),
}
