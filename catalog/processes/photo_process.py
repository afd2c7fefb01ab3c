"""``python -m``: a photograph on standard input, its renditions on standard output.

The first line is JSON: ``{"fault": …}``, or a row for each rendition; then their bytes, one after the other.
"""

import json
import sys
from io import BytesIO

from .limited_process import TooMuchWork, limited_output
from .photo_renditions import InvalidPhoto, Rendition, make_renditions, open_photo, validate_weight

MODULE = "catalog.processes.photo_process"


def photo_renditions(data):
    """Each ``Rendition`` of the photograph in ``data`` (bytes), which another process has made. ``InvalidPhoto`` where
    it is none, or too large."""
    validate_weight(data)
    try:
        output = limited_output(MODULE, data)
    except TooMuchWork as fault:
        raise InvalidPhoto(str(fault)) from fault
    first, _, rest = output.partition(b"\n")
    head = json.loads(first)
    if "fault" in head:
        raise InvalidPhoto(head["fault"])
    pictures = BytesIO(rest)
    return [Rendition(**_facts(row), data=pictures.read(row["bytes"])) for row in head["rows"]]


def _facts(row):
    return {name: row[name] for name in ("width", "height", "format", "name")}


def written_renditions(data):
    """The other side of ``photo_renditions``."""
    try:
        made = make_renditions(open_photo(data))
    except InvalidPhoto as fault:
        return _line({"fault": str(fault)})
    rows = [rendition.as_row() for rendition in made]
    return b"".join([_line({"rows": rows}), *(rendition.data for rendition in made)])


def _line(head):
    return json.dumps(head).encode() + b"\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(written_renditions(sys.stdin.buffer.read()))
