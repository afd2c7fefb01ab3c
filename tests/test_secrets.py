"""Nothing of a phone that readers do not see yet, or no more, is found anywhere: not by links, not by words."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from catalog.admin.shared.change_recorder import RecordChange
from catalog.history.recorder import EditRecorder
from catalog.models import Phone, Photo, Source
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content

from .secret_phones import MARK, addresses, make_secret, routes_left_out, secrets_in

pytestmark = pytest.mark.django_db

PICTURE = "0123456789abcdef" * 2 + ".webp"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def add_photo(phone):
    default_storage.save(f"photos/{PICTURE}", ContentFile(f"{MARK} picture".encode()))
    row = {"width": 320, "height": 240, "format": "webp", "name": PICTURE, "bytes": 13}
    texts = {"words": f"{MARK} words", "credit": f"{MARK} credit", "licence": f"{MARK} licence"}
    return Photo.objects.create(phone=phone, source=Source.objects.get(slug="qzx-press"), sizes=[row], **texts)


def leaks(client, phone):
    """(address, what it gave away) of every address of the readers' pages."""
    found = []
    for path in addresses(phone, [PICTURE]):
        response = client.get(path)
        assert response.status_code < 500, path
        if words := secrets_in(response, path):
            found.append((path, words[:3]))
    return found


def note_as_entered(phone):
    EditRecorder(Act.SAVED, why=f"{MARK} reason").note("phone", phone.pk, None, record_content(phone))


def test_the_search_for_secrets_asks_every_address():
    assert list(routes_left_out()) == []


def test_all_that_is_secret_of_a_phone_is_found_once_it_is_published(client):
    """The search itself: what it does not find of a published phone it would not find of a hidden one."""
    phone = make_secret(status="draft")
    add_photo(phone)
    note_as_entered(phone)
    Phone.objects.filter(pk=phone.pk).update(status="published", publish_at=None)
    found = {path.partition("?")[0] for path, _ in leaks(client, phone)}
    assert found >= {
        "/", "/phones/", "/phones.json", "/phones.csv", "/brands/", "/sensors/", "/sitemap.xml", "/data/sources/",
        "/search/", "/search/suggestions.json", "/phones/qzx-one/", "/phones/qzx-one.json", "/brands/qzx-brand/",
        "/chipsets/qzx-chip/", "/sensors/qzx-eye/", "/guides/both/", "/collections/all/", f"/photos/{PICTURE}",
        "/compare/acme-shown-vs-qzx-one/", "/phones/acme-shown/", "/phones/acme-shown/line/",
        "/phones/qzx-one/sources/", "/compare/acme-shown-vs-qzx-one/sources/", "/compare/acme-shown-vs-qzx-one/rows/",
        "/phones/qzx-one/picture.svg", "/compare/acme-shown-vs-qzx-one/picture.svg",
    }  # fmt: skip


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "draft"},
        {"status": "in_review"},
        {"status": "withdrawn"},
        {"status": "published", "publish_at": timezone.now() + timedelta(days=1)},
    ],
    ids=["draft", "in review", "withdrawn", "embargoed"],
)
def test_nothing_of_a_hidden_phone_is_given_away(client, facts):
    phone = make_secret(**facts)
    add_photo(phone)
    note_as_entered(phone)
    assert leaks(client, phone) == []


@pytest.mark.parametrize(
    "hidden",
    [{"status": "withdrawn"}, {"publish_at": timezone.now() + timedelta(days=1)}],
    ids=["withdrawn", "embargoed"],
)
def test_what_is_hidden_again_is_gone_with_the_next_request(client, hidden):
    """The process has answered of it before, and keeps what it did."""
    phone = make_secret(status="published", publish_at=None)
    add_photo(phone)
    change_at_desk(phone, notes=f"{MARK} remark")
    assert leaks(client, phone)
    change_at_desk(phone, **hidden)
    assert leaks(client, phone) == []


def change_at_desk(phone, **facts):
    change = RecordChange([phone])
    Phone.objects.filter(pk=phone.pk).update(**facts)
    change.record(EditRecorder(Act.SAVED))
