"""The stamp that every cache is checked against, and what was loaded from record files."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db import models
from django.db.models import F
from django.utils import timezone

from .read_replica import current_mark
from .search_index import Entries, PreparedPage, PreparedPhone, StoredDepth, Texts, Touched
from .tasks import Examined, Task
from .touched_phones import key_chunks, touched_phones, with_related_phones

MAX_REMEMBERED_CHANGES = 1000
"""Changes whose touched phones are stored. A cache that has missed more is built anew."""
MAX_REMEMBERED_PHONES = 2000
"""Phones of one change that are stored one by one. After more than that, caches of phones begin anew."""
DERIVED_ROWS = (Entries, Texts, StoredDepth, PreparedPhone, PreparedPage, Task, Examined)
"""What is worked out of each phone and stored."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
NO_PHONE = 0
"""Stands for a change that touched no phone at all."""

_mark_of_request = ContextVar("mark_of_request", default=None)


class LoadedRecord(models.Model):
    """A record as it came from its file: shows whether somebody has changed it here since, and gives its text back."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, help_text="Of the record's content when it was loaded")
    form = models.CharField(max_length=16, default="", help_text="Of the record format that it was read in")
    text = models.TextField(help_text="The file's own text, comments and layout included")

    COMING = "coming"
    """In the place of a ``form``: the phone is stored as a draft, and published at the end of its load."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="record_loaded_once")]

    def __str__(self):
        return f"{self.kind}/{self.slug}"


class Stamp(models.Model):
    """One row. ``number`` grows in the transaction of every change to the catalogue; ``files`` is the digest of the
    record files that were loaded last."""

    number = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(default=timezone.now)
    files = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="stamp_is_one_row")]

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls):
        """The number now: one query, none while a mark is held. 0 before anything was stored."""
        return (_mark_of_request.get() or cls.read()).number

    @classmethod
    def read(cls):
        """The ``StampMark`` now; one query."""
        return current_mark()

    @staticmethod
    @contextmanager
    def held(mark):
        """``current`` answers from ``mark`` meanwhile, in this thread: for a request that only reads."""
        token = _mark_of_request.set(mark)
        try:
            yield
        finally:
            _mark_of_request.reset(token)

    @staticmethod
    def held_mark():
        """The ``StampMark`` that is held in this thread; None where there is none."""
        return _mark_of_request.get()

    @classmethod
    def last_moved_at(cls):
        """When anything was stored last; the first of January 1970 before that."""
        return cls.objects.values_list("moved_at", flat=True).first() or NEVER

    @classmethod
    def move(cls, phones=None, records=None, prepared=()):
        """Note that these phones (keys; perhaps none), those that show one of ``records`` (model → keys), and all that
        are related to them have changed; None: perhaps all. Return the keys of all these; None: all. Phones that are
        published now and ``prepared`` already are touched, too, and keep their rows.

        Call it in the ``catalogue_change`` that changes them, after the change: such changes wait for one another, so
        that each sees what phones the others have brought in.
        """
        number, moved_at = cls.advance()
        touched = None
        if phones is not None:
            touched = with_related_phones(touched_phones(records or {}).union(phones))
            touched |= with_related_phones(prepared).difference(prepared)
        delete_derived_rows(touched)
        if prepared and touched is not None:
            touched = touched.union(prepared)
        cls.remember_touched(number, moved_at, touched)
        return touched

    @classmethod
    def expire_caches(cls):
        """Note that what is shown of any phone may have changed, though no record has.

        Call it in the ``catalogue_change``, after the change.
        """
        cls.remember_touched(*cls.advance(), None)

    @classmethod
    def lock(cls):
        """No other change begins or ends before this transaction does."""
        if not cls.objects.select_for_update().filter(id=1).exists():
            cls.objects.get_or_create(id=1)

    @classmethod
    def advance(cls):
        """Raise the number by one and return it with the moment."""
        cls.objects.get_or_create(id=1)
        cls.objects.filter(id=1).update(number=F("number") + 1, moved_at=timezone.now())
        return cls.objects.values_list("number", "moved_at").get()

    @staticmethod
    def remember_touched(number, moved_at, phones):
        """Store which phones (keys; None: all) the change with this number, of this moment, touched, very many as all;
        forget the oldest changes."""
        keys = [None]
        if phones is not None and len(phones) <= MAX_REMEMBERED_PHONES:
            keys = phones or [NO_PHONE]
        Touched.objects.bulk_create(Touched(stamp=number, moved_at=moved_at, phone=key) for key in keys)
        Touched.objects.filter(stamp__lte=number - MAX_REMEMBERED_CHANGES).delete()

    @classmethod
    def touched_since(cls, number):
        """The keys of the phones that changes after ``number`` touched; None where that is all of them."""
        now = cls.read().number  # not one that a request may hold: the caller may have seen a later one
        rows = list(Touched.objects.filter(stamp__gt=number, stamp__lte=now).values_list("stamp", "phone"))
        stamps = {stamp for stamp, _ in rows}
        phones = {phone for _, phone in rows}
        is_complete = stamps == set(range(number + 1, now + 1))
        if not is_complete or None in phones:
            return None
        return phones - {NO_PHONE}

    @staticmethod
    def has_been(number, moved_at):
        """Whether the stamp once had this number at this moment: False where that was too many changes ago."""
        return Touched.objects.filter(stamp=number, moved_at=moved_at).exists()

    @classmethod
    def untouched_since(cls, number, phones):
        """Those of ``phones`` (keys) that no change after ``number`` touched; none where one may have touched
        all. Call it in a transaction: no other change ends before that does."""
        cls.lock()
        touched = cls.touched_since(number)
        if touched is None:
            return set()
        return set(phones) - touched

    @classmethod
    def remember_files(cls, files):
        """Keep the digest of the record files that were loaded; the catalogue itself has not changed by that."""
        cls.objects.get_or_create(id=1)
        cls.objects.filter(id=1).update(files=files)


def delete_derived_rows(phones):
    """Delete what is prepared of ``phones`` (keys; None: of all) for finder and pages, and their tasks."""
    for model in DERIVED_ROWS:
        if phones is None:
            model.objects.all().delete()
            continue
        for some in key_chunks(phones):
            model.objects.filter(phone__in=some).delete()
