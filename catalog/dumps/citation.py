"""How to name the catalogue as a source."""

from django.conf import settings

from catalog.facts.phone_serializer import LICENCE


def citation_text(stamp, made_at):
    """“Phonesite: phone catalogue, version 1234 of 29 November 2026. https://…/data/ (CC BY-SA 4.0)”."""
    day = f"{made_at.day} {made_at:%B %Y}"
    site = settings.SITE_NAME
    return f"{site}: phone catalogue, version {stamp} of {day}. {settings.SITE_URL}/data/ ({LICENCE['name']})"
