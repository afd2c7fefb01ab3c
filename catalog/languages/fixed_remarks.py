"""Remarks that stand word for word beside many facts and sources: pages have them in their language."""

from django.utils.translation import gettext, gettext_noop

from .printed_cells import in_english

FIXED_REMARKS = frozenset((
    gettext_noop("all rights reserved (facts only used)"),
    gettext_noop("same hardware"),
    gettext_noop("rebrand with own body trim"),
    gettext_noop("squared corners and a large camera bump"),
    gettext_noop("own knowledge of the maker's band list"),
    gettext_noop("only OLED or LCD compared"),
    gettext_noop("one of the versions"),
    gettext_noop("some of the versions"),
    gettext_noop("more than the versions here"),
    gettext_noop("some of the codes"),
    gettext_noop("rounded"),
    gettext_noop("matched by its value: the source gives no role"),
    gettext_noop("front and rear together"),
    gettext_noop("the source calls this released"),
    gettext_noop("names only a part"),
    gettext_noop("compared with megapixels × pitch (4:3)"),
    gettext_noop("compared with the size of the sensor, from pixels × pitch"),
    gettext_noop("only compared whether it is stabilised"),
    gettext_noop("seen in a copy of the print version that names this address"),
    gettext_noop("article"),
    gettext_noop("infobox"),
    gettext_noop("spec table"),
    gettext_noop("spec list"),
    gettext_noop("table"),
    gettext_noop("text"),
    gettext_noop("comparison table"),
))  # fmt: skip
"""Licences, details of relations, notes of claims, and where in a source a claim stands."""


def remark(text):
    """What editors wrote within a sentence of ours: one of the fixed remarks in the language of the page."""
    return gettext(text) if text in FIXED_REMARKS else in_english(text)
