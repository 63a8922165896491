"""Why a signature is refused; shown only where no file of ours gives a better sentence."""

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "sshsig.bad_signature": (
        N_("The signature does not belong to this content and this key."),
        N_("Ask the sender to send the file again."),
    ),
}
