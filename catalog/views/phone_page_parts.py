"""The parts of a phone's page that are made for each answer: what other phones, guides, rates, editors' pages and the
question decide. They fill the slots of a ``PhoneFrame``."""

from functools import cached_property, partial
from urllib.parse import urlencode

from django.template.loader import render_to_string
from markupsafe import escape

from catalog.comparison.currency_conversion import prices_in_euros
from catalog.facts.once_a_stamp import once_a_stamp
from catalog.models import Guide
from catalog.pages.lens_strip import light_words
from catalog.pages.suggestions import suggestions_for_phone
from catalog.pages.unknown_facts import labels_of_unknown
from catalog.sheet.registry import SPECS

from .light_reference import AGAINST, light_reference
from .template_fragments import Fragment, cached_macro, template_macro
from .units import IMPERIAL, UNITS

_printed_term = cached_macro("macros/table.html", "term")
_macro = partial(template_macro, "macros/phone_parts.html")


def filled_frame(request, phone, frame, imperial=False):
    """The whole page of ``phone``, from its ``PhoneFrame``; the parts that it has no slot for are not made."""
    fragment = Fragment.of(frame.html)
    parts = PhoneParts(request, phone, frame.unknown, imperial)
    return fragment.filled({name: parts.printed(name) for name in set(fragment.names)})


@once_a_stamp
def guides_by_phone():
    """Key of a phone → the published guides with it."""
    return Guide.objects.published().by_phone()


class PhoneParts:
    """A method for each slot, by what its name begins with."""

    def __init__(self, request, phone, unknown, imperial):
        self.request = request
        self.phone = phone
        self.unknown = unknown
        self.imperial = imperial

    def printed(self, name):
        """The text of a slot: ``light-2`` is that of the third lens, ``other_units`` has nothing behind its name."""
        part, _, argument = name.partition("-")
        if argument:
            return getattr(self, part)(argument)
        return getattr(self, part)()

    def term(self, key):
        """The label of a row of the sheet."""
        return _printed_term(SPECS[key])

    @cached_property
    def reference_phone(self):
        """The ``LightReference`` asked for."""
        return light_reference(self.request, self.phone.slug)

    @cached_property
    def lights(self):
        return light_words(self.phone, self.reference_phone.phone)

    def light(self, number):
        return _macro("light_line")(self.lights[int(number)])

    def reference(self):
        return _macro("reference_form")(phone=self.phone, reference=self.reference_phone)

    def suggestions(self):
        found = suggestions_for_phone(self.phone, self.imperial)
        return _macro("phone_suggestions")(phone=self.phone, suggestions=found)

    def other_units(self):
        """The query string of the page in the other units; “?” for an empty one."""
        pairs = {} if self.imperial else {UNITS: IMPERIAL}
        if self.request.GET.get(AGAINST):
            pairs[AGAINST] = self.request.GET[AGAINST]
        return escape(f"?{urlencode(pairs)}")

    def euros(self):
        return _macro("phone_euros")(prices=prices_in_euros(self.phone))

    def guides(self):
        return _macro("phone_guides")(guides=guides_by_phone().get(self.phone.pk, []))

    def not_known(self):
        groups = labels_of_unknown(self.unknown)
        count = sum(len(labels) for _, labels in groups)
        return _macro("phone_unknowns")(phone=self.phone, groups=groups, count=count)

    def footer(self):
        return render_to_string("footer.html", {}, self.request)
