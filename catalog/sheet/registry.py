"""The sheet: every fact once, in its groups. Pages, data, glossary, records and admin read it and nothing else."""

from dataclasses import replace

from catalog.models import Camera, Display, Phone

from . import spec_values
from .abroad_specs import VOLTE
from .camera_specs import CAMERA_GROUPS, DISPLAY_GROUPS
from .entry_specs import ENTRY_GROUPS
from .phone_specs import GROUPS as PHONE_GROUPS
from .spec import SpecGroup


def _bind_to_model(group):
    return replace(group, specs=tuple(replace(spec, of=group.of) for spec in group.specs))


def _main_camera_spec(spec):
    """The same fact of a phone's main camera: ``main_f_number``."""
    return replace(
        spec,
        key=f"main_{spec.key}",
        label=f"{spec.label} (main camera)",
        read=spec_values.from_main_camera(spec.reading),
        applies=spec_values.from_main_camera(spec.applies, otherwise=True),
        absent=spec_values.from_main_camera(spec.absent, otherwise=False),
        show=spec.text,
        on_page=False,
        of=Phone,
        inner=spec,
        through=spec_values.main_camera,
    )


def _insert_after(groups, key, more):
    """``groups`` with ``more`` put in after the one with that key."""
    place = next(number for number, group in enumerate(groups, 1) if group.key == key)
    return (*groups[:place], *more, *groups[place:])


_PHONE = tuple(map(_bind_to_model, PHONE_GROUPS))
_DISPLAY = tuple(map(_bind_to_model, DISPLAY_GROUPS))
_CAMERA = tuple(map(_bind_to_model, CAMERA_GROUPS))
_MAIN_CAMERA_SPECS = tuple(_main_camera_spec(spec) for group in _CAMERA for spec in group.specs if spec.key != "notes")
_MAIN_CAMERA_GROUP = SpecGroup("main_camera", "Main camera", Phone, _MAIN_CAMERA_SPECS)

SHEET = _insert_after(_insert_after(_PHONE, "body", _DISPLAY), "cameras", (*_CAMERA, _MAIN_CAMERA_GROUP))


ENTRY_GROUP_BY_KEY = {group.key: group for group in map(_bind_to_model, ENTRY_GROUPS)}
"""Rows of one market and of one model code, by “market” and “code”: lists of a phone, and no rows of its page."""


def _specs_by_key(model):
    return {spec.key: spec for group in SHEET if group.of is model for spec in group.specs}


PHONE_SPECS = _specs_by_key(Phone)
DISPLAY_SPECS = _specs_by_key(Display)
CAMERA_SPECS = _specs_by_key(Camera)
SPECS = {**CAMERA_SPECS, **DISPLAY_SPECS, **PHONE_SPECS}
"""Every row by its key. ``notes`` alone means two things: the phone's remarks are not a row."""


CAMERA_CLAIM_SPECS = dict(CAMERA_SPECS)
PHONE_CLAIM_SPECS = {key: spec for key, spec in {**DISPLAY_SPECS, **PHONE_SPECS}.items() if spec.inner is None}
"""Rows by key that sources speak of; what is said of a main camera is said of that camera."""

CLAIM_ONLY_SPECS = {VOLTE.key: VOLTE}
"""By key: what only claims hold, and no row or column. A claim on ``volte`` names networks by their slugs
(``de-telekom``) in its value or notes, or countries (``DE``) in its value."""


def find_spec(key, model=Phone):
    """The row of that key for a phone, a display or a camera; None when there is none."""
    return {Phone: PHONE_SPECS, Display: DISPLAY_SPECS, Camera: CAMERA_SPECS}[model].get(key)


def spec_groups(model):
    return tuple(group for group in SHEET if group.of is model)
