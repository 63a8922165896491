"""Sentences of `interviewtool.vault`."""

from __future__ import annotations

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "vault.wrong_passphrase": (
        N_("This passphrase does not open the vault."),
        N_("Check the keyboard layout and capital letters, or use the recovery code."),
    ),
    "vault.recovery_code_mistyped": (
        N_("This looks like a recovery code with a slip in it: its check characters do not agree."),
        N_("Compare it with the paper, character by character."),
    ),
    "vault.not_in_escrow": (
        N_("The supervisor’s key opens this vault, but not the part that is asked for: that key was never entrusted."),
        N_("Use the recovery code, or bring the interviews into a new vault: everything but the register comes along."),
    ),
    "vault.no_such_slot": (
        N_("There is no way to open this vault that is called {slot}."),
        N_("Look at the list: interviewtool vault slots"),
    ),
    "vault.last_slot": (
        N_("This is the last passphrase of the vault."),
        N_("Change it instead, or add another passphrase first."),
    ),
    "vault.too_many_slots": (
        N_("There are as many ways to open this vault as it can hold."),
        N_("Remove one that is no longer needed, then try again."),
    ),
    "vault.passphrase_empty": (
        N_("A vault needs a passphrase."),
        N_("Type one; six random words are a good choice."),
    ),
    "vault.folder_not_empty": (
        N_("The folder for the new vault is not empty."),
        N_("Choose an empty folder or a new one."),
    ),
    "vault.not_a_vault": (
        N_("This folder is not a vault."),
        N_("Choose the folder that holds the files “header”, “keys” and “answers.db”."),
    ),
    "vault.header_missing": (
        N_(
            "This is a vault without its file “header” and the copy of it, which hold the locked keys: they were lost "
            "or destroyed, or the vault was never finished."
        ),
        N_(
            "Without them nothing opens it, not even the recovery code. Copy the file “header” from a backup of this "
            "vault into the folder; then the passphrase and the recovery code of that day open it. Without a backup, "
            "keep the folder as it is."
        ),
    ),
    "vault.is_a_backup": (
        N_("This folder is a backup of a vault."),
        N_("Restore it into a new vault; the backup stays as it is."),
    ),
    "vault.not_filled": (
        N_("A vault was being made in this folder, and that was cut short."),
        N_("Nothing in it is whole. Make it once more, into this folder or another; it begins anew."),
    ),
    "vault.newer_version": (
        N_("This vault was written by a newer version of the program."),
        N_("Install the newest version and open the vault with it. Nothing was changed."),
    ),
    "vault.header_damaged": (
        N_("The file “header”, which holds the locked keys of the vault, is damaged, and so is its second copy."),
        N_(
            "Copy the file “header” from a backup of this vault into its place; then the passphrase and the recovery "
            "code of that day open it. Without it nothing does. Keep the folder as it is."
        ),
    ),
    "vault.keys_missing": (
        N_("The file “keys” is missing from the vault; without it no interview can be read."),
        N_("Keep the folder as it is, and restore the newest backup of this vault into a new one."),
    ),
    "vault.keys_damaged": (
        N_("The file “keys” is damaged or belongs to another vault."),
        N_(
            "Keep the folder as it is, and restore the newest backup of this vault into a new one. What was written "
            "since then, “Salvage this vault…” may still read, where it is unlocked."
        ),
    ),
    "vault.database_missing": (
        N_("A database of the vault is missing."),
        N_("Keep the folder as it is, and restore the newest backup of this vault into a new one."),
    ),
    "vault.database_empty": (
        N_("A database of the vault is empty: the file has 0 bytes."),
        N_(
            "Nothing was changed. Keep the folder as it is, and restore the newest backup of this vault into a new one."
        ),
    ),
    "vault.database_damaged": (
        N_("A database of the vault is damaged or belongs to another vault."),
        N_(
            "Keep the damaged folder as it is. Lock the vault; where it is unlocked, restore a backup, or let “Salvage "
            "this vault…” bring whatever can still be read into a new one."
        ),
    ),
    "vault.already_open": (
        N_("This vault is open in another window."),
        N_("Go on there, or close it first."),
    ),
    "vault.read_only": (
        N_("Nothing can be written to the vault’s folder."),
        N_("Allow writing to the folder, or copy the vault to a disk that can be written to."),
    ),
    "vault.disk_full": (
        N_("The disk is full. What was saved before is safe; the last change is not saved yet."),
        N_("Free some space, then make the change again."),
    ),
    "vault.no_room_to_update": (
        N_("The disk is too full to open this vault with a newer version of the program. Nothing in it was changed."),
        N_("Free some space, then open it again."),
    ),
    "vault.path_too_long": (
        N_("The name of the folder, or the whole path to it, is too long for this disk."),
        N_("Choose a shorter one. Cyrillic letters take twice the room of Latin ones."),
    ),
    "vault.disk_failed": (
        N_("The vault’s disk could not be read or written."),
        N_("Check that the disk is still connected, then open the vault again."),
    ),
    "vault.folder_gone": (
        N_("The vault’s folder was moved, deleted or exchanged while the vault was open. Nothing more is being saved."),
        N_("Put the folder back where it was and make the last change again, or close the program."),
    ),
    "vault.gate_closed": (
        N_("Answers may be stored only after consent to the interview and to storing it was given."),
        N_("Record the consent first."),
    ),
    "vault.no_such_interview": (
        N_("There is no interview {interview} in this vault."),
        N_("It may have been erased. Look at the list of interviews."),
    ),
    "vault.interview_exists": (
        N_("There is already an interview {interview} in this vault."),
        N_("Begin the interview once more; it gets another code."),
    ),
    "vault.interview_damaged": (
        N_("Interview {interview} is damaged: a part of it is not what was written."),
        N_("Check the vault to see what is damaged, and take this interview from a backup."),
    ),
    "vault.rows_put_back": (
        N_("A part of the vault ({part} {interview}) is not what was last saved: it was put back or altered."),
        N_("Do not go on working with it. Check the vault, keep the folder as evidence, and tell your supervisor."),
    ),
    "vault.person_code_taken": (
        N_("This random person code is in use already."),
        N_("Type the name once more; it gets another code."),
    ),
    "vault.register_open": (
        N_("The register of names is already open."),
        N_("Finish what uses it, then try again."),
    ),
    "vault.register_closed": (
        N_("The register of names is closed."),
        N_("Open it with the passphrase; it closes by itself after a few minutes."),
    ),
    "vault.blob_missing": (
        N_("The attached file {blob} is missing from the vault."),
        N_("Take it from a backup of the vault."),
    ),
    "vault.blob_damaged": (
        N_("The attached file {blob} is damaged or was altered."),
        N_("Take it from a backup of the vault."),
    ),
    "vault.blob_part_damaged": (
        N_("Bytes {first} to {last} of the attached file {blob} are damaged or were altered. The rest can be read."),
        N_("Take the file from a backup of the vault."),
    ),
    "vault.copy_differs": (
        N_("The new vault does not hold exactly what the old one holds, though it was written without an error."),
        N_("The disk or the memory may be failing. Nothing of the old vault was changed; try again on another disk."),
    ),
    "vault.nothing_put_back": (
        N_("No old copy was found in this vault, or somebody acknowledged it already."),
        N_("There is nothing to do."),
    ),
    "vault.no_reason": (
        N_("Nothing was written down."),
        N_("Write in a few words why an old copy was put back: it is kept in the log of the vault."),
    ),
    "vault.rotation_needs_whole": (
        N_("A vault gets new keys only when everything in it is whole, and something in this one is damaged."),
        N_(
            "Check the vault to see what it is. Acknowledge an old copy that was put back; “Salvage this vault…”, "
            "where it is unlocked, brings what can be read of a damaged one into a new vault."
        ),
    ),
    "vault.backup_of_another": (
        N_("This folder holds the backup of another vault."),
        N_("Choose another folder. A vault with new keys needs a new backup, too."),
    ),
    "vault.backup_inside": (
        N_("A backup cannot lie in the vault’s own folder."),
        N_("Choose a folder on another disk, best on one that is kept elsewhere."),
    ),
    "vault.backup_failing": (
        N_("What was written to the backup does not read back the same."),
        N_("The disk or stick may be failing: use another one. The vault itself is not concerned."),
    ),
    "vault.backup_damaged": (
        N_("The list of what is in this backup is damaged or was altered, or belongs to another vault."),
        N_("Use another backup. “Salvage this vault…”, where it is unlocked, may read more of the vault itself."),
    ),
    "vault.not_a_backup": (
        N_("There is no backup in this folder."),
        N_("Choose the folder that holds the files “header” and “manifest” and the folder “chunks”."),
    ),
    "vault.backup_full": (
        N_("The disk or stick of the backup is full. The backup made before is still there."),
        N_("Free some space on it or use a larger one, then make the backup again: it goes on where it stopped."),
    ),
    "vault.backup_unreachable": (
        N_("The disk or stick of the backup could not be read or written. The vault itself is not concerned."),
        N_("Check that it is still connected and may be written to, then make the backup again."),
    ),
}
