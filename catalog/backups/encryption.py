"""Backups are encrypted with age (https://age-encryption.org), which also tells when a file was cut or changed.

The key is an age secret key. Whoever has it can read a backup without the site: ``age --decrypt --identity KEYFILE``.
"""

import pyrage
from pyrage.x25519 import Identity

from .manifest import BackupFault

AGE_HEADER = b"age-encryption.org/"
_AGE_ERRORS = (pyrage.DecryptError, pyrage.EncryptError, OSError)


def new_key():
    """The text of a new secret key."""
    return str(Identity.generate())


def parse_key(text):
    """The key in a text, None in an empty one; lines that begin with # are left out, as age-keygen writes them."""
    lines = [line.strip() for line in text.splitlines() if not line.strip().startswith("#")]
    key = "".join(lines)
    if not key:
        return None
    try:
        return Identity.from_str(key)
    except pyrage.IdentityError as fault:
        raise BackupFault(
            "The key is no age secret key (AGE-SECRET-KEY-1…): make one with manage.py backup --new-key."
        ) from fault


def encrypt_file(source, target, key):
    """Write the file ``source``, encrypted for ``key``, to ``target``."""
    with source.open("rb") as plain, target.open("wb") as encrypted:
        pyrage.encrypt_io(plain, encrypted, [key.to_public()])


def is_encrypted(path):
    with path.open("rb") as file:
        return file.read(len(AGE_HEADER)) == AGE_HEADER


def decrypt_file(source, target, key):
    """``BackupFault`` where the key is another one, or the file was cut or changed."""
    if key is None:
        raise BackupFault(f"{source.name} is encrypted: give its key with --key or BACKUP_KEY.")
    try:
        with source.open("rb") as encrypted, target.open("wb") as plain:
            pyrage.decrypt_io(encrypted, plain, [key])
    except _AGE_ERRORS as fault:
        if getattr(fault, "errno", None):
            raise
        if "No matching keys" in str(fault):
            raise BackupFault(f"{source.name} was encrypted with another key.") from fault
        raise BackupFault(f"{source.name} is damaged: it was cut or changed after it was made.") from fault
