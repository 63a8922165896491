"""What is said of the errors of `interviewtool.export`."""

from interviewtool.i18n import N_

EXPLANATIONS = {
    "export.not_finalized": (
        N_("An interview can be exported only when it is finalized."),
        N_("Open the interview, finalize it, then export it."),
    ),
    "export.practice": (
        N_("This interview was held for practice. It never leaves the vault and is counted nowhere."),
        N_("Choose interviews that are not marked as practice."),
    ),
    "export.recipient_missing": (
        N_("It is not said who is given the summary. Without that, nobody can be told if it is withdrawn later."),
        N_("Name the organisation, and the role of whoever is given it; no names of persons in the interview."),
    ),
    "export.nothing_chosen": (
        N_("No interview is chosen."),
        N_("Choose at least one finalized interview."),
    ),
    "export.files_too_large": (
        N_("The photographs, recordings and other files of these interviews are larger than {most} MB together."),
        N_("Export fewer interviews at once, or leave the largest files out: they stay encrypted in your vault."),
    ),
}
