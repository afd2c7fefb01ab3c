"""Fields of a LineageOS device file as values of ours: single texts, lists, values that differ by version."""

from collections import Counter

from .parsed_phone import ParsedValue


def single_text(value):
    """The text of a single value; "" for anything else."""
    return value if isinstance(value, str) else ""


def text_list(value):
    """The texts in a list, or the text alone."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def version_pairs(value):
    """[(version or "", its value)] of a value, or of a list of one-key mappings."""
    if not isinstance(value, list):
        return [("", value)]
    pairs = []
    for item in value:
        if isinstance(item, dict):
            pairs += item.items()
    return pairs


def add_value(parsed, key, text, quote=None):
    """Add a single value; nothing where there is none, a doubt where it is no text."""
    if isinstance(text, str):
        parsed.values.append(ParsedValue(key, text, quote or text))
    elif text is not None:
        parsed.doubts.append(f"{key}: one value was expected")


def versioned_value(key, pairs, parsed):
    """The ``ParsedValue`` of (version, text) pairs, equal texts once; None where there is none.

    A version that is given two values names neither of them.
    """
    version_by_text = {}
    for version, text in pairs:
        if text is None:
            continue
        if not isinstance(text, str):
            parsed.doubts.append(f"{key}: one value was expected")
            return None
        version_by_text.setdefault(text, version)
    if not version_by_text:
        return None
    first, *more = version_by_text
    if not more:
        return ParsedValue(key, first, first)
    quote = ", ".join(f"{version}: {text}" for text, version in version_by_text.items())
    return ParsedValue(key, first, quote, _other_versions(more, version_by_text))


def _other_versions(texts, version_by_text):
    """((text, version), …); the version is "" where it is given several texts."""
    counts = Counter(version_by_text.values())
    others = []
    for text in texts:
        version = version_by_text[text]
        if counts[version] > 1:
            version = ""
        others.append((text, version))
    return tuple(others)


def add_versioned_values(values, parsed, pairs, keys):
    """Add to ``values`` what every version in ``pairs`` ((version, mapping), …) gives under each of ``keys`` ((our
    key, its key), …)."""
    mappings = [(version, item) for version, item in pairs if isinstance(item, dict)]
    filled = [item for _, item in pairs if item is not None]
    if len(mappings) < len(filled):
        parsed.doubts.append(f"{keys[0][0]}: keys with values were expected")
    for key, its_key in keys:
        texts = [(version, mapping.get(its_key)) for version, mapping in mappings]
        value = versioned_value(key, texts, parsed)
        if value:
            values.append(value)


def add_choices(parsed, key, vocabulary, words):
    """Add our words for theirs, in the order of the ``vocabulary`` (theirs → ours); unknown ones are doubts."""
    known = []
    for word in words:
        if word in vocabulary:
            known.append(word)
        else:
            parsed.doubts.append(f"{key}: “{word}” is not known")
    if not known:
        return
    choices = {vocabulary[word] for word in known}
    ordered = []
    for choice in dict.fromkeys(vocabulary.values()):
        if choice in choices:
            ordered.append(choice)
    parsed.values.append(ParsedValue(key, ", ".join(ordered), ", ".join(known)))
