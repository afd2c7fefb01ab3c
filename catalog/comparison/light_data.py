"""Light against focal length as JSON has it: the values of the drawing, unprinted."""

from .lens_kit import serving_lens
from .phone_light import STANDARD_FOCAL_LENGTHS_MM
from .phone_marks import marked_phones


def light_data(phones):
    """Each phone's lenses, and the values at ``STANDARD_FOCAL_LENGTHS_MM``, in the order of ``phones``."""
    return [_phone_data(mark.kit) for mark in marked_phones(phones)]


def _phone_data(kit):
    return {
        "slug": kit.phone.slug,
        "lenses": list(map(_lens_data, kit.lenses)),
        "focal_length_not_known": [lens.title for lens in kit.unplaced],
        "not_counted": list(kit.aside),
        "at": [_value_data(kit, mm) for mm in STANDARD_FOCAL_LENGTHS_MM],
    }


def _lens_data(lens):
    is_zoom = lens.long_mm > lens.short_mm
    return {
        "title": lens.title,
        "focal_length_eq_mm": lens.short_mm,
        "focal_length_eq_max_mm": lens.long_mm if is_zoom else None,
        "equivalent_f_number": _rounded(lens.equivalent_at(lens.short_mm)),
        "equivalent_f_number_max": _rounded(lens.equivalent_at(lens.long_mm)) if is_zoom else None,
        "estimated": lens.is_estimated_at(lens.short_mm),
    }


def _value_data(kit, mm):
    at = serving_lens(kit.lenses, mm)
    if at is None:
        return {"focal_length_eq_mm": mm, "state": _state_uncovered(kit, mm)}
    return {
        "focal_length_eq_mm": mm,
        "state": "known" if at.equivalent else "not_known",
        "lens": at.lens.title,
        "crop": round(at.crop, 4),
        "area_share": round(at.share, 4),
        "equivalent_f_number": _rounded(at.equivalent),
        "estimated": at.is_estimated,
        "digital_zoom": at.is_past,
        "perhaps_another_lens": kit.is_doubtful_at(mm),
    }


def _state_uncovered(kit, mm):
    if not kit.lenses or kit.is_doubtful_at(mm):
        return "not_known"
    return "not_covered"


def _rounded(value):
    return value and round(value, 2)
