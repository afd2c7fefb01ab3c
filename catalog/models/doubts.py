"""Figures that are possible but unlikely: every rule of ``checks`` that doubts, put to a record or to a whole phone."""

from . import checks
from .cameras import Camera, Display
from .phones import Phone
from .versions import Market

_RULES = {
    Phone: (checks.doubts_about_body, checks.doubts_about_dates, checks.doubts_about_price),
    Market: (checks.doubts_about_price,),
    Display: (checks.doubts_about_display,),
    Camera: (checks.doubts_about_sensor,),
}


def doubts_about(record):
    """Yield (field, words) for each doubt about one record."""
    for rule in (_unusual_figures, *_RULES.get(type(record), ())):
        yield from rule(record)


def _unusual_figures(record):
    """Figures outside their soft bounds. One is left out: a phone that folds is wider than others when open."""
    folds = getattr(record, "folds", False)
    return [doubt for doubt in checks.outside_soft_bounds(record) if not (folds and doubt[0] == "width_mm")]


def doubts_about_phone(phone):
    """Yield (path, words) for each doubt about a phone, its displays, cameras and memory: ``cameras[2].f_number``."""
    yield from doubts_about(phone)
    for name in ("displays", "cameras", "memory_versions"):
        for place, row in enumerate(getattr(phone, name).all(), 1):
            for field, words in doubts_about(row):
                yield f"{name}[{place}].{field}", words
