"""Phones as rows under the years of their launch, printed once and kept by the process; see ``pages.phone_rows``."""

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext_noop
from markupsafe import Markup

from catalog.finder.index_cache import phones_in_order
from catalog.languages.active_language import active_language
from catalog.models import Phone, Sensor
from catalog.pages.page_addresses import phone_path
from catalog.pages.phone_rows import phone_row, prefetch_for_rows
from catalog.pages.sensor_pages import lens_note

from .result_phones import make_room
from .template_fragments import template_macro

DATE_NOT_KNOWN = gettext_noop("Date not known")


@dataclass(frozen=True)
class RowForm:
    """How rows are printed. ``branded``: with the brand of the phone; on the page of a ``sensor`` rows say where a
    phone has it."""

    branded: bool
    imperial: bool
    sensor: Sensor | None = None


@dataclass(frozen=True)
class PrintedPhoneRow:
    """A row, and what the head of the page says of its phone. ``year`` is empty where it is not known."""

    name: str
    full_name: str
    path: str
    year: str
    html: Markup

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return self.path


@dataclass(frozen=True)
class LaunchYear:
    label: str
    rows: tuple[PrintedPhoneRow, ...]


def printed_phone_rows(snapshot, keys, form):
    """The ``PrintedPhoneRow``s of the phones ``keys`` in the language of the page. Two queries where any is not printed
    yet, else none."""
    cached = snapshot.printed
    cache_key = partial(_cache_key, form, active_language())
    missing = [key for key in keys if cache_key(key) not in cached]
    if missing:
        make_room(cached)
        for phone in phones_in_order(missing, prefetch_for_rows(Phone.objects)):
            cached[cache_key(phone.pk)] = _printed_row(phone, form)
    return list(filter(None, (cached.get(cache_key(key)) for key in keys)))


def _cache_key(form, language, key):
    return "row", key, form, language


def _printed_row(phone, form):
    note_of = form.sensor and partial(lens_note, form.sensor)
    row = phone_row(phone, form.imperial, note_of)
    html = template_macro("macros/phone_rows.html", "phone_row")(row=row, branded=form.branded)
    return PrintedPhoneRow(phone.name, phone.full_name, phone_path(phone.slug), row.year, html)


def launch_years(rows):
    """``rows`` in their order by the year of their launch."""
    years = []
    for label, of_year in groupby(rows, key=attrgetter("year")):
        years.append(LaunchYear(label or DATE_NOT_KNOWN, tuple(of_year)))
    return years
