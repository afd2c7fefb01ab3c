"""Drawings to save, as SVG and PNG, and the pictures that other sites show beside a link."""

from functools import wraps
from itertools import chain

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from catalog.comparison.phone_selection import comparison_path, current_slugs, select_phones
from catalog.comparison.product_lines import limited_lines, line_family, line_relations, lines_around
from catalog.facts.phone_cache import cached_phones
from catalog.languages.active_language import active_language, language_activated
from catalog.models import Sensor
from catalog.models.part_visibility import named_for_readers
from catalog.pages import sensor_pages
from catalog.pages.line_page import line_page
from catalog.pictures import light_picture, scale_pictures
from catalog.pictures.comparison_preview import comparison_picture
from catalog.pictures.frame import picture_source
from catalog.pictures.lens_columns import lenses_picture
from catalog.pictures.lettering import LANGUAGES_WITHOUT_LETTERS
from catalog.pictures.line_picture import line_picture
from catalog.pictures.preview_picture import phone_picture
from catalog.pictures.rendering import picture_png, picture_svg

from .phones import published_phone
from .responses import LICENCE_HEADER, permanent_redirect, reader_view

PHONE_PICTURES = {
    "picture": phone_picture,
    "lenses": lenses_picture,
    "light": light_picture.light_picture,
    "lengths": light_picture.lengths_picture,
    "bodies": scale_pictures.bodies_picture,
    "sensors": scale_pictures.sensors_picture,
}
COMPARISON_PICTURES = {
    "picture": comparison_picture,
    "light": light_picture.light_picture,
    "lengths": light_picture.lengths_picture,
    "bodies": scale_pictures.bodies_picture,
    "outlines": scale_pictures.outlines_picture,
    "sensors": scale_pictures.sensors_picture,
}
"""Name in the address → what draws phones fetched whole; None where there is nothing to draw."""


def in_letters_of_font(view):
    """A PNG is in English where the bundled font has no letters for the language of the page."""

    @wraps(view)
    def drawn(request, *args, ending, **places):
        language = active_language()
        if ending == "png" and language in LANGUAGES_WITHOUT_LETTERS:
            language = settings.LANGUAGE_CODE
        with language_activated(language):
            return view(request, *args, ending=ending, **places)

    return drawn


@reader_view
@in_letters_of_font
def phone_drawing(request, slug, drawing, ending):
    """One of ``PHONE_PICTURES``. Renamed phones are redirected for ever."""
    found = published_phone(slug)
    if found is None:
        return moved_picture_or_404(request, [slug], slug)
    return picture_response(PHONE_PICTURES, drawing, ending, [found], reverse("phone", args=[slug]))


@reader_view
@in_letters_of_font
def comparison_drawing(request, slugs, drawing, ending):
    """One of ``COMPARISON_PICTURES``, of the phones of the path that there are."""
    choice = select_phones(slugs)
    if choice.unknown or not choice.phones:
        moved = moved_picture_or_404(request, choice.asked, slugs, is_known=bool(choice.phones))
        if moved:
            return moved
    path = reverse("compare", args=[choice.path])
    return picture_response(COMPARISON_PICTURES, drawing, ending, choice.phones, path)


@reader_view
@in_letters_of_font
def line_drawing(request, slug, ending):
    """The line of a phone, as its page draws it."""
    relations = line_relations(slug)
    lines, left_out = limited_lines(lines_around(slug, relations))
    phones = cached_phones(list(chain.from_iterable(lines)))
    phone = {phone.slug: phone for phone in phones}.get(slug)
    if phone is None:
        return moved_picture_or_404(request, [slug], slug)
    page = line_page(line_family(phones, lines, relations, left_out), phone)
    if not page.is_line:
        raise Http404
    source = picture_source(reverse("line", args=[slug]))
    return sent_picture(line_picture(page.drawing, phone, source), ending, f"{slug}-line")


@reader_view
@in_letters_of_font
def sensor_drawing(request, slug, ending):
    """A sensor beside full frame."""
    found = get_object_or_404(named_for_readers(Sensor), slug=slug)
    source = picture_source(reverse("sensor", args=[slug]))
    size = sensor_pages.sized_sensor(found).size
    return sent_picture(scale_pictures.sensor_picture(found, size, source), ending, f"{slug}-size")


def picture_response(pictures, drawing, ending, phones, path):
    draw = pictures.get(drawing)
    if draw is None:
        raise Http404
    name = f"{'-vs-'.join(phone.slug for phone in phones)[:150]}-{drawing}"
    return sent_picture(draw(phones, picture_source(path)), ending, name)


def sent_picture(picture, ending, name):
    """The picture as a file called ``name`` when it is saved; 404 where there is none. Search engines show the page and
    not the picture; other sites may show it."""
    if picture is None:
        raise Http404
    if ending == "png":
        response = HttpResponse(picture_png(picture), content_type="image/png")
    else:
        response = HttpResponse(picture_svg(picture), content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    response["Link"] = LICENCE_HEADER
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def moved_picture_or_404(request, slugs, path, is_known=False):
    """A redirect to the same picture under the present names of renamed phones; None where some of the phones are known
    by the names asked for (``is_known``), else a 404."""
    now = current_slugs(slugs)
    if now:
        renamed = comparison_path(dict.fromkeys(now.get(slug, slug) for slug in slugs))
        return permanent_redirect(request.path.replace(f"/{path}/", f"/{renamed}/", 1))
    if is_known:
        return None
    raise Http404
