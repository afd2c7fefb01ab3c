"""What the first question would otherwise wait for, done when a process starts."""

from django.http import QueryDict

from .finder_result import find_phones
from .word_search import search_by_words


def warm_up():
    """Open or build the index, its names and the counts of the whole catalogue."""
    finding = find_phones(QueryDict())
    finding.matches(0, 1)
    search_by_words(finding.live, "phone", 1)
    return finding.counts
