"""Other people's data sets. An adapter is one module here with a function and a table::

    def parse_phone(content, place):
        '''The ``ParsedPhone`` of one file; ``FileRefused`` where it speaks of no phone.'''

    KEYS_NOT_TAKEN = {"image_url": "pictures of others are neither fetched nor shown"}

``content`` is the file as mappings, lists, texts and None, whatever it was written in (``dataset_files``); ``place`` is
where it lies in what was handed in. The adapter only says under which key of the sheet each of the source's values
belongs, and writes it as an editor would type it. All else is done for it: reading the texts, finding the phone and its
cameras, claims, conflicts, drafts, the history.

Every key of the files is read, or stands in ``KEYS_NOT_TAKEN`` with the reason. A key that is neither is a warning at
its file: the source has changed, or the adapter was built on a shape that is not the real one.
"""

from functools import partial
from importlib import import_module

from .read_keys import record_reading, unread_keys

ADAPTER_NAMES = ("lineageos", "techapi")


def load_adapter(name):
    """A function (content, place) → ``ParsedPhone`` with its ``unread_keys`` and ``keys_not_taken``."""
    adapter = import_module(f"{__name__}.{name}")
    return partial(_parse_and_account, adapter.parse_phone, adapter.KEYS_NOT_TAKEN)


def load_chipset_adapter(name):
    """The same of the files that speak of chipsets: (content, place) → ``ParsedChipset``."""
    adapter = import_module(f"{__name__}.{name}_chipsets")
    return partial(_parse_and_account, adapter.parse_chipset, adapter.KEYS_NOT_TAKEN)


def _parse_and_account(parse, reasons, content, place):
    recorded = record_reading(content)
    parsed = parse(recorded, place)
    for key in unread_keys(recorded):
        reason = reasons.get(key)
        if reason:
            parsed.keys_not_taken[key] = reason
        else:
            parsed.unread_keys.append(key)
    return parsed
