"""A phone's page before readers see it, under a secret address that ends."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.facts.phones import fetched
from catalog.models import Phone
from catalog.models.previews import Preview, unpublished

from .phones import page_answer


@require_safe
@never_cache
def preview(request, token):
    """Nobody keeps it, and no search engine lists it. Once the phone is published, its own address takes over."""
    found = Preview.read(token)
    if found is None:
        raise Http404
    phone = next(iter(fetched(unpublished().filter(pk=found.phone))), None)
    if phone is None:
        return published_or_404(found)
    answer = page_answer(request, phone, preview_until=found.until)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def published_or_404(found):
    phone = Phone.objects.published().filter(pk=found.phone).first()
    if phone is None:
        raise Http404
    return redirect(phone)
