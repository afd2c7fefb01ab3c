"""Figures that are possible but unlikely: every rule of ``validators`` that doubts, asked of a record or a phone."""

from . import validators
from .cameras import Camera, Display
from .phones import Phone
from .versions import Market

_RULES = {
    Phone: (validators.doubts_about_body, validators.doubts_about_dates, validators.doubts_about_price),
    Market: (validators.doubts_about_price,),
    Display: (validators.doubts_about_display,),
    Camera: (validators.doubts_about_sensor,),
}


def doubts_about(record):
    """Yield (field, words) for each doubt about one record."""
    for rule in (_unusual_figures, *_RULES.get(type(record), ())):
        yield from rule(record)


def _unusual_figures(record):
    """Figures outside their soft bounds. One is left out: a phone that folds is wider than others when open."""
    folds = getattr(record, "folds", False)
    return [doubt for doubt in validators.outside_soft_bounds(record) if not (folds and doubt[0] == "width_mm")]


def doubts_about_phone(phone):
    """Yield (path, words) for each doubt about a phone, its displays, cameras and memory: ``cameras[2].f_number``."""
    yield from doubts_about(phone)
    for name in ("displays", "cameras", "memory_versions"):
        for place, row in enumerate(getattr(phone, name).all(), 1):
            for field, words in doubts_about(row):
                yield f"{name}[{place}].{field}", words
