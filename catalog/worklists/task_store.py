"""Tasks of the worklists, stored in the database: every phone is examined again when it changes."""

from django.db import transaction
from django.db.models import Q

from catalog.facts.child_rows import attach_child_rows, attach_relations
from catalog.facts.prefetch import with_claims
from catalog.models import Examined, Phone, Relation, Stamp, Task
from catalog.models.touched_phones import with_related_phones
from catalog.models.vocabulary import TWIN_KINDS

from . import evidence_lists, figure_lists, floor_list, relation_lists
from .findings import earliest_due_date
from .rules_version import rules_digest
from .sheet_facts import sheet_facts_of_phone

BATCH = 200
PHONE_RULES = {
    "unsourced": evidence_lists.unsourced,
    "conflicts": evidence_lists.conflicts,
    "contradicted": evidence_lists.contradicted,
    "offered": evidence_lists.offered,
    "below_floor": floor_list.below_floor,
    "not_checked": evidence_lists.not_checked,
    "stale": evidence_lists.stale,
    "no_size": figure_lists.sensors_without_size,
    "routes": figure_lists.sensor_width_conflicts,
    "doubts": figure_lists.doubtful_figures,
}
"""Worklist → rule: (phone fetched with all rows, its ``SheetFact``s) → its findings."""


def unexamined_phones():
    """Phones that were not examined since they changed, or by other rules."""
    examined = Examined.objects.filter(rules=rules_digest())
    return Phone.objects.not_withdrawn().exclude(pk__in=examined.values("phone"))


def examine_phones(phones=None, most=None, progress=None):
    """Examine the phones that are not examined yet, or those of ``phones`` (keys) and their relations; return how many
    were. ``most`` is a limit; the others wait. Call it in the transaction of the change."""
    waiting = unexamined_phones()
    if phones is not None:
        waiting = waiting.filter(pk__in=with_related_phones(phones))
    keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:most])
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        store_tasks(find_tasks(batch))
        if progress:
            progress(start + len(batch), len(keys))
    return len(keys)


def examine_waiting_phones(progress=None, most=None):
    """Examine the phones that are not examined yet, ``most`` or all, some at a time: the writer's lock is held only to
    store what was found. Phones that somebody changes meanwhile wait. Call it outside of a transaction; return how
    many were examined or wait again."""
    keys = list(unexamined_phones().order_by("pk").values_list("pk", flat=True)[:most])
    for start in range(0, len(keys), BATCH):
        stamp = Stamp.current()
        found = find_tasks(keys[start : start + BATCH])
        with transaction.atomic():
            untouched = Stamp.untouched_since(stamp, found)
            store_tasks({key: found[key] for key in untouched})
        if progress:
            progress(min(start + BATCH, len(keys)), len(keys))
    return len(keys)


def forget_examinations():
    """Make every phone unexamined."""
    Task.objects.all().delete()
    Examined.objects.all().delete()


@transaction.atomic
def store_tasks(found):
    """Store tasks (key of the phone → worklist → findings) in place of what is stored of these phones."""
    Task.objects.filter(phone__in=found).delete()
    Examined.objects.filter(phone__in=found).delete()
    rules = rules_digest()
    Examined.objects.bulk_create(Examined(phone_id=key, rules=rules) for key in found)
    tasks = []
    for key, works in found.items():
        tasks += [build_task(key, work, findings) for work, findings in works.items()]
    Task.objects.bulk_create(tasks)


def build_task(phone_id, work, findings):
    stored = [finding.stored for finding in findings]
    return Task(phone_id=phone_id, work=work, due=earliest_due_date(findings), facts=stored)


def find_tasks(keys):
    """Key of each phone → worklist → findings. The same number of queries for one phone and for many."""
    phones = fetch_whole_phones(keys)
    originals = fetch_twin_originals(phones)
    twins = twin_pairs_among(phones)
    return {phone.pk: tasks_of_phone(phone, originals, twins) for phone in phones}


def fetch_whole_phones(keys):
    """Phones (keys) of any status with all rows, claims and relations, by key."""
    found = list(with_claims(Phone.objects.filter(pk__in=keys).order_by("pk")))
    if found:
        attach_child_rows(found)
        attach_relations(found, Phone.objects.all())
    return found


def fetch_twin_originals(phones):
    """Key → phone, of ``phones`` and of those that they are twins of."""
    by_key = {phone.pk: phone for phone in phones}
    missing = keys_of_originals(phones).difference(by_key)
    if missing:
        by_key |= {phone.pk: phone for phone in fetch_whole_phones(missing)}
    return by_key


def keys_of_originals(phones):
    """Keys of the phones that ``phones`` are twins of."""
    keys = set()
    for phone in phones:
        for relation in phone.relations.all():
            if relation.kind in TWIN_KINDS:
                keys.add(relation.other_id)
    return keys


def twin_pairs_among(phones):
    """Pairs of keys, each way round, of twins among those that follow ``phones``."""
    followers = set()
    for phone in phones:
        followers.update(relation.phone_id for relation in phone.relations_back.all())
    if not followers:
        return set()
    twins = Relation.objects.filter(Q(phone__in=followers) | Q(other__in=followers), kind__in=TWIN_KINDS)
    pairs = set(twins.values_list("phone", "other"))
    return pairs | {(other, phone) for phone, other in pairs}


def tasks_of_phone(phone, originals, twins):
    """Worklist → findings, where there are any."""
    facts = list(sheet_facts_of_phone(phone))
    found = {work: list(rule(phone, facts)) for work, rule in PHONE_RULES.items()}
    found["twins"] = figure_lists.twin_differences(phone, originals)
    found["relations"] = relation_lists.unclear_relations(phone, twins)
    return {work: findings for work, findings in found.items() if findings}
