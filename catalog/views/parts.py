"""Brands, chipsets and sensors: their facts, and the phones that have them."""

from functools import partial

from django.shortcuts import get_object_or_404, render

from catalog.drawings.scale_drawing import sensor_beside_full_frame
from catalog.models import Brand, Chipset, Phone, Sensor
from catalog.models.part_visibility import named_for_readers
from catalog.pages import part_pages
from catalog.pages.phone_cards import phone_cards, prefetch_for_cards
from catalog.pages.undescribed_phones import undescribed_phones

from .pagination import paginate
from .responses import reader_view
from .units import asks_imperial

MAX_MADE_FOR_OTHERS = 50


@reader_view
def brands(request):
    return render(request, "brands.html", {"brands": part_pages.brands_with_phones()})


@reader_view
def brand(request, slug):
    found = get_object_or_404(named_for_readers(Brand).select_related("maker"), slug=slug)
    made = Phone.objects.published().filter(manufacturer=found).exclude(brand=found).named().newest_first()
    makers = part_pages.makers_of_phones(found)
    context = {
        "brand": found,
        "makers": makers,
        "made": made[:MAX_MADE_FOR_OTHERS],
        "undescribed": undescribed_phones(brand=found),
    }
    return render_with_phones(request, "brand.html", Phone.objects.filter(brand=found), context)


@reader_view
def chipset(request, slug):
    found = get_object_or_404(named_for_readers(Chipset), slug=slug)
    context = {"chipset": found, "facts": part_pages.chipset_facts(found)}
    return render_with_phones(request, "chipset.html", Phone.objects.filter(phone_chipsets__chipset=found), context)


@reader_view
def sensors(request):
    return render(request, "sensors.html", {"sensors": part_pages.sensors_by_area()})


@reader_view
def sensor(request, slug):
    found = get_object_or_404(named_for_readers(Sensor), slug=slug)
    entry = part_pages.sized_sensor(found)
    drawing = sensor_beside_full_frame(entry.size, str(found))
    context = {"sensor": found, "facts": part_pages.sensor_facts(entry), "drawing": drawing}
    phones = Phone.objects.filter(pk__in=found.cameras.values("phone"))
    return render_with_phones(
        request, "sensor.html", phones, context, notes_on=partial(part_pages.camera_roles_by_slug, found)
    )


def render_with_phones(request, template, phones, context, notes_on=lambda page: {}):
    """A page about what ``phones`` have in common, with those of them that readers may see.

    ``notes_on`` gives some of the phones of a page a line of their own, by slug.
    """
    pages = paginate(request, prefetch_for_cards(phones.published().newest_first()))
    listed = {"cut": pages, "cards": phone_cards(pages.page, asks_imperial(request)), "notes": notes_on(pages.page)}
    return render(request, template, listed | context)
