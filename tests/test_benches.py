"""The benchmarks' made-up phones are phones of this catalogue: whatever column comes new, pages of them answer."""

import pytest

from catalog.models import Phone

from .benches.made_up import fill


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
