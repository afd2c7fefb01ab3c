"""What changed in the camera from one phone to the next: short words, from facts alone."""

from functools import partial

from django.utils.translation import gettext_lazy

from catalog.facts.camera_matches import focal_length_span, format_focal_span, matching_cameras
from catalog.facts.cells import Cell, State
from catalog.facts.phone_facts import PhoneFacts
from catalog.languages.active_language import gettext
from catalog.languages.difference_words import difference_words
from catalog.languages.listed_words import comma_list, small_words
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import about
from catalog.models.vocabulary import HELPER_ROLES, Facing, Section
from catalog.quantities import formatters
from catalog.sheet import phone_parts
from catalog.sheet.registry import CAMERA_SPECS, PHONE_SPECS

from .judging import cell_difference

NO_CHANGE = gettext_lazy("no change known")
NOT_KNOWN = Cell(State.NOT_KNOWN, "not known")
ARROW = " → "
CAMERA_SECTIONS = {Facing.REAR: Section.REAR_CAMERAS, Facing.FRONT: Section.FRONT_CAMERAS}
FRONT_CAMERA_KEYS = ("focal_length_eq_mm", "megapixels", "f_number")


def camera_changes(before, after):
    """What is other in ``after``, of two phones fetched with ``whole``; never empty. Estimates say “about”."""
    words = []
    unknown = []
    for changes_of in (_lens_changes, _light_change, _main_changes, _front_changes):
        changes, names = changes_of(before, after)
        words += changes
        unknown += names
    if not words:
        words.append(str(NO_CHANGE))
    if unknown:
        words.append(gettext("not known: {facts}").format(facts=comma_list(map(str, unknown))))
    return words


def main_camera_cell(key, phone):
    """What is known of one fact of the phone's main camera."""
    return PhoneFacts.of(phone).cell(PHONE_SPECS[f"main_{key}"], phone)


def sensor_area_cell(phone):
    """The area of the main sensor that makes pictures: of the part used, else of the whole."""
    used = main_camera_cell("used_area_mm2", phone)
    if used.is_known:
        return used
    camera = phone_parts.main_camera(phone)
    if camera is None or not camera.used_size:
        return NOT_KNOWN
    return main_camera_cell("sensor_area_mm2", phone)


def text_with_about(cell):
    """Its words, with “about” before an estimate."""
    return about(localised(cell.text), cell.estimated)


def _change_text(before, after):
    """“f/1.9 → about f/1.8”; empty where both read the same."""
    if before.answer == after.answer:
        return ""
    return f"{text_with_about(before)}{ARROW}{text_with_about(after)}"


def _main_changes(before, after):
    """What is other in the main camera, and the names of what is known of neither. So do all that follow."""
    words = []
    unknown = []
    for label, cell_of in MAIN_CAMERA_CELLS.items():
        cell_before = cell_of(before)
        cell_after = cell_of(after)
        if not (cell_before.is_answered or cell_after.is_answered):
            unknown.append(label)
        elif text := _change_text(cell_before, cell_after):
            words.append(_labelled(label, text))
    return words, unknown


def _labelled(label, text):
    return gettext("{label}: {text}").format(label=label, text=text)


MAIN_CAMERA_CELLS = {
    gettext_lazy("main sensor"): partial(main_camera_cell, "sensor"),
    gettext_lazy("sensor area used"): sensor_area_cell,
    gettext_lazy("main f-number"): partial(main_camera_cell, "f_number"),
    gettext_lazy("main resolution"): partial(main_camera_cell, "megapixels"),
}


def _light_change(before, after):
    """“light of the main camera: +0.4 stops”."""
    label = gettext("light of the main camera")
    key = "equivalent_f_number"
    words = cell_difference(CAMERA_SPECS[key], main_camera_cell(key, after), main_camera_cell(key, before))
    if not words:
        return [], [label]
    if words == formatters.NO_DIFFERENCE:
        return [], []
    return [_labelled(label, difference_words(words))], []


def _lens_changes(before, after):
    """Rear lenses that came, went, or see otherwise."""
    return _side_changes((before, after), Facing.REAR, _length_change)


def _front_changes(before, after):
    return _side_changes((before, after), Facing.FRONT, _front_change)


def _side_changes(phones, facing, change_text):
    """Of the cameras on one side; that none is listed does not mean that there is none."""
    section = CAMERA_SECTIONS[facing]
    label = small_words(section.label)
    columns = [_lens_cameras(phone, facing) for phone in phones]
    unlisted = []
    for phone, lenses in zip(phones, columns, strict=True):
        if not lenses and not phone.is_whole(section):
            unlisted.append(phone)
    if len(unlisted) == 2:
        return [], [label]
    if unlisted:
        words = gettext("{cameras} of the {phone}: not known")
        return [words.format(cameras=label, phone=unlisted[0].full_name)], []
    return _matched_lens_changes(phones, columns, section, change_text), []


def _matched_lens_changes(phones, columns, section, change_text):
    """Lens by lens. A lens counts as added or dropped only where the list that lacks it is complete."""
    before, after = phones
    added = gettext("{lens} added") if before.is_whole(section) else gettext("{lens} (not listed before)")
    dropped = gettext("{lens} dropped") if after.is_whole(section) else gettext("{lens} (no longer listed)")
    words = []
    for match in matching_cameras(columns):
        one, other = match.cameras
        if one is None:
            words.append(added.format(lens=_lens_name(other)))
        elif other is None:
            words.append(dropped.format(lens=_lens_name(one)))
        else:
            words.append(change_text(phones, one, other))
    return list(filter(None, words))


def _lens_cameras(phone, facing):
    return [camera for camera in phone_parts.cameras_facing(phone, facing) if camera.role not in HELPER_ROLES]


def _lens_name(camera):
    """“75 mm telephoto”, “front camera of unknown focal length”."""
    title = _lower_title(camera)
    span = focal_length_span(camera)
    if not span:
        return gettext("{lens} of unknown focal length").format(lens=title)
    return gettext("{focal_length} {lens}").format(focal_length=localised(format_focal_span(span)), lens=title)


def _lower_title(camera):
    return small_words(phone_parts.camera_title(camera))


def _length_change(phones, one, other):
    """“telephoto: 75 mm → 120 mm”; empty where neither is known."""
    before = _focal_length_text(one)
    after = _focal_length_text(other)
    if before == after:
        return ""
    return _labelled(_lower_title(other), f"{before}{ARROW}{after}")


def _focal_length_text(camera):
    span = focal_length_span(camera)
    return localised(format_focal_span(span) if span else NOT_KNOWN.text)


def _front_change(phones, one, other):
    """“front camera: 8 MP → 12 MP, f/2.0 → f/1.9”; empty where nothing is known or changed."""
    before, after = map(PhoneFacts.of, phones)
    words = []
    for key in FRONT_CAMERA_KEYS:
        cell_before = before.cell(CAMERA_SPECS[key], one)
        cell_after = after.cell(CAMERA_SPECS[key], other)
        if cell_before.is_answered or cell_after.is_answered:
            words.append(_change_text(cell_before, cell_after))
    changes = comma_list(filter(None, words))
    return _labelled(_lower_title(other), changes) if changes else ""
