"""Questions that the page about the API shows; a test asks each of them."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class ApiExample:
    """``path`` is that of the OpenAPI document; ``address`` asks it for something."""

    path: str
    address: str
    text: str


EXAMPLES = (
    ApiExample(
        "/phones.json",
        "/phones.json?main_optical_format_inch_min=1&sold_outside=JP&sort=weight_g",
        gettext_noop(
            "Phones with a main sensor of 1-inch type or larger that are sold outside Japan, the lightest first."
        ),
    ),
    ApiExample(
        "/phones.json",
        "/phones.json?lens.focal_length_eq_mm_min=100&lens.f_number_max=3&unknown=hide",
        gettext_noop(
            "Phones with a rear lens of 100 mm or more that is f/3 or faster. Both hold for one and the same lens."
        ),
    ),
    ApiExample(
        "/phones/{slug}.json",
        "/phones/leica-leitz-phone-2.json",
        gettext_noop(
            "One phone: each fact with its value, unit, state, sources and what each source says, in its own words."
        ),
    ),
    ApiExample(
        "/compare/{slugs}.json",
        "/compare/leica-leitz-phone-2-vs-sharp-aquos-r7.json?rows=differences",
        gettext_noop(
            "Two phones, the rows in which they differ, and the light of their lenses at the usual focal lengths."
        ),
    ),
    ApiExample(
        "/search/suggestions.json",
        "/search/suggestions.json?q=leitz",
        gettext_noop("Phones whose names begin so, and questions to the finder that the words may mean."),
    ),
    ApiExample(
        "/phones/{slug}/abroad.json",
        "/phones/leica-leitz-phone-2/abroad.json?country=DE",
        gettext_noop("Whether it is sold in Germany, and which bands of the networks there it receives."),
    ),
)
