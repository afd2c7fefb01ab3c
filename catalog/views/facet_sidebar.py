"""The fields of the finder's form: facets with their counts, filled in for one answer."""

from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup, escape

from catalog.finder.facet_counts import not_known_row
from catalog.finder.facets import FACETS
from catalog.sheet.query_values import OPTICAL_FORMAT, type_label_text

from .facet_fields import asking_field, field_of_parameter, field_places
from .facet_slots import CHECKED, FacetNumbers, FacetSlots
from .facet_views import BOX_OPERATORS, FacetViews, parameter_value, usual_values
from .template_fragments import cached_fragment, slot, template_macro

RANGE_SLOTS = ("low", "high", "inside")
PARAMETER_ENDS = {"low": "min", "high": "max"}


@dataclass(frozen=True)
class FacetFrame:
    """What a facet is printed by and filled in with: ``rows`` are the words that are counted, ``boxes`` the row of each
    value that has boxes. ``key`` is all that the fragment hangs on, but for what was asked."""

    key: tuple
    rows: tuple = ()
    boxes: dict = field(default_factory=dict)


class FacetForm:
    """Prints the facets of one answer: most are only filled in."""

    def __init__(self, finding):
        self.finding = finding
        self.asked = finding.asked
        self.active = {asking_field(one.condition).name for one in self.asked.readings}
        self.views = FacetViews(finding)
        self.coverage = self.views.coverage
        self.special = {*self.active, *self.asked.more, *map(field_of_parameter, self.views.faulty)}

    def fields(self, facets):
        """``facets`` as the fields of a form of their own, so that its address stays short: all else that was asked is
        in hidden fields."""
        others = []
        for one in self.asked.readings:
            if asking_field(one.condition) not in facets:
                others += one.pairs
        hidden = print_hidden(others + self.asked.settings)
        return Markup().join([*map(self.facet, facets), hidden])

    def active_count(self, facets):
        """How many conditions are asked at ``facets``."""
        return sum(asking_field(one.condition) in facets for one in self.asked.readings)

    def facet(self, facet):
        """Printed for this answer where what was asked needs more than its usual fields; else filled in."""
        numbers = FacetNumbers(self.finding, facet, self.query)
        frame = self.finding.live.get_or_set(("frame", facet.name), lambda: self.frame(facet))
        if self.is_special(facet) and self.is_exceptional(facet, frame):
            return print_facet(view=self.views.view(facet, numbers, self.asked_range(facet, numbers)))
        return self.filled(facet, frame, numbers)

    def is_exceptional(self, facet, frame):
        """Whether something was refused, all values are wanted, a currency was named, or a value has no box."""
        if facet.is_price or facet.name in self.asked.more or self.views.faults(facet):
            return True
        if facet.is_number:
            return False
        for one in self.views.readings_of(facet):
            values = {value for _, value in one.pairs}
            if one.condition.test not in BOX_OPERATORS or not values <= frame.boxes.keys():
                return True
        return False

    def filled(self, facet, frame, numbers):
        asked = {}
        if self.is_special(facet):
            asked = self.asked_range(facet, numbers) | self.asked_boxes(facet, frame)
        ends = tuple(name for name in RANGE_SLOTS if asked.get(name))
        key = (*frame.key, *ends)
        fragment = cached_fragment(self.finding.live.printed, key, lambda: self.print_with_slots(facet, ends))
        return fragment.filled(dict.fromkeys(fragment.names, "") | numbers.by_slot(frame.rows) | asked)

    def print_with_slots(self, facet, ends):
        return print_facet(view=self.views.view(facet, FacetSlots, {name: slot(name) for name in ends}))

    def asked_range(self, facet, numbers):
        """What was asked of a number, as HTML: both ends as they were typed, and the bars that lie between them."""
        if not facet.is_number:
            return {}
        readings = self.views.readings_of(facet)
        ends = {}
        for one in readings:
            ends |= {name: as_typed(facet, text) for name, text in one.pairs}
        ends |= self.asked.typed
        asked = {}
        for end in ("low", "high"):
            asked[end] = escape(ends.get(f"{facet.name}_{PARAMETER_ENDS[end]}", ""))
        if readings:
            asked["inside"] = numbers.inside(readings[0].condition)
        return asked

    def asked_boxes(self, facet, frame):
        """The marks of the boxes that were ticked."""
        marks = {}
        for one in self.views.readings_of(facet):
            for _, value in one.pairs:
                if value in frame.boxes:
                    marks[f"{one.condition.test} {frame.boxes[value]}"] = CHECKED
        return marks

    @cached_property
    def query(self):
        """The query string as HTML, to be followed by another parameter."""
        query = self.asked.url()
        return escape(f"{query}&" if query else "")

    def frame(self, facet):
        """The ``FacetFrame`` of a facet that is printed with its usual values."""
        note = self.coverage.note(facet.name)
        if facet.is_number:
            currencies = tuple(self.views.currency_values(facet)) if facet.is_price else ()
            return FacetFrame(("facet", facet.name, currencies, note))
        values, count = usual_values(self.finding, facet)
        boxes = {parameter_value(text): row for text, _, row in values}
        rows = tuple(boxes.values())
        unknown = not_known_row(self.finding.index, facet)
        counted = rows if unknown is None else (*rows, unknown)
        return FacetFrame(("facet", facet.name, rows, count, unknown, note), tuple(dict.fromkeys(counted)), boxes)

    def is_offered(self, facet):
        """A row that is known of no phone is printed only where it is asked."""
        return self.coverage.is_known(facet.name) or self.is_special(facet)

    def is_special(self, facet):
        return facet.name in self.special

    def special_facets(self):
        """Those of which something was asked or refused, in the order of the form."""
        places = field_places()
        facets = filter(places.__contains__, map(FACETS.get, self.special))
        return sorted(facets, key=places.__getitem__)

    def special_but_unknown(self):
        """Those of them that are known of no phone."""
        return [facet for facet in self.special_facets() if not self.coverage.is_known(facet.name)]


def as_typed(facet, text):
    """The end of a range as a reader would write it: “1/1.3” for a type label that the address has as a number."""
    if not facet.name.endswith(OPTICAL_FORMAT):
        return text
    return type_label_text(float(text)) or text


def print_hidden(pairs):
    return template_macro("macros/facets.html", "hidden")(pairs=pairs)


def print_facet(view):
    return template_macro("macros/facets.html", "facet")(view=view)
