"""What one record cannot know alone: that those it names exist, that names are given once, that no loop is closed."""

from collections import defaultdict

from catalog.models import OldSlug, Relation
from catalog.models.relations import acyclic_kinds, adjacency_lists, closes_cycle

from .shapes import RECORD_SHAPES, field_path
from .yaml_tree import Fault


class CrossChecks:
    """Faults between records. ``slugs`` are those stored (``SlugsByKind``)."""

    def __init__(self, slugs):
        self.phones_here = set(slugs["phone"].values())
        self.known = {kind: set(slugs[kind].values()) for kind in RECORD_SHAPES}
        self.names = _UniqueNames(slugs)
        self.renamed_here = dict(OldSlug.objects.values_list("slug", "phone__slug"))
        self.old_slugs = dict(self.renamed_here)
        self.files = set()
        self.edges = {}
        self.coming = defaultdict(set)
        self.elsewhere = {}

    def expect(self, kind, slugs):
        """Say that records with these slugs are about to come."""
        self.known[kind].update(slugs)
        self.coming[kind].update(slugs)

    def renamed(self, content):
        """Slugs of stored phones without a file of their own that this phone says it once had: it takes their place."""
        stored_only = self.known["phone"] - self.coming["phone"]
        return {row["slug"] for row in content.get("old_slugs", ()) if row.get("slug") in stored_only}

    def current_slug(self, kind, slug):
        """The slug under which an editor has renamed or entered this record here; the slug itself for any other."""
        current = self.elsewhere.get((kind, slug))
        if not current and kind == "phone":
            current = self.renamed_here.get(slug)
        if current is None or current in self.coming[kind]:
            return slug
        return current

    def stored_under_slug(self, kind, content):
        """The same for a record with its names at hand; None where it stands under its own slug, or not yet."""
        slug = content[kind]
        others = {self.current_slug(kind, slug)}
        for keys in RECORD_SHAPES[kind].unique_together:
            others.add(self.names[kind].get(_name_key(keys, content)))
        others -= {None, slug} | self.coming[kind] | self.renamed(content)
        here = next(iter(others), None)
        if here:
            self.elsewhere[kind, slug] = here
        return here

    def translate(self, row, shape):
        """Let a record name others by the slugs they have here."""
        for key, kind in shape.references.items():
            if row.get(key) is not None:
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
        for key, kind in shape.references.items():
            slug = row.get(key)
            if slug is not None and slug not in self.known[kind]:
                here = path if shape.alone else field_path(path, key)
                yield Fault(lines.get(here, 1), here, f"there is no {kind} “{slug}”")
        for name, inner in shape.lists:
            for number, one in enumerate(row.get(name, ()), 1):
                here = field_path(path, f"{name}[{number}]")
                yield from self.missing(one, inner, here, lines)

    def taken_name_faults(self, kind, content, lines):
        """Names that another record of the kind has already."""
        own_slugs = {content[kind], *self.renamed(content)}
        for keys in RECORD_SHAPES[kind].unique_together:
            if any(content.get(key) is None for key in keys):
                continue
            owner = self.names[kind].setdefault(_name_key(keys, content), content[kind])
            if owner not in own_slugs:
                key = keys[-1]
                yield Fault(lines.get(key, 1), key, f"{kind} “{owner}” has the same {' and '.join(keys)}")

    def phone_faults(self, content, lines):
        """Slugs that other phones had, phones that would become one, and cameras that are not there."""
        yield from self.slug_faults(content, lines)
        merged = self.renamed(content) | (self.phones_here & {content["phone"]})
        if len(merged) > 1:
            yield Fault(1, "old_slugs", f"{' and '.join(sorted(merged))} are different phones here")
        yield from _sensor_place_faults(content.get("cameras", ()), lines)

    def slug_faults(self, content, lines):
        """Slugs, now or once, that belong to other phones."""
        phone = content["phone"]
        owner = self.old_slugs.get(phone, phone)
        if owner != phone:
            yield Fault(1, "slug", f"“{phone}” was once the slug of “{owner}”; that address must keep working")
        for number, row in enumerate(content.get("old_slugs", ()), 1):
            slug = row.get("slug")
            is_taken = slug in self.coming["phone"] or self.old_slugs.setdefault(slug, phone) != phone
            if is_taken:
                here = f"old_slugs[{number}]"
                yield Fault(lines.get(here, 1), here, f"“{slug}” belongs to another phone")

    def late_faults(self):
        """(path, faults) of every phone whose relations close a loop; of phones without a file as they are stored."""
        if not self.edges:
            return
        onward = {kinds: adjacency_lists(edges) for kinds, edges in self.all_edges().items()}
        for slug, (path, edges) in self.edges.items():
            faults = []
            for kinds, other, line in edges:
                if closes_cycle((slug, other), onward[kinds]):
                    faults.append(Fault(line, "relations", f"closes a loop: “{other}” already leads back here"))
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
        if place is None:
            continue
        if place == number or place not in range(1, len(cameras) + 1):
            path = f"cameras[{number}].shares_sensor_with"
            yield Fault(lines.get(path, 1), path, f"“{place}” is not the place of another camera")


def _relation_edges(content, lines):
    for number, row in enumerate(content.get("relations", ()), 1):
        if row.get("kind") and row.get("other"):
            yield acyclic_kinds(row["kind"]), row["other"], lines.get(f"relations[{number}]", 1)


class _UniqueNames(dict):
    """Kind → its ``_unique_names``, read when a record of that kind comes: a load of one source asks for no phones."""

    def __init__(self, slugs):
        super().__init__()
        self.slugs = slugs

    def __missing__(self, kind):
        self[kind] = _unique_names(kind, self.slugs)
        return self[kind]


def _unique_names(kind, slugs):
    """Key of a name that is unique among the stored records of a kind → the slug of the one that has it."""
    shape = RECORD_SHAPES[kind]
    found = {}
    for keys in shape.unique_together:
        for slug, *values in shape.model.objects.values_list("slug", *keys):
            named = dict(zip(keys, values, strict=True))
            for key in keys:
                referenced = shape.references.get(key)
                if referenced:
                    named[key] = slugs[referenced].get(named[key])
            found[_name_key(keys, named)] = slug
    return found


def _name_key(keys, content):
    """What two records of a kind may not both have, as texts: (keys, value, …)."""
    return (keys, *(str(content.get(key)) for key in keys))
