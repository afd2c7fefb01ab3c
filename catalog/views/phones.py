"""The list of phones, and one phone."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from catalog.comparison.cards import cards, for_cards
from catalog.comparison.choice import renamed
from catalog.comparison.page import page_of
from catalog.comparison.parts import brands
from catalog.facts.data import phone_data
from catalog.facts.phones import whole
from catalog.models import Guide, Phone, Stamp

from .answers import json_answer, readers
from .pages import cut


@readers
def phones(request):
    known = list(brands())
    wanted, fault = asked_brands(request, known)
    found = Phone.objects.published().newest_first()
    shown = cut(request, for_cards(found.filter(brand__slug__in=wanted) if wanted else found))
    context = {"cut": shown, "cards": cards(shown.page), "brands": known, "wanted": wanted, "fault": fault}
    return render(request, "phones.html", context)


def asked_brands(request, known):
    """The slugs of ``?brand=`` that are among the ``known`` brands, and what is wrong with the others."""
    asked = list(dict.fromkeys(filter(None, request.GET.getlist("brand"))))
    slugs = {brand.slug for brand in known}
    strange = [slug[:40] for slug in asked if slug not in slugs]
    fault = f"No brand here is called {', '.join(f'“{slug}”' for slug in strange[:5])}." if strange else ""
    return [slug for slug in asked if slug in slugs], fault


@readers
def phone(request, slug):
    found = published_phone(slug)
    if found is None:
        return moved_or_404("phone", slug)
    context = {"page": page_of(found), "phone": found, "guides": Guide.objects.published().about(found)}
    return render(request, "phone.html", context)


@readers
def phone_json(request, slug):
    stamp = Stamp.current()  # before the facts: a change in between makes the stamp too old, never too new
    found = published_phone(slug)
    return json_answer(phone_data(found, stamp)) if found else moved_or_404("phone_json", slug)


def published_phone(slug):
    return whole(Phone.objects.published().filter(slug=slug)).first()


def moved_or_404(name, slug):
    """For ever to the phone's present address, where ``slug`` is one it once had."""
    now = renamed([slug]).get(slug)
    return redirect(reverse(name, args=[now]), permanent=True) if now else get_object_or_404(Phone.objects.none())
