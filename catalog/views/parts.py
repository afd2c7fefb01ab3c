"""Brands, chipsets and sensors: their facts, and the phones that have them."""

from functools import partial
from itertools import chain
from operator import attrgetter

from django.shortcuts import get_object_or_404, render

from catalog.finder.index_cache import current_snapshot, phones_in_order
from catalog.finder.newest_phones import newest_places
from catalog.finder.part_phones import phones_of_part
from catalog.models import Brand, Chipset, Phone, Sensor
from catalog.models.part_visibility import named_for_readers
from catalog.pages import part_pages, sensor_pages
from catalog.pages.phone_rows import launch_years, prefetch_for_rows
from catalog.pages.undescribed_phones import undescribed_phones

from .pagination import paginate
from .responses import reader_view
from .units import asks_imperial

MAX_MADE_FOR_OTHERS = 50
ROWS_PER_PAGE = 100


@reader_view
def brands(request):
    return render(request, "brands.html", {"brands": part_pages.listed_brands(current_snapshot())})


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
    return render(request, "brand.html", context | listed_phones(request, current_snapshot(), found))


@reader_view
def chipset(request, slug):
    found = get_object_or_404(named_for_readers(Chipset), slug=slug)
    context = {"chipset": found, "facts": part_pages.chipset_facts(found)}
    return render(request, "chipset.html", context | listed_phones(request, current_snapshot(), found))


@reader_view
def sensors(request):
    classes, unsized = sensor_pages.sensors_by_size(current_snapshot())
    entries = [*chain.from_iterable(map(attrgetter("entries"), classes)), *unsized]
    context = {
        "sensors": [entry.sensor for entry in entries],
        "classes": classes,
        "unsized": unsized,
        "full_frame": sensor_pages.full_frame_drawing(classes),
    }
    return render(request, "sensors.html", context)


@reader_view
def sensor(request, slug):
    found = get_object_or_404(named_for_readers(Sensor), slug=slug)
    entry = sensor_pages.sized_sensor(found)
    snapshot = current_snapshot()
    context = {
        "sensor": found,
        "entry": entry,
        "facts": sensor_pages.sensor_facts(entry),
        "neighbours": sensor_pages.sensor_neighbours(entry, snapshot),
    }
    note_of = partial(sensor_pages.lens_note, found)
    listed = listed_phones(request, snapshot, found, note_of)
    listed["parameter"] = sensor_pages.finder_parameter(found, listed["cut"].page)
    return render(request, "sensor.html", context | listed)


def listed_phones(request, snapshot, part, note_of=None):
    """The phones of a brand, chipset or sensor, one page of them by year; ``note_of`` gives each a line of its own."""
    cut = paginate(request, newest_places(snapshot, phones_of_part(snapshot, part)), ROWS_PER_PAGE)
    keys = snapshot.index.keys(cut.page.object_list.tolist())
    cut.page.object_list = phones_in_order(keys, prefetch_for_rows(Phone.objects))
    return {"cut": cut, "years": launch_years(cut.page, asks_imperial(request), note_of)}
