"""Why a bundle is refused."""

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "bundle.not_a_bundle": (
        N_("This file is not a bundle."),
        N_("Choose the file that the interviewer exported as a bundle. A team file or a card is taken in elsewhere."),
    ),
    "bundle.truncated": (
        N_("This bundle is incomplete: its end is missing."),
        N_("It was probably cut off while it was copied or sent. Ask the interviewer to send the same file again."),
    ),
    "bundle.altered": (
        N_("This bundle was changed after it was signed, or damaged on the way. Nothing was opened."),
        N_("Ask the interviewer to send the same file again. If it is refused again, ask whose hands it went through."),
    ),
    "bundle.too_large": (
        N_("This is larger than a bundle may be."),
        N_("Export fewer interviews in one bundle, or ask the interviewer to."),
    ),
    "bundle.unknown_signer": (
        N_("This bundle is signed with a key that nobody in your team has. Nothing was opened."),
        N_("If a new interviewer sent it, take their card in first and compare its words. Otherwise do not trust it."),
    ),
    "bundle.revoked_signer": (
        N_("The key of {signer}, which signed this bundle, was revoked before the bundle came. Nothing was opened."),
        N_("Someone else may hold this key now. Reach the interviewer by another way; a new key needs a new card."),
    ),
    "bundle.signer_not_yet_valid": (
        N_("This bundle came before the day from which the key of {signer} is valid in your team. Nothing was opened."),
        N_("Check the date on this computer. If it is right, correct the day in the team file and try again."),
    ),
    "bundle.another_recipient": (
        N_("This bundle is genuine, but encrypted for somebody else: your key does not open it."),
        N_("Ask the interviewer to take in your current team file and to export the bundle again for you."),
    ),
    "bundle.contents_damaged": (
        N_("The signature of this bundle is right, but what is inside is not in order. Nothing was taken over."),
        N_("Ask the interviewer to export the interviews again with the current version of the program."),
    ),
    "bundle.contents_disagree": (
        N_("Inside, this bundle names another signer or other recipients than outside. Nothing was taken over."),
        N_("Someone may have passed on what another person signed. Speak with the interviewer before you trust it."),
    ),
    "bundle.newer_version": (
        N_("This bundle was made by a newer version of the program."),
        N_("Install the current version, then open the bundle again."),
    ),
}
