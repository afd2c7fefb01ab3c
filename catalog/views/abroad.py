"""Buying a phone from another country, or taking it there."""

from django.shortcuts import render
from django.utils.translation import gettext

from catalog.comparison.use_abroad import abroad_data, countries_with_networks, operators_in, use_abroad
from catalog.facts.phone_serializer import LICENCE
from catalog.models import Stamp
from catalog.quantities.countries import COUNTRY_NAMES, WORLDWIDE, parse_country_code

from .phones import moved_or_404, published_phone
from .responses import json_response, reader_view


@reader_view
def phone_abroad(request, slug):
    """Without ``?country=`` the page asks for one."""
    found = published_phone(slug)
    if found is None:
        return moved_or_404("abroad", slug, request.META.get("QUERY_STRING"))
    code, fault = parse_country(request.GET)
    context = {
        "phone": found,
        "shown": use_abroad(found, code, operators_in(code)) if code else None,
        "fault": fault,
        "countries": countries_with_networks(),
        "code": code,
    }
    return render(request, "abroad.html", context)


@reader_view
def phone_abroad_json(request, slug):
    stamp = Stamp.current()
    found = published_phone(slug)
    if found is None:
        return moved_or_404("abroad_json", slug, request.META.get("QUERY_STRING"))
    code, fault = parse_country(request.GET)
    if not code:
        return json_response({"error": fault or "Name a country.", "parameter": "country"}, status=400)
    facts = abroad_data(use_abroad(found, code, operators_in(code)))
    return json_response({"slug": found.slug, **facts, "licence": LICENCE, "stamp": stamp})


def parse_country(query):
    """(code of the country asked for, or empty; what is wrong with it)."""
    text = query.get("country", "").strip()
    if not text:
        return "", ""
    code = parse_country_code(text[:60])
    if code not in COUNTRY_NAMES or code == WORLDWIDE:
        return "", gettext("“{text}” is not a country we know.").format(text=text[:20])
    return code, ""
