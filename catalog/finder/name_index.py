"""The names of the phones that readers may see: searched in the process.

After a small change the names of the phones that it touched are looked up beside the rest.
"""

from .fuzzy_search import TrigramIndex
from .name_reader import read_names


class NameIndex:
    """The names, as of ``at``, of the phones ``of`` (keys; None: all), read when they are first asked for unless
    ``built`` is given, as ``read_names`` gives it. With ``rest``, an older index of all phones, the names of the phones
    ``touched`` since are in this one."""

    def __init__(self, at, of=None, built=None):
        self.at = at
        self.of = of
        self.rest = None
        self.touched = frozenset()
        self.phones = None
        self.index = None
        if built:
            self.use(built)

    def use(self, built):
        phones, arrays = built
        self.phones = phones
        self.index = TrigramIndex(arrays)

    def with_changes(self, touched, at):
        """The same with the present names of ``touched`` phones."""
        if self.rest is None and self.index is None:
            return NameIndex(at)
        all_touched = self.touched.union(touched)
        changed = NameIndex(at, all_touched)
        changed.rest = self.rest or self
        changed.touched = all_touched
        return changed

    def search(self, question, most):
        """The matches among all names, the best first; only the certain ones if there are any."""
        own = self.own_matches(question, most)
        if self.rest is None:
            return own
        others = self.rest.own_matches(question, most + len(self.touched))
        untouched = [match for match in others if match.phone not in self.touched]
        matches = sorted([*untouched, *own], key=lambda match: match.order)
        certain = [match for match in matches if match.certain]
        return (certain or matches)[:most]

    def own_matches(self, question, most):
        """Matches with phones by their keys, without those of ``rest``."""
        self.prepare()
        matches = []
        for match in self.index.search(question, most):
            matches.append(match.of(int(self.phones.keys[match.phone]), self.phones.newness(match.phone)))
        return matches

    def prepare(self):
        """Read the names unless that is done."""
        if self.index is None:
            self.use(read_names(self.at, self.of))
