"""Questions that editors have saved for readers, each with a title and a text."""

from django.db import models
from django.http import QueryDict

from .editorial import Editorial

MAX_QUERY_LENGTH = 2000


class Collection(Editorial):
    """A question to the finder under a title. ``query`` is the query string as the finder writes it, without pages."""

    query = models.CharField(max_length=MAX_QUERY_LENGTH, help_text="The finder's query string: weight_g_max=200")

    class Meta:
        constraints = []

    @property
    def question(self):
        """A ``QueryDict`` of its own each time: it may be changed."""
        return QueryDict(self.query, mutable=True)
