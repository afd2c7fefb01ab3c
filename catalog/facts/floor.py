"""The floor for publishing: the facts without which no phone is published any more, declared once.

Announced at least to the quarter; height, width, depth and weight; a display's size; battery, chipset and operating
system; megapixels, f-number and focal length or angle of view of every rear main, ultrawide and telephoto lens; the
type of the main sensor, or its size by more than an estimate. Phones that were published below it stay so, and their
pages say what is missing.

``facts`` is the ``PhoneFacts`` of a phone.
"""

from dataclasses import dataclass

from catalog.models.vocabulary import Section
from catalog.quantities.formatters import label_in_sentence
from catalog.quantities.partial_dates import QUARTER
from catalog.sheet import phone_parts
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS

from .lens_facts import LENS_FACTS, SENSOR, is_any_known, is_counted_lens, is_sensor_size_exact

FLOOR_ROWS = {
    "height_mm": "height",
    "width_mm": "width",
    "depth_mm": "thickness",
    "weight_g": "weight",
    "battery_mah": "battery capacity",
    "chipset": "chipset",
    "os_at_launch": "operating system at launch",
}
"""Key of each row of the phone that must be known → its words in a sentence."""
FORM_FIELDS = {"chipset": "phone_chipsets"}
"""Row → the list in which it is entered, where it is no column."""


@dataclass(frozen=True)
class FloorGap:
    """A fact that is missing.

    ``fact`` names it in a sentence, ``lens`` the lens that it is of; ``field`` is where it is entered, as faults of
    records name it: ``cameras[2].f_number``. ``hint`` says to editors what else would do.
    """

    fact: str
    field: str
    lens: str = ""
    hint: str = ""

    @property
    def words(self):
        if not self.lens:
            return self.fact
        return f"{self.fact} of the {self.lens}"

    @property
    def reason(self):
        """Why the phone is not published."""
        return f"Not known: {self.words}. {self.hint}".strip()


def floor_gaps(facts):
    """What a phone lacks, in the order of the floor; empty where it is above it."""
    return [*date_gaps(facts.phone), *body_gaps(facts), *display_gaps(facts), *camera_gaps(facts)]


def date_gaps(phone):
    if phone.announced is None or phone.announced.precision < QUARTER:
        yield FloorGap("announcement, at least to the quarter", "announced")


def body_gaps(facts):
    for key, words in FLOOR_ROWS.items():
        if not facts.cell(PHONE_SPECS[key], facts.phone).is_known:
            yield FloorGap(words, FORM_FIELDS.get(key, key))


def display_gaps(facts):
    if not facts.displays:
        if not facts.phone.is_whole(Section.DISPLAYS):
            yield FloorGap("display", "displays", hint="If it has none, mark the list of displays as complete.")
        return
    spec = DISPLAY_SPECS["display_size_in"]
    if not facts.cell(spec, facts.displays[0]).is_known:
        yield FloorGap("display size", f"displays[1].{spec.key}")


def camera_gaps(facts):
    main = phone_parts.main_camera(facts.phone)
    if main is None and not facts.phone.is_whole(Section.REAR_CAMERAS):
        yield FloorGap("rear cameras", "cameras", hint="If it has none, mark their list as complete.")
    titles = phone_parts.camera_titles(facts.cameras)
    for number, (camera, title) in enumerate(zip(facts.cameras, titles, strict=True), 1):
        place = f"cameras[{number}]"
        if is_counted_lens(camera):
            yield from lens_gaps(facts, camera, label_in_sentence(title), place)
        if camera == main and not is_sensor_size_known(facts, camera):
            yield FloorGap("type or size of the main sensor", f"{place}.sensor_type")


def is_sensor_size_known(facts, camera):
    """By its type label, or in millimetres that are not estimated."""
    return is_any_known(facts, camera, ("sensor_type",)) or is_sensor_size_exact(camera)


def lens_gaps(facts, camera, title, place):
    for words, keys in LENS_FACTS.items():
        if words != SENSOR and not is_any_known(facts, camera, keys):
            yield FloorGap(words, f"{place}.{keys[0]}", lens=title)


def gap_phrases(gaps):
    """What is missing in words, lens by lens: “weight”, “resolution and f-number of the telephoto”."""
    facts_by_lens = {}
    phrases = []
    for gap in gaps:
        if gap.lens:
            facts_by_lens.setdefault(gap.lens, []).append(gap.fact)
        else:
            phrases.append(gap.fact)
    for lens, facts in facts_by_lens.items():
        phrases.append(f"{joined_by_and(facts)} of the {lens}")
    return phrases


def joined_by_and(texts):
    """“resolution, f-number and sensor”."""
    *others, last = texts
    if not others:
        return last
    return f"{', '.join(others)} and {last}"
