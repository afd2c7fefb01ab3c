"""Files of somebody else's data into the catalogue: what is sound in them, in one transaction."""

from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, replace

from catalog.models.vocabulary import Status
from catalog.records.value_parser import InvalidValue

from .adapters.parsed_phone import FileRefused
from .dataset_content import DatasetContentBuilder
from .dataset_files import data_entries
from .dataset_lookups import BrandLookup, ChipsetLookup, DatasetPhoneLookup, SensorLookup
from .dataset_report import ADDED, DatasetResult, FileOutcome
from .dataset_value_parser import DatasetValueParser
from .import_batch import ImportBatch
from .import_run import run_import
from .record_names import RecordNames


@dataclass(frozen=True)
class DatasetReach:
    """How far an import goes. ``fills``: phones that are no drafts take facts that nobody knows, too. ``known_only``:
    files of phones that are not here are refused."""

    fills: bool = False
    known_only: bool = False


def import_dataset(  # noqa: PLR0913 - each says one thing of an import
    path,
    parse_phone,
    *,
    source,
    recording,
    reach=DatasetReach(),
    dry_run=False,
    tell=None,
    progress=None,
    complete=None,
):
    """Put what the adapter ``parse_phone`` finds in the files below ``path`` into the catalogue; return the
    ``DatasetResult``.

    ``source`` (a ``Source``) is whom it all comes from. A file that is refused keeps none of the others out. ``tell``
    gets each ``FileOutcome``, ``progress`` (done, total). ``complete`` is called with the keys of the phones that have
    changed, in the same transaction.
    """
    files = list(data_entries(path, parse_phone.split_listing))
    reach = replace(reach, known_only=reach.known_only or not parse_phone.describes_phones)
    importer = _DatasetImport(parse_phone, source, recording, reach)
    return run_import(
        importer,
        files,
        total=len(files),
        may_keep=lambda result: not dry_run,
        tell=tell,
        progress=progress,
        complete=complete,
    )


class _DatasetImport:
    """One run: what is known so far of phones and brands, those among them that files have just made."""

    def __init__(self, parse_phone, source, recording, reach):
        self.parse_phone = parse_phone
        self.reach = reach
        self.source = source
        self.result = DatasetResult()
        self.batch = ImportBatch(recording)
        self.brands = BrandLookup()
        self.phones = DatasetPhoneLookup(source)
        self.reader = DatasetValueParser(RecordNames(), ChipsetLookup(), SensorLookup())

    def take(self, files):
        """Read some files, let each speak of its phone, store what has become of these; returns the outcome of each."""
        read = [self.read(content_of, FileOutcome(place)) for content_of, place in files]
        accepted = [(parsed, outcome) for parsed, outcome in read if parsed]
        stored = self.batch.stored(self.known_slugs(parsed for parsed, _ in accepted))
        contents = dict(stored)
        for parsed, outcome in accepted:
            self.merge_file(parsed, outcome, contents)
        self.add_records("brand", self.brands)
        self.add_records("chipset", self.reader.chipsets)
        for slug, content in contents.items():
            self.batch.keep(content, stored.get(slug))
        self.batch.flush()
        return [outcome for _, outcome in read]

    def read(self, content_of, outcome):
        """(``ParsedPhone`` of what ``content_of`` gives, its outcome); None where that is refused."""
        try:
            parsed = self.parse_phone(content_of(), outcome.place)
        except FileRefused as fault:
            outcome.reasons += fault.reasons
            return None, outcome
        outcome.keys_not_taken = parsed.keys_not_taken
        outcome.unread_keys = parsed.unread_keys
        return parsed, outcome

    def known_slugs(self, parsed_phones):
        """The slugs of those phones that are in the catalogue."""
        slugs = set()
        for parsed in parsed_phones:
            with suppress(FileRefused):
                slugs.add(self.phones.found(parsed.locator, *self.brands.of(parsed)))
        return slugs - {None}

    def merge_file(self, parsed, outcome, contents):
        """Let one file speak of its phone; the phone stays as it was where the file is refused."""
        try:
            brand, name = self.brands.of(parsed)
            self.batch.checks.expect("brand", [brand])
            slug = self.meant_phone(parsed, brand, name, outcome)
            before = contents.get(slug, {"phone": slug, "name": name, "brand": brand, "status": Status.DRAFT.value})
            content, chips = self.merge_result(parsed, before, outcome)
        except InvalidValue as fault:
            outcome.reasons += fault.reasons
            return
        outcome.phone = slug
        outcome.changed = content != contents.get(slug)
        contents[slug] = content
        self.brands.keep(brand, parsed.brand)
        for chip in chips:
            self.reader.chipsets.keep(chip)
        if outcome.new:
            self.phones.add(slug, brand, self.brands.names[brand], name)
        self.phones.by_locator[parsed.locator] = slug
        self.look_for_doubles(content, outcome)

    def meant_phone(self, parsed, brand, name, outcome):
        """The slug of the phone that a file speaks of, or of the one that it makes known."""
        slug = self.phones.found(parsed.locator, brand, name)
        outcome.new = slug is None
        if slug:
            return slug
        if self.reach.known_only:
            raise FileRefused("this phone is not here")
        return self.phones.free_slug(brand, name)

    def merge_result(self, parsed, before, outcome):
        """(sound content of a phone after a file has spoken, contents of its chipsets); values that cannot stand in it
        are left out."""
        without = {}
        while True:
            builder = DatasetContentBuilder(
                deepcopy(before),
                parsed,
                source=self.source.slug,
                reader=self.reader,
                without=without,
                fills=self.reach.fills,
            )
            builder.merge_file()
            self.batch.checks.expect("chipset", builder.chips)
            content, faults = self.batch.checked(builder.content)
            if not faults:
                outcome.values = builder.outcomes
                outcome.warnings = builder.warnings + self.doubts(content, builder.outcomes)
                return content, list(builder.chips.values())
            blamed = faulty_values(faults, builder.outcomes)
            if blamed.keys() <= without.keys():
                raise FileRefused(*map(fault_message, faults))
            without |= blamed

    def doubts(self, content, outcomes):
        """What is possible but unlikely in what the file has told."""
        paths = {value.path for value in outcomes}
        return [f"{path}: {words}" for path, words in self.batch.doubts.about(content) if path in paths]

    def look_for_doubles(self, content, outcome):
        """Warn of other phones with one of its model codes, and of the phone that it may be a version of."""
        slug = content["phone"]
        wider = self.phones.wider_phone(slug, content["brand"], content["name"])
        if wider:
            outcome.warnings.append(f"it may be a version of {wider}: merge it into that, or say that it is another")
        codes = [row["code"] for row in content.get("model_codes", ())]
        for other in self.phones.others_with(codes, slug):
            outcome.warnings.append(f"{other} has one of its model codes")
        for code in codes:
            self.phones.add_code(slug, code)

    def add_records(self, kind, lookup):
        """Store the brands or chipsets that files have named and that were not there."""
        for content in lookup.new:
            self.batch.add_record(kind, content)
        self.result.records[kind] += len(lookup.new)
        lookup.new = []


def faulty_values(faults, outcomes):
    """Path → why, of each value that the file has put in and that is at fault: by itself, or beside what is known in
    the same display or camera."""
    added = [value.path for value in outcomes if value.state == ADDED]
    reasons = {}
    for fault in faults:
        row, _, _ = fault.field.rpartition(".")
        for path in added:
            if path == fault.field or path.startswith(f"{row}."):
                reasons[path] = fault_message(fault)
    return reasons


def fault_message(fault):
    return f"{fault.field}: {fault.reason}".removeprefix(": ")
