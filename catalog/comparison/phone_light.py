"""One phone's light at a focal length, whatever other phones have."""

from dataclasses import dataclass

from catalog.facts.derived_values import derived_once

from .lens_kit import LensKit, ServingLens, serving_lens

STANDARD_FOCAL_LENGTHS_MM = (13, 16, 20, 24, 28, 35, 50, 70, 85, 105, 135, 200)
"""Focal lengths in mm that lenses are made for: from the widest of phones to where they only crop."""
COMPARED_FOCAL_LENGTHS_MM = (13, 24, 50, 70, 120)
"""Where light is compared in a sentence: an ultrawide, a main lens, a portrait lens, and two telephotos."""
_CACHED_MM = frozenset((*STANDARD_FOCAL_LENGTHS_MM, *COMPARED_FOCAL_LENGTHS_MM))


@dataclass(frozen=True)
class PhoneLight:
    """``serving`` is the lens of ``kit`` that serves at ``mm``, None where none is so short. ``is_doubtful``: a lens of
    unknown focal length may serve in its place."""

    kit: LensKit
    mm: float
    serving: ServingLens | None
    is_doubtful: bool

    @property
    def equivalent(self):
        """The equivalent f-number; None where it is not known, or nothing serves."""
        return self.serving and self.serving.equivalent

    @property
    def is_sure(self):
        """Whether it is known which lens serves, if any, and with how much light."""
        if not self.kit.lenses or self.is_doubtful:
            return False
        return self.serving is None or self.serving.equivalent is not None


def phone_light(kit, mm):
    """The ``PhoneLight`` of a ``LensKit``; at the usual focal lengths the one instance that is kept with it."""
    if mm in _CACHED_MM:
        return _cached_light(kit, mm)
    return _light(kit, mm)


def _light(kit, mm):
    return PhoneLight(kit, mm, serving_lens(kit.lenses, mm), kit.is_doubtful_at(mm))


_cached_light = derived_once(_light)
