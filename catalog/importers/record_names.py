"""Names of the brands, chipsets and sensors that a phone is made of."""

from collections import defaultdict

from catalog.models import Brand, Chipset, Sensor
from catalog.quantities.parsers.text_normalisation import normalise_name
from catalog.records.value_parser import InvalidValue

_OTHER_NAMES = {
    Brand: lambda record: [record.name, *(record.other_names or ())],
    Chipset: lambda record: [record.name, str(record), record.part_number],
    Sensor: lambda record: [record.name, str(record)],
}


_MODEL_BY_COLUMN = {"manufacturer": Brand, "chipset": Chipset, "sensor": Sensor}


class RecordNames:
    """Slugs and titles of the records of each model, fetched when a model is first asked for."""

    def __init__(self):
        self.slugs = {}
        self.titles = {}

    def slug(self, model, text):
        """The slug of the one record of that address or name; ``InvalidValue`` where there is none, or several."""
        if model not in self.slugs:
            self.slugs[model] = _slugs_by_name(model)
        slugs = self.slugs[model].get(normalise_name(text), set())
        if len(slugs) > 1:
            raise InvalidValue(f"“{text}” may be {' or '.join(sorted(slugs))}: write which")
        if not slugs:
            kind = model._meta.verbose_name
            raise InvalidValue(f"there is no {kind} “{text}”: enter it at the desk first, or write its address")
        return next(iter(slugs))

    def title(self, column, value):
        """How a claim says a value of a column (None: of no column): records by their name, anything else as it is."""
        model = _MODEL_BY_COLUMN.get(column and column.name)
        if model is None or value is None:
            return value
        return self.name(model, value)

    def name(self, model, slug):
        if model not in self.titles:
            self.titles[model] = {record.slug: str(record) for record in model.objects.all()}
        return self.titles[model][slug]


def _slugs_by_name(model):
    found = defaultdict(set)
    for record in model.objects.all():
        for name in (record.slug, *_OTHER_NAMES[model](record)):
            if name:
                found[normalise_name(name)].add(record.slug)
    return found
