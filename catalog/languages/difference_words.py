"""How far a value is from that of a baseline, in the language of the page."""

import re

from django.utils.translation import gettext_noop

from catalog.quantities.formatters import THIN_SPACE

from .active_language import gettext
from .localised_text import is_default_language, localised

WORD_UNITS = (gettext_noop("stops"), gettext_noop("stops per area"), gettext_noop("years"))
"""Units that are words."""
NO_DIFFERENCE = gettext_noop("the same")
"""What is said of none at all."""
_ABOUT = re.compile(r"about (?P<amount>.+?)(?: at the rate of (?P<day>.+))?")


def difference_words(text):
    """“+18 g”, “about −0.7 stops”, “about +€54 at the rate of 18 November 2022” in the language of the page."""
    if not text or is_default_language():
        return text
    about = _ABOUT.fullmatch(text)
    if not about:
        return _amount_words(text)
    amount = _amount_words(about["amount"])
    if not about["day"]:
        return gettext("about {difference}").format(difference=amount)
    day = localised(about["day"])
    return gettext("about {difference} at the rate of {day}").format(difference=amount, day=day)


def _amount_words(text):
    """With its sign: “+18 g”, “−1.21”."""
    if text == NO_DIFFERENCE:
        return gettext(text)
    size = text.lstrip("+−")
    sign = text.removesuffix(size)
    figure, space, unit = localised(size).partition(THIN_SPACE)
    if unit in WORD_UNITS:
        unit = gettext(unit)
    return f"{sign}{figure}{space}{unit}"
