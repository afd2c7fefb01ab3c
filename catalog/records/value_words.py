"""Plain values of contents in words, for reports."""


def field_words(value):
    """The value of a field, or a row with its columns; “not known” for None."""
    if value is None:
        return "not known"
    if isinstance(value, dict):
        return ", ".join(f"{key} {field_words(item)}" for key, item in value.items())
    return str(value)


def value_words(value):
    """A value as one would type it: lists with commas, an empty one as “none”, flags as yes and no."""
    if isinstance(value, list):
        return ", ".join(map(value_words, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return field_words(value)
