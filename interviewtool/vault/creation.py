"""Makes the folder of a new vault. The header comes last: without one the folder is no vault yet."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress

from interviewtool.crypto.boxes import identity_pair
from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.crypto.recovery import RecoveryCode
from interviewtool.crypto.sealing import new_key
from interviewtool.crypto.slots import VaultKeys, passphrase_slot, recovery_slot
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError
from interviewtool.vault.ballast import lay_in
from interviewtool.vault.chain import EMPTY
from interviewtool.vault.database import create_database
from interviewtool.vault.filling import check_empty
from interviewtool.vault.header import VAULT_ID_BYTES, Anchor, Header
from interviewtool.vault.header_file import write_generation
from interviewtool.vault.key_file import create_key_file
from interviewtool.vault.layout import Layout
from interviewtool.vault.schema import ANSWERS, IDENTITY


def create_folder(layout: Layout, passphrase: str, code: RecoveryCode, *, cost: Argon2Cost, limits: CostLimits) -> None:
    """Everything but the lock. KnownError vault.folder_not_empty, passphrase_empty; a failed one leaves nothing."""
    if not passphrase:
        raise KnownError("vault.passphrase_empty")
    limits.check(cost)
    existed = layout.folder.exists()
    if not layout.filling.is_file():  # who fills it has looked before
        check_empty(layout.folder)
    keys = VaultKeys(vault=new_key(), identity=new_key())
    vault_id = os.urandom(VAULT_ID_BYTES)
    slots = (passphrase_slot(vault_id, keys, passphrase, cost, limits), recovery_slot(vault_id, keys, code))
    header = Header(vault_id, identity_pair(keys.identity).public, 0, b"", slots)
    try:
        _fill(layout, header.with_anchor(Anchor(EMPTY.sequence, EMPTY.link), keys.vault), keys)
    except BaseException:
        _clear(layout, remove=not existed)
        raise


def _fill(layout: Layout, header: Header, keys: VaultKeys) -> None:
    layout.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    layout.folder.chmod(0o700)
    layout.blobs.mkdir(mode=0o700)
    create_key_file(layout.keys, header.vault_id)
    create_database(layout.answers, subkey(keys.vault, Label.ANSWERS_DATABASE), ANSWERS).close()
    create_database(layout.identity, subkey(keys.identity, Label.IDENTITY_DATABASE), IDENTITY).close()
    lay_in(layout.ballast)
    content = header.encode(keys.vault)
    write_generation(layout, content)
    write_generation(layout, content)


def _clear(layout: Layout, *, remove: bool) -> None:
    with suppress(OSError):
        if remove:
            shutil.rmtree(layout.folder)
        else:
            for path in layout.folder.iterdir():  # it was empty: everything in it is ours
                shutil.rmtree(path) if path.is_dir() else path.unlink()
