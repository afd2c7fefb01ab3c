"""Secret addresses under which a phone can be seen before readers see it. They end by themselves; nothing is stored."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from .vocabulary import Status

PREVIEW_LIFETIME = timedelta(days=7)
_SALT = "catalog.preview"


@dataclass(frozen=True)
class Preview:
    """``token`` names the phone and says since when."""

    token: str
    phone: int
    made_at: datetime

    @classmethod
    def of(cls, phone):
        """A new one, which begins now."""
        return cls.read(signing.dumps(phone.pk, salt=_SALT))

    @classmethod
    def read(cls, token):
        """None for a token that has expired or was not signed here."""
        try:
            phone = signing.loads(token, salt=_SALT, max_age=PREVIEW_LIFETIME)
        except signing.BadSignature:
            return None
        return cls(token, phone, _signed_at(token))

    @property
    def until(self):
        return self.made_at + PREVIEW_LIFETIME

    def get_absolute_url(self):
        return reverse("preview", args=[self.token])


def _signed_at(token):
    """When a valid token was made."""
    _, timestamp, _ = token.rsplit(":", 2)
    return datetime.fromtimestamp(signing.b62_decode(timestamp), UTC)


def is_previewable(phone, at=None):
    """Whether readers do not see the phone yet and editors may show it: a draft, one in review, one under embargo."""
    if phone.status in (Status.DRAFT, Status.IN_REVIEW):
        return True
    if phone.status != Status.PUBLISHED or phone.publish_at is None:
        return False
    return phone.publish_at > (at or timezone.now())
