"""Sentences of the package documents."""

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "documents.unreadable": (
        N_("This file is not a PDF document, or it is damaged."),
        N_("Ask for the file again, or choose another one."),
    ),
    "documents.key_unusable": (
        N_("The signing key and its certificate do not belong together, or one of them is damaged."),
        N_("Create the keys anew and hand the new card to the supervisor."),
    ),
}
