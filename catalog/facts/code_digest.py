"""Which code made something that is stored: what other code has made is not used."""

from hashlib import blake2b
from pathlib import Path

CATALOG = Path(__file__).resolve().parent.parent


def code_digest(folders):
    """Digest of all files below ``folders``, or that are among them, but those that Python compiles: 16 hexadecimal
    digits."""
    found = blake2b(digest_size=8)
    for folder in folders:
        for path in sorted([folder, *folder.rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                found.update(f"{path.relative_to(folder)}\n".encode())
                found.update(path.read_bytes())
    return found.hexdigest()
