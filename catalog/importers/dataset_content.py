"""The content of a phone while what one file says of it is put into it.

Every value becomes a claim. A draft also takes facts that nobody has told yet; what is known stays as it is. Of phones
that are not drafts no fact is touched: an editor accepts the claims. Where the import ``fills``, those phones as well
take facts that nobody has told yet, from files that are vouched for, but no cameras, displays or memory.
"""

from catalog.evidence.content_evidence import apply_statement, drop_qualifier
from catalog.evidence.decision import Boldness, EvidenceDecision, covers
from catalog.evidence.outcomes import NOTED, UNCHANGED
from catalog.models.vocabulary import Section, Status
from catalog.quantities.parsers import parse_price
from catalog.records.value_parser import InvalidValue
from catalog.records.value_words import value_words

from .dataset_claims import PARTIAL_LIST_NOTE, DatasetClaims
from .dataset_lists import NOT_A_DRAFT, add_memory, merge_chipset, merge_list_item, merge_market, sizes_listed
from .dataset_parts import merge_cameras, merge_display
from .dataset_report import LEFT_OUT, ValueOutcome
from .dataset_value_parser import CHIPSET_KEYS, COUNT_KEYS, LIST_COLUMNS, MEMORY_KEYS

DERIVED_KEYS = (*CHIPSET_KEYS, *COUNT_KEYS, *MEMORY_KEYS)
NAMED_KEYS = ("chipset", "sensor")
CAMERA_SECTIONS = {Section.REAR_CAMERAS, Section.FRONT_CAMERAS}
_OPEN_LIST = "more than are listed here, where the lists are not marked as complete"


class DatasetContentBuilder:
    """``content`` is changed in place; ``outcomes`` and ``warnings`` tell what became of each value; ``chips`` are the
    contents of its chipsets by slug. ``without`` are paths that cannot stand, with the reason. ``fills``: whether
    phones that are no drafts take facts."""

    def __init__(self, content, parsed, *, source, reader, without, fills=False):  # noqa: PLR0913 - each says one thing
        self.content = content
        self.parsed = parsed
        self.reader = reader
        self.without = without
        self.dataset_claims = DatasetClaims(source, parsed.locator, parsed.keys)
        self.outcomes = []
        self.warnings = list(parsed.doubts)
        self.chips = {}
        self.is_draft = content.get("status", Status.DRAFT) == Status.DRAFT
        self.takes_facts = self.is_draft or (fills and parsed.is_vouched_for)
        self.boldness = Boldness.FILL if self.takes_facts else Boldness.NOTE
        self.was_merged_before = any(map(self.dataset_claims.is_own_claim, _all_claims(content)))
        self.had_chipset = bool(content.get("phone_chipsets"))

    def merge_file(self):
        """Merge all values; those that other rows tell come last."""
        direct, derived = self.read_values()
        for value, values in direct:
            self.merge_value(value, values)
        for part in self.parsed.displays:
            merge_display(self, part)
        merge_cameras(self)
        add_memory(self, {value.key: values[0] for value, values in derived})
        for value, values in derived:
            self.merge_derived(value, values)

    def read_values(self):
        """Two lists of (value, what its texts give): the phone's own values, and those that its other rows tell as
        well. Values that give nothing are left out."""
        direct = []
        derived = []
        for value in self.parsed.values:
            values = self.read(None, value, value.key, self.claims)
            if values is None:
                continue
            group = derived if value.key in DERIVED_KEYS else direct
            group.append((value, values))
        return direct, derived

    def merge_value(self, value, values):
        if value.key == "chipset":
            merge_chipset(self, value, values[0])
        elif value.key in LIST_COLUMNS:
            merge_list_item(self, value, values[0])
        elif value.key == "market":
            merge_market(self, value, values[0])
        elif value.key == "launch_price":
            self.merge_price(value, values)
        else:
            self.merge_fact(self.content, value, values, claims=self.claims)

    def merge_price(self, value, values):
        """A price speaks of ours only in its currency; with a price that is taken, its currency is."""
        _, currency = parse_price(value.text)
        known = self.content.get("launch_price_currency")
        if known not in (None, currency):
            self.leave_out(value.key, value, f"launch_price: {value.text}, but here it is in {known}", self.claims)
            return
        self.merge_fact(self.content, value, values, claims=self.claims)
        if "launch_price" in self.content:
            self.content["launch_price_currency"] = currency

    @property
    def claims(self):
        return self.content.setdefault("claims", [])

    @property
    def may_add(self):
        """Whether cameras, displays and memory may be added: not where an editor has gone over what was told before."""
        return self.is_draft and not self.was_merged_before

    def read(self, part, value, path, claims):
        """The values that the texts give; None, with a warning, where they give none or cannot stand."""
        try:
            read = self.reader.values(part, value)
        except InvalidValue as fault:
            self.leave_out(path, value, "; ".join(fault.reasons), claims)
            return None
        if path in self.without:
            self.leave_out(path, value, self.without[path], claims)
            return None
        return read

    def leave_out(self, path, value, why, claims):
        """Of a chipset or sensor that is not here, its name is kept as a claim."""
        self.warnings.append(why)
        self.add_outcome(path, value, LEFT_OUT, words=why)
        if value.key in NAMED_KEYS:
            statement = self.dataset_claims.statement(value, value.text)
            self.dataset_claims.note(claims, statement, accepted=False)

    def add_outcome(self, path, value, state, old=None, words=""):
        was = "" if old is None else value_words(old)
        self.outcomes.append(ValueOutcome(path, value.quote or value.text, state, was, words))

    # Facts in columns

    def merge_fact(self, place, value, read, *, claims, path=None, row=None):  # noqa: PLR0913 - a value and its places
        """One value of a column of ``place``, the phone or a row of it; ``row`` is how claims name that."""
        old = place.get(value.key)
        obstacle = self.obstacle(place, value, read)
        statement = self.dataset_claims.statement(value, claim_value(value, read), obstacle=obstacle, row=row)
        decision = self.decide(claims, statement, known=_known_value(value, read, old))
        if decision.takes:
            place[value.key] = read[0]
            drop_qualifier(place, value.key)
        if decision.takes and old is None:
            self.add_variations(value, read)
        self.add_outcome(path or value.key, value, decision.outcome, old, decision.words)

    def decide(self, claims, statement, *, known):
        """The ``EvidenceDecision`` on a statement, its claims stored."""
        if self.dataset_claims.was_moved(claims, statement):
            return EvidenceDecision((), UNCHANGED, words="an editor has put it elsewhere")
        return apply_statement(claims, statement, self.boldness, known=known)

    def obstacle(self, place, value, read):
        """Why a fact that is not known is not taken over; "" where it is.

        Where versions differ, a phone has the first in its column and the others as variations, if it is told for
        which; cameras and displays cannot say that.
        """
        if not self.takes_facts:
            return NOT_A_DRAFT
        if value.part:
            return PARTIAL_LIST_NOTE
        if value.key == "sensor" and not self.reader.sensors.fits(read[0], place):
            return "its pixels or its type are not those of this camera"
        are_versions = place is self.content and all(version for _, version in value.others)
        if len(read) > 1 and not are_versions:
            return "differs by version"
        return ""

    def add_variations(self, value, read):
        """Keep what a value is in other versions."""
        rows = self.content.setdefault("variations", [])
        for text, version in value.others:
            other = self.reader.one(None, value, text)
            if version and other != read[0]:
                rows.append({"key": value.key, "value": other, "applies_to": version})

    # What other rows tell

    def merge_derived(self, value, read):
        """A claim on what other rows tell: memory, the chipset's own facts, how many cameras there are."""
        told = claim_value(value, read)
        self.set_new_chipset_fact(value.key, told)
        old = self.derived_value(value.key)
        known = old
        obstacle = "" if self.takes_facts else NOT_A_DRAFT
        if value.key in COUNT_KEYS and self.may_have_more_cameras(told):
            known = None
            obstacle = _OPEN_LIST
        statement = self.dataset_claims.statement(value, told, obstacle=obstacle)
        decision = self.decide(self.claims, statement, known=known)
        outcome = NOTED if decision.takes else decision.outcome
        self.add_outcome(value.key, value, outcome, old, decision.words)

    def may_have_more_cameras(self, told):
        """Whether a number of cameras is no contradiction to those that are listed: the lists are not marked whole."""
        if set(self.content.get("complete_sections", ())) >= CAMERA_SECTIONS:
            return False
        return told > len(self.content["cameras"]) > 0

    def set_new_chipset_fact(self, key, told):
        """Let the one chipset that the file makes known have what it says of it."""
        if key not in CHIPSET_KEYS or len(self.chips) != 1:
            return
        ((slug, chip),) = self.chips.items()
        if slug not in self.reader.chipsets.facts:
            chip.setdefault(key, told)

    def derived_value(self, key):
        """What other rows tell of a key; None where they tell nothing, or several chipsets may."""
        if key in MEMORY_KEYS:
            return sizes_listed(self.content, key)
        if key in COUNT_KEYS:
            return len(self.content["cameras"]) or None
        return self.chipset_fact(key)

    def chipset_fact(self, key):
        slugs = [row["chipset"] for row in self.content.get("phone_chipsets", ())]
        if len(slugs) != 1:
            return None
        chips = {**self.reader.chipsets.facts, **self.chips}
        return chips.get(slugs[0], {}).get(key)


def claim_value(value, read):
    """What a claim says: sensors by the source's own name, all values where it gives several."""
    if value.key in NAMED_KEYS:
        return value.text
    return read[0] if len(read) == 1 else read


def _known_value(value, read, old):
    """What is known, as a claim of the source would give it: chipsets and sensors go by its own names there."""
    if value.key in NAMED_KEYS and old is not None and covers(read[0], old):
        return value.text
    return old


def _all_claims(content):
    found = list(content.get("claims", ()))
    for camera in content.get("cameras", ()):
        found += camera.get("claims", ())
    return found
