"""Warnings about figures that are possible but unlikely: all warnings of ``validators`` for a record or a phone."""

from . import validators
from .cameras import Camera, Display
from .phones import Phone
from .versions import LaunchPrice, Market

_WARNING_RULES = {
    Phone: (
        validators.body_warnings,
        validators.date_order_warnings,
        validators.price_warnings,
        validators.capacity_warnings,
    ),
    Market: (validators.price_warnings,),
    LaunchPrice: (validators.price_warnings,),
    Display: (validators.display_warnings,),
    Camera: (validators.sensor_warnings, validators.angle_warnings),
}


def record_warnings(record):
    """Yield (field, words) for each doubt about one record."""
    for rule in (_unusual_figure_warnings, *_WARNING_RULES.get(type(record), ())):
        yield from rule(record)


def _unusual_figure_warnings(record):
    """Figures outside their soft bounds, except the width of a phone that folds: open, it is wider than others."""
    folds = getattr(record, "folds", False)
    for field, words in validators.soft_bound_warnings(record):
        if not (folds and field == "width_mm"):
            yield field, words


def phone_warnings(phone):
    """Yield (path, words) for each doubt about a phone, its displays, cameras and memory: ``cameras[2].f_number``."""
    yield from record_warnings(phone)
    for name in ("displays", "cameras", "memory_versions"):
        for place, row in enumerate(getattr(phone, name).all(), 1):
            for field, words in record_warnings(row):
                yield f"{name}[{place}].{field}", words
