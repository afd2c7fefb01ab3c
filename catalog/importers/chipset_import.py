"""Chipsets from somebody else's files: what nobody has told of them yet, and claims at the phones built with them."""

from copy import deepcopy

from django.db.models import Count

from catalog.evidence.content_evidence import apply_statement
from catalog.evidence.decision import Boldness, Statement, covers
from catalog.evidence.outcomes import ADDED, CONTRADICTS, UNCHANGED
from catalog.models import Phone
from catalog.records.record_save import check_alone
from catalog.records.value_parser import InvalidValue, Unquoted
from catalog.records.value_words import value_words

from .adapters.parsed_phone import FileRefused, ParsedValue
from .dataset_claims import shortened_quote
from .dataset_files import find_data_files, parse_data_file
from .dataset_lookups import ChipsetLookup
from .dataset_report import LEFT_OUT, DatasetResult, FileOutcome, ValueOutcome
from .import_batch import ImportBatch
from .import_run import run_import


def import_chipsets(path, parse_chipset, *, source, recording, known_only=False, dry_run=False, **callbacks):  # noqa: PLR0913 - each says one thing of an import
    """Put what the adapter ``parse_chipset`` finds in the files below ``path`` into the catalogue; return the
    ``DatasetResult``. ``known_only``: files of chipsets that are not here are refused. ``callbacks`` are those of
    ``run_import``."""
    files = find_data_files(path)
    importer = _ChipsetImport(parse_chipset, source, recording, known_only=known_only)
    return run_import(importer, files, total=len(files), may_keep=lambda result: not dry_run, **callbacks)


class _ChipsetImport:
    def __init__(self, parse_chipset, source, recording, *, known_only):
        self.parse_chipset = parse_chipset
        self.known_only = known_only
        self.source = source
        self.result = DatasetResult(subject="Chipsets")
        self.batch = ImportBatch(recording)
        self.chipsets = ChipsetLookup()
        self.makers = {content["maker"].casefold(): content["maker"] for content in self.chipsets.facts.values()}

    def take(self, files):
        return [self.take_file(file, FileOutcome(place)) for file, place in files]

    def take_file(self, file, outcome):
        try:
            parsed = self.parse_chipset(parse_data_file(file), outcome.place)
            known = self.chipsets.content(self.meant_chipset(parsed))
            if self.known_only and known["chipset"] not in self.chipsets.facts:
                raise FileRefused("this chipset is not here")
        except InvalidValue as fault:
            outcome.reasons += fault.reasons
            return outcome
        outcome.keys_not_taken = parsed.keys_not_taken
        outcome.unread_keys = parsed.unread_keys
        outcome.warnings += parsed.doubts
        outcome.phone = known["chipset"]
        told = self.told_values(known, parsed, outcome)
        content = self.store_chipset(known, told, outcome)
        self.claim_at_phones(content, told, parsed, outcome)
        return outcome

    def meant_chipset(self, parsed):
        """The chipset as ``ChipsetLookup`` looks for it. A maker that its name begins with is its maker."""
        maker = parsed.maker
        name = parsed.name
        first_word, _, rest = name.partition(" ")
        if rest and first_word.casefold() in (maker.casefold(), *self.makers):
            maker = first_word
            name = rest
        maker = self.makers.get(maker.casefold(), maker.capitalize())
        return ParsedValue("chipset", parsed.slug, new={"maker": maker, "name": name})

    def told_values(self, known, parsed, outcome):
        """Key → value of what the file tells, as columns hold it; what cannot be is left out with a warning."""
        texts = {value.key: Unquoted(value.text) for value in parsed.values}
        naming = {key: known[key] for key in ("chipset", "maker", "name")}
        checked, faults = check_alone("chipset", naming | texts)
        for fault in faults:
            outcome.values.append(ValueOutcome(fault.field, texts.get(fault.field, ""), LEFT_OUT, words=fault.reason))
        return {key: checked[key] for key in texts if checked.get(key) is not None}

    def store_chipset(self, known, told, outcome):
        """Store a chipset with what is told of it and was not known; returns its content. What is known stays."""
        content = {**known}
        for key, value in told.items():
            outcome.values.append(_value_outcome(key, value, known.get(key)))
            content.setdefault(key, value)
        content, _ = check_alone("chipset", content)
        slug = content["chipset"]
        is_stored = slug in self.batch.contents.slugs["chipset"].values()
        outcome.new = not is_stored
        if not is_stored:
            self.batch.add_record("chipset", content)
            self.chipsets.add(content)
        elif content != known:
            outcome.changed = True
            self.batch.change_chipset(content, known)
        self.chipsets.facts[slug] = content
        return content

    def claim_at_phones(self, content, told, parsed, outcome):
        """Let the source say of each phone that is built with this chipset alone what it says of the chipset."""
        quotes = {value.key: shortened_quote(value) for value in parsed.values}
        for slug, before in self.batch.stored(phones_built_with(content["chipset"])).items():
            phone = deepcopy(before)
            claims = phone.setdefault("claims", [])
            for key, value in told.items():
                wording = {"quote": quotes[key], "locator": parsed.locator}
                statement = Statement(key, self.source.slug, value, wording=wording, each_place=True)
                apply_statement(claims, statement, Boldness.NOTE, known=content[key])
            checked, faults = self.batch.checked(phone)
            if faults:
                raise FileRefused(*(f"{slug}, {fault.field}: {fault.reason}" for fault in faults))
            self.batch.keep(checked, before)


def phones_built_with(chipset):
    """The slugs of the phones that have this chipset (its slug) and no other."""
    phones = Phone.objects.annotate(chips=Count("phone_chipsets", distinct=True)).filter(chips=1)
    return list(phones.filter(phone_chipsets__chipset__slug=chipset).values_list("slug", flat=True))


def _value_outcome(key, value, known):
    text = value_words(value)
    if known is None:
        return ValueOutcome(key, text, ADDED)
    was = value_words(known)
    if covers(value, known):
        return ValueOutcome(key, text, UNCHANGED, was)
    return ValueOutcome(key, text, CONTRADICTS, was, "stays as it is")
