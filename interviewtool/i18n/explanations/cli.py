"""What the command line meets, and what to do."""

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "cli.file_exists": (
        N_("There is already a file of this name; it was left as it is."),
        N_("Give another name, or --force to replace the file."),
    ),
    "cli.no_folder": (
        N_("The folder this file is to lie in does not exist."),
        N_("Make the folder first, or give another name."),
    ),
    "cli.file_not_written": (
        N_("The file could not be written: {reason}. Nothing of it was left behind."),
        N_("Choose a folder in which you may write and that has room, then try again."),
    ),
    "cli.file_not_named": (
        N_("The file is written whole, but could not be given its name: {reason}. It lies beside as “{name}”."),
        N_("Rename it by hand. If it was exported, it counts as given away."),
    ),
    "cli.file_not_read": (
        N_("The file could not be read: {reason}."),
        N_("Look whether it still exists, and copy it to this computer if it lies on a memory stick."),
    ),
    "cli.system_refused": (
        N_("The file cannot be read or written: {reason}."),
        N_("Look whether the disk is connected and has room, and whether you may write there. Then try again."),
    ),
    "cli.file_too_large": (
        N_("The file is larger than anything this program makes."),
        N_("Give another file; this is probably a different one."),
    ),
    "cli.no_terminal": (
        N_("There is no terminal on which the passphrase could be asked for."),
        N_("Run the command in a terminal, or hand the passphrase over with --passphrase-fd."),
    ),
    "cli.descriptor_unreadable": (
        N_("No passphrase can be read from the file descriptor {number}."),
        N_("Open it for reading when you start the command, as in: interviewtool … --passphrase-fd 3 3<FILE"),
    ),
    "cli.not_in_bundle": (
        N_("There is no interview {interview} in this bundle."),
        N_("Open the bundle without --read to see what is in it."),
    ),
    "cli.words_differ": (
        N_("The words were not confirmed, so nothing was taken in."),
        N_("Do not use the file. Ask for it again by a way you trust, and compare the words once more."),
    ),
    "cli.language_unknown": (
        N_("The questionnaire does not speak “{language}”. Its languages: {languages}"),
        N_("Give one of these, by its name or by the code in brackets."),
    ),
    "cli.template_kind": (
        N_("A template is written as a workbook or as markdown tables."),
        N_("Give a name that ends with .xlsx or .md."),
    ),
}
