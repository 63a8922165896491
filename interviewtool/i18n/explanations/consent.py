"""What is said of the errors of `interviewtool.consent`."""

from interviewtool.i18n import N_

EXPLANATIONS = {
    "consent.text_damaged": (
        N_("The consent text cannot be read: {problem}."),
        N_("Take the text from the team file again, or correct it: it needs a title, an introduction and C1 to C16."),
    ),
    "consent.text_unknown": (
        N_("The consent text that was read is not in this vault."),
        N_("Import the team file that carries it, then open this page again."),
    ),
    "consent.naming_missing": (
        N_("It is not chosen how the person may be quoted."),
        N_("Choose by name, under a changed name, or not at all."),
    ),
    "consent.interview_closed": (
        N_("Consent to this interview was refused; nothing can be added to it."),
        N_("Prepare a new interview if the person wishes to talk after all."),
    ),
}
