"""What the window meets when it reads and writes the files a person chose, and what to do."""

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "window.file_not_written": (
        N_("The file could not be written."),
        N_("Choose a folder in which you may write and that has room, then try again."),
    ),
    "window.file_not_named": (
        N_("The file is written whole, but could not be given its name. It lies beside as “{name}”."),
        N_("Rename it by hand. If it was exported, it counts as given away."),
    ),
    "window.file_not_read": (
        N_("The file could not be read."),
        N_("Look whether it still exists, and copy it to this computer if it lies on a memory stick."),
    ),
    "window.file_too_large": (
        N_("The file is larger than anything this program makes."),
        N_("Choose the file again; this is probably another one."),
    ),
}
