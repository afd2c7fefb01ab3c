"""How to name the catalogue as a source."""

from django.conf import settings
from django.utils.text import slugify

from catalog.facts.phone_serializer import LICENCE


def citation_text(stamp, made_at):
    """“Phonesite: phone catalogue, version 1234 of 29 November 2026. https://…/data/ (CC BY-SA 4.0)”."""
    day = f"{made_at.day} {made_at:%B %Y}"
    site = settings.SITE_NAME
    return f"{site}: phone catalogue, version {stamp} of {day}. {settings.SITE_URL}/data/ ({LICENCE['name']})"


def bibtex_entry(stamp, made_at):
    """The same for LaTeX."""
    site = settings.SITE_NAME
    return "\n".join(
        [
            f"@misc{{{slugify(site)}-{stamp},",
            f"  title = {{{site}: phone catalogue, version {stamp}}},",
            f"  author = {{{{{site}}}}},",
            f"  date = {{{made_at:%Y-%m-%d}}},",
            f"  url = {{{settings.SITE_URL}/data/}},",
            f"  note = {{{LICENCE['name']}}},",
            "}",
        ]
    )
