"""A record as text to download: YAML as in a record file, or JSON."""

import json
import re

from catalog.records.dump import loaded_texts, record_file_text
from catalog.records.shapes import RECORD_SHAPES

_NEEDS_ESCAPE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def record_download_yaml(kind, content, revision):
    """The file of a record, with the comments of the one it was loaded from, and the revision that it shows."""
    digest, loaded_text = loaded_texts(kind, [content[kind]]).get(content[kind], (None, ""))
    text = record_file_text(kind, content, digest, loaded_text).rstrip()
    return f"{text}\n# Revision {revision}: by this line, what others change is told from what you change.\n"


def record_download_json(content):
    """JSON that an upload reads as YAML: what YAML takes for no character, or for the end of a line, is written as a
    number."""
    text = json.dumps(_with_single_column_lists(content), indent=2, ensure_ascii=False)
    return _NEEDS_ESCAPE.sub(_json_escape, text) + "\n"


def _json_escape(found):
    return json.dumps(found[0])[1:-1]


def _with_single_column_lists(content):
    """Rows of one column as records write them: a list of its values."""
    kind = next(iter(content))
    shortened = dict(content)
    for name, rows in RECORD_SHAPES[kind].lists:
        if rows.alone and name in content:
            shortened[name] = [row[rows.alone] for row in content[name]]
    return shortened
