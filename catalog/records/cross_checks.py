"""What one record cannot know alone: that those it names exist, that names are given once, that no loop is closed."""

from collections import defaultdict

from django.db.models import ForeignKey

from catalog.models import OldSlug, Relation
from catalog.models.relations import acyclic_kinds, adjacency_lists, closes_cycle

from .shapes import RECORD_SHAPES, kind_of_model
from .yaml_tree import Fault


class CrossChecks:
    """Faults between records. ``slugs`` are those stored (``Slugs``)."""

    def __init__(self, slugs):
        self.phones_here = set(slugs["phone"].values())
        self.known = {kind: set(slugs[kind].values()) for kind in RECORD_SHAPES}
        self.names = {kind: _unique_names(kind, slugs) for kind in RECORD_SHAPES}
        self.renamed_here = dict(OldSlug.objects.values_list("slug", "phone__slug"))
        self.old_slugs = dict(self.renamed_here)
        self.files, self.edges, self.coming, self.elsewhere = set(), {}, defaultdict(set), {}

    def expect(self, kind, slugs):
        """Say that records with these slugs are about to come."""
        self.known[kind].update(slugs)
        self.coming[kind].update(slugs)

    def renamed(self, content):
        """Slugs of stored phones without a file of their own that this phone says it once had: it takes their place."""
        return {
            row["slug"]
            for row in content.get("old_slugs", ())
            if row.get("slug") in self.known["phone"] - self.coming["phone"]
        }

    def current_slug(self, kind, slug):
        """The slug under which an editor has renamed or entered this record here; the slug itself for any other."""
        now = self.elsewhere.get((kind, slug)) or (self.renamed_here.get(slug) if kind == "phone" else None)
        return slug if now is None or now in self.coming[kind] else now

    def stored_under_slug(self, kind, content):
        """The same for a record with its names at hand; None where it stands under its own slug, or not yet."""
        slug = content[kind]
        marks = [(keys, *(str(content.get(key)) for key in keys)) for keys in RECORD_SHAPES[kind].unique_together]
        others = {self.current_slug(kind, slug), *(self.names[kind].get(mark) for mark in marks)} - {None, slug}
        here = next(iter(others - self.coming[kind] - self.renamed(content)), None)
        self.elsewhere |= {(kind, slug): here} if here else {}
        return here

    def translate(self, row, shape):
        """Let a record name others by the slugs they have here."""
        for key, field in shape.columns.items():
            kind = kind_of_model(field.related_model) if isinstance(field, ForeignKey) else None
            if kind and row.get(key) is not None:
                row[key] = self.current_slug(kind, row[key])
        for name, inner in shape.lists:
            for one in row.get(name, ()):
                self.translate(one, inner)

    def faults_in(self, kind, content, path, lines):
        """Faults of one record against all others, but for loops, which need them all."""
        faults = list(self.repeated_file_faults(kind, content[kind]))
        faults += self.missing(content, RECORD_SHAPES[kind], "", lines)
        faults += self.taken_name_faults(kind, content, lines)
        if kind == "phone":
            faults += self.phone_faults(content, lines)
            self.edges[content["phone"]] = (path, list(_relation_edges(content, lines)))
        return faults

    def repeated_file_faults(self, kind, slug):
        if (kind, slug) in self.files:
            yield Fault(1, "", f"another file also holds {kind} “{slug}”")
        self.files.add((kind, slug))

    def missing(self, row, shape, path, lines):
        """Names of records that do not exist, in the row and in its lists."""
        for key, field in shape.columns.items():
            if isinstance(field, ForeignKey) and row.get(key) is not None:
                here = path if shape.alone else f"{path}.{key}".lstrip(".")
                yield from self.missing_reference(row[key], field, here, lines)
        for name, rows_shape in shape.lists:
            for number, inner in enumerate(row.get(name, ()), 1):
                yield from self.missing(inner, rows_shape, f"{path}.{name}[{number}]".lstrip("."), lines)

    def missing_reference(self, slug, field, path, lines):
        kind = kind_of_model(field.related_model)
        if kind and slug not in self.known[kind]:
            yield Fault(lines.get(path, 1), path, f"there is no {kind} “{slug}”")

    def taken_name_faults(self, kind, content, lines):
        """Names that another record of the kind has already."""
        for keys in RECORD_SHAPES[kind].unique_together:
            if any(content.get(key) is None for key in keys):
                continue
            mark = (keys, *(str(content.get(key)) for key in keys))
            if self.names[kind].setdefault(mark, content[kind]) not in {content[kind], *self.renamed(content)}:
                key = keys[-1]
                yield Fault(
                    lines.get(key, 1), key, f"{kind} “{self.names[kind][mark]}” has the same {' and '.join(keys)}"
                )

    def phone_faults(self, content, lines):
        """Slugs that other phones had, phones that would become one, and cameras that are not there."""
        yield from self.slug_faults(content, lines)
        merged = self.renamed(content) | (self.phones_here & {content["phone"]})
        if len(merged) > 1:
            yield Fault(1, "old_slugs", f"{' and '.join(sorted(merged))} are different phones here")
        yield from _sensor_place_faults(content.get("cameras", ()), lines)

    def slug_faults(self, content, lines):
        """Slugs, now or once, that belong to other phones."""
        owner = self.old_slugs.get(content["phone"], content["phone"])
        if owner != content["phone"]:
            yield Fault(
                1, "slug", f"“{content['phone']}” was once the slug of “{owner}”; that address must keep working"
            )
        for number, row in enumerate(content.get("old_slugs", ()), 1):
            slug = row.get("slug")
            if slug in self.coming["phone"] or self.old_slugs.setdefault(slug, content["phone"]) != content["phone"]:
                yield Fault(
                    lines.get(f"old_slugs[{number}]", 1), f"old_slugs[{number}]", f"“{slug}” belongs to another phone"
                )

    def late_faults(self):
        """(path, faults) of every phone whose relations close a loop; of phones without a file as they are stored."""
        onward = {kinds: adjacency_lists(edges) for kinds, edges in self.all_edges().items()}
        for slug, (path, edges) in self.edges.items():
            faults = [
                Fault(line, "relations", f"closes a loop: “{other}” already leads back here")
                for kinds, other, line in edges
                if closes_cycle((slug, other), onward[kinds])
            ]
            if faults:
                yield path, faults

    def all_edges(self):
        """Kinds that loop together → (from, to) pairs, new and stored."""
        found = defaultdict(list)
        for slug, (_, edges) in self.edges.items():
            for kinds, other, _ in edges:
                found[kinds].append((slug, other))
        for kind, slug, other in Relation.objects.values_list("kind", "phone__slug", "other__slug"):
            if slug not in self.edges:
                found[acyclic_kinds(kind)].append((slug, other))
        return found


def _sensor_place_faults(cameras, lines):
    """Sensors shared with a camera that is not there, or with itself."""
    for number, camera in enumerate(cameras, 1):
        place = camera.get("shares_sensor_with")
        if place is not None and (not isinstance(place, int) or not 0 < place <= len(cameras) or place == number):
            path = f"cameras[{number}].shares_sensor_with"
            yield Fault(lines.get(path, 1), path, f"“{place}” is not the place of another camera")


def _relation_edges(content, lines):
    for number, row in enumerate(content.get("relations", ()), 1):
        if row.get("kind") and row.get("other"):
            yield acyclic_kinds(row["kind"]), row["other"], lines.get(f"relations[{number}]", 1)


def _unique_names(kind, slugs):
    """What is unique among the stored records of a kind → whose it is."""
    shape, found = RECORD_SHAPES[kind], {}
    for keys in shape.unique_together:
        for slug, *values in shape.model.objects.values_list("slug", *keys):
            named = (_slug_or_value(shape.columns[key], value, slugs) for key, value in zip(keys, values, strict=True))
            found[keys, *map(str, named)] = slug
    return found


def _slug_or_value(field, value, slugs):
    kind = kind_of_model(field.related_model) if isinstance(field, ForeignKey) else None
    return slugs[kind].get(value) if kind else value
