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
            phone = signing.loads(token, salt=_SALT, max_age=PREVIEW_LIFETIME)
        except signing.BadSignature:
            return None
        return cls(token, phone, _signed_at(token) + PREVIEW_LIFETIME)

    def get_absolute_url(self):
        return reverse("preview", args=[self.token])


def _signed_at(token):
    """When a good token was made."""
    return datetime.fromtimestamp(signing.b62_decode(token.rsplit(":", 2)[1]), UTC)


def is_previewable(phone, at=None):
    """Whether readers do not see the phone yet and editors may show it: a draft, one in review, one under embargo."""
    embargoed = phone.publish_at is not None and phone.publish_at > (at or timezone.now())
    return phone.status in (Status.DRAFT, Status.IN_REVIEW) or (phone.status == Status.PUBLISHED and embargoed)
