"""The page of a phone as far as the phone decides it, with slots for everything else.

The phone, that is all its rows and claims, the phones it is related to, what it is made of, and its photographs: any
change of these touches the phone (``models/touched_phones``). What other phones, guides, rates of exchange, editors'
pages and the question decide is filled in by ``views/phone_page_parts``.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string

from catalog.facts.phone_cache import cached_phones
from catalog.history.visibility import last_public_change
from catalog.models import Camera, Display, Phone, Photo
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, PHONE_SPECS

from .date_format import formatted_date
from .page_slots import with_slots_filled
from .phone_page import phone_page, twin_slugs

_SPECS_BY_MODEL = {Phone: PHONE_SPECS, Display: DISPLAY_SPECS, Camera: CAMERA_SPECS}
_SPECS_BY_NAME = {model.__name__: specs for model, specs in _SPECS_BY_MODEL.items()}


@dataclass(frozen=True)
class PhoneFrame:
    """``html`` has a slot for each part; ``unknown`` are the rows of which nothing is known, as
    ``unknown_facts.unknown_specs`` gives them."""

    html: str
    unknown: list

    def as_json(self):
        groups = [(label, [(spec.of.__name__, spec.key) for spec in specs]) for label, specs in self.unknown]
        return {"html": self.html, "unknown": groups}

    @classmethod
    def from_json(cls, data):
        groups = []
        for label, specs in data["unknown"]:
            groups.append((label, [_SPECS_BY_NAME[model][key] for model, key in specs]))
        return cls(data["html"], groups)


def phone_frame(phone, imperial=False, preview_until=None, request=None):
    """Of a phone fetched whole; ``preview_until`` says when a preview of it ends. Without a request, as the plain
    address of the phone has it."""
    page = phone_page(phone, cached_phones(twin_slugs(phone)), imperial)
    context = {
        "page": page,
        "phone": phone,
        "imperial": imperial,
        "photos": photos_of(phone, is_preview=preview_until is not None),
        "preview_until": preview_until,
        "changed": formatted_date(last_public_change(phone)),
    }
    html = render_to_string("phone.html", context, request)
    numbers = {source.mark: str(source.number) for source in page.sources}
    return PhoneFrame(with_slots_filled(html, numbers), page.unknown)


def photos_of(phone, *, is_preview):
    photos = list(Photo.objects.filter(phone=phone).select_related("source"))
    for photo in photos:
        photo.is_signed = is_preview
    return photos
