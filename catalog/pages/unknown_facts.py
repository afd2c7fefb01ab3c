"""The rows of which nothing is known of some phones, without those that are known of no phone at all."""

from catalog.finder.index_cache import snapshot_of_cached_phones
from catalog.finder.row_coverage import row_coverage
from catalog.languages.active_language import active_language, gettext
from catalog.languages.localised_text import localised


def unknown_facts(sections):
    """[(label of the section, labels of its rows that have neither a value nor a claim)]; a label says how many phones
    the row is known of, where these are few."""
    return labels_of_unknown(unknown_specs(sections))


def unknown_specs(sections):
    """[(label of the section, its rows of the sheet that have neither a value nor a claim)]."""
    return [(section.label, [row.spec for row in section.not_known]) for section in sections]


def labels_of_unknown(groups):
    """The labels for those of ``groups``, as ``unknown_specs`` gives them, that are known of some phone."""
    snapshot = snapshot_of_cached_phones()
    labels = snapshot.get_or_set(("labels of unknown", active_language()), dict)
    coverage = row_coverage(snapshot)
    found = []
    for label, specs in groups:
        for spec in specs:
            if (spec.of, spec.key) not in labels:
                labels[spec.of, spec.key] = _label(spec, coverage)
        shown = list(filter(None, [labels[spec.of, spec.key] for spec in specs]))
        if shown:
            found.append((label, shown))
    return found


def _label(spec, coverage):
    """None where it is known of no phone."""
    if not coverage.is_known(coverage.name_of(spec)):
        return None
    note = coverage.note(coverage.name_of(spec))
    if note:
        return gettext("{label} ({note})").format(label=localised(spec.label), note=localised(note))
    return localised(spec.label)
