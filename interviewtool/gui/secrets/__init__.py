"""Passphrases and recovery codes on the screen: made up, typed, shown once, asked back. Shared by several screens."""

from interviewtool.gui.secrets.new_passphrase import NewPassphrase
from interviewtool.gui.secrets.recovery_code import RecoveryCodeView

__all__ = ["NewPassphrase", "RecoveryCodeView"]
