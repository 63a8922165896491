"""What is said of the errors of `interviewtool.team.teams`."""

from interviewtool.i18n import N_

EXPLANATIONS = {
    "team.no_keys": (
        N_("This vault has no keys of its own yet."),
        N_("Create your card, or create a team if you are the supervisor."),
    ),
    "team.has_keys": (
        N_("This vault already has its own keys."),
        N_("Use another vault for another role or another code."),
    ),
    "team.not_supervisor": (
        N_("Only the vault of the team’s supervisor can do this."),
        N_("Unlock the supervisor’s vault, or ask your supervisor."),
    ),
    "team.code_taken": (
        N_("The code {member} belongs to another member with other keys."),
        N_("Ask the interviewer to choose another code and to make a new card in a new vault."),
    ),
    "team.no_such_member": (
        N_("There is no member {member} in this team whose key still counts."),
        N_("Look at the list of members and take the code from there."),
    ),
    "team.no_team": (
        N_("This vault does not belong to a team yet."),
        N_("Take in the team file that your supervisor gave you, under “Team”."),
    ),
}
