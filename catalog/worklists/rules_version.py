"""What phones are examined by, told apart from what they were examined by before."""

from hashlib import blake2b

from catalog.finder.facets import index_format

RULES_VERSION = "2"
"""Another one, and every phone is examined anew: change it with any rule of the worklists."""


def rules_digest():
    """Of the sheet and of the rules."""
    return blake2b(f"{RULES_VERSION} {index_format()}".encode(), digest_size=8).hexdigest()
