"""The files of photos: those that photos name are there, whole, and what their names say."""

import hashlib

from PIL import Image

from catalog.backups.media_files import media_root
from catalog.models import Photo

from .record_checks import sampled

HASH_LENGTH = 32


def media_faults(*, is_whole):
    """Files that are missing, cannot be read as pictures, or are not what their name is the digest of."""
    for photo in Photo.objects.order_by("pk"):
        names = [photo.original.name, *(f"photos/{row['name']}" for row in photo.sizes)]
        for name in names:
            if not (media_root() / name).is_file():
                yield f"{name} of photo {photo.pk} is missing"
    for photo in sampled(Photo.objects.all(), is_whole=is_whole):
        yield from _unreadable_faults(photo)


def _unreadable_faults(photo):
    if (media_root() / photo.original.name).is_file() and not _is_picture(media_root() / photo.original.name):
        yield f"{photo.original.name} of photo {photo.pk} is no picture any more"
    for row in photo.sizes:
        path = media_root() / "photos" / row["name"]
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_LENGTH] != path.stem:
            yield f"photos/{row['name']} of photo {photo.pk} is not what it was"


def _is_picture(path):
    try:
        with Image.open(path) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True
