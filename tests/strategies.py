"""Records as hypothesis makes them up: every column of every model with values it may hold, drawn from the models."""

from django.db import models
from hypothesis import strategies as st

from catalog.models import Claim, Guide, Page, Variation
from catalog.models.fields import Listed, PartialDateField
from catalog.models.vocabulary import ClaimState, Qualifier, Status
from catalog.quantities import formatters
from catalog.records.shapes import GUIDE_SHAPE, PAGE_SHAPE, PHONE_SHAPE, RECORD_SHAPES, Shape

KNOWN = {"brand": ["acme", "leica"], "source": ["a-page"], "chipset": ["chipworks-one"], "sensor": ["lightworks-eye"]}
"""Records that made-up phones may name; tests load them first."""

_CHECKED = {
    "ip_codes": ["IP68", "IPX8", "IP69K"],
    "video_modes": ["2160p60", "1080p240"],
    "sensor_type": ["1/1.31", "1/2.0"],
    "not_sold_in": ["FR", "US"],
    "country": ["DE", "JP", "NO", "001"],
    "url": ["https://example.org/page"],
    "key": ["weight_g", "os_at_launch", "announced"],
    "query": ["weight_g_max=200", "lens.role=tele&not.brand=Acme&unknown=hide", "q=%23+1&sort=-announced,weight_g"],
}
_SIDES = (("sensor", "mm", (13.2, 8.8)), ("used", "mm", (12.3, 8.2)), ("picture", "px", (4032, 3024)))
_QUALIFIED = {
    "Phone": ["weight_g", "battery_mah"],
    "Display": ["brightness_nits", "refresh_hz"],
    "Camera": ["focal_length_eq_mm", "close_focus_cm"],
}
"""Figures that may be said to be about, at most or at least so much."""
_FREE_VALUES = {
    "weight_g": [211, 0.5],
    "os_at_launch": ["Android 12", "12", "NO", "1e3", "001"],
    "announced": ["2022", "2022-11"],
}
_IN_ORDER = (
    ("focal_length_eq_mm", "focal_length_eq_max_mm"),
    ("f_number", "f_number_max"),
    ("refresh_min_hz", "refresh_hz"),
)


def texts(max_length):
    """Lines and paragraphs that a column keeps as they are: stripped, without NUL and lone surrogates."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
    return st.text(letters, min_size=1, max_size=min(max_length or 60, 60)).map(str.strip).filter(bool)


def dates():
    years = st.integers(1990, 2034)
    months, days = st.integers(1, 12), st.integers(1, 28)
    return st.one_of(
        years.map(str),
        st.builds("{}-Q{}".format, years, st.integers(1, 4)),
        st.builds("{}-{:02}".format, years, months),
        st.builds("{}-{:02}-{:02}".format, years, months, days),
    )


def numbers(field):
    low, high = field.hard
    return st.floats(low, high).map(lambda number: formatters.int_if_whole(min(max(round(number, 4), low), high)))


def values(field):
    """What the column may hold, as content."""
    if field.name in Qualifier.values:
        return st.lists(st.sampled_from(_QUALIFIED[field.model.__name__]), max_size=2, unique=True)
    if field.name in _CHECKED:
        one = st.sampled_from(_CHECKED[field.name])
        return st.lists(one, max_size=3, unique=True) if isinstance(field, Listed) else one
    if field.flatchoices:
        return st.sampled_from([value for value, _ in field.flatchoices])
    if isinstance(field, Listed):
        return st.lists(listed(field), max_size=3)
    return scalars(field)


def listed(field):
    if field.words:
        return st.sampled_from(field.words.values)
    return {
        int: st.integers(1, 999),
        float: st.floats(1, 500).map(lambda number: formatters.int_if_whole(round(number, 2))),
    }.get(field.of, texts(40))


def scalars(field):
    if isinstance(field, PartialDateField):
        return dates()
    if isinstance(field, models.BooleanField):
        return st.booleans()
    if isinstance(field, models.IntegerField):
        return st.integers(*field.hard)
    if isinstance(field, models.FloatField):
        return numbers(field)
    if isinstance(field, models.DateTimeField):
        return st.just("2022-11-10T09:00:00Z")
    return texts(field.max_length)


@st.composite
def rows(draw, shape):
    """One row: what must be there, and some of the rest."""
    row = {}
    for key, field in shape.columns.items():
        needed = not field.null and not field.has_default()
        if isinstance(field, models.ForeignKey):
            choice = KNOWN.get(field.related_model.__name__.lower())
            if choice and (needed or draw(st.booleans())):
                row[key] = draw(st.sampled_from(choice))
        elif needed or draw(st.integers(0, 3)) == 0:
            row[key] = draw(values(field))
    _make_sound(draw, row, shape)
    for name, inner in shape.lists:
        if found := _without_repeats(draw(st.lists(rows(inner), max_size=2)), inner):
            row[name] = sorted(found, key=lambda one: [str(one.get(key)) for key in inner.sorted_by])
    return {key: value for key, value in row.items() if value != shape.defaults.get(key)}


def _make_sound(draw, row, shape):
    """Mend what the database would refuse in the row as a whole."""
    if shape.model is Claim:
        row["key"] = "f_number"
        row.pop("value", None)
        row.pop("row", None)
        if row.setdefault("state", ClaimState.VALUE.value) == ClaimState.VALUE:
            row["value"] = 1
    if shape.model is Variation:
        row["key"] = draw(st.sampled_from(list(_FREE_VALUES)))
        row["value"] = draw(st.sampled_from(_FREE_VALUES[row["key"]]))
    _name_currencies(row)
    _put_in_order(row)
    complete_sides(row)


def _name_currencies(row):
    for price in ("price", "launch_price"):
        if price in row:
            row[f"{price}_currency"] = "JPY"


def _put_in_order(row):
    for pair in _IN_ORDER:
        if all(key in row for key in pair):
            row.update(zip(pair, sorted(row[key] for key in pair), strict=True))


def complete_sides(row):
    """Let a camera have both sides of a thing, or neither."""
    for part, unit, sides in _SIDES:
        names = f"{part}_width_{unit}", f"{part}_height_{unit}"
        if len(row.keys() & set(names)) == 1:
            row |= zip(names, sides, strict=True)


def _without_repeats(found, shape):
    for keys in shape.unique_together:
        found = list({tuple(str(row.get(key)) for key in keys): row for row in found}.values())
    return found


@st.composite
def phones(draw):
    """The content of one phone whose slug is “made-up”, without relations to other phones."""
    content = draw(rows(PHONE_SHAPE))
    content.update(brand="acme", announced="2022-11")
    for name in ("relations", "old_slugs", "claims"):
        content.pop(name, None)
    ordered = [key for key in (*PHONE_SHAPE.columns, *PHONE_SHAPE.rows) if key in content]
    return {"phone": "made-up", **{key: content[key] for key in ordered}}


@st.composite
def guides(draw):
    """The content of one guide whose slug is “made-up”; the phones and sources it names need not be there."""
    content = draw(rows(Shape(Guide)))
    if content.get("status") == Status.PUBLISHED:
        content |= {"text": content.get("text", "Hm."), "reviewed": content.get("reviewed", "2022-Q4")}
    phones = draw(
        st.lists(st.sampled_from(["a", "b-1", "360", "no", "null", "1e3", "on"]), min_size=2, max_size=6, unique=True)
    )
    sources = draw(st.lists(st.sampled_from(["a-page", "2022", "y"]), max_size=3, unique=True))
    content |= {"baseline": draw(st.sampled_from(phones))} if draw(st.booleans()) else {}
    lists = {"phones": [{"phone": slug} for slug in phones], "sources": [{"source": slug} for slug in sources]}
    ordered = [key for key in GUIDE_SHAPE.columns if key in content]
    return {
        "guide": "made-up",
        **{key: content[key] for key in ordered},
        **{key: rows for key, rows in lists.items() if rows},
    }


@st.composite
def pages(draw):
    """The content of one page whose slug is “made-up”; the phones it names need not be there."""
    content = draw(rows(Shape(Page)))
    if content.get("status") == Status.PUBLISHED:
        content |= {"text": content.get("text", "Hm.")}
    phones = draw(st.lists(st.sampled_from(["a", "b-1", "360", "no", "null"]), max_size=4, unique=True))
    ordered = {"page": "made-up", **{key: content[key] for key in PAGE_SHAPE.columns if key in content}}
    if phones:
        ordered["phones"] = [{"phone": slug} for slug in phones]
    return ordered


def collections():
    """The content of one collection whose slug is “made-up”."""
    return rows(RECORD_SHAPES["collection"]).map(lambda content: {"collection": "made-up", **content})
