"""Worklists about figures: sensors of unknown size, conflicting sizes, doubtful figures, twins that differ."""

from catalog.facts.camera_matches import matching_cameras
from catalog.facts.cells import FactRow, RowKind
from catalog.facts.claim_agreement import values_agree
from catalog.facts.lens_facts import is_sensor_size_exact
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Camera, Display, Phone
from catalog.models.plausibility import record_warnings
from catalog.models.validators import sensor_warnings
from catalog.models.vocabulary import TWIN_KINDS, RelationKind
from catalog.sheet import phone_parts
from catalog.sheet.registry import find_spec

from .findings import WorklistFinding
from .sheet_facts import form_field_id, titled_cameras

CHILD_ROWS = ("displays", "memory_versions", "markets")
SHARED_BY_TWINS = {
    Phone: ("form_factor", "chipset", "battery_mah"),
    Display: ("display_size_in", "display_width_px", "display_height_px", "refresh_hz"),
    Camera: ("sensor", "sensor_type", "megapixels", "pixel_pitch_um", "focal_length_eq_mm", "f_number"),
}
"""Keys of the facts that do not change with the name of a phone."""
MAY_DIFFER_BY_REGION = ("chipset", "battery_mah")


def sensors_without_size(phone, facts):
    """The main camera, where the size of its sensor is only estimated, or not known at all."""
    camera = phone_parts.main_camera(phone)
    if camera is None or is_sensor_size_exact(camera):
        return []
    number = list(phone.cameras.all()).index(camera)
    words = f"Known of the sensor: {known_sensor_size_words(camera)}"
    return [camera_finding(camera, number, "sensor_width_mm", words)]


def known_sensor_size_words(camera):
    """What is known where there is no exact size."""
    label = camera.sensor_type
    if not label and camera.sensor:
        label = camera.sensor.sensor_type
    if label:
        return f"only its type, {label}"
    if camera.sensor_size:
        return f"estimated, {camera.sensor_size.width_mm:.2f} mm wide"
    return "nothing"


def camera_finding(camera, number, column, words):
    """The finding about a column of the camera that stands at place ``number``, from 0."""
    return WorklistFinding(column, words, camera=camera.pk, field=form_field_id(camera, column, number))


def sensor_width_conflicts(phone, facts):
    """Cameras of which the routes to the sensor's width are more than 5 % apart."""
    found = []
    for camera, title, number in titled_cameras(list(phone.cameras.all())):
        for column, words in sensor_warnings(camera):
            found.append(camera_finding(camera, number, column, f"{title}: {words}"))
    return found


def doubtful_figures(phone, facts):
    """Every other doubt about the phone and its rows, where no accepted claim supports the figure."""
    supported = {fact.place for fact in facts if fact.cell.accepted}
    for doubt in all_doubts(phone):
        if (doubt.camera, doubt.key) not in supported:
            yield doubt


def all_doubts(phone):
    """Yield all but those about the sensor's width, which have a worklist of their own."""
    for column, words in record_warnings(phone):
        yield WorklistFinding(column, words, field=form_field_id(phone, column))
    for name in CHILD_ROWS:
        yield from doubts_about_rows(name, getattr(phone, name).all())
    for camera, title, number in titled_cameras(list(phone.cameras.all())):
        yield from doubts_about_camera(camera, title, number)


def doubts_about_rows(name, rows):
    for number, row in enumerate(rows):
        for column, words in record_warnings(row):
            yield WorklistFinding(column, f"{row}: {words}", field=f"id_{name}-{number}-{column}")


def doubts_about_camera(camera, title, number):
    width_conflicts = list(sensor_warnings(camera))
    for column, words in record_warnings(camera):
        if (column, words) not in width_conflicts:
            yield camera_finding(camera, number, column, f"{title}: {words}")


def twin_differences(phone, originals):
    """What the phone has otherwise than the phones that it is a twin of (``originals``: key → phone fetched with all
    rows), unless sources support both."""
    found = []
    for relation in phone.relations.all():
        if relation.kind in TWIN_KINDS and relation.other_id in originals:
            found += differences_from_original(phone, originals[relation.other_id], relation.kind)
    return found


def differences_from_original(phone, original, kind):
    for row, mine in twin_rows(phone, original, kind):
        if is_unsourced_difference(row):
            yield difference_finding(phone, row, mine, original)


def difference_finding(phone, row, record, original):
    """The finding about ``row``, whose first cell is of ``record``: the phone, its display or one of its cameras."""
    key = row.spec.key
    words = f"{row.spec.label}: {difference_words(row)} ({original})"
    if not isinstance(record, Camera):
        return WorklistFinding(key, words, field=form_field_id(record, key))
    number = list(phone.cameras.all()).index(record)
    return camera_finding(record, number, key, f"{phone_parts.camera_title(record)}, {words}")


def is_unsourced_difference(row):
    """Whether the two have different values, and accepted claims do not support both."""
    mine, theirs = row.cells
    if row.kind != RowKind.DIFFERS or values_agree(mine.value, theirs.value):
        return False
    return not (mine.accepted and theirs.accepted)


def difference_words(row):
    mine, theirs = row.cells
    return f"{mine.text} here, {theirs.text} there"


def twin_rows(phone, original, kind):
    """Yield (row of two cells, the record of the first cell) of what twins should have alike."""
    facts = PhoneFacts.of(phone)
    original_facts = PhoneFacts.of(original)
    for mine, theirs in twin_records(phone, original):
        for spec in specs_shared_by_twins(type(mine), kind):
            yield FactRow(spec, (facts.cell(spec, mine), original_facts.cell(spec, theirs))), mine


def specs_shared_by_twins(model, kind):
    """The rows of ``model`` that are alike in two phones with a relation of this ``kind``."""
    for key in SHARED_BY_TWINS[model]:
        may_differ = kind == RelationKind.REGIONAL and key in MAY_DIFFER_BY_REGION
        if not may_differ:
            yield find_spec(key, model)


def twin_records(phone, original):
    """Yield pairs: the phones, their first displays, and the cameras that see about the same."""
    yield phone, original
    displays = (phone_parts.main_display(phone), phone_parts.main_display(original))
    if all(displays):
        yield displays
    for match in matching_cameras([list(phone.cameras.all()), list(original.cameras.all())]):
        if all(match.cameras):
            yield match.cameras
