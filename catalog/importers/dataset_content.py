"""The content of a phone while what one file says of it is put into it.

Every value becomes a claim. A draft also takes facts that nobody has told yet; what is known stays as it is. Of phones
that are not drafts no fact is touched: an editor accepts the claims.
"""

from catalog.evidence.content_evidence import apply_statement
from catalog.evidence.decision import Boldness, EvidenceDecision, covers
from catalog.evidence.outcomes import ADDED, NOTED, UNCHANGED
from catalog.models.vocabulary import Section, Status
from catalog.records.value_parser import InvalidValue
from catalog.records.value_words import value_words

from .dataset_claims import PARTIAL_LIST_NOTE, DatasetClaims
from .dataset_lookups import match_cameras
from .dataset_report import LEFT_OUT, ValueOutcome
from .dataset_value_parser import CHIPSET_KEYS, COUNT_KEYS, LIST_COLUMNS, MEMORY_KEYS

DERIVED_KEYS = (*CHIPSET_KEYS, *COUNT_KEYS, *MEMORY_KEYS)
NAMED_KEYS = ("chipset", "sensor")
_NOT_A_DRAFT = "waits for an editor: this phone is no draft"
_OPEN_LIST = "more than are listed here, where the lists are not marked as whole"


class DatasetContentBuilder:
    """``content`` is changed in place; ``outcomes`` and ``warnings`` tell what became of each value; ``chips`` are the
    contents of its chipsets by slug. ``without`` are paths that cannot stand, with the reason."""

    def __init__(self, content, said, *, source, reader, without):
        self.content, self.said, self.reader, self.without = content, said, reader, without
        self.words = DatasetClaims(source, said.locator, said.keys)
        self.outcomes, self.warnings, self.chips = [], list(said.doubts), {}
        self.is_draft = content.get("status", Status.DRAFT) == Status.DRAFT
        self.boldness = Boldness.FILL if self.is_draft else Boldness.NOTE
        self.before = {claim["key"] for claim in _all_claims(content) if self.words.is_own_claim(claim)}
        self.had_chipset = bool(content.get("phone_chipsets"))

    def merge_file(self):
        """Put it all in; what other rows tell comes last."""
        read = [(value, self.read(None, value, value.key, self.claims)) for value in self.said.values]
        read = [(value, values) for value, values in read if values is not None]
        for value, values in read:
            if value.key == "chipset":
                self.chipset(value, values[0])
            elif value.key in LIST_COLUMNS:
                self.row(value, values[0])
            elif value.key not in DERIVED_KEYS:
                self.fact(self.content, value, values, claims=self.claims)
        for part in self.said.displays:
            self.display(part)
        self.cameras()
        self.memory({value.key: values[0] for value, values in read if value.key in MEMORY_KEYS})
        for value, values in read:
            if value.key in DERIVED_KEYS:
                self.derived(value, values)

    @property
    def claims(self):
        return self.content.setdefault("claims", [])

    @property
    def may_add(self):
        """Whether cameras, displays and memory may be added: not where an editor has gone over what was told before."""
        return self.is_draft and not self.before

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
        self.tell(path, value, LEFT_OUT, words=why)
        if value.key in NAMED_KEYS:
            self.words.note(claims, self.words.statement(value, value.text), accepted=False)

    def tell(self, path, value, state, old=None, words=""):
        was = "" if old is None else value_words(old)
        self.outcomes.append(ValueOutcome(path, value.quote or value.text, state, was, words))

    # Facts in columns

    def fact(self, place, value, read, *, claims, path=None):
        """One value of a column."""
        old = place.get(value.key)
        statement = self.words.statement(value, claim_value(value, read), obstacle=self.obstacle(place, value, read))
        decision = self.decide(claims, statement, known=_known_value(value, read, old))
        if decision.takes:
            place[value.key] = read[0]
            if old is None:
                self.add_variations(value, read)
        self.tell(path or value.key, value, decision.outcome, old, decision.words)

    def decide(self, claims, statement, *, known):
        """The ``EvidenceDecision`` on a statement, its claims stored."""
        if self.words.was_moved(claims, statement):
            return EvidenceDecision((), UNCHANGED, words="an editor has put it elsewhere")
        return apply_statement(claims, statement, self.boldness, known=known)

    def obstacle(self, place, value, read):
        """Why a fact that is not known is not taken over; "" where it is. Where versions differ, a phone has the first
        in its column and the others as variations, if it is told for which; cameras and displays cannot say that."""
        if not self.is_draft:
            return _NOT_A_DRAFT
        if value.part:
            return PARTIAL_LIST_NOTE
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

    # Lists, and what follows from them

    def row(self, value, read):
        """A model code or code name. Each has a claim of its own."""
        name, column, _ = LIST_COLUMNS[value.key]
        is_code_name = value.key == "code_name"
        row = {column: read, **({"kind": "code_name"} if is_code_name else {})}
        self.add_row(name, row, value, ("alias" if is_code_name else value.key, read))

    def chipset(self, value, chip):
        """A chipset; a phone that had one before gets no other."""
        row, told = {"chipset": chip["chipset"]}, ("chipset", value.text)
        if self.add_row("phone_chipsets", row, value, told, may_add=not self.had_chipset):
            self.chips[chip["chipset"]] = dict(chip)

    def add_row(self, name, row, value, told, *, may_add=True):
        """Whether the row is there now. ``told`` is (key, value) of its claim; what was told before and is not there
        has been taken out by an editor."""
        rows, column = self.content.setdefault(name, []), next(iter(row))
        here = any(_same_text(other[column], row[column]) for other in rows)
        said = self.words.has_claim(self.claims, *told)
        fills = self.is_draft and may_add and not (here or said)
        if fills:
            rows.append(row)
        key, named = told
        self.words.note(self.claims, self.words.statement(value, named, key=key), accepted=here or fills)
        state = ADDED if fills else UNCHANGED if said else NOTED
        self.tell(name, value, state, words="" if here or fills or said else self.why_no_row)
        return here or fills

    @property
    def why_no_row(self):
        return "the phone has another" if self.is_draft else _NOT_A_DRAFT

    def memory(self, sizes):
        """Versions of a draft that has none: those that follow where RAM or storage is the same in all; else each size
        alone, as the source does not say which go together."""
        if not self.may_add or self.content.get("memory_versions"):
            return
        ram, storage = (sizes.get(key, []) for key in MEMORY_KEYS)
        if 1 in (len(ram), len(storage)) and ram and storage:
            rows = [{"ram_gb": one, "storage_gb": other} for one in ram for other in storage]
        else:
            rows = [{"ram_gb": one} for one in ram] + [{"storage_gb": one} for one in storage]
        if len(ram) > 1 and len(storage) > 1:
            self.warnings.append("memory: which RAM goes with which storage is not said")
        self.content["memory_versions"] = rows

    def derived(self, value, read):
        """A claim on what other rows tell: memory, the chipset's own facts, how many cameras there are."""
        told = claim_value(value, read)
        self.set_new_chipset_fact(value.key, told)
        old = self.known(value.key)
        obstacle = "" if self.is_draft else _NOT_A_DRAFT
        known = old
        if value.key in COUNT_KEYS and self.may_have_more_cameras(told):
            obstacle, known = _OPEN_LIST, None
        decision = self.decide(self.claims, self.words.statement(value, told, obstacle=obstacle), known=known)
        outcome = NOTED if decision.takes else decision.outcome
        self.tell(value.key, value, outcome, old, decision.words)

    def may_have_more_cameras(self, told):
        """Whether a number of cameras is no contradiction to those that are listed: the lists are not marked whole."""
        whole = {Section.REAR_CAMERAS, Section.FRONT_CAMERAS} <= set(self.content.get("complete_sections", ()))
        return not whole and told > len(self.content["cameras"]) > 0

    def set_new_chipset_fact(self, key, told):
        """Let the chipset that the file makes known have what it says of it."""
        slug, chip = next(iter(self.chips.items())) if len(self.chips) == 1 else ("", {})
        if key in CHIPSET_KEYS and slug and slug not in self.reader.chipsets.facts:
            chip.setdefault(key, told)

    def known(self, key):
        if key in MEMORY_KEYS:
            return sorted({row[key] for row in self.content.get("memory_versions", ()) if key in row}) or None
        if key in COUNT_KEYS:
            return len(self.content["cameras"]) or None
        slugs = [row["chipset"] for row in self.content.get("phone_chipsets", ())]
        chips = {**self.reader.chipsets.facts, **self.chips}
        return chips.get(slugs[0], {}).get(key) if len(slugs) == 1 else None

    # Displays and cameras

    def display(self, part):
        """Sources can be named for the first display only, even where it is not entered; another one of a new draft is
        entered as it is told."""
        rows = self.content.setdefault("displays", [])
        place = next((row for row in rows if row["display_role"] == part.role), None)
        if place is None and self.may_add:
            place = {"display_role": part.role}
            rows.append(place)
        if place is None and (self.is_draft or rows or part is not self.said.displays[0]):
            self.warnings.append(f"there is no {part.role} display here")
            return
        number = 1 if place is None else 1 + next(number for number, row in enumerate(rows) if row is place)
        claims = self.claims if number == 1 else []
        for value in part.values if number == 1 or self.may_add else ():
            self.of_part(place or {}, ("displays", number), value, claims)

    def cameras(self):
        rows = self.content.setdefault("cameras", [])
        meant = match_cameras(self.said.cameras, rows, spoken_by=self.words.is_own_claim)
        for number, part in enumerate(self.said.cameras):
            place = meant.get(number)
            if place is None and part.role and self.may_add:
                place = len(rows)
                rows.append({"facing": part.facing, "role": part.role})
            if place is None:
                self.warnings += [f"there is no such camera here: {part.values[0].quote}"] if part.role else []
                continue
            for value in part.values:
                self.of_part(rows[place], ("cameras", place + 1), value, rows[place].setdefault("claims", []))

    def of_part(self, place, part, value, claims):
        path = f"{part[0]}[{part[1]}].{value.key}"
        if (read := self.read(part[0], value, path, claims)) is not None:
            self.fact(place, value, read, claims=claims, path=path)


def _known_value(value, read, old):
    """What is known, as a claim of the source would give it: chipsets and sensors go by its own names there."""
    if value.key in NAMED_KEYS and old is not None and covers(read[0], old):
        return value.text
    return old


def claim_value(value, read):
    """What a claim says: sensors by the source's own name, all values where it gives several."""
    return value.text if value.key in NAMED_KEYS else read[0] if len(read) == 1 else read


def _all_claims(content):
    return [claim for row in (content, *content.get("cameras", ())) for claim in row.get("claims", ())]


def _same_text(one, other):
    return one.casefold() == other.casefold()
