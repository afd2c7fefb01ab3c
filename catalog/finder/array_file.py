"""Dataclasses of arrays in one file, which any number of processes map into their memory and share.

A file is written under another name and then renamed, so that none is ever read half-written.
"""

import json
import mmap
import os
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np

MAGIC = b"phone arrays 1\n\0"
ALIGNMENT = 64
"""Arrays begin at multiples of so many bytes."""


class ArrayFileError(Exception):
    """The file is not whole, or none of ours."""


def write_array_file(path, value):
    """Write ``value``: a dataclass of arrays, numbers, texts, None, and lists, dicts and dataclasses of such.

    OSError if that cannot be done: then there is no such file.
    """
    arrays = []
    outline = json.dumps(_outline(value, arrays)).encode()
    head = MAGIC + len(outline).to_bytes(8, "little") + outline
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(head)
            for array in arrays:
                _pad(file)
                array.tofile(file)
            _pad(file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _pad(file):
    file.write(b"\0" * (-file.tell() % ALIGNMENT))


def _outline(value, arrays):
    """``value`` as JSON has it; arrays, which are added to ``arrays``, as their type and shape."""
    if isinstance(value, np.ndarray):
        arrays.append(np.ascontiguousarray(value))
        return {"array": value.dtype.str, "shape": value.shape}
    if is_dataclass(value):
        parts = {field.name: _outline(getattr(value, field.name), arrays) for field in fields(value) if field.init}
        return {"class": type(value).__name__, "parts": parts}
    if isinstance(value, dict):
        return {"dict": [[key, _outline(one, arrays)] for key, one in value.items()]}
    if isinstance(value, list):
        return {"list": [_outline(one, arrays) for one in value]}
    return value


def read_array_file(path, classes):
    """What ``write_array_file`` wrote; ``classes`` are the dataclasses that may be in it.

    The arrays are read-only views of the mapped file. FileNotFoundError, ArrayFileError.
    """
    with Path(path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        start = len(MAGIC) + 8
        if size < start:
            raise ArrayFileError(path)
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    length = int.from_bytes(mapped[len(MAGIC) : start], "little")
    if mapped[: len(MAGIC)] != MAGIC or size < start + length:
        raise ArrayFileError(path)
    outline = json.loads(mapped[start : start + length])
    reader = _Reader(mapped, start + length, {one.__name__: one for one in classes})
    try:
        return reader.value(outline)
    except ValueError as fault:  # the file is shorter than its arrays
        raise ArrayFileError(path) from fault


class _Reader:
    """Reads values in the order in which they were written; ``place`` is how far it has come."""

    def __init__(self, mapped, place, classes):
        self.mapped = mapped
        self.place = place
        self.classes = classes

    def value(self, outline):
        if not isinstance(outline, dict):
            return outline
        if "array" in outline:
            return self.array(np.dtype(outline["array"]), outline["shape"])
        if "class" in outline:
            parts = {name: self.value(part) for name, part in outline["parts"].items()}
            return self.classes[outline["class"]](**parts)
        if "dict" in outline:
            return {key: self.value(one) for key, one in outline["dict"]}
        return [self.value(one) for one in outline["list"]]

    def array(self, kind, shape):
        start = self.place + -self.place % ALIGNMENT
        count = int(np.prod(shape, dtype=np.int64))
        self.place = start + count * kind.itemsize
        if not count:
            return np.zeros(shape, dtype=kind)
        return np.frombuffer(self.mapped, dtype=kind, count=count, offset=start).reshape(shape)
