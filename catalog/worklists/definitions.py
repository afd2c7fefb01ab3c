"""The worklists: what each is called, whom it is for, and which phones are on it."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from catalog.models import Task

from .catalogue_wide_lists import catalogue_wide_tasks
from .findings import parse_finding


@dataclass(frozen=True)
class Worklist:
    """``sentence`` says what is on it and how something comes off it. ``settled_at`` is where that is done: on the
    evidence page of the phone, or in a field of its form."""

    key: str
    title: str
    sentence: str
    settled_at: str = "form"
    actions: tuple[str, ...] = ()
    """Keys of the bulk actions for its phones."""

    def phones(self, day):
        """The keys of the phones on it on that day, in no order: a set or a queryset."""
        return self.tasks(day).values_list("phone", flat=True)

    def tasks(self, day):
        return Task.objects.due(day).filter(work=self.key)

    def facts_of(self, phones, day):
        """Key of each of ``phones`` (keys) → its findings that are due."""
        tasks = self.tasks(day).filter(phone__in=phones)
        findings = {}
        for key, facts in tasks.values_list("phone", "facts"):
            findings[key] = [finding for finding in map(parse_finding, facts) if finding.is_due(day)]
        return findings


class CatalogueWideWorklist(Worklist):
    """A worklist that compares all phones with each other."""

    def phones(self, day):
        return set(catalogue_wide_tasks()[self.key])

    def facts_of(self, phones, day):
        works = catalogue_wide_tasks()[self.key]
        return {key: works[key] for key in phones if key in works}


EVIDENCE = "evidence"
WORKLISTS = (
    Worklist(
        "conflicts", "Open conflicts",
        "An accepted claim says otherwise than the fact, or sources disagree and none is followed.", EVIDENCE,
    ),
    Worklist(
        "contradicted", "Contradicted without explanation",
        "A source that is not followed says otherwise. A note on its claim, saying why, settles it.",
        EVIDENCE,
    ),
    Worklist(
        "offered", "Not known here, but given by a source",
        "A source gives a value that nobody has accepted yet. Accepting its claim fills the fact; a note on the claim, "
        "saying why it is not followed, settles it too.", EVIDENCE, ("fill",),
    ),
    Worklist(
        "unsourced", "Facts without a source",
        "No accepted claim supports these values.", EVIDENCE, ("cite",),
    ),
    Worklist(
        "below_floor", "Below the floor for publishing",
        "Facts that a phone must have before it is published. Drafts wait for them; published phones name them as "
        "missing.",
    ),
    Worklist(
        "not_checked", "Not known and never checked",
        "Main facts of which no source says anything, not even that it does not publish them.", EVIDENCE, ("checked",),
    ),
    Worklist(
        "no_size", "Main sensors without a size in mm",
        "The size of the main camera's sensor is only estimated, or not known.",
    ),
    Worklist(
        "routes", "Sensor widths that disagree",
        "The stated width, pixels × pitch and the sensor type give widths more than 5\u00a0% apart.",
    ),
    Worklist(
        "doubts", "Doubtful figures",
        "Figures that are unusual or do not fit each other, and that no source supports.",
    ),
    Worklist(
        "stale", "Prices and promises older than 180 days",
        "Prices of phones that may still be sold, and promises of updates that have not run out, last seen 180 days "
        "ago or more.",
    ),
    Worklist(
        "twins", "Twins that differ",
        "Facts that a new name cannot change differ here, and sources do not support both values.",
    ),
    Worklist(
        "relations", "Untyped and one-sided relations",
        "Resemblances that do not say in what; successors that came earlier, or several successors; published "
        "phones linked to one that readers do not see.",
    ),
    CatalogueWideWorklist(
        "duplicates", "Probable duplicates",
        "Nearly identical names within one brand, and phones that share a model code. A relation between two phones "
        "says that they are different.",
    ),
    CatalogueWideWorklist(
        "no_predecessor", "Phones without a predecessor",
        "By its name, their brand has an earlier phone of the same line. A claim on “successor_of” that there is none "
        "settles it.",
    ),
)  # fmt: skip
WORKLISTS_BY_KEY = {worklist.key: worklist for worklist in WORKLISTS}


def worklist_counts():
    """Key of each worklist → how many phones are on it today. Two queries, seven after a change."""
    tasks = Task.objects.due(timezone.localdate())
    stored = dict(tasks.values_list("work").annotate(count=Count("pk")).order_by("work"))
    counts = {key: stored.get(key, 0) for key in WORKLISTS_BY_KEY}
    for key, findings in catalogue_wide_tasks().items():
        counts[key] = len(findings)
    return counts
