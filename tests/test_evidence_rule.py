"""One rule for “a source says this of a fact”: every door × what is known already and who says so."""

import pytest

from catalog.models import Phone

from . import others, sheets
from .desk import change_url, form_of
from .factories import make_claim, make_phone, make_source
from .filling import form_on

pytestmark = pytest.mark.django_db

BATTERY, RELEASED = "battery_mah", "released"


# The doors: each lets the source “speaker” say that ``key`` is ``told``


def data_set(phone, key, told, folder):
    file = {"release": told} if key == RELEASED else {"battery": {"capacity": int(told)}}
    bare = dict.fromkeys(("models", "battery", "dimensions", "screen", "cameras", "release"))
    others.write(folder, brick=others.device(**(bare | file)))
    others.imported(folder, source=make_source("speaker"))


def data_set_into_draft(desk, phone, key, told, folder):
    Phone.objects.update(status="draft")
    data_set(phone, key, told, folder)


def data_set_into_published(desk, phone, key, told, folder):
    data_set(phone, key, told, folder)


def spreadsheet(desk, phone, key, told, folder, **options):
    data = sheets.csv_of(("slug", key), (phone.slug, told))
    sheets.imported(data, source=make_source("speaker"), overwrite=False, **options)


def spreadsheet_that_overwrites(desk, phone, key, told, folder):
    data = sheets.csv_of(("slug", key), (phone.slug, told))
    sheets.imported(data, source=make_source("speaker"), overwrite=True)


def evidence_page(desk, phone, key, told, folder):
    """Its claim waits, and an editor follows it."""
    claim = waiting_claim(phone, key, told)
    page = f"/desk/catalog/phone/{phone.pk}/evidence/"
    desk.post(page, form_on(desk.get(page), "evidence_form") | {"act": f"follow:{claim.pk}"})


def bulk_action(desk, phone, key, told, folder):
    """Its claim waits, and an editor accepts it among many."""
    claim = waiting_claim(phone, key, told)
    shown = desk.post("/desk/bulk/accept/", {"chosen": str(claim.pk), "show": "1"})
    desk.post("/desk/bulk/accept/", form_on(shown, "bulk_form") | {"confirm": "1"})


def readers_report(desk, phone, key, told, folder):
    source = make_source("speaker")
    report = phone.reports.create(key=key, shown="", value=told, url=source.url or None)
    page = f"/desk/catalog/report/{report.pk}/change/"
    sent = form_on(desk.get(page), "report_form") | {"source": str(source.pk), "_accept": "1"}
    desk.post(page, sent)


def form_that_names_its_source(desk, phone, key, told, folder):
    sent = form_of(desk, phone) | {key: told, "source": str(make_source("speaker").pk), "doubts": "1"}
    desk.post(change_url(phone), sent)


def waiting_claim(phone, key, told):
    value = told if key == RELEASED else int(told)
    return make_claim(phone, key, value, source="speaker", accepted=False)


DOORS = {
    "data set, draft": data_set_into_draft,
    "data set, published": data_set_into_published,
    "spreadsheet": spreadsheet,
    "spreadsheet, overwriting": spreadsheet_that_overwrites,
    "evidence page": evidence_page,
    "bulk action": bulk_action,
    "reader's report": readers_report,
    "form": form_that_names_its_source,
}

CASES = {
    "nobody knows": (BATTERY, None, None, "4000"),
    "the same": (BATTERY, 4000, None, "4000"),
    "the same, as another source says": (BATTERY, 4000, 4000, "4000"),
    "otherwise, and no source": (BATTERY, 4100, None, "4000"),
    "otherwise, as another source says": (BATTERY, 4100, 4100, "4000"),
    "a little otherwise, as another source says": (BATTERY, 4010, 4010, "4000"),
    "nobody knows, but another source says otherwise": (BATTERY, None, 4100, "4000"),
    "less precisely, as another source says": (RELEASED, "2019", "2019", "2019-08"),
    "more precisely, as another source says": (RELEASED, "2019-08-07", "2019-08-07", "2019-08"),
}
"""What is known → key, fact, what the accepted claim of another source says, what the speaker says now."""

EXPECTED = {
    "nobody knows": {
        "data set, draft": "4000 speaker +",
        "data set, published": "None speaker -",
        "spreadsheet": "4000 speaker +",
        "spreadsheet, overwriting": "4000 speaker +",
        "evidence page": "4000 speaker +",
        "bulk action": "4000 speaker +",
        "reader's report": "4000 speaker +",
        "form": "4000 speaker +",
    },
    "the same": {
        "data set, draft": "4000 speaker +",
        "data set, published": "4000 speaker +",
        "spreadsheet": "4000 speaker +",
        "spreadsheet, overwriting": "4000 speaker +",
        "evidence page": "4000 speaker +",
        "bulk action": "4000 speaker +",
        "reader's report": "4000 speaker +",
        "form": "4000",
    },
    "the same, as another source says": {
        "data set, draft": "4000 other + speaker +",
        "data set, published": "4000 other + speaker +",
        "spreadsheet": "4000 other + speaker +",
        "spreadsheet, overwriting": "4000 other + speaker +",
        "evidence page": "4000 other + speaker +",
        "bulk action": "4000 other + speaker +",
        "reader's report": "4000 other + speaker +",
        "form": "4000 other +",
    },
    "otherwise, and no source": {
        "data set, draft": "4100 speaker -",
        "data set, published": "4100 speaker -",
        "spreadsheet": "4000 speaker +",
        "spreadsheet, overwriting": "4000 speaker +",
        "evidence page": "4000 speaker +",
        "bulk action": "4100 speaker -",
        "reader's report": "4000 speaker +",
        "form": "4000 speaker +",
    },
    "otherwise, as another source says": {
        "data set, draft": "4100 other + speaker -",
        "data set, published": "4100 other + speaker -",
        "spreadsheet": "4100 other + speaker -",
        "spreadsheet, overwriting": "4000 other - speaker +",
        "evidence page": "4000 other - speaker +",
        "bulk action": "4100 other + speaker -",
        "reader's report": "4000 other - speaker +",
        "form": "4000 other - speaker +",
    },
    "a little otherwise, as another source says": {
        "data set, draft": "4010 other + speaker +",
        "data set, published": "4010 other + speaker +",
        "spreadsheet": "4010 other + speaker -",
        "spreadsheet, overwriting": "4000 other - speaker +",
        "evidence page": "4000 other - speaker +",
        "bulk action": "4010 other + speaker +",
        "reader's report": "4000 other - speaker +",
        "form": "4000 other - speaker +",
    },
    "nobody knows, but another source says otherwise": {
        "data set, draft": "None other + speaker -",
        "data set, published": "None other + speaker -",
        "spreadsheet": "4000 other - speaker +",
        "spreadsheet, overwriting": "4000 other - speaker +",
        "evidence page": "4000 other - speaker +",
        "bulk action": "4000 other - speaker +",
        "reader's report": "4000 other - speaker +",
        "form": "4000 other - speaker +",
    },
    "less precisely, as another source says": {
        "data set, draft": "2019-08 other + speaker +",
        "data set, published": "2019 other + speaker +",
        "spreadsheet": "2019-08 other + speaker +",
        "spreadsheet, overwriting": "2019-08 other + speaker +",
        "evidence page": "2019-08 other + speaker +",
        "bulk action": "2019 other + speaker +",
        "reader's report": "2019-08 other + speaker +",
        "form": "2019-08 other + speaker +",
    },
    "more precisely, as another source says": {
        "data set, draft": "2019-08-07 other + speaker +",
        "data set, published": "2019-08-07 other + speaker +",
        "spreadsheet": "2019-08-07 other + speaker +",
        "spreadsheet, overwriting": "2019-08-07 other + speaker +",
        "evidence page": "2019-08-07 other + speaker +",
        "bulk action": "2019-08-07 other + speaker +",
        "reader's report": "2019-08-07 other + speaker +",
        "form": "2019-08 other + speaker +",
    },
}
"""Case → door → the fact afterwards, and whose claims are accepted (+) or not (-)."""


def state_of(phone, key):
    """“4000 other + speaker -”."""
    words = [str(getattr(Phone.objects.get(), key))]
    for name in ("other", "speaker"):
        claims = phone.claims.filter(key=key, source__slug=name)
        words += [f"{name} {'+' if claim.accepted else '-'}" for claim in claims]
    return " ".join(words)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("case", CASES)
def test_what_becomes_of_a_fact_when_a_source_says_something(desk, tmp_path, door, case):
    key, fact, other, told = CASES[case]
    facts = {} if fact is None else {key: fact}
    phone = make_phone("Brick", announced="2019-01", **facts)
    if other is not None:
        make_claim(phone, key, other, source="other")
    DOORS[door](desk, phone, key, told, tmp_path)
    assert state_of(phone, key) == EXPECTED[case][door]
