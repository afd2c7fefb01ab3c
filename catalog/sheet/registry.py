"""The sheet: every fact once, in its groups. Pages, data, glossary, records and admin read it and nothing else."""

from dataclasses import replace

from catalog.models import Camera, Display, Phone

from . import readers
from .abroad_rows import VOICE
from .camera_rows import CAMERA_GROUPS, DISPLAY_GROUPS
from .entry_rows import ENTRY_GROUPS
from .phone_rows import GROUPS as PHONE_GROUPS
from .spec import Group


def _bound(group):
    return replace(group, specs=tuple(replace(spec, of=group.of) for spec in group.specs))


def _of_main(spec):
    """The same fact of a phone's main camera: ``main_f_number``."""
    return replace(
        spec,
        key=f"main_{spec.key}",
        label=f"{spec.label} (main camera)",
        read=readers.of_main_camera(spec.reading),
        applies=readers.of_main_camera(spec.applies, otherwise=True),
        absent=readers.of_main_camera(spec.absent, otherwise=False),
        show=spec.text,
        on_page=False,
        of=Phone,
        inner=spec,
        through=readers.main_camera,
    )


def _after(groups, key, more):
    """``groups`` with ``more`` put in after the one with that key."""
    place = next(number for number, group in enumerate(groups, 1) if group.key == key)
    return (*groups[:place], *more, *groups[place:])


_PHONE = tuple(map(_bound, PHONE_GROUPS))
_DISPLAY = tuple(map(_bound, DISPLAY_GROUPS))
_CAMERA = tuple(map(_bound, CAMERA_GROUPS))
_OF_MAIN = tuple(_of_main(spec) for group in _CAMERA for spec in group.specs if spec.key != "notes")
_MAIN = Group("main_camera", "Main camera", Phone, _OF_MAIN)

SHEET = _after(_after(_PHONE, "body", _DISPLAY), "cameras", (*_CAMERA, _MAIN))


ENTRIES = {group.key: group for group in map(_bound, ENTRY_GROUPS)}
"""Rows of one market and of one model code, by “market” and “code”: lists of a phone, and no rows of its page."""


def _specs_of(model):
    return {spec.key: spec for group in SHEET if group.of is model for spec in group.specs}


PHONE_SPECS = _specs_of(Phone)
DISPLAY_SPECS = _specs_of(Display)
CAMERA_SPECS = _specs_of(Camera)
SPECS = {**CAMERA_SPECS, **DISPLAY_SPECS, **PHONE_SPECS}
"""Every row by its key. ``notes`` alone means two things: the phone's remarks are not a row."""


SAID_OF_CAMERAS = dict(CAMERA_SPECS)
SAID_OF_PHONES = {key: spec for key, spec in {**DISPLAY_SPECS, **PHONE_SPECS}.items() if spec.inner is None}
"""Rows by key that sources speak of; what is said of a main camera is said of that camera."""

SAID_ALONE = {VOICE.key: VOICE}
"""By key: what only claims hold, and no row or column. A claim on ``volte`` names networks by their slugs
(``de-telekom``) in its value or notes, or countries (``DE``) in its value."""


def spec_of(key, model=Phone):
    """The row of that key for a phone, a display or a camera; None when there is none."""
    return {Phone: PHONE_SPECS, Display: DISPLAY_SPECS, Camera: CAMERA_SPECS}[model].get(key)


def groups_of(model):
    return tuple(group for group in SHEET if group.of is model)
