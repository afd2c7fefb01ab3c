"""Files that list many phones, each perhaps in several entries."""

from .parsed_phone import FileRefused


def grouped(entries, *naming_keys):
    """(names, entries without these) for all entries with the same texts under ``naming_keys``, in their order; entries
    without such texts are left out."""
    if not isinstance(entries, list):
        raise FileRefused("it is not a list of devices")
    groups = {}
    for entry in filter(lambda entry: isinstance(entry, dict), entries):
        names = tuple(entry.get(key) for key in naming_keys)
        if all(isinstance(name, str) for name in names):
            rest = {key: value for key, value in entry.items() if key not in naming_keys}
            groups.setdefault(names, []).append(rest)
    return groups.items()


def texts_at(entries, key):
    """All texts under ``key``, one or a list of them in each entry; each once, in their order."""
    texts = []
    for entry in entries:
        value = entry.get(key)
        texts += value if isinstance(value, list) else [value]
    return list(dict.fromkeys(text for text in texts if isinstance(text, str)))
