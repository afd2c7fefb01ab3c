"""How one phone is tied to another."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from .fields import Choice, Text
from .phones import Phone
from .vocabulary import INVERSE_RELATION_LABELS, TWIN_KINDS, RelationKind


class Relation(models.Model):
    """``phone`` is <kind> ``other``: the Leitz Phone 2 is a rebadge of the Aquos R7. Kept once, read from both ends."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="relations")
    kind = Choice(max_length=30, choices=RelationKind.choices)
    other = models.ForeignKey(Phone, models.CASCADE, related_name="relations_back")
    detail = Text()

    class Meta:
        ordering = ["kind", "other__slug", "id"]
        constraints = [
            models.UniqueConstraint(fields=["phone", "kind", "other"], name="relation_named_once"),
            models.CheckConstraint(
                condition=~Q(phone=F("other")),
                name="relation_not_to_itself",
                violation_error_message="A phone is not its own twin.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.other}"

    @property
    def words_back(self):
        """What ``phone`` is to ``other``: “Also sold as”."""
        return INVERSE_RELATION_LABELS[RelationKind(self.kind)]

    def clean(self):
        if not (self.kind and self.phone_id and self.other_id):
            return
        others = Relation.objects.filter(kind__in=acyclic_kinds(self.kind)).exclude(pk=self.pk)
        edges = adjacency_lists(others.values_list("phone", "other"))
        if closes_cycle((self.phone_id, self.other_id), edges):
            raise ValidationError(f"That would close a loop: {self.other} already leads back here.")


def acyclic_kinds(kind):
    """The kinds that may not form a cycle together with ``kind``: those of origin, else ``kind`` alone."""
    origins = (*TWIN_KINDS, RelationKind.BASED)
    if kind in origins:
        return origins
    return (kind,)


def adjacency_lists(edges):
    """Node → the nodes it leads to, for (from, to) pairs."""
    onward = defaultdict(list)
    for here, there in edges:
        onward[here].append(there)
    return onward


def closes_cycle(edge, onward):
    """Whether ``edge`` (from, to) would close a cycle: its end leads back to its start already, or is its start."""
    start, end = edge
    return start in reachable_nodes(end, onward)


def reachable_nodes(start, onward):
    """Every node that can be reached from ``start``, itself included."""
    seen = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(onward.get(node, ()))
    return seen
