"""Worklists about figures: sensors without mm, routes that disagree, cross checks that fail, twins that differ."""

from catalog.facts.camera_matches import matching_cameras
from catalog.facts.cells import FactRow, RowKind
from catalog.facts.claim_agreement import values_agree
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Camera, Display, Phone
from catalog.models.plausibility import record_warnings
from catalog.models.validators import sensor_warnings
from catalog.models.vocabulary import TWIN_KINDS, RelationKind
from catalog.quantities import optics
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
"""Keys of what a phone keeps under another name."""
MAY_DIFFER_BY_REGION = ("chipset", "battery_mah")


def sensors_without_size(phone, facts):
    """The main camera, where the size of its sensor is only estimated, or not known at all."""
    camera = phone_parts.main_camera(phone)
    size = camera and camera.sensor_size
    if camera is None or (size and size.how != optics.ESTIMATED):
        return []
    number = list(phone.cameras.all()).index(camera)
    label = camera.sensor_type or (camera.sensor and camera.sensor.sensor_type)
    known = f"only its type, {label}" if label else f"estimated, {size.width_mm:.2f} mm wide" if size else "nothing"
    words = f"Known of the sensor: {known}"
    return [WorklistFinding("sensor_width_mm", words, camera.pk, form_field_id(camera, "sensor_width_mm", number))]


def sensor_width_conflicts(phone, facts):
    """Cameras of which the routes to the sensor's width are more than 5 % apart."""
    return [
        WorklistFinding(column, f"{title}: {words}", camera.pk, form_field_id(camera, column, number))
        for camera, title, number in titled_cameras(list(phone.cameras.all()))
        for column, words in sensor_warnings(camera)
    ]


def doubtful_figures(phone, facts):
    """Every other doubt about the phone and its rows, where no source bears the figure out."""
    sure = {(fact.camera, fact.spec.key) for fact in facts if fact.cell.accepted}
    return [found for found in all_doubts(phone) if (found.camera, found.key) not in sure]


def all_doubts(phone):
    """All but those about routes, which have a worklist of their own."""
    for column, words in record_warnings(phone):
        yield WorklistFinding(column, words, field=form_field_id(phone, column))
    for name in CHILD_ROWS:
        for number, row in enumerate(getattr(phone, name).all()):
            for column, words in record_warnings(row):
                yield WorklistFinding(column, f"{row}: {words}", field=f"id_{name}-{number}-{column}")
    for camera, title, number in titled_cameras(list(phone.cameras.all())):
        routes = list(sensor_warnings(camera))
        for column, words in record_warnings(camera):
            if (column, words) not in routes:
                yield WorklistFinding(column, f"{title}: {words}", camera.pk, form_field_id(camera, column, number))


def twin_differences(phone, originals):
    """What the phone has otherwise than the phones that it is a twin of (``originals``: key → phone fetched whole),
    unless sources bear out both."""
    twins = [relation for relation in phone.relations.all() if relation.kind in TWIN_KINDS]
    return [
        WorklistFinding(row.spec.key, f"{title}: {difference_words(row)} ({original})", camera, field)
        for relation in twins
        if (original := originals.get(relation.other_id))
        for row, title, camera, field in twin_rows(phone, original, relation.kind)
        if is_unsourced_difference(row)
    ]


def is_unsourced_difference(row):
    """Whether the two say different things, which no two sources bear out."""
    mine, theirs = row.cells
    return (
        row.kind == RowKind.DIFFERS
        and not values_agree(mine.value, theirs.value)
        and not (mine.accepted and theirs.accepted)
    )


def difference_words(row):
    mine, theirs = row.cells
    return f"{mine.text} here, {theirs.text} there"


def twin_rows(phone, original, kind):
    """Yield (row of two cells, title, key of the camera, id of the field here) of what twins should have alike."""
    left_out = MAY_DIFFER_BY_REGION if kind == RelationKind.REGIONAL else ()
    for mine, theirs in twin_records(phone, original):
        camera = mine if isinstance(mine, Camera) else None
        number = list(phone.cameras.all()).index(camera) if camera else 0
        for key in SHARED_BY_TWINS[type(mine)]:
            if key not in left_out:
                spec = find_spec(key, type(mine))
                row = FactRow(spec, (PhoneFacts.of(phone).cell(spec, mine), PhoneFacts.of(original).cell(spec, theirs)))
                title = f"{phone_parts.camera_title(camera)}, {spec.label}" if camera else spec.label
                yield row, title, camera and camera.pk, form_field_id(mine, key, number)


def twin_records(phone, original):
    """The phones, their first displays and the cameras that see about the same, in pairs."""
    yield phone, original
    displays = phone_parts.main_display(phone), phone_parts.main_display(original)
    if all(displays):
        yield displays
    for match in matching_cameras([list(phone.cameras.all()), list(original.cameras.all())]):
        if all(match.cameras):
            yield tuple(match.cameras)
