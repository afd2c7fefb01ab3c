"""The file of a backup: a compressed tar with ``manifest.json`` at its end, as it is or encrypted."""

import gzip
import hashlib
import io
import tarfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath

from .encryption import decrypt_file, is_encrypted
from .manifest import MANIFEST_NAME, BackupFault, Manifest

COMPRESSION_LEVEL = 3
BLOCK_BYTES = 1 << 20
DAMAGES = (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, UnicodeDecodeError)


class ArchiveWriter:
    """Writes files into a compressed tar. ``files`` has name → bytes and SHA-256 of those that are written."""

    def __init__(self, path):
        self.files = {}
        self.compressed = gzip.GzipFile(path, "wb", compresslevel=COMPRESSION_LEVEL)
        self.tar = tarfile.TarFile(fileobj=self.compressed, mode="w", format=tarfile.PAX_FORMAT)

    def add(self, name, path):
        """Write a file; ``FileNotFoundError`` where it is not there."""
        with path.open("rb") as file:
            member = self.tar.gettarinfo(arcname=name, fileobj=file)
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            reader = _HashingFile(file)
            self.tar.addfile(member, reader)
        self.files[name] = {"bytes": member.size, "sha256": reader.digest.hexdigest()}

    def add_manifest(self, manifest):
        """Write it; the last thing before the file is closed."""
        text = manifest.as_json().encode()
        member = tarfile.TarInfo(MANIFEST_NAME)
        member.size = len(text)
        self.tar.addfile(member, io.BytesIO(text))

    def close(self):
        self.tar.close()
        self.compressed.close()


class _HashingFile:
    """Reads a file, and digests what is read or written."""

    def __init__(self, file):
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size):
        data = self.file.read(size)
        self.digest.update(data)
        return data


def extract_archive(path, folder, key=None):
    """Unpack a backup into the empty ``folder`` and return its ``Manifest``; ``BackupFault`` unless it is whole: every
    file is there, and what the manifest says it is."""
    if not path.is_file():
        raise BackupFault(f"There is no file {path}.")
    with _decrypted(path, folder, key) as plain:
        try:
            files, manifest = _extract(plain, folder)
        except DAMAGES as fault:
            raise BackupFault(f"{path.name} is not whole, or no backup: {fault}") from fault
    if manifest is None:
        raise BackupFault(f"{path.name} is not whole, or no backup: it has no {MANIFEST_NAME}.")
    for name in sorted(manifest.files.keys() | files.keys()):
        if manifest.files.get(name) != files.get(name):
            raise BackupFault(f"{path.name} is damaged: {name} is not what it was when the backup was made.")
    return manifest


@contextmanager
def _decrypted(path, folder, key):
    """The archive as a plain file."""
    if not is_encrypted(path):
        yield path
        return
    plain = folder.with_name(f"{folder.name}.tar.gz")
    try:
        decrypt_file(path, plain, key)
        yield plain
    finally:
        plain.unlink(missing_ok=True)


def _extract(plain, folder):
    """Name → bytes and SHA-256 of the files that were unpacked, and the manifest; None where there is none."""
    files = {}
    manifest = None
    with gzip.open(plain) as compressed:
        with tarfile.open(fileobj=compressed, mode="r|") as tar:
            for member in tar:
                content = _content_of(tar, member)
                if member.name == MANIFEST_NAME:
                    manifest = Manifest.from_json(content.read().decode())
                else:
                    files[member.name] = _write_member(content, folder / member.name)
        while compressed.read(BLOCK_BYTES):
            pass  # to the end, where the sum of all is
    return files, manifest


def _content_of(tar, member):
    """What can be read of a member that is a plain file below the folder."""
    parts = PurePosixPath(member.name).parts
    is_below = parts and ".." not in parts and not member.name.startswith("/")
    if not member.isreg() or not is_below:
        raise tarfile.ReadError(f"{member.name} is no file of a backup")
    return tar.extractfile(member)


def _write_member(content, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    reader = _HashingFile(content)
    size = 0
    with path.open("xb") as file:
        while block := reader.read(BLOCK_BYTES):
            file.write(block)
            size += len(block)
    return {"bytes": size, "sha256": reader.digest.hexdigest()}
