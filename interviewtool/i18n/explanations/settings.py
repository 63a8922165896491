"""What happened to the settings, and what to do."""

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "settings.damaged": (
        N_("The settings could not be read, so the usual ones are used."),
        N_("Look through the settings once; your vault and your interviews are not affected."),
    ),
}
