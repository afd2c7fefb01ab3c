"""Photographs of phones: kept as they came, shown smaller, with who took them and who may use them."""

import re
from collections import defaultdict
from datetime import timedelta

from django.core import signing
from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from .claims import Source
from .part_visibility import names_published_phone
from .phones import Phone

SIGNED_ADDRESS_LIFETIME = timedelta(hours=1)
_SALT = "catalog.picture"
_CREATIVE_COMMONS = re.compile(r"CC (?P<terms>BY(?:-(?:SA|ND|NC|NC-SA|NC-ND))?) (?P<version>[1-4]\.\d)", re.IGNORECASE)
_CC_ZERO = re.compile(r"CC0(?: 1\.0)?", re.IGNORECASE)


class PhotoQuerySet(models.QuerySet):
    def public(self, at=None):
        """Photos of phones that readers may see."""
        return self.filter(names_published_phone(at=at))

    def lead_photos(self, phones):
        """Key of a phone → its first photo, for those of ``phones`` (objects or keys) that have any. One query."""
        leads = {}
        for photo in self.filter(phone__in=phones).select_related("source"):
            leads.setdefault(photo.phone_id, photo)
        return leads

    def with_picture(self, name):
        """Photos that are shown as the file of this name."""
        return self.alias(files=Cast("sizes", models.TextField())).filter(files__contains=f'"{name}"')


class Photo(models.Model):
    """``original`` is never served. ``sizes`` lists what pages show: {"width", "height", "format", "name", "bytes"}."""

    is_signed = False
    """Whether its pictures have signed addresses, which show them though readers do not see the phone."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=1)
    original = models.FileField(upload_to="originals", max_length=200)
    words = models.CharField(max_length=200, help_text="What the photo shows, for those who cannot see it")
    credit = models.CharField(max_length=120, help_text="Who took it")
    licence = models.CharField(max_length=120, help_text="Such as CC BY-SA 4.0, or: with permission of …")
    source = models.ForeignKey(Source, models.PROTECT, related_name="photos", help_text="Where it was published")
    sizes = models.JSONField(default=list, editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.words} (photo: {self.credit})"

    @property
    def by_format(self):
        """(format, rows of its sizes, the narrowest first), the format that browsers should prefer first."""
        rows = defaultdict(list)
        for row in self.sizes:
            rows[row["format"]].append(row)
        return sorted(rows.items())

    @property
    def largest(self):
        """Its size, as it stands upright: the file itself may lie on its side."""
        return max(self.sizes, key=lambda row: row["width"])

    @property
    def licence_url(self):
        """Where a licence of Creative Commons stands; empty for any other."""
        if _CC_ZERO.fullmatch(self.licence):
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        found = _CREATIVE_COMMONS.fullmatch(self.licence)
        if not found:
            return ""
        return f"https://creativecommons.org/licenses/{found['terms'].lower()}/{found['version']}/"

    @property
    def address(self):
        """Of its narrowest picture in the format that every browser knows."""
        return self.picture_url(next(row for row in self.sizes if row["format"] == "webp"))

    def picture_url(self, row):
        """The address of one of its ``sizes``."""
        url = reverse("picture", args=[row["name"]])
        if self.is_signed:
            return f"{url}?key={signing.dumps(row['name'], salt=_SALT)}"
        return url


def is_picture_key(key, name):
    """Whether ``key`` is that of a signed address of this picture which has not ended."""
    try:
        return signing.loads(key, salt=_SALT, max_age=SIGNED_ADDRESS_LIFETIME) == name
    except signing.BadSignature:
        return False
