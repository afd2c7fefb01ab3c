"""What finder and pages work out of a phone when it changes, so that no reader waits for it. Made anew, never edited.

A row that is missing is worked out when it is asked for; one that is there is true: moving the stamp takes away the
rows of every phone that a change touches.
"""

from django.db import models

from .phones import Phone


class Entries(models.Model):
    """The facts of a phone, its lenses, markets and so on, as numbers and words.

    ``counts``: uint16, how many entries and how many words of each kind, in the finder's order of kinds. ``numbers``:
    float32, kind by kind and entry by entry the least and the most that each number can be. ``words``: int32, kind by
    kind the entry (from 0 within its kind) and the ``Word`` that it has, in one number.
    """

    phone = models.OneToOneField(Phone, models.CASCADE, primary_key=True, related_name="+")
    form = models.CharField(max_length=16, help_text="Of the sheet they were made by")
    counts = models.BinaryField()
    numbers = models.BinaryField()
    words = models.BinaryField()

    def __str__(self):
        return f"phone {self.phone_id}"


class Texts(models.Model):
    """A phone as lists print it (``shown``) and as data gives it (``data``, JSON, compressed by zlib)."""

    phone = models.OneToOneField(Phone, models.CASCADE, primary_key=True, related_name="+")
    shown = models.TextField()
    data = models.BinaryField()

    def __str__(self):
        return f"phone {self.phone_id}"


class StoredDepth(models.Model):
    """How deep a phone is described (``facts.depth.Depth``).

    ``rows``: a byte for each counted row, ``lenses``: bytes for each counted lens, as ``coverage.depth_store`` packs
    them. ``gaps``: what is missing below the floor, one a line.
    """

    phone = models.OneToOneField(Phone, models.CASCADE, primary_key=True, related_name="+")
    form = models.CharField(max_length=16, help_text="Of the rows that are counted")
    rows = models.BinaryField()
    lenses = models.BinaryField()
    is_rear_list_whole = models.BooleanField()
    is_main_size_exact = models.BooleanField(null=True, help_text="Empty: it has no main camera")
    gaps = models.TextField(blank=True)

    def __str__(self):
        return f"phone {self.phone_id}"


class PreparedPhone(models.Model):
    """A phone whole, for its page and for comparisons. ``record`` are its ``PhoneReadings`` and the phone with
    all its rows, ``facts`` its cells and claims: JSON, compressed by zlib, as ``facts.prepared_phones`` writes it."""

    phone = models.OneToOneField(Phone, models.CASCADE, primary_key=True, related_name="+")
    form = models.CharField(max_length=16, help_text="Of the code it was made by")
    record = models.BinaryField()
    facts = models.BinaryField()

    def __str__(self):
        return f"phone {self.phone_id}"


class PreparedPage(models.Model):
    """A phone's page as far as the phone decides it; ``frame`` is JSON, compressed by zlib, as
    ``pages.prepared_frames`` writes it."""

    phone = models.OneToOneField(Phone, models.CASCADE, primary_key=True, related_name="+")
    form = models.CharField(max_length=16, help_text="Of the code it was printed by")
    frame = models.BinaryField()

    def __str__(self):
        return f"phone {self.phone_id}"


class Word(models.Model):
    """One value that a row of one kind may have, with its words for people. Its number stands for it for ever."""

    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=60)
    value = models.CharField(max_length=200)
    label = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "value"], name="word_numbered_once")]

    def __str__(self):
        return f"{self.kind}.{self.key}={self.value}"


class Touched(models.Model):
    """A phone that a change touched, by the stamp of that change; ``phone`` is None where it touched all.

    No foreign key: it outlives its phone. ``moved_at`` is the moment of the stamp, None for changes of long ago: it
    tells whether a file with that number is of this history.
    """

    stamp = models.PositiveIntegerField(db_index=True)
    moved_at = models.DateTimeField(null=True)
    phone = models.BigIntegerField(null=True)

    def __str__(self):
        return f"{self.phone or 'all'} at {self.stamp}"
