"""The sheet: every fact once, in its groups. Pages, data, glossary, records and admin read it and nothing else."""

from dataclasses import replace

from catalog.models import Camera, Display, Phone

from . import phone_parts, spec_values
from .abroad_specs import VOLTE
from .camera_specs import CAMERA_GROUPS, DISPLAY_GROUPS
from .entry_specs import ENTRY_GROUPS, MEMORY_VERSION
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
        through=phone_parts.main_camera,
    )


def _insert_after(groups, key, more):
    """``groups`` with ``more`` put in after the one with that key."""
    place = next(number for number, group in enumerate(groups, 1) if group.key == key)
    return (*groups[:place], *more, *groups[place:])


def _main_camera_specs(groups):
    """The rows of ``groups`` again, each of a phone's main camera; its remarks are left out."""
    specs = []
    for group in groups:
        specs.extend(_main_camera_spec(spec) for spec in group.specs if spec.key != "notes")
    return tuple(specs)


_PHONE = tuple(map(_bind_to_model, PHONE_GROUPS))
_DISPLAY = tuple(map(_bind_to_model, DISPLAY_GROUPS))
_CAMERA = tuple(map(_bind_to_model, CAMERA_GROUPS))
_MAIN_CAMERA_GROUP = SpecGroup("main_camera", "Main camera", Phone, _main_camera_specs(_CAMERA))

SHEET = _insert_after(_insert_after(_PHONE, "body", _DISPLAY), "cameras", (*_CAMERA, _MAIN_CAMERA_GROUP))


ENTRY_GROUP_BY_KEY = {group.key: group for group in map(_bind_to_model, ENTRY_GROUPS)}
"""Rows of one market and of one model code, by “market” and “code”: lists of a phone, and no rows of its page."""


def spec_groups(model):
    """The groups of the sheet that are read from ``model``: Phone, Display or Camera."""
    return tuple(group for group in SHEET if group.of is model)


def _specs_by_key(model):
    specs = {}
    for group in spec_groups(model):
        specs.update((spec.key, spec) for spec in group.specs)
    return specs


PHONE_SPECS = _specs_by_key(Phone)
DISPLAY_SPECS = _specs_by_key(Display)
CAMERA_SPECS = _specs_by_key(Camera)
SPECS = {**CAMERA_SPECS, **DISPLAY_SPECS, **PHONE_SPECS}
"""Every row by its key. ``notes`` alone means two things: the phone's remarks are not a row."""


METRIC_GROUPS = ("cameras", "main_camera")
METRIC_KEYS = set(CAMERA_SPECS)
"""Rows of optics: in millimetres and micrometres whatever units a reader asks for, as lenses and sensors are named."""
for _group in spec_groups(Phone):
    if _group.key in METRIC_GROUPS:
        METRIC_KEYS.update(spec.key for spec in _group.specs)

CAMERA_CLAIM_SPECS = dict(CAMERA_SPECS)
PHONE_CLAIM_SPECS = {key: spec for key, spec in {**DISPLAY_SPECS, **PHONE_SPECS}.items() if spec.inner is None}
"""Rows by key that claims bear on. Claims on a main camera are claims on that camera."""

ROW_NAMING_KEYS = ("code", "country", "carrier", "price_on")
"""Rows that say which model code or market is meant."""
ROW_CLAIM_SPECS = {
    spec.key: spec for group in ENTRY_GROUP_BY_KEY.values() for spec in group.specs if spec.key not in ROW_NAMING_KEYS
}
"""Rows by key that claims on one model code or market bear on; ``Claim.row`` names it."""

CLAIM_ONLY_SPECS = {VOLTE.key: VOLTE, MEMORY_VERSION.key: MEMORY_VERSION}
"""Facts by key that stand in claims alone, without a row or a column. A claim on ``volte`` names networks by their
slugs (``de-telekom``) in its value or notes, or countries (``DE``) in its value."""


def find_spec(key, model=Phone):
    """The row of that key for a phone, a display or a camera; None when there is none."""
    return {Phone: PHONE_SPECS, Display: DISPLAY_SPECS, Camera: CAMERA_SPECS}[model].get(key)
