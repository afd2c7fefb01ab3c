"""What somebody typed, between the quotation marks of the language of the page."""

from .active_language import gettext
from .listed_words import comma_list


def quoted(text):
    """“a”, in German „a“."""
    return gettext("“{text}”").format(text=text)


def quoted_list(texts):
    """“a”, “b”, “c”."""
    return comma_list(map(quoted, texts))
