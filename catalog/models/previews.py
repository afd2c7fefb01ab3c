"""Secret addresses under which a phone can be seen before readers see it. They end by themselves; nothing is stored."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from .phones import Phone
from .vocabulary import Status

LASTS = timedelta(days=7)
_SALT = "catalog.preview"


@dataclass(frozen=True)
class Preview:
    """``token`` names the phone and says until when."""

    token: str
    phone: int
    until: datetime

    @classmethod
    def of(cls, phone):
        """A new one, which begins now."""
        return cls.read(signing.dumps(phone.pk, salt=_SALT))

    @classmethod
    def read(cls, token):
        """None for a token that has ended, or that is none of ours."""
        try:
            phone = signing.loads(token, salt=_SALT, max_age=LASTS)
        except signing.BadSignature:
            return None
        return cls(token, phone, _signed_at(token) + LASTS)

    def get_absolute_url(self):
        return reverse("preview", args=[self.token])


def _signed_at(token):
    """When a good token was made."""
    return datetime.fromtimestamp(signing.b62_decode(token.rsplit(":", 2)[1]), UTC)


def unpublished(at=None):
    """Phones that readers do not see yet and editors may show: drafts, those in review, those under embargo."""
    waiting = Q(status=Status.PUBLISHED, publish_at__gt=at or timezone.now())
    return Phone.objects.filter(Q(status__in=[Status.DRAFT, Status.IN_REVIEW]) | waiting)
