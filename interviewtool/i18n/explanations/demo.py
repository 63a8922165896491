"""What is said of the errors of the demonstration."""

from interviewtool.i18n import N_

EXPLANATIONS = {
    "demo.folder_not_empty": (
        N_("The demonstration needs an empty folder, and this one is not."),
        N_("Name another folder, or one that does not exist yet."),
    ),
}
