"""Every change of a record is kept: who, when, why, and what was there before."""

import pytest

from catalog.history.recorder import EditRecorder, content_at_revision, latest_revision_number
from catalog.importers.record_loader import load_records
from catalog.models import Edit, Phone, Revision
from catalog.models.vocabulary import Act
from catalog.records.record_save import InvalidContent, save_record
from catalog.records.serializer import record_content
from catalog.records.yaml_writer import record_yaml

from .contents import changes_in
from .desk import change_url, delete, enter_phone, form_of, save
from .factories import make_brand, make_camera, make_claim, make_phone, make_sensor, make_source
from .filling import new_row

pytestmark = pytest.mark.django_db


def changes_of(record):
    kind = record._meta.model_name
    return [changes_in(revision) for revision in Revision.objects.of(kind, record.pk)]


def test_a_change_at_the_desk_is_kept_with_who_and_why(desk, admin_user):
    phone = make_phone("One", weight_g=211)
    save(desk, phone, weight_g="213", why="Weighed again")
    revision = Revision.objects.of("phone", phone.pk).get()
    assert (revision.edit.by, revision.edit.why, revision.edit.act) == (admin_user, "Weighed again", Act.SAVED)
    assert changes_in(revision) == [["weight_g", "211", "213"]]
    assert (revision.before["weight_g"], revision.content["weight_g"]) == (211, 213)


def test_what_was_before_is_kept_once(desk):
    phone = make_phone("One", weight_g=211)
    save(desk, phone, weight_g="213")
    save(desk, phone, weight_g="215")
    last, first = Revision.objects.of("phone", phone.pk)
    assert (last.before, content_at_revision("phone", phone.pk, 0)["weight_g"]) == (None, 211)
    assert content_at_revision("phone", phone.pk, first.pk)["weight_g"] == 213
    assert latest_revision_number("phone", phone.pk) == last.pk


def test_saving_a_form_as_it_stands_leaves_no_trace(desk):
    phone = make_phone("One", cameras=[{"f_number": 1.9}])
    save(desk, phone)
    assert not Edit.objects.exists()


def test_rows_belong_to_the_history_of_their_phone(desk):
    phone = make_phone("One", cameras=[{"f_number": 1.9}])
    desk.post(change_url(phone), new_row(form_of(desk, phone), "cameras", facing="front", role="front"))
    save(desk, phone.cameras.first(), f_number="2")
    change, addition = changes_of(phone)
    assert change == [["cameras[1].f_number", "1.9", "2"]]
    assert addition[0][:2] == ["cameras[2]", "not known"]


def test_a_claim_moved_to_another_phone_is_in_the_history_of_both(desk):
    one, other = make_phone("One"), make_phone("Other")
    claim = make_claim(one, "weight_g", 211)
    save(desk, claim, phone=str(other.pk))
    said = "key weight_g, source a-page, value 211"
    assert changes_of(one) == [[["claims[1]", said, "not known"]]]
    assert changes_of(other) == [[["claims[1]", "not known", said]]]


def test_a_claim_entered_on_its_own_page_changes_its_phone(desk):
    phone, source = make_phone("One"), make_source()
    desk.post("/desk/catalog/claim/add/", {
        "phone": phone.pk, "key": "weight_g", "source": source.pk, "state": "value", "value": "211",
    })  # fmt: skip
    assert [row[0] for row in changes_of(phone)[0]] == ["claims[1]"]


def test_a_new_record_and_a_deleted_one_are_kept_whole(desk):
    enter_phone(desk, weight_g="211")
    phone = Phone.objects.get()
    key = phone.pk
    delete(desk, phone)
    gone, new = Revision.objects.of("phone", key)
    assert (new.before, new.content["weight_g"]) == (None, 211)
    assert (gone.content, gone.before, gone.edit.act) == (None, None, Act.DELETED)


def test_a_deleted_camera_changes_its_phone(desk):
    phone = make_phone("One", cameras=[{"role": "main"}, {"role": "tele"}])
    delete(desk, phone.cameras.last())
    assert [row[0] for row in changes_of(phone)[0]] == ["cameras[2]"]


def test_parts_have_a_history_too(desk):
    sensor = make_sensor("Eye", width_mm=8, height_mm=6)
    save(desk, sensor, width_mm="8.8")
    assert changes_of(sensor) == [[["width_mm", "8", "8.8"]]]


@pytest.mark.parametrize(
    ("facts", "public"),
    [({}, True), ({"status": "draft"}, False), ({"publish_at": "2100-01-01T00:00Z"}, False)],
)
def test_only_what_readers_could_see_is_public(desk, facts, public):
    phone = make_phone("One", weight_g=211, **facts)
    save(desk, phone, weight_g="213")
    assert Revision.objects.public().exists() is public


def test_loading_a_changed_record_is_in_the_history_and_a_new_one_is_not(tmp_path):
    def load_phone(weight):
        content = {"phone": "acme-one", "name": "One", "brand": "acme", "weight_g": weight}
        (tmp_path / "acme-one.yaml").write_text(record_yaml("phone", content))
        return load_records([tmp_path])

    make_brand("Acme")
    load_phone(211)
    assert not Edit.objects.exists()
    load_phone(213)
    assert changes_of(Phone.objects.get()) == [[["weight_g", "211", "213"]]]


def test_what_goes_without_saying_is_no_change():
    phone = make_phone("One", status="draft", cameras=[{}])
    before = record_content(phone)
    spelled_out = {**before, "status": "draft", "markets": [], "weight_g": None}
    assert EditRecorder(Act.SAVED).note("phone", phone.pk, before, spelled_out) is None


# Content brought in


def test_content_is_stored_over_a_record_and_noted():
    phone = make_phone("One", weight_g=211)
    make_camera(phone, f_number=1.9)
    recording = EditRecorder(Act.UPLOADED)
    save_record(recording, "phone", {**record_content(phone), "weight_g": 213}, phone)
    assert Phone.objects.get().weight_g == 213
    assert changes_in(recording.edit.revisions.get()) == [["weight_g", "211", "213"]]


def test_content_with_another_slug_renames_the_phone():
    phone = make_phone("One")
    renamed = save_record(EditRecorder(Act.UPLOADED), "phone", {**record_content(phone), "phone": "acme-two"}, phone)
    assert (renamed.pk, renamed.slug) == (phone.pk, "acme-two")
    assert [old.slug for old in renamed.old_slugs.all()] == ["acme-one"]


def test_unsound_content_is_refused_with_its_faults():
    phone = make_phone("One")
    with pytest.raises(InvalidContent) as refused:
        save_record(
            EditRecorder(Act.UPLOADED), "phone", {**record_content(phone), "weight_g": 5, "brand": "nobody"}, phone
        )
    assert [fault.field for fault in refused.value.faults] == ["weight_g"]
    with pytest.raises(InvalidContent, match="there is no brand"):
        save_record(EditRecorder(Act.UPLOADED), "phone", {**record_content(phone), "brand": "nobody"}, phone)


def test_rows_that_stay_keep_their_ids_when_a_content_is_stored():
    phone = make_phone("One", markets=[{"country": "JP"}, {"country": "DE"}], weight_g=211)
    claims = [make_claim(phone, "weight_g", value) for value in (211, 212.5, True)]
    content = record_content(phone)
    content["markets"][1]["country"] = "FR"
    content["claims"] = [*content["claims"][:2], {**content["claims"][2], "value": 1}]
    before = [row.pk for row in phone.markets.all()]
    save_record(EditRecorder(Act.IMPORTED), "phone", content, phone)
    assert phone.markets.first().pk == before[0]
    assert list(phone.markets.values_list("position", "country")) == [(1, "JP"), (2, "FR")]
    assert [claim.pk for claim in phone.claims.all()][:2] == [claim.pk for claim in claims[:2]]
    assert phone.claims.last().value == 1
    assert phone.claims.last().pk not in [claim.pk for claim in claims]
