"""Files of somebody else's data into the catalogue: what is sound in them, in one transaction."""

from copy import deepcopy

from catalog.models.vocabulary import Status
from catalog.records.value_parser import InvalidValue

from .adapters.parsed_phone import FileRefused
from .dataset_content import DatasetContentBuilder
from .dataset_files import find_data_files, parse_data_file
from .dataset_lookups import BrandLookup, ChipsetLookup, DatasetPhoneLookup
from .dataset_report import ADDED, DatasetResult, FileOutcome
from .dataset_value_parser import DatasetValueParser
from .import_batch import ImportBatch
from .import_run import run_import
from .record_names import RecordNames


def import_dataset(path, parse_phone, *, source, recording, dry_run=False, tell=None, progress=None, complete=None):  # noqa: PLR0913 - each says one thing of an import
    """Put what the adapter ``parse_phone`` finds in the files below ``path`` into the catalogue; return the
    ``DatasetResult``.

    ``source`` (a ``Source``) is whom it all comes from. A file that is refused keeps none of the others out. ``tell``
    gets each ``FileOutcome``, ``progress`` (done, total). ``complete`` is called with the keys of the phones that have
    changed, in the same transaction.
    """
    files = find_data_files(path)
    importer = _DatasetImport(parse_phone, source, recording, tell)
    return run_import(
        importer,
        files,
        total=len(files),
        may_keep=lambda result: not dry_run,
        progress=progress,
        complete=complete,
    )


class _DatasetImport:
    """One run: what is known so far of phones and brands, those among them that files have just made."""

    def __init__(self, parse_phone, source, recording, tell):
        self.parse_phone = parse_phone
        self.source = source
        self.tell = tell
        self.result = DatasetResult()
        self.intake = ImportBatch(recording)
        self.brands = BrandLookup()
        self.phones = DatasetPhoneLookup(source)
        self.reader = DatasetValueParser(RecordNames(), ChipsetLookup())

    def take(self, files):
        """Read some files, let each speak of its phone, store what has become of these."""
        read = [self.read(file, FileOutcome(place)) for file, place in files]
        stored = self.intake.stored({said and self.known(said) for said, _ in read} - {None})
        filled = dict(stored)
        for said, outcome in read:
            if said:
                self.merge_file(said, outcome, filled)
        self.add_records()
        for slug, content in filled.items():
            self.intake.keep(content, stored.get(slug))
        self.intake.flush()
        for _, outcome in read:
            self.result.add(outcome)
            if self.tell:
                self.tell(outcome)

    def read(self, file, outcome):
        """(what a file says, its outcome); None where it is refused."""
        try:
            return self.parse_phone(parse_data_file(file), outcome.place), outcome
        except FileRefused as fault:
            outcome.reasons += fault.reasons
            return None, outcome

    def known(self, said):
        """The slug of the phone that is meant, if it is there."""
        try:
            return self.phones.found(said.locator, *self.brands.of(said))
        except FileRefused:
            return None

    def merge_file(self, said, outcome, filled):
        """Let one file speak of its phone; the phone stays as it was where the file is refused."""
        try:
            brand, name = self.brands.of(said)
            self.intake.checks.expect("brand", [brand])
            slug = self.phones.found(said.locator, brand, name)
            outcome.new = slug is None
            slug = slug or self.phones.free_slug(brand, name)
            before = filled.get(slug, {"phone": slug, "name": name, "brand": brand, "status": Status.DRAFT.value})
            content, chips = self.merge_result(said, before, outcome)
        except InvalidValue as fault:
            outcome.reasons += fault.reasons
            return
        outcome.phone, outcome.changed, filled[slug] = slug, content != filled.get(slug), content
        self.brands.keep(brand, said.brand)
        for chip in chips:
            self.reader.chipsets.keep(chip)
        if outcome.new:
            self.phones.add(slug, brand, self.brands.names[brand], name)
        self.phones.by_locator[said.locator] = slug
        self.look_for_doubles(content, outcome)

    def merge_result(self, said, before, outcome):
        """(sound content of a phone after a file has spoken, contents of its chipsets); values that cannot stand in it
        are left out."""
        without = {}
        while True:
            hearing = DatasetContentBuilder(
                deepcopy(before), said, source=self.source.slug, reader=self.reader, without=without
            )
            hearing.merge_file()
            self.intake.checks.expect("chipset", hearing.chips)
            content, faults = self.intake.checked(hearing.content)
            if not faults:
                outcome.values, outcome.warnings = hearing.outcomes, hearing.warnings
                outcome.warnings += self.doubts(content, hearing.outcomes)
                return content, list(hearing.chips.values())
            blamed = faulty_values(faults, hearing.outcomes)
            if blamed.keys() <= without.keys():
                raise FileRefused(*map(fault_message, faults))
            without |= blamed

    def doubts(self, content, outcomes):
        """What is possible but unlikely in what the file has told."""
        told = {value.path for value in outcomes}
        return [f"{path}: {words}" for path, words in self.intake.doubts.about(content) if path in told]

    def look_for_doubles(self, content, outcome):
        codes = [row["code"] for row in content.get("model_codes", ())]
        others = self.phones.others_with(codes, content["phone"])
        outcome.warnings += [f"{other} has one of its model codes" for other in others]
        for code in codes:
            self.phones.add_code(content["phone"], code)

    def add_records(self):
        """Store the brands and chipsets that files have named and that were not there."""
        for kind, records in (("brand", self.brands), ("chipset", self.reader.chipsets)):
            new, records.new = records.new, []
            for content in new:
                self.intake.add_record(kind, content)
            self.result.records[kind] += len(new)


def faulty_values(faults, outcomes):
    """Path → why, of each value that the file has put in and that is at fault: by itself, or beside what is known in
    the same display or camera."""
    put = [value.path for value in outcomes if value.state == ADDED]
    return {
        path: fault_message(fault)
        for fault in faults
        for path in put
        if path == fault.field or _in_same_row(path, fault)
    }


def _in_same_row(path, fault):
    row, point, _ = fault.field.rpartition(".")
    return bool(point) and path.startswith(f"{row}.")


def fault_message(fault):
    return f"{fault.field}: {fault.reason}".removeprefix(": ")
