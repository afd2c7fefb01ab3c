"""The rows of which nothing is known of some phones, without those that are known of no phone at all."""

from catalog.finder.index_cache import snapshot_of_cached_phones
from catalog.finder.row_coverage import row_coverage
from catalog.languages.active_language import gettext
from catalog.languages.localised_text import localised


def unknown_facts(sections):
    """[(label of the section, labels of its rows that have neither a value nor a claim)]; a label says how many phones
    the row is known of, where these are few."""
    coverage = row_coverage(snapshot_of_cached_phones())
    groups = []
    for section in sections:
        specs = [row.spec for row in section.not_known]
        labels = []
        for spec in specs:
            if coverage.is_known(coverage.name_of(spec)):
                labels.append(_label(spec, coverage))
        if labels:
            groups.append((section.label, labels))
    return groups


def _label(spec, coverage):
    note = coverage.note(coverage.name_of(spec))
    if note:
        return gettext("{label} ({note})").format(label=localised(spec.label), note=localised(note))
    return localised(spec.label)
