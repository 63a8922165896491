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
    "interview.violations": (
        N_("The interview cannot be finalized yet: {count} places need an answer or a correction."),
        N_("Go through the list, answer each question or give the reason why there is no answer."),
    ),
    "interview.no_form": (
        N_("There is no questionnaire in this vault."),
        N_("Import your team file, which carries the questionnaires."),
    ),
    "interview.form_unknown": (
        N_("The questionnaire this interview was begun with is not in this vault."),
        N_("Import the team file that carries this version of the questionnaire."),
    ),
}
