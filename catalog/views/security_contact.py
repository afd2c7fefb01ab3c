"""``/.well-known/security.txt`` (RFC 9116): whom to tell of a hole in the site."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .site_pages import published_page

VALID_FOR = timedelta(days=180)
"""From the day of the answer on; the RFC wants less than a year."""
MAX_AGE_S = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=MAX_AGE_S)
def security_txt(request):
    """404 where nobody can be reached: an address that is not read is worse than none."""
    contact = security_contact()
    if not contact:
        raise Http404
    expires = (timezone.now() + VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = {
        "Contact": contact,
        "Expires": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "en",
        "Canonical": f"{settings.SITE_URL}{request.path}",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def security_contact():
    """SECURITY_CONTACT, else the contact page once it is published; empty where there is neither."""
    if settings.SECURITY_CONTACT or published_page("contact") is None:
        return settings.SECURITY_CONTACT
    return f"{settings.SITE_URL}{reverse('contact')}"
