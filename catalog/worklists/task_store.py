"""What there is to do at each phone, kept in the database: found when it changes, counted when somebody asks."""

from django.db import transaction
from django.db.models import Q

from catalog.facts.child_rows import attach_child_rows, attach_relations
from catalog.facts.prefetch import with_claims
from catalog.models import Examined, Phone, Relation, Task
from catalog.models.change_stamp import with_related_phones
from catalog.models.vocabulary import TWIN_KINDS

from . import evidence_lists, figure_lists, relation_lists
from .findings import earliest_due_date
from .rules_version import rules_digest
from .sheet_facts import sheet_facts_of_phone

BATCH = 200
PHONE_RULES = {
    "unsourced": evidence_lists.unsourced,
    "conflicts": evidence_lists.conflicts,
    "contradicted": evidence_lists.contradicted,
    "offered": evidence_lists.offered,
    "not_checked": evidence_lists.not_checked,
    "stale": evidence_lists.stale,
    "no_size": figure_lists.sensors_without_size,
    "routes": figure_lists.sensor_width_conflicts,
    "doubts": figure_lists.doubtful_figures,
}
"""Worklist → what of it there is to do at a phone, from the phone fetched whole and its facts."""


def unexamined_phones():
    """Phones of which it is not known what there is to do."""
    return Phone.objects.not_withdrawn().exclude(pk__in=Examined.objects.filter(rules=rules_digest()).values("phone"))


def examine_phones(phones=None, most=None, progress=None):
    """Find what there is to do at every phone that is not examined yet, or at those of ``phones`` (keys); return how
    many were. At most that many, if it is said; the others wait. Call it in the transaction of the change."""
    waiting = unexamined_phones() if phones is None else unexamined_phones().filter(pk__in=with_related_phones(phones))
    keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:most])
    for start in range(0, len(keys), BATCH):
        store_tasks(find_tasks(keys[start : start + BATCH]))
        if progress:
            progress(min(len(keys), start + BATCH), len(keys))
    return len(keys)


def forget_examinations():
    """All phones are to be examined anew."""
    Task.objects.all().delete()
    Examined.objects.all().delete()


@transaction.atomic
def store_tasks(found):
    """Store tasks (key of the phone → worklist → facts) in place of what is stored of these phones."""
    Task.objects.filter(phone__in=found).delete()
    Examined.objects.filter(phone__in=found).delete()
    by = rules_digest()
    Examined.objects.bulk_create(Examined(phone_id=key, rules=by) for key in found)
    Task.objects.bulk_create(
        Task(phone_id=key, work=work, due=earliest_due_date(facts), facts=[fact.stored for fact in facts])
        for key, works in found.items()
        for work, facts in works.items()
    )


def find_tasks(keys):
    """Key of each phone → worklist → what there is to do. In the same number of queries for one and for many."""
    phones = fetch_whole_phones(keys)
    originals = fetch_twin_originals(phones)
    twins = twin_pairs_among(phones)
    return {phone.pk: tasks_of_phone(phone, originals, twins) for phone in phones}


def fetch_whole_phones(keys):
    """Phones of any status with rows, evidence and all their relations."""
    found = list(with_claims(Phone.objects.filter(pk__in=keys).order_by("pk")))
    if found:
        attach_child_rows(found)
        attach_relations(found, Phone.objects.all())
    return found


def fetch_twin_originals(phones):
    """Key → phone, of those that ``phones`` are twins of."""
    ties = [tie for phone in phones for tie in phone.relations.all() if tie.kind in TWIN_KINDS]
    here = {phone.pk: phone for phone in phones}
    elsewhere = fetch_whole_phones({tie.other_id for tie in ties} - set(here)) if ties else []
    return here | {phone.pk: phone for phone in elsewhere}


def twin_pairs_among(phones):
    """Pairs of keys, each way round, of twins among those that follow ``phones``."""
    followers = {tie.phone_id for phone in phones for tie in phone.relations_back.all()}
    if not followers:
        return set()
    twins = Relation.objects.filter(Q(phone__in=followers) | Q(other__in=followers), kind__in=TWIN_KINDS)
    pairs = set(twins.values_list("phone", "other"))
    return pairs | {(other, phone) for phone, other in pairs}


def tasks_of_phone(phone, originals, twins):
    """Worklist → facts, where there is anything to do."""
    facts = list(sheet_facts_of_phone(phone))
    found = {work: list(rule(phone, facts)) for work, rule in PHONE_RULES.items()}
    found["twins"] = figure_lists.twin_differences(phone, originals)
    found["relations"] = relation_lists.unclear_relations(phone, twins)
    return {work: facts for work, facts in found.items() if facts}
