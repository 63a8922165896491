"""What is said of the errors of `interviewtool.consent`."""

from interviewtool.i18n import N_

EXPLANATIONS = {
    "consent.text_damaged": (
        N_("The consent text cannot be read: {problem}."),
        N_("Take the text from the team file again, or correct it: it needs a title, an introduction and C1 to C16."),
    ),
    "consent.text_unknown": (
        N_("The consent text that was read is not in this vault."),
        N_("Take in the team file that carries it, under “Team”, then open this page again."),
    ),
    "consent.naming_missing": (
        N_("It is not chosen how the person may be quoted."),
        N_("Choose by name, under a changed name, or not at all."),
    ),
    "consent.interview_closed": (
        N_("Consent to this interview was refused; nothing can be added to it."),
        N_("Prepare a new interview if the person wishes to talk after all."),
    ),
    "consent.withdrawn": (
        N_("The respondent took this back. Nothing is added and nothing is given away against that wish."),
        N_("If the person wishes to talk again, prepare a new interview and ask for consent anew."),
    ),
    "consent.withdrawn_already": (
        N_("This, or more, was withdrawn already."),
        N_("Choose a tier further down, or leave it as it is."),
    ),
    "consent.authorisation_required": (
        N_(
            "The risk screen sends the decision on this interview to your supervisor. Until then consent is not asked "
            "for."
        ),
        N_("Tell the supervisor the interview code, and take in the file with the decision."),
    ),
    "consent.authorisation_denied": (
        N_("Your supervisor decided that this interview is not to be held."),
        N_("Talk to your supervisor. End the preparation; only the date and that it was not held will stay."),
    ),
    "consent.guardian_required": (
        N_(
            "According to the preparation this person may not decide alone, and no guardian has agreed to the "
            "interview yet."
        ),
        N_("Ask the guardian on the consent page. Until then no answer is kept, and nothing leaves."),
    ),
    "consent.guardian_denied": (
        N_("The guardian said no. Without the guardian’s agreement no answer is kept, and nothing leaves."),
        N_("Leave it at that, and thank them. If the guardian agrees after all, record it on the consent page."),
    ),
    "consent.in_doubt": (
        N_("This interview comes out of a damaged vault, and a later “no” may be lost: {items} count for nothing now."),
        N_("Ask the person again, or look at their signed form, and decide these items anew on the consent page."),
    ),
    "consent.not_given": (
        N_("Consent to this is not given: {items}."),
        N_(
            "Ask for it on the consent page, if the moment is right. "
            "Without it nothing of this kind is taken or leaves."
        ),
    ),
    "consent.receipt_mistyped": (
        N_("This is neither the code of a withdrawal card nor an interview code."),
        N_("Compare it with the card, letter by letter. The code has four groups of four."),
    ),
    "consent.receipt_unknown": (
        N_("No interview in this vault has this code."),
        N_("It may lie with another interviewer: the supervisor can withdraw it by the same code for the whole team."),
    ),
    "consent.held": (
        N_("A legal hold keeps this interview from being erased."),
        N_("Lift the hold first, if its reason is gone."),
    ),
    "consent.no_words_for_role": (
        N_("The consent text has no words for this person."),
        N_("Ask your supervisor for a text that says what a guardian, an interpreter and others present are asked."),
    ),
    "consent.later_version": (
        N_("Something was added to this interview; a later version of it exists."),
        N_("Open the later version, and decide there. It counts for every version."),
    ),
    "consent.review_in_the_past": (
        N_("This day has passed."),
        N_("Choose today or a later day."),
    ),
    "consent.told_ahead": (
        N_("The day or time at which this is to have been decided has not come yet."),
        N_("Type when the person decided, as it stands on the paper."),
    ),
    "consent.decided_since": (
        N_("The person decided otherwise since. What was noted on paper before cannot undo that."),
        N_("Leave the later decision as it is. If the person agrees again, record it as given now."),
    ),
    "consent.reason_missing": (
        N_("A hold needs its reason."),
        N_("Write who asked for it and why, so that others can tell when it may be lifted."),
    ),
    "consent.form_unmatched": (
        N_("No consent text in this vault begins with these characters."),
        N_("Type the first eight or more characters after “SHA-256” as they stand on the form, digits and a to f."),
    ),
}
