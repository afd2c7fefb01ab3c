"""Which versions of a phone in a list match, where the usual one does not, and by what."""

from catalog.finder.facets import VERSION
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import label_words
from catalog.languages.localised_text import localised
from catalog.quantities import formatters
from catalog.sheet.registry import DISPLAY_SPECS, METRIC_KEYS, PHONE_SPECS


def version_lines(finding, phone, place, keys):
    """[(title, facts)] of each such version; facts are those of ``keys`` that are other than usual."""
    slots = finding.versions_matching(place)
    if not slots:
        return []
    imperial = finding.asked.units == "imperial"
    entries = phone.shown.entries(VERSION.key)
    lines = []
    for number in slots:
        label, line = entries[number]
        facts = [version_fact(phone, line, key, imperial) for key in keys]
        lines.append((gettext("Version “{name}”").format(name=label), list(filter(None, facts))))
    return lines


def version_fact(phone, line, key, imperial):
    """“weight: 210 g”; None where it is as usual, or not known."""
    fact = phone.shown.version_fact(line, key)
    if fact is None:
        return None
    spec = DISPLAY_SPECS.get(key) or PHONE_SPECS[key]
    text = fact.text
    if imperial and key not in METRIC_KEYS:
        text = formatters.to_imperial(text)
    words = gettext("{label}: {value}").format(label=label_words(spec.label), value=localised(text, key))
    return fact.with_text(words)
