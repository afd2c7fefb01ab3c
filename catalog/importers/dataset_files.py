"""Files of other people's data as plain content: mappings, lists, texts and None, and no number or date guessed."""

import json
from collections import Counter
from functools import partial
from pathlib import Path

from catalog.quantities.parsers.text_normalisation import UNSTORABLE_CHARACTERS
from catalog.records.yaml_tree import MAX_DEPTH, MAX_FILE_CHARACTERS, Mapping, Scalar, UnreadableYaml, parse_yaml_tree

from .adapters.parsed_phone import FileRefused

LARGEST_LISTING = 16_000_000
"""Bytes of a file that lists many phones."""
_NULL_WORDS = {"", "~", "null", "none"}
DATA_FILE_SUFFIXES = (".yml", ".yaml", ".json")


def find_data_files(path):
    """(file, its place below ``path``) of every file that may hold a phone, in the order of their places."""
    path = Path(path)
    if path.is_file():
        return [(path, path.name)]
    files = {}
    for file in path.rglob("*"):
        if file.suffix in DATA_FILE_SUFFIXES and file.is_file():
            files[file.relative_to(path).as_posix()] = file
    return [(files[place], place) for place in sorted(files)]


def data_entries(path, split=None):
    """(a function that gives the content of one phone or raises ``FileRefused``, its place) of all below ``path``.

    ``split`` takes the content of a file that lists many and yields (content of one, its name there); None: each file
    speaks of one.
    """
    for file, place in find_data_files(path):
        if split is None:
            yield partial(parse_data_file, file), place
        else:
            yield from _listed_entries(file, place, split)


def _listed_entries(file, place, split):
    try:
        listed = list(split(_parse_file(file, LARGEST_LISTING)))
    except FileRefused as fault:
        yield partial(_refuse, fault), place
        return
    for content, name in listed:
        yield partial(dict, content), f"{place}: {name}"


def _refuse(fault):
    raise fault


def parse_data_file(file):
    """The content of a file. Raises ``FileRefused`` with the line and what is wrong."""
    content = _parse_file(file, MAX_FILE_CHARACTERS)
    if not isinstance(content, dict):
        raise FileRefused("it holds no keys with values")
    return content


def _parse_file(file, largest):
    parse = parse_json if file.suffix == ".json" else parse_yaml
    return parse(_file_text(file, largest))


def _file_text(file, largest):
    try:
        if file.stat().st_size > largest:
            raise FileRefused(f"it is larger than {largest:,} bytes")
        return file.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise FileRefused(f"it cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise FileRefused("it is not UTF-8") from fault


def parse_yaml(text):
    try:
        root, faults = parse_yaml_tree(text)
    except UnreadableYaml as fault:
        raise FileRefused(" ".join(f"line {fault.fault.line}: {fault.fault.reason}".split())) from fault
    if faults:
        raise FileRefused(*(f"line {fault.line}: {fault.reason}" for fault in faults[:3]))
    return _plain_yaml(root)


def _plain_yaml(node):
    if isinstance(node, Mapping):
        return {key.text.strip(): _plain_yaml(value) for key, value in node.pairs}
    if isinstance(node, Scalar):
        return _plain_text(node.text)
    return list(map(_plain_yaml, node.items))


def _plain_text(text):
    """A text with single spaces; None where it says nothing, quoted or not: no text, ``~``, ``null``, ``None``."""
    text = " ".join(text.split())
    if text.casefold() in _NULL_WORDS:
        return None
    return text


def parse_json(text):
    try:
        found = json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=_reject_constant,
            object_pairs_hook=_reject_repeated_keys,
        )
        return _plain_json(found, MAX_DEPTH)
    except json.JSONDecodeError as fault:
        raise FileRefused(f"line {fault.lineno}: not JSON: {fault.msg}") from fault
    except RecursionError as fault:
        raise FileRefused("it is nested too deeply") from fault


def _plain_json(value, depth):
    if depth < 0:
        raise FileRefused("it is nested too deeply")
    if isinstance(value, dict):
        return {key.strip(): _plain_json(inner, depth - 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain_json(inner, depth - 1) for inner in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return None
    if UNSTORABLE_CHARACTERS.search(value):
        raise FileRefused("there are characters in it that cannot be stored")
    return _plain_text(value)


def _reject_constant(word):
    raise FileRefused(f"“{word}” is not a number")


def _reject_repeated_keys(pairs):
    counts = Counter(key for key, _ in pairs)
    for key, count in counts.items():
        if count > 1:
            raise FileRefused(f"“{key}” stands in it twice")
    return dict(pairs)
