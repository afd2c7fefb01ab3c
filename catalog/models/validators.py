"""Validators, which raise ValidationError, and warnings, which yield (field, words) for what is possible but
doubtful."""

import re

from django.core.exceptions import ValidationError

from catalog.quantities import optics
from catalog.quantities.web_addresses import web_address

SLUG_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
_IP_CODE = re.compile(r"IP[0-6X][0-9X]K?")
_VIDEO_MODE = re.compile(r"\d{3,4}p\d{2,4}")


def validate_slug(slug):
    """``leica-leitz-phone-2``: a record's name in its address. “-vs-” joins the phones of a comparison."""
    if not re.fullmatch(SLUG_PATTERN, slug) or "-vs-" in slug:
        raise ValidationError(f"“{slug}” is not a slug: small letters, digits and hyphens, without “-vs-”.")


def validate_web_address(text):
    """``https://example.org/page``."""
    if web_address(text) is None:
        raise ValidationError(f"“{text}” is not an address of the web: write https://example.org/page.")


def validate_ip_code(code):
    """``IP68``, ``IPX8``, ``IP69K`` (IEC 60529)."""
    if not _IP_CODE.fullmatch(code):
        raise ValidationError(f"“{code}” is not an IP code: write IP68.")


def validate_video_mode(mode):
    """Lines and frames a second: ``2160p60``."""
    if not _VIDEO_MODE.fullmatch(mode):
        raise ValidationError(f"“{mode}” is not a video mode: write 2160p60 for 2160 lines at 60 frames a second.")


def validate_type_label(label):
    """``1/1.31``."""
    denominator = optics.label_denominator(label)
    if denominator is None or not 0.7 <= denominator <= 12:
        raise ValidationError(f"“{label}” is not a sensor type: write 1/1.31.")


def validate_country(code):
    """Two capitals (ISO 3166-1), or 001 for the world (UN M49)."""
    if not re.fullmatch(r"[A-Z]{2}|001", code):
        raise ValidationError(f"“{code}” is not a country code: write DE, or 001 for many countries.")


def validate_one_country(code):
    """Two capitals (ISO 3166-1)."""
    if not re.fullmatch("[A-Z]{2}", code):
        raise ValidationError(f"“{code}” is not the code of one country: write DE.")


def soft_bound_warnings(record):
    """Yield (field, words) for each figure of ``record`` outside its soft bounds."""
    for field in record._meta.concrete_fields:
        bounds = getattr(field, "soft", None)
        value = getattr(record, field.attname)
        if bounds and value is not None:
            least, most = bounds
            if not least <= value <= most:
                yield field.name, f"{value:g} is unusual: most are between {least} and {most}"


def body_warnings(phone):
    """Yield (field, words) where height and width do not fit each other. Folding phones are left out."""
    height = phone.height_mm
    width = phone.width_mm
    if not (height and width) or phone.folds:
        return
    if width >= height:
        yield "width_mm", f"width {width:g} is not less than height {height:g}: swapped?"
    elif height > 2.6 * width:
        yield "height_mm", f"height {height:g} is more than 2.6 times the width {width:g}"


def date_order_warnings(phone):
    """Yield (field, words) where a phone was surely sold before it was announced."""
    if not (phone.announced and phone.released):
        return
    if phone.released.ends_before(phone.announced):
        yield "released", f"released {phone.released} before it was announced ({phone.announced})"


def capacity_warnings(phone):
    """Yield (field, words) where a battery is rated above what it typically has."""
    typical = phone.battery_mah
    rated = phone.rated_battery_mah
    if typical and rated and rated > typical:
        yield "rated_battery_mah", f"{rated} mAh rated is more than {typical} mAh typical: swapped?"


def price_warnings(record):
    """Yield (field, words) for a price whose point or sign of currency may have meant something else."""
    column = "launch_price" if hasattr(record, "launch_price") else "price"
    price = getattr(record, column)
    currency = getattr(record, f"{column}_currency")
    country = getattr(record, "country", None)
    if price is not None and round(price, 2) != price:
        yield column, f"{price:.10g} has three decimals: is {price * 1000:.10g} meant?"
    if currency == "JPY" and country == "CN":
        yield f"{column}_currency", "yen in China: is CNY meant?"


def display_warnings(display):
    """Yield (field, words) where a stated density does not fit size and pixels within 3 %."""
    computed = optics.pixels_per_inch(display.display_width_px, display.display_height_px, display.display_size_in)
    stated = display.stated_ppi
    if not (stated and computed):
        return
    if optics.relative_spread([stated, computed]) > 0.03:
        yield "stated_ppi", f"{stated:g} ppi, but size and pixels give {computed:.0f}"


def angle_warnings(camera):
    """Yield (field, words) where a stated angle of view does not fit the stated focal length within 10 %."""
    stated = camera.focal_length_eq_mm
    computed = camera.focal_length_by_angle
    if not (stated and computed):
        return
    if optics.relative_spread([stated, computed.mm]) > 0.1:
        yield "stated_angle_of_view_deg", f"{stated:g} mm is stated, but the angle gives {computed.mm:g} mm"


def sensor_warnings(camera):
    """Yield (field, words) where the routes to a sensor's width are more than 5 % apart."""
    widths = []
    figures = []
    for route, size in camera.sensor_sizes().items():
        if size:
            widths.append(size.width_mm)
            figures.append(f"{size.width_mm:.2f} mm {route}")
    if optics.relative_spread(widths) > 0.05:
        yield "sensor_width_mm", f"the routes to the sensor's width differ by more than 5 %: {', '.join(figures)}"
