"""Brands, chipsets and sensors: their facts, and the phones that have them."""

from functools import partial
from itertools import chain
from operator import attrgetter

from django.shortcuts import get_object_or_404, render

from catalog.finder.index_cache import current_snapshot
from catalog.finder.newest_phones import newest_places
from catalog.finder.part_phones import parameter_of_sensor, phones_of_part
from catalog.models import Brand, Chipset, Sensor
from catalog.models.part_visibility import named_for_readers
from catalog.pages import part_pages, sensor_pages
from catalog.pages.undescribed_phones import undescribed_phones

from .pagination import paginate
from .printed_phone_rows import RowForm, launch_years, printed_phone_rows
from .responses import reader_view
from .units import asks_imperial

ROWS_PER_PAGE = 100


@reader_view
def brands(request):
    return render(request, "brands.html", {"brands": part_pages.listed_brands(current_snapshot())})


@reader_view
def brand(request, slug):
    found = get_object_or_404(named_for_readers(Brand).select_related("maker"), slug=slug)
    snapshot = current_snapshot()
    related = snapshot.get_or_set(("brand", found.pk), partial(related_to_brand, found))
    return render(request, "brand.html", {"brand": found, **related, **listed_phones(request, snapshot, found)})


def related_to_brand(brand):
    """What its page lists beside its phones."""
    return {
        "makers": part_pages.makers_of_phones(brand),
        "made": part_pages.phones_made_for_others(brand),
        "undescribed": undescribed_phones(brand=brand),
    }


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
        "parameter": parameter_of_sensor(snapshot, found),
    }
    return render(request, "sensor.html", context | listed_phones(request, snapshot, found))


def listed_phones(request, snapshot, part):
    """The phones of a brand, chipset or sensor, one page of them by year. On the page of a sensor each says where it
    has it."""
    key = ("places", type(part), part.pk)
    places = snapshot.get_or_set(key, lambda: newest_places(snapshot, phones_of_part(snapshot, part)))
    cut = paginate(request, places, ROWS_PER_PAGE)
    sensor = part if isinstance(part, Sensor) else None
    form = RowForm(branded=not isinstance(part, Brand), imperial=asks_imperial(request), sensor=sensor)
    cut.page.object_list = printed_phone_rows(snapshot, snapshot.index.keys(cut.page.object_list.tolist()), form)
    return {"cut": cut, "years": launch_years(cut.page)}
