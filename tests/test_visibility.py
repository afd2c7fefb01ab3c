"""What is drafted, under review, embargoed or withdrawn is nowhere to be seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import Phone

from .factories import (
    fit_chipset,
    make_brand,
    make_chipset,
    make_claim,
    make_collection,
    make_guide,
    make_phone,
    make_relation,
    make_sensor,
    make_source,
)

pytestmark = pytest.mark.django_db

HIDDEN = {
    "draft": {"status": "draft"},
    "in review": {"status": "in_review"},
    "withdrawn": {"status": "withdrawn"},
    "embargoed": {"status": "published", "publish_at": timezone.now() + timedelta(days=1)},
}


@pytest.fixture(params=HIDDEN.values(), ids=HIDDEN.keys())
def secret(request):
    """A hidden phone that is related to a shown one in every way there is."""
    eye, thinker, maker = make_sensor("Eye", width_mm=8, height_mm=6), make_chipset(), make_brand("Maker")
    shown = make_phone("Shown", cameras=[{"sensor": eye}], manufacturer=maker)
    secret = make_phone("Secret", cameras=[{"sensor": eye}], manufacturer=maker, **request.param)
    for phone in (shown, secret):
        fit_chipset(phone, thinker)
    make_guide("Both", [shown, secret])
    make_collection("All", "sort=weight_g&unknown=match")
    make_relation(shown, "successor_of", secret)
    make_relation(secret, "rebadge_of", shown)
    return secret


PAGES = [
    "/", "/phones/", "/phones/?brand=acme", "/phones/acme-shown/", "/phones/acme-shown.json",
    "/brands/", "/brands/acme/", "/brands/maker/", "/chipsets/chipworks-thinker-1/", "/sensors/",
    "/sensors/lightworks-eye/", "/compare/", "/compare/?q=secret&find=1", "/compare/acme-shown-vs-acme-other/",
    "/sitemap.xml", "/collections/", "/collections/all/",
    "/guides/", "/guides/both/",
]  # fmt: skip


def test_a_hidden_phone_is_in_no_list_and_no_relation(client, secret):
    for path in PAGES:
        response = client.get(path)
        assert response.status_code == 200, path
        text = response.content.decode()
        assert "acme-secret" not in text, path
        assert "Secret" not in text, path


def test_its_own_address_is_not_found_and_does_not_name_it(client, secret):
    for path in ("/phones/acme-secret/", "/phones/acme-secret.json", "/compare/acme-secret/"):
        response = client.get(path)
        assert response.status_code == 404, path
        assert b"Secret" not in response.content, path


def test_a_comparison_treats_it_as_unknown(client, secret):
    for ending in ("/", ".json", ".csv"):
        response = client.get(f"/compare/acme-shown-vs-acme-secret{ending}")
        assert response.status_code == 200, ending
        assert "Acme Secret" not in response.content.decode(), ending


def test_ticking_it_is_like_ticking_nothing(client, secret):
    response = client.get("/compare/?phone=acme-shown&phone=acme-secret")
    assert "No phone here is called “acme-secret”" in response.content.decode()
    assert "Acme Secret" not in response.content.decode()


def test_its_old_address_does_not_give_it_away(client, secret):
    secret.slug = "acme-veiled"
    secret.save()
    assert client.get("/phones/acme-secret/").status_code == 404
    assert client.get("/compare/acme-shown-vs-acme-secret/").status_code == 200


def test_counts_leave_it_out(client, secret):
    assert b"All phones</a> 1<" in client.get("/").content


def test_a_brand_of_hidden_phones_only_is_not_listed(client):
    make_phone("Secret", brand="Shy", status="draft")
    assert b"Shy" not in client.get("/brands/").content


@pytest.mark.parametrize("facts", HIDDEN.values(), ids=HIDDEN.keys())
def test_parts_and_sources_of_hidden_phones_only_are_not_announced(client, facts):
    phone = make_phone("Secret", brand="Shy", cameras=[{"sensor": make_sensor("Eye")}], **facts)
    fit_chipset(phone, make_chipset())
    make_claim(phone, "weight_g", 211, make_source("press", title="The Shy Secret is here"))
    for path in ("/brands/shy/", "/chipsets/chipworks-thinker-1/", "/sensors/lightworks-eye/"):
        assert client.get(path).status_code == 404, path
    assert b"The Shy Secret is here" not in client.get("/data/sources/").content
    Phone.objects.update(status="published", publish_at=None)
    for path in ("/brands/shy/", "/chipsets/chipworks-thinker-1/", "/sensors/lightworks-eye/"):
        assert client.get(path).status_code == 200, path
    assert b"The Shy Secret is here" in client.get("/data/sources/").content


def test_the_sources_of_a_guide_are_credited_once_it_is_published(client):
    guide = make_guide("Both", [make_phone("One"), make_phone("Two")], status="draft")
    guide.sources.create(source=make_source("press", title="A test of both"), position=1)
    assert b"A test of both" not in client.get("/data/sources/").content
    guide.status = "published"
    guide.save()
    assert b"A test of both" in client.get("/data/sources/").content


def test_a_phone_shows_as_soon_as_its_embargo_is_over(client):
    make_phone("Brick", publish_at=timezone.now() - timedelta(seconds=1))
    assert client.get("/phones/acme-brick/").status_code == 200


def test_what_sources_say_of_its_relations_does_not_name_it(client, secret):
    make_claim(Phone.objects.get(slug="acme-shown"), "successor_of", "acme-secret")
    assert b"acme-secret" not in client.get("/phones/acme-shown/").content
