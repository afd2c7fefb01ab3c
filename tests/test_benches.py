"""The benchmarks' made-up phones are phones of this catalogue: whatever column comes new, pages of them answer."""

import pytest

from catalog.facts.prepared_phones import prepared_readings, unprepared_phone_keys
from catalog.models import Phone
from catalog.worklists.task_store import unexamined_phones

from . import reading
from .benches import prepared_rows
from .benches.made_up import KINDS, fill
from .benches.made_up_copies import write_copies
from .benches.made_up_phones import REPEATED, phone


@pytest.fixture
def made_up_slugs():
    fill(12)
    return list(Phone.objects.published().order_by("pk").values_list("slug", flat=True))


@pytest.mark.django_db
def test_made_up_phones_have_pages_and_are_found(client, made_up_slugs):
    first, second, *_ = made_up_slugs
    for path in (f"/phones/{first}/", f"/compare/{first}-vs-{second}/", "/brands/", "/sensors/"):
        assert client.get(path).status_code == 200, path
    assert client.get("/phones.json").json()["total"] == len(made_up_slugs) == 12


@pytest.mark.django_db
def test_what_is_prepared_of_made_up_phones_is_copied_to_others(client, monkeypatch, made_up_slugs):
    monkeypatch.setattr(prepared_rows, "REPEATED", len(made_up_slugs) - 2)
    prepared_rows.prepare_made_up_phones()
    assert unprepared_phone_keys() == []
    assert not unexamined_phones().exists()
    *_, first, second = made_up_slugs
    for slug in (first, second):
        phone = Phone.objects.get(slug=slug)
        assert reading.page(client, f"/phones/{slug}/")
        readings = prepared_readings([phone.pk])[phone.pk]
        assert readings.slug == slug
        assert readings.full_name.endswith(f" {phone.name}")
    assert "<table" in reading.page(client, f"/compare/{first}-vs-{second}/")


@pytest.mark.django_db
def test_made_up_phones_that_are_copied_are_those_that_their_numbers_tell(made_up_slugs):
    numbers = range(2 * REPEATED, 2 * REPEATED + len(made_up_slugs))
    write_copies(numbers, KINDS.values())
    for number in numbers:
        columns, rows = phone(number)
        stored = Phone.objects.get(pk=number + 1)
        for key in ("name", "slug", "brand_id", "weight_g"):
            assert getattr(stored, key) == columns.get(key), key
        for kind, model in KINDS.items():
            assert model.objects.filter(phone=stored).count() == len(rows[kind]), kind
        assert stored.model_codes.get().code == rows["model_codes"][0]["code"]
