"""What changed in the camera from one phone to the next: short words, from facts alone."""

from itertools import chain

from catalog.facts.camera_matches import focal_length_span, format_focal_span, matching_cameras
from catalog.facts.cells import Cell, State
from catalog.facts.phone_facts import PhoneFacts
from catalog.models.vocabulary import HELPER_ROLES, Facing, Section
from catalog.quantities import formatters
from catalog.sheet import phone_parts
from catalog.sheet.registry import CAMERA_SPECS, PHONE_SPECS

from .judging import cell_difference

NO_CHANGE = "no change known"
NOT_KNOWN = Cell(State.NOT_KNOWN, "not known")
ARROW = " → "
MAIN_CAMERA_KEYS = {"main f-number": "f_number", "main resolution": "megapixels"}
CAMERA_SECTIONS = {Facing.REAR: Section.REAR_CAMERAS, Facing.FRONT: Section.FRONT_CAMERAS}
FRONT_CAMERA_KEYS = ("focal_length_eq_mm", "megapixels", "f_number")


def camera_changes(before, after):
    """What is other in ``after``, of two phones fetched with ``whole``; never empty. Estimates say “about”."""
    parts = (_lens_changes, _light_change, _main_changes, _front_changes)
    found, unknown = zip(*(part(before, after) for part in parts), strict=True)
    words = [*chain(*found)] or [NO_CHANGE]
    names = [*chain(*unknown)]
    return [*words, f"not known: {', '.join(names)}"] if names else words


def main_camera_cell(key, phone):
    """What is known of one fact of the phone's main camera."""
    return PhoneFacts.of(phone).cell(PHONE_SPECS[f"main_{key}"], phone)


def sensor_area_cell(phone):
    """The area of the main sensor that makes pictures: of the part used, else of the whole."""
    camera = phone_parts.main_camera(phone)
    used = main_camera_cell("used_area_mm2", phone)
    if used.is_known or not (camera and camera.used_size):
        return used if used.is_known else NOT_KNOWN
    return main_camera_cell("sensor_area_mm2", phone)


def text_with_about(cell):
    """Its words, with “about” before an estimate."""
    return f"about {cell.text}" if cell.estimated else cell.text


def _change_text(before, after):
    """“f/1.9 → about f/1.8”; empty where both read the same."""
    return "" if before.answer == after.answer else f"{text_with_about(before)}{ARROW}{text_with_about(after)}"


def _main_changes(before, after):
    """What is other in the main camera, and the names of what is known of neither. So do all that follow."""
    cells = {
        "main sensor": (main_camera_cell("sensor", before), main_camera_cell("sensor", after)),
        "area used": (sensor_area_cell(before), sensor_area_cell(after)),
        **{
            label: (main_camera_cell(key, before), main_camera_cell(key, after))
            for label, key in MAIN_CAMERA_KEYS.items()
        },
    }
    unknown = [label for label, pair in cells.items() if not any(cell.is_answered for cell in pair)]
    words = {label: _change_text(*pair) for label, pair in cells.items() if label not in unknown}
    return [f"{label}: {text}" for label, text in words.items() if text], unknown


def _light_change(before, after):
    """“light of the main camera: +0.4 stops”."""
    label, key = "light of the main camera", "equivalent_f_number"
    words = cell_difference(CAMERA_SPECS[key], main_camera_cell(key, after), main_camera_cell(key, before))
    if not words:
        return [], [label]
    return ([] if words == formatters.NO_DIFFERENCE else [f"{label}: {words}"]), []


def _lens_changes(before, after):
    """Rear lenses that came, went, or see otherwise."""
    return _side_changes((before, after), Facing.REAR, _length_change)


def _front_changes(before, after):
    return _side_changes((before, after), Facing.FRONT, _front_change)


def _side_changes(phones, facing, changed):
    """Of the cameras on one side; that none is listed does not mean that there is none."""
    columns, section = [_lens_cameras(phone, facing) for phone in phones], CAMERA_SECTIONS[facing]
    unlisted = [
        phone for phone, lenses in zip(phones, columns, strict=True) if not lenses and not phone.is_whole(section)
    ]
    label = section.label.lower()
    if len(unlisted) == 2:
        return [], [label]
    if unlisted:
        return [f"{label} of the {unlisted[0].full_name}: not known"], []
    return _matched_lens_changes(phones, columns, section, changed), []


def _matched_lens_changes(phones, columns, section, changed):
    """Lens by lens; only of a list that is whole it can be said that a lens was added or dropped."""
    words = []
    for one, other in (match.cameras for match in matching_cameras(columns)):
        if one and other:
            words.append(changed(phones, one, other))
        elif other:
            words.append(f"{_lens_name(other)} {'added' if phones[0].is_whole(section) else '(not listed before)'}")
        else:
            words.append(f"{_lens_name(one)} {'dropped' if phones[1].is_whole(section) else '(no longer listed)'}")
    return list(filter(None, words))


def _lens_cameras(phone, facing):
    return [camera for camera in phone_parts.cameras_facing(phone, facing) if camera.role not in HELPER_ROLES]


def _lens_name(camera):
    """“75 mm telephoto”, “front camera of unknown focal length”."""
    title, span = phone_parts.camera_title(camera).lower(), focal_length_span(camera)
    return f"{format_focal_span(span)} {title}" if span else f"{title} of unknown focal length"


def _length_change(phones, one, other):
    """“telephoto: 75 mm → 120 mm”; empty where neither is known."""
    lengths = [format_focal_span(span) if span else NOT_KNOWN.text for span in map(focal_length_span, (one, other))]
    return "" if lengths[0] == lengths[1] else f"{phone_parts.camera_title(other).lower()}: {ARROW.join(lengths)}"


def _front_change(phones, one, other):
    cells = [
        [
            PhoneFacts.of(phone).cell(CAMERA_SPECS[key], camera)
            for phone, camera in zip(phones, (one, other), strict=True)
        ]
        for key in FRONT_CAMERA_KEYS
    ]
    words = list(filter(None, (_change_text(*pair) for pair in cells if any(cell.is_answered for cell in pair))))
    return f"{phone_parts.camera_title(other).lower()}: {', '.join(words)}" if words else ""
