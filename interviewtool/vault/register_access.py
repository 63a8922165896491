"""When the register of who is who is open: for one act, or for the short time that a person asked for.

The identity key is held by the open register alone. One that was opened for a time closes itself when the time is over,
whether anybody asks or not; what is being read at that moment is finished first. A `with` block over `using` is one
act: nothing else opens or closes the register meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from interviewtool.errors import KnownError
from interviewtool.vault.identities import IdentityRegister
from interviewtool.vault.thread import VaultClosed
from interviewtool.vault.worker import Worker

Seconds = Callable[[], float]


class RegisterAccess:
    """The register of an open vault. May be called from any thread but the vault's own."""

    def __init__(self, worker: Worker, find_identity_key: Callable[[str], bytes], seconds: Seconds) -> None:
        """find_identity_key: from a secret; raises KnownError vault.wrong_passphrase. seconds: a clock that only runs
        forward; the machine's own may be set back.
        """
        self._worker = worker
        self._find_identity_key = find_identity_key
        self._seconds = seconds
        self._in_use = threading.Lock()
        self._register: IdentityRegister | None = None
        self._until = 0.0
        self._timer: threading.Timer | None = None

    @property
    def seconds_left(self) -> float:
        """How long the register stays open; 0 when it is closed."""
        return max(0.0, self._until - self._seconds()) if self._register is not None else 0.0

    def open(self, secret: str, minutes: float) -> None:
        """Open it for a time, counted from now; the names that waited move in. KnownError as `using`."""
        identity_key = self._find_identity_key(secret)
        with self._one_act():
            if self._register is None:
                self._register = self._opened(identity_key)
            else:
                self._register.take_in()
            self._until = self._seconds() + 60 * minutes
            self._wake_after(60 * minutes)

    def close(self) -> None:
        """Close it now; what is being read is finished first. Nothing happens when it is closed."""
        with self._in_use:
            self._shut()

    def close_when_due(self) -> None:
        """Close it if its time is over."""
        with self._in_use:
            if self._register is not None and self.seconds_left > 0:
                self._wake_after(self.seconds_left)
            else:
                self._shut()

    def let_go(self) -> None:
        """The vault closes, and identity.db with it."""
        if self._timer is not None:
            self._timer.cancel()

    @contextmanager
    def using(self, secret: str | None) -> Iterator[IdentityRegister]:
        """The register, for the length of a with block. secret None: the one that was opened for a time.

        KnownError vault.wrong_passphrase, also while it is open; vault.register_closed when its time is over;
        vault.register_open while another act uses it; as opening a database.
        """
        identity_key = None if secret is None else self._find_identity_key(secret)
        with self._one_act():
            if self.seconds_left <= 0:
                self._shut()
            if self._register is not None:
                self._register.take_in()
                yield self._register
                return
            if identity_key is None:
                raise KnownError("vault.register_closed")
            register = self._opened(identity_key)
            try:
                yield register
            finally:
                register.close()

    @contextmanager
    def _one_act(self) -> Iterator[None]:
        if not self._in_use.acquire(blocking=False):
            raise KnownError("vault.register_open")
        try:
            yield
        finally:
            self._in_use.release()

    def _shut(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        register, self._register = self._register, None
        if register is not None:
            with suppress(VaultClosed):  # it was closed this moment, and the register with it
                register.close()

    def _opened(self, identity_key: bytes) -> IdentityRegister:
        register = IdentityRegister(self._worker, identity_key)
        try:
            register.take_in()
        except BaseException:
            register.close()
            raise
        return register

    def _wake_after(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(seconds, self.close_when_due)
        self._timer.daemon = True
        self._timer.start()
