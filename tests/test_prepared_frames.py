"""Pages printed before anybody asks are, to the byte, the pages printed for a reader, whatever has changed since."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from catalog.admin.shared.change_recorder import update_derived_data
from catalog.facts import phone_cache
from catalog.facts.code_digest import code_digest
from catalog.finder.index_store import index_missing_phones
from catalog.models import ExchangeRate, Phone, PreparedPage, PreparedPhone, Stamp
from catalog.pages import prepared_frames

from .factories import make_camera, make_guide, make_market, make_page, make_phone, make_relation
from .reading import page
from .test_touched_phones import CHANGES, by_desk, catalogue  # noqa: F401 - also a fixture

pytestmark = pytest.mark.django_db


def prepare():
    index_missing_phones()
    call_command("prepare_phones", stdout=StringIO())


def pages(client, slugs):
    return {slug: page(client, f"/phones/{slug}/") for slug in slugs}


def assert_pages_are_true(client):
    """What is printed of every phone with the help of what is prepared is what is printed without it."""
    slugs = list(Phone.objects.published().values_list("slug", flat=True))
    phone_cache.forget()
    with_prepared = pages(client, slugs)
    with transaction.atomic():
        PreparedPage.objects.all().delete()
        PreparedPhone.objects.all().delete()
        phone_cache.forget()
        assert pages(client, slugs) == with_prepared
        transaction.set_rollback(True)


@pytest.fixture
def prepared(catalogue):  # noqa: F811 - the fixture
    prepare()
    assert PreparedPage.objects.count() == Phone.objects.published().count()


def test_shipped_pages_are_the_same_to_the_byte(client, shipped):
    keys = list(Phone.objects.published().order_by("slug").values_list("pk", flat=True)[::12])
    prepared_frames.print_frames(keys)
    slugs = list(PreparedPage.objects.values_list("phone__slug", flat=True))
    assert len(slugs) == len(keys) > 20
    with_prepared = pages(client, slugs)
    PreparedPage.objects.all().delete()
    PreparedPhone.objects.all().delete()
    phone_cache.forget()
    assert pages(client, slugs) == with_prepared


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_of_any_record_is_on_all_pages_at_once(client, prepared, tmp_path, kind):
    by_desk(kind, tmp_path)
    assert_pages_are_true(client)


def rename_the_other_of_a_relation():
    change_phone("twin", name="Twin of another name")


def change_phone(slug, **facts):
    phone = Phone.objects.get(slug=slug)
    Phone.objects.filter(pk=phone.pk).update(**facts)
    update_derived_data({phone.pk})


def put_the_other_under_embargo():
    change_phone("twin", publish_at=timezone.now() + timedelta(hours=1))


def write_a_guide():
    make_guide("Of two", phones=Phone.objects.filter(slug__in=("one", "other")))
    Stamp.move(())


def write_the_footer():
    make_page("Footer", slug="footer", text="Written by **editors**.")
    Stamp.move(())


def relate_two_phones():
    one, other = Phone.objects.filter(slug__in=("one", "other"))
    make_relation(one, "successor_of", other)
    update_derived_data({one.pk})


@pytest.mark.parametrize(
    "change",
    [
        rename_the_other_of_a_relation,
        put_the_other_under_embargo,
        relate_two_phones,
        write_a_guide,
        write_the_footer,
    ],
)
def test_what_others_say_of_a_phone_is_on_its_page_at_once(client, prepared, change):
    change()
    assert_pages_are_true(client)


def test_new_rates_of_exchange_are_on_prepared_pages(client):
    phone = make_phone("One")
    make_market(phone, price=100, price_currency="JPY", price_on="2026-11-02")
    prepare()
    before = page(client, "/phones/acme-one/")
    ExchangeRate.objects.create(currency="JPY", day=date(2026, 11, 2), per_euro=50)
    Stamp.expire_caches()
    after = page(client, "/phones/acme-one/")
    assert "about €2" in after
    assert "about €2" not in before
    assert PreparedPage.objects.count() == 1


def test_what_was_printed_by_other_code_is_printed_anew(client, monkeypatch):
    make_phone("One", weight_g=150)
    prepare()
    PreparedPage.objects.update(form="other code")
    before = page(client, "/phones/acme-one/")
    prepare()
    assert PreparedPage.objects.get().form == prepared_frames.frame_form()
    assert page(client, "/phones/acme-one/") == before


def test_another_file_or_another_byte_is_other_code(tmp_path):
    (tmp_path / "a.py").write_text("a")
    digests = {code_digest([tmp_path])}
    (tmp_path / "a.py").write_text("b")
    digests.add(code_digest([tmp_path]))
    (tmp_path / "b.py").write_text("")
    digests.add(code_digest([tmp_path]))
    assert len(digests) == 3


def test_a_phone_that_changes_while_its_page_is_printed_is_not_stored_as_it_was(monkeypatch):
    phone = make_phone("One", weight_g=150)
    index_missing_phones()
    print_frame = prepared_frames.phone_frame

    def change_meanwhile(whole):
        frame = print_frame(whole)
        Stamp.move({phone.pk})
        index_missing_phones()
        return frame

    monkeypatch.setattr(prepared_frames, "phone_frame", change_meanwhile)
    prepared_frames.print_frames([phone.pk])
    assert not PreparedPage.objects.exists()
    assert prepared_frames.unprinted_phone_keys() == [phone.pk]


def test_pages_in_another_language_or_in_other_units_or_with_a_question_are_not_the_prepared_one(client):
    phone = make_phone("One", weight_g=150, height_mm=150, width_mm=70)
    make_camera(phone, focal_length_eq_mm=24, f_number=1.8, sensor_type="1/1.3")
    prepare()
    plain = page(client, "/phones/acme-one/")
    assert "150" in plain
    assert 'lang="de"' in page(client, "/de/phones/acme-one/")
    assert "5.9" in page(client, "/phones/acme-one/?units=imperial")
    assert 'aria-invalid="true"' in page(client, "/phones/acme-one/?against=nobody+at+all")
