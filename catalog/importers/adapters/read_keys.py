"""Which keys of a file an adapter has read. What nobody reads, nobody misses: so it is recorded, not declared."""


class ReadRecorder(dict):
    """A mapping that notes in ``keys_read`` each key that it is asked for."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self.keys_read = set()

    def __getitem__(self, key):
        self.keys_read.add(key)
        return super().__getitem__(key)

    def get(self, key, default=None):
        self.keys_read.add(key)
        return super().get(key, default)

    def items(self):
        self.keys_read.update(self)
        return super().items()

    def values(self):
        self.keys_read.update(self)
        return super().values()


def record_reading(value):
    """Plain content with a ``ReadRecorder`` for each mapping in it."""
    if isinstance(value, dict):
        return ReadRecorder({key: record_reading(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return list(map(record_reading, value))
    return value


def unread_keys(content):
    """Paths of the keys that were not asked for, each once, in the file's order: ``display.ppi``, ``cameras[].mp``.

    Of a mapping that was not read, only its own key is named.
    """
    return list(dict.fromkeys(_unread_paths(content, "")))


def _unread_paths(value, path):
    if isinstance(value, list):
        for item in value:
            yield from _unread_paths(item, f"{path}[]")
    elif isinstance(value, ReadRecorder):
        yield from _unread_paths_of_mapping(value, path)


def _unread_paths_of_mapping(mapping, path):
    for key in mapping:
        inner_path = f"{path}.{key}" if path else key
        if key in mapping.keys_read:
            yield from _unread_paths(dict.get(mapping, key), inner_path)
        else:
            yield inner_path
