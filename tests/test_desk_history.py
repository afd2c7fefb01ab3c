"""The history at the desk: read, compared, brought back, and whole edits undone."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.history.recorder import EditRecorder
from catalog.models import Edit, OldSlug, Phone, Revision, Stamp
from catalog.models.vocabulary import Act
from catalog.records.record_save import save_record
from catalog.records.serializer import record_content

from . import reading
from .desk import change_url, delete, said_after, save
from .factories import make_camera, make_claim, make_phone, make_sensor, make_source
from .people import sign_in

pytestmark = pytest.mark.django_db


def history_url(record, kind=None):
    return reverse("admin:catalog_edit_record", args=[kind or record._meta.model_name, record.pk])


def page(client, url):
    return reading.words(reading.page(client, url).replace('<div class="main', "<main>"))


def bring_back_url(phone, number):
    return reverse("admin:catalog_edit_bring_back", args=["phone", phone.pk, number])


def numbers_of(phone):
    """Of its revisions, the oldest first."""
    return list(Revision.objects.of("phone", phone.pk).order_by("pk").values_list("pk", flat=True))


def undo_url(edit):
    return reverse("admin:catalog_edit_undo", args=[edit.pk])


@pytest.fixture
def editor(client, django_user_model):
    """Signs in somebody with these permissions, and gives the client back."""

    def with_rights(*codenames):
        user = django_user_model.objects.create_user("ed", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        return sign_in(client, user)

    return with_rights


# Reading


def test_the_history_says_who_when_why_and_from_what_to_what(desk, admin_user):
    phone = make_phone("One", weight_g=211, cameras=[{"f_number": 1.9}])
    save(desk, phone, weight_g="213", why="Weighed again")
    save(desk, phone.cameras.get(), f_number="2")
    said = page(desk, history_url(phone))
    for words in (
        "Weight (g) : 211 → 213",
        "Weighed again",
        admin_user.username,
        "Main camera, f-number : f/1.9 → f/2",
    ):
        assert words in said
    assert said.index("Main camera") < said.index("Weight")


@pytest.mark.parametrize("part", ["cameras", "claims"])
def test_the_history_of_a_row_is_that_of_its_phone(desk, part):
    phone = make_phone("One", cameras=[{}], claims=[{"key": "weight_g", "value": 1}])
    row = getattr(phone, part).get()
    url = reverse(f"admin:catalog_{row._meta.model_name}_history", args=[row.pk])
    assert desk.get(url).headers["Location"] == history_url(phone)
    assert reverse("admin:catalog_phone_history", args=[phone.pk]) in desk.get(change_url(phone)).content.decode()


def test_a_rename_stands_in_the_history(desk):
    phone = make_phone("One")
    save(desk, phone, slug="acme-uno")
    assert "Renamed from acme-one to acme-uno; the old address keeps working" in page(desk, history_url(phone))


def test_the_page_of_a_record_without_history_says_so(desk):
    assert "No change has been recorded yet" in page(desk, history_url(make_phone("One")))


def test_the_history_of_a_deleted_phone_is_still_there(desk):
    phone = make_phone("One", weight_g=211)
    url = history_url(phone)
    delete(desk, phone)
    assert "History of phone acme-one, which has been deleted" in page(desk, url)


@pytest.mark.parametrize(
    "path",
    [
        "edit/record/phone/7/", "edit/record/camera/7/", "edit/record/phone/7/1/", "edit/record/phone/7/0/",
        "edit/7/undo/", "edit/7/change/", "edit/x/change/", "phone/7/history/", "phone/x/history/",
        f"edit/record/phone/{'9' * 30}/",
    ],
)  # fmt: skip
def test_what_never_was_is_not_found(desk, path):
    assert desk.get(f"/desk/catalog/{path}").status_code == 404


def test_a_long_history_takes_few_queries(desk):
    phone = make_phone("One", cameras=[{"sensor": make_sensor()}])
    for number in range(30):
        before = record_content(phone)
        make_claim(phone, "weight_g", number, source=f"page-{number}")
        EditRecorder(Act.SAVED).note("phone", phone.pk, before, record_content(phone))
    pages = {history_url(phone): 15, reverse("admin:catalog_edit_changelist"): 15}
    for url, most in pages.items():
        with CaptureQueriesContext(connection) as caught:
            assert desk.get(url).status_code == 200
        assert len(caught) <= most, [query["sql"][:120] for query in caught]


def test_edits_are_found_by_the_address_of_a_record(desk):
    save(desk, make_phone("One", weight_g=211), weight_g="213", why="First")
    save(desk, make_phone("Two", weight_g=211), weight_g="213", why="Second")
    answer = desk.get(reverse("admin:catalog_edit_changelist"), {"q": "acme-two"}).content.decode()
    assert "Second" in answer
    assert "First" not in answer


# Comparing


def compare(desk, phone, old, new):
    return desk.get(reverse("admin:catalog_edit_compare", args=["phone", phone.pk]), {"old": old, "new": new})


def test_any_two_versions_are_compared_the_older_first(desk):
    phone = make_phone("One", weight_g=211)
    for weight in ("213", "215"):
        save(desk, phone, weight_g=weight)
    first, last = numbers_of(phone)
    for old, new, before in ((0, last, "211"), (last, 0, "211"), (last, first, "213")):
        told = compare(desk, phone, old, new).context["told"]
        assert [(one.label, one.old, one.new) for one in told] == [("Weight (g)", before, "215")]


@pytest.mark.parametrize("chosen", [("", ""), ("0", "0"), ("x", "0"), ("9" * 30, "0")])
def test_two_different_versions_must_be_chosen(desk, chosen):
    phone = make_phone("One", weight_g=211)
    save(desk, phone, weight_g="213")
    answer = compare(desk, phone, *chosen)
    assert answer.status_code == 302
    assert said_after(answer)[-1:] == ["Choose two different versions to compare."]


# Bringing back


def test_a_version_is_shown_before_it_is_brought_back(desk):
    phone = make_phone("One", weight_g=211)
    save(desk, phone, weight_g="213")
    told = desk.get(bring_back_url(phone, 0)).context["told"]
    assert [(one.old, one.new) for one in told] == [("213", "211")]
    assert Phone.objects.get().weight_g == 213


def test_what_is_brought_back_is_noted_and_moves_the_stamp(desk, admin_user):
    phone = make_phone("One", weight_g=211)
    save(desk, phone, weight_g="213")
    stamp = Stamp.current()
    desk.post(bring_back_url(phone, 0), {"why": "It was right"})
    edit = Edit.objects.first()
    assert Phone.objects.get().weight_g == 211
    assert (edit.act, edit.by, edit.why) == (Act.BROUGHT_BACK, admin_user, "It was right")
    assert Stamp.current() > stamp


def test_a_deleted_phone_comes_back_with_its_history(desk):
    phone = make_phone("One", weight_g=211)
    save(desk, phone, weight_g="213")
    url = bring_back_url(phone, numbers_of(phone)[0])
    key = phone.pk
    delete(desk, phone)
    desk.post(url)
    assert Phone.objects.get(pk=key).weight_g == 213
    assert Revision.objects.of("phone", key).count() == 3


def test_what_cannot_be_brought_back_says_why(desk):
    eye = make_sensor("Eye")
    phone = make_phone("One", cameras=[{"sensor": eye}])
    save(desk, phone.cameras.get(), sensor="")
    eye.delete()
    answer = desk.post(bring_back_url(phone, 0))
    assert "there is no sensor “lightworks-eye”" in answer.content.decode()


def test_an_address_that_another_has_now_is_not_taken_from_it(desk):
    phone = make_phone("One")
    save(desk, phone, weight_g="213")
    url = bring_back_url(phone, numbers_of(phone)[0])
    delete(desk, phone)
    make_phone("One", weight_g=30)
    assert "another phone has the address “acme-one” now" in desk.post(url).content.decode()
    assert Phone.objects.get().weight_g == 30


def test_a_rename_is_taken_back_and_both_addresses_work(desk):
    phone = make_phone("One")
    save(desk, phone, slug="acme-uno")
    assert "Its address would be acme-one again" in page(desk, bring_back_url(phone, 0))
    desk.post(bring_back_url(phone, 0))
    assert (Phone.objects.get().slug, OldSlug.objects.get().slug) == ("acme-one", "acme-uno")


@pytest.mark.parametrize(
    ("codenames", "status", "answer"),
    [
        ([], "draft", 403),
        (["view_phone"], "draft", 403),
        (["change_phone"], "draft", 200),
        (["change_phone"], "published", 403),
        (["change_phone", "publish"], "published", 200),
    ],
)
def test_who_may_bring_back(editor, codenames, status, answer):
    phone = make_phone("One", weight_g=211, status=status)
    before = record_content(phone)
    save_record(EditRecorder(Act.SAVED), "phone", {**before, "weight_g": 213}, phone)
    client = editor(*codenames)
    assert client.get(bring_back_url(phone, 0)).status_code == answer
    client.post(bring_back_url(phone, 0))
    assert Phone.objects.get().weight_g == (211 if answer == 200 else 213)


@pytest.mark.parametrize(("right", "answer"), [("change_phone", 403), ("add_phone", 200)])
def test_a_draft_that_is_gone_comes_back_by_who_may_add_phones(editor, right, answer):
    phone = make_phone("One", status="draft")
    url = bring_back_url(phone, 0)
    EditRecorder(Act.DELETED).note("phone", phone.pk, record_content(phone), None)
    phone.delete()
    client = editor("view_phone", right)
    assert client.get(url).status_code == answer
    client.post(url)
    assert Phone.objects.exists() is (answer == 200)


def test_a_draft_that_was_published_comes_back_only_by_who_may_publish(editor):
    phone = make_phone("One")
    save_record(EditRecorder(Act.SAVED), "phone", {**record_content(phone), "status": "withdrawn"}, phone)
    assert editor("change_phone").get(bring_back_url(phone, 0)).status_code == 403


def test_histories_are_not_for_everybody(client, editor):
    phone = make_phone("One")
    url = history_url(phone)
    assert client.get(url).status_code == 302
    assert editor().get(url).status_code == 403
    assert client.get(reverse("admin:catalog_edit_changelist")).status_code == 403


# Undoing


def test_an_edit_lists_what_it_changed_and_is_undone(desk):
    phone = make_phone("One", weight_g=211)
    save(desk, phone, weight_g="213")
    edit = Edit.objects.get()
    shown = desk.get(reverse("admin:catalog_edit_change", args=[edit.pk])).content.decode()
    assert "<b>Weight (g)</b>: 211 → 213" in shown
    assert undo_url(edit) in shown
    answer = desk.post(undo_url(edit), {"why": "Wrong phone"})
    assert Phone.objects.get().weight_g == 211
    assert "1 record restored." in said_after(answer)[0]
    assert Edit.objects.first().undoes == edit


def test_what_was_changed_since_is_named_before_and_left_out_by_choice(desk):
    phone, other = make_phone("One", weight_g=211), make_phone("Two", weight_g=211)
    recording = EditRecorder(Act.IN_BULK)
    for one in (phone, other):
        save_record(recording, "phone", {**record_content(one), "weight_g": 300}, one)
    save(desk, phone, height_mm="160")
    assert "phone acme-one: changed since" in page(desk, undo_url(recording.edit))
    assert "Nothing was undone." in desk.post(undo_url(recording.edit)).content.decode()
    desk.post(undo_url(recording.edit), {"leave_out": "on"})
    assert list(Phone.objects.values_list("weight_g", flat=True)) == [300, 211]


def test_only_who_may_publish_undoes_edits(editor):
    phone = make_phone("One", weight_g=211)
    recording = EditRecorder(Act.SAVED)
    save_record(recording, "phone", {**record_content(phone), "weight_g": 213}, phone)
    client = editor("change_phone", "delete_phone")
    assert (
        "Undo this edit"
        not in client.get(reverse("admin:catalog_edit_change", args=[recording.edit.pk])).content.decode()
    )
    assert client.post(undo_url(recording.edit)).status_code == 403
    assert Phone.objects.get().weight_g == 213


def test_undoing_moves_the_stamp(desk):
    phone = make_phone("One", weight_g=211)
    make_camera(phone), make_source()
    save(desk, phone, weight_g="213")
    stamp = Stamp.current()
    desk.post(undo_url(Edit.objects.get()))
    assert Stamp.current() > stamp
