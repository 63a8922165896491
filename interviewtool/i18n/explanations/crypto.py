"""Sentences of `interviewtool.crypto`."""

from __future__ import annotations

from interviewtool.i18n import N_

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "crypto.cost_refused": (
        N_("The cost of deriving the key lies outside what this program allows."),
        N_("The file was altered or was not made by this program. Restore it from a backup."),
    ),
    "crypto.out_of_memory": (
        N_("There are not {mebibytes} MiB of free memory to derive the key from the passphrase."),
        N_("Close other programs and try again."),
    ),
    "crypto.not_a_recipient": (
        N_("This is not the recipient of a supervisor’s key."),
        N_("Take it from the supervisor’s card: it begins with “age1”."),
    ),
    "crypto.slot_damaged": (
        N_("A key slot of the vault is damaged."),
        N_("Restore the file “header” from a backup of the vault."),
    ),
}
