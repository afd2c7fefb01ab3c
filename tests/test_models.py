"""The words in which phones are asked for, and the rules that bind what is stored."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.models import (
    Brand,
    Camera,
    OldSlug,
    Phone,
    Stamp,
)

from .factories import (
    make_brand,
    make_camera,
    make_claim,
    make_display,
    make_market,
    make_memory,
    make_model_code,
    make_operator,
    make_phone,
    make_source,
    make_variation,
    names,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


# Publishing


def test_readers_see_published_phones_only():
    for status in ("draft", "in_review", "published", "withdrawn"):
        make_phone(status.title(), status=status)
    assert names(Phone.objects.published()) == ["Published"]


def test_an_embargo_ends_to_the_second():
    make_phone("Secret", publish_at=NOON)
    assert names(Phone.objects.published(at=NOON - A_SECOND)) == []
    assert names(Phone.objects.published(at=NOON)) == ["Secret"]


def test_published_means_now_unless_another_time_is_asked_for():
    make_phone("Yesterday's", publish_at=timezone.now() - timedelta(days=1))
    make_phone("Tomorrow's", publish_at=timezone.now() + timedelta(days=1))
    assert names(Phone.objects.published()) == ["Yesterday's"]


def test_an_embargo_does_not_publish_a_draft():
    make_phone("Unfinished", status="draft", publish_at=NOON)
    assert not Phone.objects.published(at=NOON + A_SECOND)


def test_a_phone_that_was_not_announced_cannot_be_published():
    rumour = make_phone("Rumour", status="draft", announced=None)
    with pytest.raises(IntegrityError, match="phone_published_only_once_announced"), transaction.atomic():
        Phone.objects.update(status="published")
    rumour.status = "published"
    with pytest.raises(ValidationError, match="has not been announced cannot be published"):
        rumour.full_clean()


def test_a_phone_in_the_shops_was_announced_whenever_that_was():
    make_phone("J-SH04", announced=None, released="2000-11")
    assert names(Phone.objects.published()) == ["J-SH04"]


def test_newest_first_goes_by_announcement_else_by_release_with_unknown_last():
    make_phone("Undated", status="draft", announced=None)
    make_phone("Old", announced="2013-07-11", released="2023-01")
    make_phone("New", announced="2022-11-10")
    make_phone("Shipped between", announced=None, released="2020")
    assert names(Phone.objects.newest_first()) == ["New", "Shipped between", "Old", "Undated"]


def test_phones_of_one_day_come_in_the_same_order_every_time():
    for name in ("Beta", "Gamma", "Alpha"):
        make_phone(name, announced="2022-11-10")
    assert names(Phone.objects.newest_first()) == ["Alpha", "Beta", "Gamma"]


def test_a_phones_full_name_is_printed_without_another_query(django_assert_num_queries):
    make_phone("Leitz Phone 2", brand="Leica")
    with django_assert_num_queries(1):
        assert [phone.full_name for phone in Phone.objects.named()] == ["Leica Leitz Phone 2"]


def test_only_a_marked_section_is_whole():
    phone = make_phone("Half listed", complete_sections=["rear_cameras"])
    assert [phone.is_whole(section) for section in ("rear_cameras", "markets")] == [True, False]
    assert not make_phone("Unmarked").is_whole("rear_cameras")


@pytest.mark.parametrize(("form", "folds"), [("fold_book", True), ("fold_tri", True), ("flip", False), (None, None)])
def test_only_phones_whose_display_folds_fold(form, folds):
    assert Phone(form_factor=form).folds is folds


# Slugs


def rename(phone, slug):
    phone.slug = slug
    phone.save()


def old_slugs(phone):
    return [old.slug for old in phone.old_slugs.all()]


def test_every_slug_a_phone_ever_had_is_kept():
    phone = make_phone("Walker", slug="walker")
    rename(phone, "walker-5g")
    rename(Phone.objects.get(), "walker-6g")
    assert old_slugs(phone) == ["walker", "walker-5g"]


def test_the_slug_is_kept_of_a_phone_that_was_only_just_made():
    phone = Phone(name="Fresh", slug="fresh", brand=make_brand())
    phone.save()
    rename(phone, "fresher")
    assert old_slugs(phone) == ["fresh"]


def test_a_slug_taken_back_is_old_no_more():
    phone = make_phone("Walker", slug="walker")
    rename(phone, "runner")
    rename(phone, "walker")
    assert old_slugs(phone) == ["runner"]


def test_a_phone_that_keeps_its_slug_asks_nothing_more_when_saved(django_assert_num_queries):
    phone = make_phone("Settled")
    phone.weight_g = 180
    with django_assert_num_queries(3):  # savepoint, update, release
        phone.save()
    assert old_slugs(phone) == []


def test_nobody_else_may_take_an_old_slug():
    rename(make_phone("Walker", slug="walker"), "walker-5g")
    other = make_phone("Other")
    other.slug = "walker"
    for attempt in (other.full_clean, other.save):
        with pytest.raises(ValidationError, match="its old address must keep working"):
            attempt()
    with pytest.raises(ValidationError, match="its old address must keep working"):
        make_phone("Newcomer", slug="walker")
    assert OldSlug.objects.get(slug="walker").phone.name == "Walker"


def test_a_rename_that_fails_leaves_no_old_slug_behind():
    make_phone("First", slug="first")
    second = make_phone("Second", slug="second")
    with pytest.raises(IntegrityError, match="slug"), transaction.atomic():
        rename(second, "first")
    assert old_slugs(second) == []


# Parts


def test_the_long_end_of_a_zoom_is_not_shorter_than_the_short_end():
    phone = make_phone("Zoomer")
    make_camera(phone, focal_length_eq_mm=85, focal_length_eq_max_mm=125)
    with pytest.raises(IntegrityError, match="camera_zoom_range_in_order"):
        make_camera(phone, focal_length_eq_mm=125, focal_length_eq_max_mm=85)


def test_the_narrowest_f_number_is_not_less_than_the_widest():
    phone = make_phone("Iris")
    make_camera(phone, f_number=2.8, f_number_max=11)
    with pytest.raises(IntegrityError, match="camera_f_numbers_in_order"):
        make_camera(phone, f_number=11, f_number_max=2.8)


def test_one_end_of_a_range_may_be_known_alone():
    camera = make_camera(make_phone("Half known"), focal_length_eq_max_mm=240, f_number_max=11)
    assert (camera.focal_length_eq_mm, camera.f_number) == (None, None)


@pytest.mark.parametrize("side", ["sensor_width_mm", "sensor_height_mm"])
def test_a_sensors_one_side_needs_the_other(side):
    with pytest.raises(IntegrityError, match="camera_sensor_has_both_sides"):
        make_camera(make_phone("Flat"), **{side: 8})


def test_a_camera_shares_its_sensor_with_another_one():
    phone = make_phone("Pura")
    short, long = make_camera(phone, role="tele"), make_camera(phone, role="periscope")
    Camera.objects.filter(pk=long.pk).update(shares_sensor_with=short)
    with pytest.raises(IntegrityError, match="camera_shares_with_another"):
        Camera.objects.filter(pk=short.pk).update(shares_sensor_with=short)


def test_two_cameras_do_not_stand_in_one_place():
    phone = make_phone("Crowded")
    make_camera(phone, position=1)
    with pytest.raises(IntegrityError):
        make_camera(phone, position=1, role="tele")


def test_a_phone_may_have_several_cameras_of_one_role():
    phone = make_phone("9 PureView", cameras=[{"role": role} for role in ("main", "main", *["monochrome"] * 3)])
    assert [camera.role for camera in phone.cameras.all()].count("monochrome") == 3


def test_the_lowest_refresh_rate_is_not_above_the_highest():
    phone = make_phone("Flicker")
    make_display(phone, refresh_min_hz=1, refresh_hz=120)
    with pytest.raises(IntegrityError, match="display_refresh_range_in_order"):
        make_display(phone, refresh_min_hz=120, refresh_hz=60)


def test_a_brand_is_not_its_own_maker():
    make_brand("Leica", maker=make_brand("Sharp"))
    with pytest.raises(IntegrityError, match="brand_is_not_its_own_maker"):
        Brand.objects.filter(name="Sharp").update(maker=make_brand("Sharp"))


def test_a_price_needs_its_currency():
    with pytest.raises(IntegrityError, match="phone_price_has_currency"), transaction.atomic():
        make_phone("Priced", launch_price=225360)
    with pytest.raises(IntegrityError, match="market_price_has_currency"):
        make_market(make_phone("Sold"), price=225360)


# Versions


def test_a_fact_may_be_another_in_each_version():
    phone = make_phone("13 Pro", weight_g=229)
    make_variation(phone, key="weight_g", value=210, applies_to="nano-skin back")
    make_variation(phone, key="weight_g", value=221.5, applies_to="ceramic back")
    make_variation(phone, key="released", value="2022-12-14", applies_to="China")
    assert list(phone.variations.values_list("value", flat=True)) == [210, 221.5, "2022-12-14"]


def test_a_version_has_each_fact_once():
    phone = make_phone("13 Pro")
    make_variation(phone, key="weight_g", value=210, applies_to="China")
    with pytest.raises(IntegrityError):
        make_variation(phone, key="weight_g", value=229, applies_to="China")


def test_two_makers_may_use_one_model_code():
    codes = [make_model_code(make_phone("SO-51B", brand=brand), code="51B") for brand in ("Sony", "Sharp")]
    for code in codes:
        code.full_clean()
    with pytest.raises(IntegrityError):
        make_model_code(codes[0].phone, code="51B")


def test_versions_come_in_the_order_an_editor_gave_them():
    phone = make_phone("Many", memory=[(12, 512), (8, 256)])
    make_memory(phone, position=0, ram_gb=16, storage_gb=1024)
    assert [version.ram_gb for version in phone.memory_versions.all()] == [16, 12, 8]


def test_an_operator_has_one_entry_per_country():
    make_operator("Farcall", country="JP")
    make_operator("Farcall", country="DE")
    with pytest.raises(IntegrityError):
        make_operator("Farcall", country="JP")


# Evidence


def test_a_claim_of_a_value_needs_it():
    phone = make_phone("Claimed")
    with pytest.raises(IntegrityError, match="claim_has_a_value_or_another_state"):
        make_claim(phone, "storage_gb", state="value")


@pytest.mark.parametrize("state", ["none", "not_published", "open"])
def test_a_claim_may_say_that_there_is_no_value(state):
    claim = make_claim(make_phone("Silent"), "battery_mah", state=state)
    claim.full_clean()
    assert claim.value is None


def test_sources_may_contradict_each_other():
    claims = [
        {"key": "storage_gb", "value": [512], "source": "maker"},
        {"key": "storage_gb", "value": [256], "source": "press", "accepted": False},
    ]
    phone = make_phone("Leitz Phone 2", claims=claims)
    assert list(phone.claims.values_list("source__slug", "value", "accepted")) == [
        ("maker", [512], True),
        ("press", [256], False),
    ]


def test_a_source_that_is_cited_cannot_be_deleted():
    make_claim(make_phone("Cited"), "nfc", True, source="label")
    with pytest.raises(IntegrityError, match="protected"):
        make_source("label").delete()


# The stamp


def test_the_stamp_is_nought_before_anything_was_stored_and_then_only_grows():
    seen = [Stamp.current()]
    for _ in range(2):
        Stamp.move()
        seen.append(Stamp.current())
    assert seen == [0, 1, 2]


def test_noting_which_files_were_loaded_does_not_move_the_stamp_nor_is_it_lost_when_it_moves():
    Stamp.remember_files("abc")
    assert Stamp.current() == 0
    Stamp.move()
    assert Stamp.objects.get().files == "abc"


def test_a_change_that_is_rolled_back_does_not_move_the_stamp():
    Stamp.move()
    with transaction.atomic():
        Stamp.move()
        transaction.set_rollback(True)
    assert Stamp.current() == 1


def test_there_is_one_stamp():
    Stamp.move()
    with pytest.raises(IntegrityError, match="stamp_is_one_row"):
        Stamp.objects.create(id=2)
