"""Lists of a phone's content, while a file names items of them: model codes, code names, chipsets, memory."""

from dataclasses import replace
from itertools import product

from catalog.evidence.outcomes import ADDED, NOTED, UNCHANGED

from .dataset_value_parser import ALIAS_KINDS, LIST_COLUMNS

NOT_A_DRAFT = "waits for an editor: this phone is not a draft"


def merge_list_item(builder, value, item):
    """A model code or another name. Each has a claim of its own."""
    name, column, _ = LIST_COLUMNS[value.key]
    row = {column: item}
    key = value.key
    if value.key in ALIAS_KINDS:
        row["kind"] = ALIAS_KINDS[value.key]
        key = "alias"
    _merge_row(builder, name, row, value, (key, item))


def merge_market(builder, value, market):
    """The sale by a carrier: a row where it has none yet, and a claim on the day of its first sale."""
    rows = builder.content.setdefault("markets", [])
    named = {key: market[key] for key in ("country", "carrier")}
    own = [row for row in rows if named.items() <= row.items() and not row.get("price_on")]
    if not own and builder.takes_facts:
        own = [{**named, "channel": market["channel"]}]
        rows += own
    if not own:
        builder.add_outcome("markets", value, NOTED, words=NOT_A_DRAFT)
        return
    builder.merge_fact(
        own[0], replace(value, key="on_sale_from"), [market["on_sale_from"]], claims=builder.claims,
        path="markets.on_sale_from", row=", ".join(named.values()),
    )  # fmt: skip


def merge_chipset(builder, value, chip):
    """A chipset; a phone that had one before gets no other."""
    slug = chip["chipset"]
    claimed = ("chipset", value.text)
    is_there = _merge_row(builder, "phone_chipsets", {"chipset": slug}, value, claimed, may_add=not builder.had_chipset)
    if is_there:
        builder.chips[slug] = dict(chip)


def _merge_row(builder, name, row, value, claimed, *, may_add=True):  # noqa: PLR0913 - a row, and its claim
    """Whether the row is there now. ``claimed`` is (key, value) of its claim; what was claimed before and is not there
    has been taken out by an editor."""
    was_claimed = builder.dataset_claims.has_claim(builder.claims, *claimed)
    rows = builder.content.setdefault(name, [])
    is_there = _is_listed(row, rows)
    is_new = not is_there and not was_claimed
    state = UNCHANGED if was_claimed else NOTED
    words = ""
    if is_new and may_add and builder.takes_facts:
        rows.append(row)
        is_there = True
        state = ADDED
    elif is_new:
        words = "the phone has another" if builder.takes_facts else NOT_A_DRAFT
    key, claim_value = claimed
    statement = builder.dataset_claims.statement(value, claim_value, key=key)
    builder.dataset_claims.note(builder.claims, statement, accepted=is_there)
    builder.add_outcome(name, value, state, words=words)
    return is_there


def _is_listed(row, rows):
    """Whether one of ``rows`` has the same text in the first column, in whatever case."""
    column = next(iter(row))
    texts = [other[column].casefold() for other in rows]
    return row[column].casefold() in texts


def add_memory(builder, sizes):
    """Memory versions of a draft that has none. ``sizes`` are lists of GB by key."""
    if not builder.may_add or builder.content.get("memory_versions"):
        return
    ram = sizes.get("ram_gb", [])
    storage = sizes.get("storage_gb", [])
    if len(ram) > 1 and len(storage) > 1:
        builder.warnings.append("memory: which RAM goes with which storage is not said")
    builder.content["memory_versions"] = memory_rows(ram, storage)


def sizes_listed(content, key):
    """All sizes under ``key`` in a phone's memory versions, in GB and in order; None where there are none."""
    sizes = {row.get(key) for row in content.get("memory_versions", ())}
    return sorted(sizes - {None}) or None


def memory_rows(ram, storage):
    """Memory versions in GB. Where RAM or storage is the same in all, they follow; else each size stands alone, as the
    source does not say which go together."""
    if min(len(ram), len(storage)) == 1:
        return [{"ram_gb": one, "storage_gb": other} for one, other in product(ram, storage)]
    ram_rows = [{"ram_gb": size} for size in ram]
    storage_rows = [{"storage_gb": size} for size in storage]
    return ram_rows + storage_rows
