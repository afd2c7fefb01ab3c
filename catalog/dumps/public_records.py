"""Records as readers may have them: nothing that is not published is in them, not even by its name."""

from functools import cached_property

from catalog.models import Brand, Chipset, Collection, Guide, Operator, Page, Phone, Sensor, Source
from catalog.models.part_visibility import named_for_readers
from catalog.models.site_pages import LEGAL_PAGES
from catalog.models.vocabulary import ClaimState, RelationKind, Status
from catalog.records.serializer import RecordSerializer
from catalog.records.shapes import RECORD_SHAPES, record_folder
from catalog.records.yaml_writer import record_yaml

NAMED_KINDS = {"brand": Brand, "chipset": Chipset, "sensor": Sensor, "source": Source}
"""Kinds of which readers see the records that something published names."""
EDITORS_COLUMNS = {"source": ("notes",)}
"""Kind → columns that no page shows to readers."""


class PublicRecords:
    """The records that readers may see at ``at``, as content."""

    def __init__(self, at):
        self.at = at
        self.serializer = RecordSerializer()

    @cached_property
    def slugs(self):
        """Kind → the slugs of its records that readers may see. Imprint, privacy and contact are left out: they speak
        of whoever runs this site, and a copy of it would say them of somebody else."""
        found = {kind: named_for_readers(model, self.at) for kind, model in NAMED_KINDS.items()}
        found["operator"] = Operator.objects.all()
        found["phone"] = Phone.objects.published(self.at)
        found["collection"] = Collection.objects.filter(status=Status.PUBLISHED)
        found["guide"] = Guide.objects.filter(status=Status.PUBLISHED)
        found["page"] = Page.objects.published().exclude(slug__in=LEGAL_PAGES)
        return {kind: set(records.values_list("slug", flat=True)) for kind, records in found.items()}

    def of_kind(self, kind):
        """Yield the content of each record of a kind, without what names a record that readers may not see."""
        shape = RECORD_SHAPES[kind]
        for content in self.serializer.all_of(kind, self.slugs[kind]):
            public = self._public_row(content, shape)
            for key in EDITORS_COLUMNS.get(kind, ()):
                public.pop(key, None)
            if self._has_rows_enough(public, shape):
                yield public

    def files(self):
        """Yield (path, text) of every record file, in the layout that ``load_catalogue`` reads."""
        for kind in RECORD_SHAPES:
            for content in self.of_kind(kind):
                yield f"{record_folder(kind, content)}/{content[kind]}.yaml", record_yaml(kind, content)

    def _public_row(self, row, shape):
        public = {}
        for key, value in row.items():
            if key in shape.rows:
                self._add_rows(public, key, value, shape.rows[key])
            elif self._is_public(value, shape.references.get(key)):
                public[key] = value
        return public

    def _add_rows(self, public, key, rows, shape):
        """Nothing where no row of a list is left."""
        kept = []
        for row in rows:
            if not self._names_hidden_phone(row, shape):
                kept.append(self._public_row(row, shape))
        kept = [row for row in kept if all(name in row for name in shape.required)]
        if kept:
            public[key] = kept

    def _is_public(self, value, kind):
        """Whether ``value`` names no record (``kind`` is None), or one that readers may see."""
        return kind is None or value in self.slugs[kind]

    def _names_hidden_phone(self, row, shape):
        """Whether a row is a claim on a relation to a phone that readers may not see."""
        if "key" not in shape.columns or row.get("key") not in RelationKind.values:
            return False
        is_value = row.get("state", ClaimState.VALUE) == ClaimState.VALUE
        return is_value and str(row.get("value")) not in self.slugs["phone"]

    def _has_rows_enough(self, content, shape):
        """Whether the lists that must have rows still have as many: a guide of one phone is none."""
        return all(len(content.get(name, ())) >= rows.least for name, rows in shape.lists)
