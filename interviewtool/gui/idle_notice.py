"""The quiet notice a minute before the vault locks: a line under the bar that takes no focus away."""

from __future__ import annotations

from interviewtool.gui.design import Role
from interviewtool.gui.idle import LONG_STAY_MINUTES, IdleWatch
from interviewtool.gui.widgets import Banner
from interviewtool.i18n import _, ngettext


class IdleNotice(Banner):
    """Shown and hidden by the watch it is given."""

    def __init__(self, watch: IdleWatch) -> None:
        super().__init__(fixed=True)
        self._watch = watch
        watch.soon.connect(self._offer)
        watch.active.connect(self.clear)

    def _offer(self) -> None:
        long_stay = ngettext("Stay open for {number} minute", "Stay open for {number} minutes", LONG_STAY_MINUTES)
        self.show_text(
            Role.NOTICE,
            _("Nobody has typed for a while. The vault locks in a minute; everything is saved."),
            (_("Stay open"), self._watch.stay),
            (long_stay.format(number=LONG_STAY_MINUTES), self._watch.stay_long),
        )
