"""The cameras and displays of a phone that rows and pages speak of, and what each is called. No queries."""

from catalog.models import vocabulary

REAR = vocabulary.Facing.REAR
FRONT = vocabulary.Facing.FRONT


SIDES_NAMED = (vocabulary.DisplayRole.COVER, vocabulary.DisplayRole.REAR, vocabulary.DisplayRole.SECOND)
"""Displays that the title of a front camera names: all but the main one."""


def cameras_facing(phone, facing):
    return [camera for camera in phone.cameras.all() if camera.facing == facing]


def main_camera(phone):
    """The first rear camera with the role “main”, else the first rear camera, else None."""
    rear = cameras_facing(phone, REAR)
    for camera in rear:
        if camera.role == vocabulary.Role.MAIN:
            return camera
    return rear[0] if rear else None


def main_display(phone):
    """The phone's first display, or None."""
    return next(iter(phone.displays.all()), None)


def builder(phone):
    """The brand that really builds it: its own, else that of a twin, which is the same phone; None where none is
    known. A brand that builds its own phones is known to do so only where a twin says it."""
    twins = filter(None, map(_own_builder, _twins(phone)))
    return _own_builder(phone) or next(twins, None)


def _own_builder(phone):
    return phone.manufacturer or phone.brand.maker


def _twins(phone):
    """Those that readers may see, where the relations are fetched so."""
    for relation in phone.relations.all():
        if relation.kind in vocabulary.TWIN_KINDS:
            yield relation.other
    for relation in phone.relations_back.all():
        if relation.kind in vocabulary.TWIN_KINDS:
            yield relation.phone


def camera_titles(cameras):
    """“Main camera”, “Telephoto”, “Telephoto, 2nd”: one title per camera, in order; repeated roles are numbered."""
    counts = {}
    titles = []
    for camera in cameras:
        title = camera_title(camera)
        counts[title] = counts.get(title, 0) + 1
        if counts[title] > 1:
            title = f"{title}, {_ordinal(counts[title])}"
        titles.append(title)
    return titles


def camera_title(camera):
    """The label of its role; a front camera with a role of rear cameras is “Front, ultrawide”, one at another display
    than the main one “Front camera, cover display”."""
    label = vocabulary.Role(camera.role).label
    if camera.facing != FRONT:
        return label
    if camera.role != vocabulary.Role.FRONT:
        return f"Front, {label.lower()}"
    if camera.display_side in SIDES_NAMED:
        return f"{label}, {camera.get_display_side_display().lower()}"
    return label


def _ordinal(number):
    return {2: "2nd", 3: "3rd"}.get(number, f"{number}th")


def has_card_slot(phone):
    """Whether it may take a memory card; what is not known counts as yes."""
    return phone.card_slot != vocabulary.CardSlot.NONE
