"""Sentences of `interviewtool.team`: of cards, team files, chains of signed events, and what a vault may do."""

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "team.code_unusable": (
        N_("This code cannot be used."),
        N_("Use the letters a-z, digits and the hyphen, at most 32, and no person’s name."),
    ),
    "team.name_unusable": (
        N_("This name cannot be used for a team."),
        N_("Use between 1 and 200 characters on one line."),
    ),
    "team.own_keys_damaged": (
        N_("Your own keys in this vault cannot be read."),
        N_("Restore the vault from a backup, or create new keys and give your new card to the supervisor."),
    ),
    "team.not_a_card": (
        N_("This file is not a card."),
        N_("Choose the card that the member exported. Bundles and team files are opened elsewhere."),
    ),
    "team.card_altered": (
        N_("This card was changed after it was made, or damaged on the way."),
        N_("Ask the member to send the card again, as a file and not as copied text. Compare the words aloud."),
    ),
    "team.card_unusable": (
        N_("The signature of this card is right, but what it says cannot be used."),
        N_("Ask the member to make a new card with the current version of the program."),
    ),
    "team.card_newer_version": (
        N_("This card was made by a newer version of the program."),
        N_("Install the current version, then take the card in again."),
    ),
    "team.code_twice": (
        N_("Two members of the team have the code {member}."),
        N_("Give each member a code of their own, or revoke the older card of this code."),
    ),
    "team.not_a_team_file": (
        N_("This file is not a team file."),
        N_("Choose the team file that the supervisor handed out. Bundles and cards are opened elsewhere."),
    ),
    "team.truncated": (
        N_("This team file is incomplete: its end is missing."),
        N_("It was probably cut off while it was copied or sent. Ask the supervisor to send it again."),
    ),
    "team.altered": (
        N_("This team file was changed after it was signed, or damaged on the way. Your team stays as it was."),
        N_("Ask the supervisor to send it again. If it is refused again, ask whose hands it went through."),
    ),
    "team.too_large": (
        N_("This is larger than a team file may be."),
        N_(
            "A supervisor can leave questionnaires out that are no longer used; an interviewer asks for the right file."
        ),
    ),
    "team.another_supervisor": (
        N_("This team file is not signed by your supervisor. Your team stays as it was."),
        N_("Do not use it. Ask your supervisor by a way you trust: somebody may want your interviews sent to them."),
    ),
    "team.older_version": (
        N_("This team file has version {version}; you already have version {held}. Your team stays as it was."),
        N_("Ask the supervisor for the current team file."),
    ),
    "team.same_version": (
        N_("This team file has your version, {version}, but says something else. Your team stays as it was."),
        N_("Ask the supervisor to hand out a team file with a new version."),
    ),
    "team.file_newer_version": (
        N_("This team file was made by a newer version of the program."),
        N_("Install the current version, then take in the team file again."),
    ),
    "team.file_unusable": (
        N_("The signature of this team file is right, but what it says cannot be used. Your team stays as it was."),
        N_("Ask the supervisor to hand out a new team file with the current version of the program."),
    ),
    "team.events_damaged": (
        N_("A record of signed events cannot be read."),
        N_("Ask the sender to send it again."),
    ),
    "team.event_out_of_order": (
        N_("In a record of signed events something is missing or moved before event {number}."),
        N_("Ask the author for the complete record, and do not rely on this one."),
    ),
    "team.event_altered": (
        N_("Event {number} of a record was changed after it was signed."),
        N_("Ask the author for the record again, and do not rely on this one."),
    ),
    "team.event_unknown_author": (
        N_("Event {number} of a record is not signed by the member it names."),
        N_("Take in the current team file. If it is still refused, do not rely on this record."),
    ),
    "team.event_revoked_author": (
        N_("Event {number} of a record is signed with the key of {author}, which was not valid when the record came."),
        N_("Someone else may hold this key. Reach {author} by another way."),
    ),
    "team.terms_unusable": (
        N_("This contact or this number of months cannot be used."),
        N_("A contact has at most 500 characters; months go from 1 to 1200."),
    ),
    "team.no_reason": (
        N_("Say why the key is revoked; the team has to understand it."),
        N_("Write a few words: lost, taken, left the team. Name no respondent."),
    ),
    "team.events_forked": (
        N_(
            "What {member} sends now says something else than what {member} sent before. Only withdrawals in it were "
            "taken in, and count."
        ),
        N_("Ask {member} aloud. Somebody may hold their keys, or an old copy of their vault was put back."),
    ),
    "team.events_own": (
        N_("This file holds what you said yourself."),
        N_("Give it to the other members of the team; here it changes nothing."),
    ),
    "team.no_events": (
        N_("There is nothing to tell others yet."),
        N_("A file is made when something was withdrawn, authorised or confirmed here."),
    ),
    "team.not_an_interview": (
        N_("This is neither an interview code nor the code of a withdrawal card."),
        N_("An interview code looks like 7KQ4-M2XP-9TRD. Ask for it again, letter by letter."),
    ),
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
