"""Other people's data sets. An adapter is one module here with one function::

    def parse_phone(content, place):
        '''The ``ParsedPhone`` of one file; ``FileRefused`` where it speaks of no phone.'''

``content`` is the file as mappings, lists, texts and None, whatever it was written in (``dataset_files``); ``place`` is
where it lies in what was handed in. The adapter only says under which key of the sheet each of the source's values
belongs, and writes it as an editor would type it. All else is done for it: reading the texts, finding the phone and its
cameras, claims, conflicts, drafts, the history.
"""

from importlib import import_module

ADAPTER_NAMES = ("lineageos", "techapi")


def load_adapter(name):
    """The ``parse_phone`` of the adapter of that name."""
    return import_module(f"{__name__}.{name}").parse_phone
