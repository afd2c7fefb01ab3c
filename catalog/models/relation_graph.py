"""Phones connected by relations: twins, predecessors and successors, over any number of steps."""

from django.db import connections
from django.db.models.expressions import RawSQL

from .phones import Phone
from .read_replica import reading_alias
from .relations import Relation
from .vocabulary import TWIN_KINDS, RelationKind

CONNECTING_KINDS = (*TWIN_KINDS, RelationKind.SUCCESSOR)
MAX_CONNECTED_PHONES = 60


def connected_phone_keys(slug):
    """Keys of the phone of that slug and of those connected with it, nearest first, ``MAX_CONNECTED_PHONES`` at most.

    Drafts and phones under embargo are among them. One query, whatever the number of steps: raw SQL for SQLite and
    PostgreSQL, because the ORM has no recursive queries.
    """
    with connections[reading_alias()].cursor() as cursor:
        cursor.execute(f"{_SQL} LIMIT %s", [slug, *CONNECTING_KINDS, MAX_CONNECTED_PHONES])
        return [key for (key,) in cursor.fetchall()]


def twin_pairs(keys):
    """The sets of two among these phones that are twins. One query; raw, because the ORM takes longer than it."""
    places = ", ".join(["%s"] * len(keys))
    with connections[reading_alias()].cursor() as cursor:
        cursor.execute(_PAIRS_SQL.format(keys=places), [*TWIN_KINDS, *keys, *keys])
        return set(map(frozenset, cursor.fetchall()))


def connected_relations(slug):
    """The relations, of ``CONNECTING_KINDS``, of the phone of that slug and of all that are connected with it."""
    connected = RawSQL(_SQL, [slug, *CONNECTING_KINDS])  # noqa: S611 - a constant with parameters
    return Relation.objects.filter(kind__in=CONNECTING_KINDS, phone__in=connected)


_PAIRS_SQL = f"""
SELECT phone_id, other_id FROM {Relation._meta.db_table}
WHERE kind IN ({", ".join(["%s"] * len(TWIN_KINDS))}) AND phone_id IN ({{keys}}) AND other_id IN ({{keys}})
"""  # noqa: S608 - names of tables, and places for parameters
_SQL = f"""
WITH RECURSIVE kin(id) AS (
    SELECT id FROM {Phone._meta.db_table} WHERE slug = %s
    UNION
    SELECT CASE WHEN tie.phone_id = kin.id THEN tie.other_id ELSE tie.phone_id END
    FROM kin JOIN {Relation._meta.db_table} AS tie ON (tie.phone_id = kin.id OR tie.other_id = kin.id)
    WHERE tie.kind IN ({", ".join(["%s"] * len(CONNECTING_KINDS))})
)
SELECT id FROM kin
"""  # noqa: S608 - the same
