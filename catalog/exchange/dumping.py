"""The catalogue as record files: an export and a backup."""

from pathlib import Path

from catalog.models import LoadedRecord

from .comments import comments_of
from .contents import Contents, digest
from .shapes import KINDS, folder_of
from .writing import record_text


def dump(folder, progress=None):
    """Write every record below ``folder`` and return how many. Other files there are left alone.

    A record that nobody has changed since it was loaded is written as its file was, to the byte; else anew, in our own
    layout, with the comments that stood at its values.
    """
    contents, count = Contents(), 0
    for kind in KINDS:
        loaded = {
            slug: (mark, text)
            for slug, mark, text in LoadedRecord.objects.filter(kind=kind).values_list("slug", "digest", "text")
        }
        for content in contents.all_of(kind):
            path = Path(folder) / folder_of(kind, content) / f"{content[kind]}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text_of(kind, content, *loaded.get(content[kind], (None, ""))).encode())
            count += 1
            if progress:
                progress(count)
    return count


def text_of(kind, content, loaded_digest=None, loaded_text=""):
    """The record's file: as it was loaded if nothing has changed, else written anew."""
    if loaded_digest == digest(content):
        return loaded_text
    return record_text(kind, content, comments_of(loaded_text) if loaded_text else {})
