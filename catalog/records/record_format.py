"""The format of records as one short hash: records that were loaded in another are read again."""

import json
from functools import cache
from hashlib import blake2b

from .json_schema import record_json_schema

FORMAT_VERSION = "1"
"""To be raised when a file's text is understood in another way, though no column has changed."""


@cache
def record_format():
    schema = json.dumps(record_json_schema(""), sort_keys=True)
    return blake2b(f"{FORMAT_VERSION}\n{schema}".encode(), digest_size=8).hexdigest()
