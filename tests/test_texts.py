"""A record as text: downloaded, changed by hand, brought back, and shown beside what is stored before it is saved."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.importers.record_download import record_download_json
from catalog.importers.record_upload import parse_upload_text
from catalog.models import Edit, Guide, OldSlug, Phone, Proposal, Sensor, Source
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content
from catalog.records.shapes import RECORD_SHAPES, kind_of_model
from catalog.records.yaml_writer import record_yaml

from . import strategies
from .desk import change_url, save, saved
from .everything import make_full_phone
from .factories import make_brand, make_guide, make_phone, make_publishable, make_sensor
from .filling import form_on

pytestmark = pytest.mark.django_db

ANY = "/desk/catalog/proposal/upload/"
CHOOSE = "/desk/catalog/proposal/choose/"


def upload_url(record):
    return reverse("admin:catalog_proposal_upload", args=[kind_of_model(type(record)), record.pk])


def download(client, record, ending="yaml"):
    url = reverse("admin:catalog_proposal_text", args=[kind_of_model(type(record)), record.pk, ending])
    return client.get(url).content.decode()


def choose(client, response, **sides):
    taken = {f"take:{mark}": side for mark, side in sides.items()}
    return client.post(CHOOSE, form_on(response, "choosing_form") | taken)


def asked(response):
    return {row.label: (row.theirs, row.mine, row.side) for row in response.context["rows"]}


def faults(response):
    return [(fault.line, fault.field, line.strip()) for fault, line in response.context["faults"]]


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_what_was_downloaded_changes_nothing_when_it_is_uploaded(desk, ending):
    phone = make_full_phone()
    phone.claims.filter(key="weight_g").delete()  # a number as a text, which is read as a number
    records = [phone, *(shape.model.objects.first() for kind, shape in RECORD_SHAPES.items() if kind != "phone")]
    for record in records:
        text = download(desk, record, ending)
        for url in (upload_url(record), ANY):
            response = desk.post(url, {"text": text})
            assert response.context["rows"] == [], record
            assert "Both are identical" in response.content.decode()
    assert not Edit.objects.exists()


@settings(derandomize=True, max_examples=60, deadline=None, database=None)
@given(st.one_of(strategies.phones(), strategies.guides(), strategies.pages(), strategies.collections()))
def test_every_content_is_read_again_as_it_was_written_in_both_forms(content):
    kind = next(iter(content))
    for text in (
        record_download_json(content),
        record_download_json(content).replace("  ", "\t"),
        record_yaml(kind, content),
    ):
        assert (parse_upload_text(text).content, parse_upload_text(text).faults) == (content, ())


def test_a_download_is_a_file_of_the_name_of_its_record(desk):
    phone = make_phone("One")
    response = desk.get(reverse("admin:catalog_proposal_text", args=["phone", phone.pk, "json"]))
    assert response["Content-Disposition"] == 'attachment; filename="acme-one.json"'
    assert json.loads(response.content) == record_content(phone)
    page = desk.get(change_url(phone)).content.decode()
    assert upload_url(phone) in page


@pytest.mark.parametrize("as_file", [True, False])
@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_a_changed_text_is_shown_field_by_field_and_then_saved(desk, ending, as_file):
    phone = make_phone("One", weight_g=211, battery_mah=4000)
    text = download(desk, phone, ending).replace("211", "213").replace("4000", "5000")
    file = {"file": SimpleUploadedFile(f"acme-one.{ending}", text.encode())}
    response = desk.post(upload_url(phone), (file if as_file else {"text": text}) | {"why": "By hand"})
    assert asked(response) == {
        "Weight (g)": ("211", "213", "mine"),
        "Battery capacity (mAh)": ("4,000", "5,000", "mine"),
    }
    assert Phone.objects.get().weight_g == 211
    assert saved(choose(desk, response, battery_mah="theirs"))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.battery_mah) == (213, 4000)
    assert (Edit.objects.get().act, Edit.objects.get().why) == (Act.UPLOADED, "By hand")


def test_what_was_changed_since_the_download_is_not_undone(desk):
    phone = make_phone("One", weight_g=211, battery_mah=4000)
    text = download(desk, phone)
    save(desk, phone, weight_g="213")
    response = desk.post(upload_url(phone), {"text": text.replace("4000", "5000")})
    assert asked(response) == {
        "Weight (g)": ("213", "211", "theirs"),
        "Battery capacity (mAh)": ("4,000", "5,000", "mine"),
    }
    assert "has been changed since you downloaded it" in " ".join(response.content.decode().split())
    assert saved(choose(desk, response))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.battery_mah) == (213, 5000)


def test_a_new_record_of_any_kind_is_added(desk):
    make_brand("Acme")
    text = "phone: acme-two\nname: Two\nbrand: acme\nweight_g: 211\n"
    response = desk.post(ANY, {"text": text})
    assert {row.label: row.mine for row in response.context["rows"]} == {
        "Name": "Two", "Brand": "Acme", "Weight (g)": "211"
    }  # fmt: skip
    assert not Phone.objects.exists()
    assert saved(choose(desk, response))
    assert (Phone.objects.get().slug, Phone.objects.get().status) == ("acme-two", "draft")
    assert saved(
        choose(desk, desk.post(ANY, {"text": '{"sensor":"eyes-eye","maker":"Eyes","name":"Eye \\ud83d\\ude00"}'}))
    )
    assert Sensor.objects.get().name == "Eye 😀"


def test_another_name_renames_a_phone(desk):
    phone = make_phone("One")
    text = download(desk, phone).replace("phone: acme-one", "phone: acme-uno")
    response = desk.post(upload_url(phone), {"text": text})
    assert asked(response) == {"Address": ("acme-one", "acme-uno", "mine")}
    assert saved(choose(desk, response))
    assert (Phone.objects.get().slug, OldSlug.objects.get().slug) == ("acme-uno", "acme-one")


# Faults


def test_every_fault_is_shown_with_its_line_and_field_and_the_text_stays(desk):
    phone = make_phone("One")
    text = "phone: acme-one\nname: One\nbrand: acme\nweight_g: heavy\ncameras:\n  - facing: rear\n    rule: main\n"
    response = desk.post(upload_url(phone), {"text": text, "why": "By hand"})
    assert faults(response) == [
        (4, "weight_g", "weight_g: heavy"),
        (6, "cameras[1].role", "- facing: rear"),
        (7, "cameras[1].rule", "rule: main"),
    ]
    assert form_on(response, "upload_form")["text"] == [text.replace("\n", "\r\n")]
    assert form_on(response, "upload_form")["why"] == ["By hand"]


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("phone: acme-one\nname: One\n# whose?\nbrand: nobody\n", 4, "brand"),
        ("phone: acme-one\nname: Two\nbrand: acme\n", 2, "name"),
        ("phone: acme-two\nname: One\nbrand: acme\n", 1, "slug"),
        ('{\n\t"phone": "acme-one",\n\t"name": "One",\n\t"brand": "nobody"\n}', 4, "brand"),
        ("brand: acme\nname: Acme\n", 1, ""),
        ("no: record", 1, ""),
        ("", 1, ""),
        ("[1, 2", 2, ""),
        ("phone: [acme]", 1, "slug"),
        ('{"phone": "acme-one", "name": "One",\n"brand": "acme", "markets": [\n{"country": "JP", "price": 0}]}',
         3, "markets[1].price"),
    ],
)  # fmt: skip
def test_faults_among_records_stand_at_the_lines_of_the_text(desk, text, line, field):
    phone = make_phone("One")
    make_phone("Two")
    response = desk.post(upload_url(phone), {"text": text})
    found = faults(response)
    assert (line, field) in [fault[:2] for fault in found]
    assert Phone.objects.get(pk=phone.pk).name == "One"
    assert not Edit.objects.exists()


def test_of_very_many_faults_the_first_are_shown_and_more_values_than_a_record_has_are_none_at_all(desk):
    text = "phone: acme-one\n" + "".join(f"k{number}: v\n" for number in range(1000))
    html = desk.post(ANY, {"text": text}).content.decode()
    assert re.search(r"\b1,?00\d faults, of which the first 200 are listed", " ".join(html.split()))
    assert html.count("is not a key here") < 210
    response = desk.post(ANY, {"text": text + "colours: [" + "a, " * 50_000 + "a]\n"})
    reasons = [fault.reason for fault, _ in response.context["faults"]]
    assert reasons == ["more than 50,000 keys and values in one file"]


def test_a_file_that_is_no_text_is_refused_at_its_line(desk):
    file = SimpleUploadedFile("one.yaml", b"phone: acme-one\nname: \xff\xfe\n")
    response = desk.post(ANY, {"file": file})
    assert [(fault.line, fault.reason) for fault, _ in response.context["faults"]] == [(2, "the file is not UTF-8")]


def test_a_phone_that_lacks_what_it_needs_is_not_published_by_its_text(desk):
    phone = make_phone("One", status="draft")
    text = download(desk, phone).replace("# Revision", "status: published\n# Revision")
    response = choose(desk, desk.post(upload_url(phone), {"text": text}))
    assert "No source is named" in response.content.decode()
    assert Phone.objects.get().status == "draft"


# Rights


def test_a_text_that_would_change_what_readers_see_is_proposed_by_those_who_may_not(contributor):
    phone = make_phone("One", weight_g=211)
    text = download(contributor, phone).replace("211", "213")
    response = contributor.post(upload_url(phone), {"text": text, "why": "Weighed"})
    assert "an editor decides" in response.content.decode()
    assert saved(choose(contributor, response))
    assert (Phone.objects.get().weight_g, Proposal.objects.get().content["weight_g"]) == (211, 213)
    assert Proposal.objects.get().why == "Weighed"


def test_a_draft_is_changed_and_added_by_its_text_but_not_published(contributor):
    draft = make_phone("One", status="draft")
    text = download(contributor, draft).replace("# Revision", "weight_g: 211\n# Revision")
    assert saved(choose(contributor, contributor.post(upload_url(draft), {"text": text})))
    assert Phone.objects.get().weight_g == 211
    new = "phone: acme-two\nname: Two\nbrand: acme\nannounced: 2022\n"
    assert saved(choose(contributor, contributor.post(ANY, {"text": new})))
    assert Phone.objects.count() == 2
    published = new.replace("two", "three").replace("Two", "Three") + "status: published\n"
    assert saved(choose(contributor, contributor.post(ANY, {"text": published})))
    assert Phone.objects.count() == 2
    assert (Proposal.objects.get().record, Proposal.objects.get().slug) == (None, "acme-three")


def test_a_draft_that_its_text_would_publish_is_proposed(contributor):
    draft = make_publishable("One")
    text = download(contributor, draft).replace("# Revision", "status: published\n# Revision")
    assert saved(choose(contributor, contributor.post(upload_url(draft), {"text": text})))
    assert (Phone.objects.get().status, Proposal.objects.get().content["status"]) == ("draft", "published")


def test_a_source_that_nothing_names_yet_is_added_by_its_text(contributor):
    text = "source: a-page\ntitle: A page\nkind: press\n"
    assert saved(choose(contributor, contributor.post(ANY, {"text": text})))
    assert (Source.objects.get().title, Proposal.objects.exists()) == ("A page", False)


def test_whoever_may_not_change_a_kind_of_record_uploads_none(contributor):
    guide = make_guide(phones=[make_phone("One"), make_phone("Two")])
    text = download(contributor, guide)
    assert contributor.get(upload_url(guide)).status_code == 403
    assert contributor.post(upload_url(guide), {"text": text}).status_code == 403
    assert contributor.post(ANY, {"text": text.replace("alike", "unlike")}).status_code == 403
    assert Guide.objects.get().text == "They are alike."


def test_strangers_download_nothing(client, desk):
    sensor = make_sensor()
    url = reverse("admin:catalog_proposal_text", args=["sensor", sensor.pk, "yaml"])
    assert desk.get(url).status_code == 200
    for wrong in ("sensor/999999.yaml", "sensor/1.exe", "secret/1.yaml"):
        assert desk.get(f"/desk/catalog/proposal/text/{wrong}").status_code == 404
    client.logout()
    assert client.get(url).status_code == 302
