"""A phone's page before readers see it, under a secret address that ends."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.facts.prefetch import fetch_phones
from catalog.history.visibility import has_come_in_sight
from catalog.models import Phone
from catalog.models.previews import Preview, is_previewable
from catalog.models.vocabulary import Status

from .phones import phone_page_response


@require_safe
@never_cache
def preview(request, token):
    """Not cached and not indexed. Once the phone is published, it redirects to the phone's own page; where the phone is
    hidden again after that, the address stays ended."""
    found = Preview.read(token)
    if found is None:
        raise Http404
    phone = next(iter(fetch_phones(Phone.objects.filter(pk=found.phone))), None)
    if phone is None or phone.status == Status.WITHDRAWN:
        raise Http404
    if not is_previewable(phone):
        return redirect(phone)
    if has_come_in_sight(phone.pk, since=found.made_at):
        raise Http404
    response = phone_page_response(request, phone, preview_until=found.until)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@never_cache
def report_of_preview(request, token):
    """“Something wrong?” on a preview leads to the form of its phone once that is published."""
    found = Preview.read(token)
    if found is None:
        raise Http404
    phone = get_object_or_404(Phone.objects.published(), pk=found.phone)
    query = request.META.get("QUERY_STRING", "")
    form = reverse("report_fact", args=[phone.slug])
    return redirect(f"{form}?{query}" if query else form)
