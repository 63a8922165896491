"""Why an age file does not open; shown only where no file of ours gives a better sentence."""

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "age.another_recipient": (
        N_("This file is encrypted for somebody else: your key does not open it."),
        N_("Ask the sender to encrypt it for you."),
    ),
    "age.damaged": (
        N_("This encrypted file is incomplete or was changed."),
        N_("Ask the sender to send it again."),
    ),
}
