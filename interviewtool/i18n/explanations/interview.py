"""What is said of the errors of `interviewtool.interview`."""

from interviewtool.i18n import N_

EXPLANATIONS = {
    "interview.consent_required": (
        N_("Answers can be written down only after consent to the interview (C1) and to storing it (C9)."),
        N_("Go to the consent page and record both decisions."),
    ),
    "interview.closed": (
        N_("This interview is closed and cannot be changed."),
        N_("You can read and export it."),
    ),
    "interview.open_elsewhere": (
        N_("This interview is being written in at another place, or was written in since it was opened here."),
        N_("Leave it here and open it again; what was written there is kept."),
    ),
    "interview.may_be_the_conversation": (
        N_("A sound or a video may be a recording of the conversation, and the respondent did not agree to one (C7)."),
        N_("Take it in only if the respondent showed it to you, and say so; or ask again about C7."),
    ),
    "interview.sensitive_closed": (
        N_("This part is closed until consent to it is asked again, now that it has been reached (C16)."),
        N_("Ask the person whether they wish to speak about it, or leave this part."),
    ),
    "interview.no_such_person": (
        N_("Nobody in this interview has this code."),
        N_("Choose somebody who was named already, or type the name."),
    ),
    "interview.not_finalized": (
        N_("Something can be added only to an interview that is finalized; this one is still open."),
        N_("Open it and go on."),
    ),
    "interview.practice_presumed": (
        N_("Damage took the record of whether this interview was held for practice. Until you say, it stays here."),
        N_("Open “Afterwards”, look for it under “How long interviews are kept”, and say which it is."),
    ),
    "interview.has_later_version": (
        N_("Something was added to this interview already."),
        N_("Open its latest version and go on there, or add to that one once it is finalized."),
    ),
    "interview.version_changed": (
        N_("Only a new version in which nothing was changed yet can be dropped."),
        N_("Go on with it. What was said before stays in the version before."),
    ),
    "interview.refused": (
        N_("Consent to this interview was refused; nothing of it was kept but date and outcome."),
        N_("Prepare a new interview if the person wishes to talk after all."),
    ),
    "interview.not_in_preparation": (
        N_("Consent to this interview was given before; it cannot be treated as refused."),
        N_("Record the new decisions on the consent page: no further answer is taken then, and what was said stays."),
    ),
    "interview.violations": (
        N_("The interview cannot be finalized yet: {count} places need an answer or a correction."),
        N_("Go through the list, answer each question or give the reason why there is no answer."),
    ),
    "interview.no_form": (
        N_("There is no questionnaire in this vault."),
        N_("Take in your team file, under “Team”; it carries the questionnaires."),
    ),
    "interview.form_unknown": (
        N_("The questionnaire this interview was begun with is not in this vault."),
        N_("Take in the team file that carries this version of the questionnaire, under “Team”."),
    ),
    "interview.file_empty": (
        N_("This file is empty; there is nothing in it to keep."),
        N_("Choose another file. If it was just copied, look whether the copy is whole."),
    ),
    "interview.file_not_read": (
        N_("The file could not be read to its end, so nothing of it was kept."),
        N_("Look whether the stick or card is still plugged in, and choose the file again."),
    ),
}
