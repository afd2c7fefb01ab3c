"""What a phone lacks below the floor for publishing, in the language of the page."""

from django.utils.translation import gettext, gettext_noop

from catalog.languages.listed_words import joined_list
from catalog.languages.localised_text import localised

NAMES_OF_FACTS = (
    gettext_noop("announcement, at least to the quarter"), gettext_noop("height"), gettext_noop("width"),
    gettext_noop("thickness"), gettext_noop("weight"), gettext_noop("battery capacity"), gettext_noop("chipset"),
    gettext_noop("operating system at launch"), gettext_noop("display"), gettext_noop("display size"),
    gettext_noop("rear cameras"), gettext_noop("type or size of the main sensor"), gettext_noop("resolution"),
    gettext_noop("f-number"), gettext_noop("focal length or angle of view"),
)  # fmt: skip
"""What gaps call the facts, for the files of translations."""


def missing_fact_words(gaps):
    """“weight”, “resolution and f-number of the telephoto”: the facts of the phone, then those of each lens."""
    words = []
    facts_by_lens = {}
    for gap in gaps:
        if gap.lens:
            facts_by_lens.setdefault(gap.lens, []).append(localised(gap.fact))
        else:
            words.append(localised(gap.fact))
    for lens, facts in facts_by_lens.items():
        words.append(gettext("{facts} of the {lens}").format(facts=joined_list(facts), lens=localised(lens)))
    return words
