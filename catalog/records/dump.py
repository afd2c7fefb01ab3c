"""The catalogue as record files: an export and a backup."""

from itertools import islice
from pathlib import Path

from catalog.models import LoadedRecord

from .serializer import BATCH, RecordSerializer, content_digest
from .shapes import RECORD_SHAPES, record_folder
from .yaml_comments import parse_comments
from .yaml_writer import record_yaml


def dump_catalogue(folder, progress=None):
    """Write every record below ``folder`` and return how many. Other files there are left alone.

    A record that nobody has changed since it was loaded is written as its file was, to the byte; else anew, in our own
    layout, with the comments that stood at its values.
    """
    count = 0
    for kind, content, text in _record_texts():
        path = Path(folder) / record_folder(kind, content) / f"{content[kind]}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        count += 1
        if progress:
            progress(count)
    return count


def _record_texts():
    """Yield kind, content and file of every record; no more of them are in memory than one batch."""
    contents = RecordSerializer()
    for kind in RECORD_SHAPES:
        remaining = contents.all_of(kind)
        while batch := list(islice(remaining, BATCH)):
            yield from _batch_texts(kind, batch)


def _batch_texts(kind, contents):
    loaded = loaded_texts(kind, [content[kind] for content in contents])
    for content in contents:
        digest, text = loaded.get(content[kind], (None, ""))
        yield kind, content, record_file_text(kind, content, digest, text)


def loaded_texts(kind, slugs):
    """Slug → digest and text, for those that were loaded from a file."""
    records = LoadedRecord.objects.filter(kind=kind, slug__in=slugs)
    return {slug: (mark, text) for slug, mark, text in records.values_list("slug", "digest", "text")}


def record_file_text(kind, content, loaded_digest=None, loaded_text=""):
    """The record's file: as it was loaded if nothing has changed, else written anew."""
    if loaded_digest == content_digest(content):
        return loaded_text
    return record_yaml(kind, content, parse_comments(loaded_text))
