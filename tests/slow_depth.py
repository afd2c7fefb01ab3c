"""How deep a phone is, counted row by row off the stored rows: for the slow finder, and to hold the counts against."""

from catalog.facts.claim_agreement import claim_supports
from catalog.facts.depth import NAMING_ROWS
from catalog.facts.resting_rows import ROWS_RESTED_ON, SIZE_ROUTES
from catalog.models.vocabulary import ClaimState
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.phone_parts import main_camera, main_display
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, PHONE_SPECS

VIEW_ROWS = ("focal_length_eq_mm", "angle_of_view_deg", "stated_angle_of_view_deg")


def slow_depth(phone):
    """(rows known, rows with a source) of a phone."""
    known = {key: bool(claims) for key, claims in known_rows(phone) if claims is not None}
    for key in known.keys() & rows_of_sourced_cameras(phone):
        known[key] = True
    for key in known.keys() & ROWS_RESTED_ON.keys():
        known[key] |= all(known.get(other) for other in ROWS_RESTED_ON[key])
    for key in NAMING_ROWS:
        known.pop(key, None)
    return len(known), sum(known.values())


def rows_of_sourced_cameras(phone):
    """The rows that are read off the list of cameras and rest on nothing but what sources say of those."""
    cameras = list(phone.cameras.all())
    rear = [camera for camera in cameras if camera.facing == "rear"]
    front = [camera for camera in cameras if camera.facing == "front"]
    rows = set()
    if told_by_one(phone, rear):
        rows |= {"rear_camera_count", "ultrawide_count", "telephoto_count", "macro_count"}
        rows |= {"has_ultrawide", "has_telephoto"}
    if told_by_one(phone, front):
        rows |= {"front_camera_count"}
    if told_by_one(phone, rear) and told_by_one(phone, front):
        rows |= {"camera_count"}
    seeing = [camera for camera in rear if camera.short_mm]
    if seeing and all(any(sourced(phone, camera, VIEW_ROWS)) for camera in seeing):
        rows |= {"focal_lengths_eq_mm", "longest_focal_length_eq_mm", "largest_lens_gap"}
    main = main_camera(phone)
    sizes = [way for way, size in main.sensor_sizes().items() if size] if main else []
    if sizes and sizes[0] in SIZE_ROUTES and all(sourced(phone, main, SIZE_ROUTES[sizes[0]])):
        rows |= {"main_sensor_width_mm", "main_sensor_height_mm"}
    return rows


def told_by_one(phone, cameras):
    """Whether there is a source with an accepted value for each of these cameras."""
    tellers = [
        {claim.source_id for claim in claims_on(phone, camera) if claim.state == ClaimState.VALUE}
        for camera in cameras
    ]  # fmt: skip
    return any(all(source in some for some in tellers) for source in set().union(*tellers))


def sourced(phone, camera, keys):
    """Of each of these rows of the camera, whether accepted claims bear it out."""
    claims = claims_on(phone, camera)
    return [bool(supporters(CAMERA_SPECS[key], camera, claims)) for key in keys]


def known_rows(phone):
    """(key, None where the row is not known, else the accepted claims that bear it out) of the phone's data."""
    camera = main_camera(phone)
    display = main_display(phone)
    own = [spec for spec in PHONE_SPECS.values() if not (spec.inner or spec.tally)]
    of_main = [spec for key, spec in CAMERA_SPECS.items() if f"main_{key}" in PHONE_SPECS]
    yield from ((spec.key, supporters(spec, phone, claims_on(phone))) for spec in own)
    if camera:
        claims = claims_on(phone, camera)
        yield from ((f"main_{spec.key}", supporters(spec, camera, claims)) for spec in of_main)
    if display:
        claims = claims_on(phone) if display.position == 1 else []
        yield from ((key, supporters(spec, display, claims)) for key, spec in DISPLAY_SPECS.items())


def claims_on(phone, camera=None):
    key = camera and camera.pk
    return [claim for claim in phone.claims.all() if claim.accepted and claim.camera_id == key]


def supporters(spec, record, claims):
    """The claims that bear the row out; None where it is not known."""
    claims = [claim for claim in claims if claim.key in spec.claim_keys]
    found = spec.reading(record)
    if found:
        is_no = found.value is False or found.value in ([], "none")
        names = spec.also and spec.also(record)
        value = [*found.value, *names.value] if names else as_json(found.value)
        return [claim for claim in claims if claim_supports(claim, value, is_no=is_no)]
    if not spec.applies(record):
        return None
    denying = [claim for claim in claims if claim.state == ClaimState.NONE]
    if not (denying or spec.absent(record)):
        return None
    return [claim for claim in claims if claim_supports(claim, None, is_no=True)]


def as_json(value):
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return str(value) if isinstance(value, PartialDate) else value
