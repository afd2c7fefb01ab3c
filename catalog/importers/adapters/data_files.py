"""Files of other people's data as plain content: mappings, lists, texts and None, and no number or date guessed."""

import json
from pathlib import Path

from catalog.records.yaml_tree import DEEPEST, LARGEST_FILE, Mapping, Scalar, Unreadable, parse

from .statements import Refused

_NOTHING = {"", "~", "null", "none"}
ENDINGS = (".yml", ".yaml", ".json")


def files_in(path):
    """(file, its place below ``path``) of every file that may hold a phone, in the order of their places."""
    path = Path(path)
    if path.is_file():
        return [(path, path.name)]
    below = [file for file in path.rglob("*") if file.suffix in ENDINGS and file.is_file()]
    return sorted(((file, file.relative_to(path).as_posix()) for file in below), key=lambda pair: pair[1])


def content_of(file):
    """The content of a file. Raises ``Refused`` with the line and what is wrong."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Refused(f"it is larger than {LARGEST_FILE:,} bytes")
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise Refused(f"it cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise Refused("it is not UTF-8") from fault
    content = of_json(text) if file.suffix == ".json" else of_yaml(text)
    if not isinstance(content, dict):
        raise Refused("it holds no keys with values")
    return content


def of_yaml(text):
    try:
        root, faults = parse(text)
    except Unreadable as fault:
        raise Refused(" ".join(f"line {fault.fault.line}: {fault.fault.reason}".split())) from fault
    if faults:
        raise Refused(*(f"line {fault.line}: {fault.reason}" for fault in faults[:3]))
    return _plain(root)


def _plain(node):
    if isinstance(node, Mapping):
        return {key.text.strip(): _plain(value) for key, value in node.pairs}
    return _text(node.text) if isinstance(node, Scalar) else [_plain(item) for item in node.items]


def _text(text):
    """One text; None for the five ways to write nothing: no text, ``~``, ``null``, ``None``, and that in quotes."""
    text = " ".join(text.split())
    return None if text.casefold() in _NOTHING else text


def of_json(text):
    try:
        found = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=_no_number, object_pairs_hook=_without_repeats
        )
        return _of_json(found, DEEPEST)
    except json.JSONDecodeError as fault:
        raise Refused(f"line {fault.lineno}: not JSON: {fault.msg}") from fault
    except RecursionError as fault:
        raise Refused("it is nested too deeply") from fault


def _of_json(value, depth):
    if depth < 0:
        raise Refused("it is nested too deeply")
    if isinstance(value, dict):
        return {key.strip(): _of_json(inner, depth - 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_of_json(inner, depth - 1) for inner in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is not None and any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value):
        raise Refused("there are characters in it that cannot be stored")
    return None if value is None else _text(value)


def _no_number(word):
    raise Refused(f"“{word}” is no number")


def _without_repeats(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise Refused(f"“{next(key for key in keys if keys.count(key) > 1)}” stands in it twice")
    return dict(pairs)
