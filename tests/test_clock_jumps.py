"""The machine's clock is set while the site runs: pages and the desk go on, and what was saved stays to be seen."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from .desk import save, saved
from .factories import make_phone
from .people import sign_in

pytestmark = pytest.mark.django_db

PATHS = (
    "/", "/phones/", "/phones/acme-one/", "/phones/acme-one.json", "/phones/acme-one/changes/",
    "/compare/acme-one-vs-acme-two/", "/phones.json?weight_g_min=100", "/phones.csv", "/search/suggestions.json?q=one",
    "/brands/", "/brands/acme/", "/changes/", "/feeds/changes.atom", "/feeds/phones.atom", "/data/", "/sitemap.xml",
    "/healthz", "/readyz", "/desk/",
)  # fmt: skip
JUMPS = {
    "a second back": timedelta(seconds=-1),
    "an hour back": timedelta(hours=-1),
    "to 2006": timedelta(days=-365 * 20),
    "a day on": timedelta(days=1),
    "to 2034": timedelta(days=365 * 8),
}


@pytest.fixture
def set_clock(monkeypatch):
    """Sets the clock of the machine so much on; clocks that only count go on as before."""
    now, seconds = timezone.now, time.time

    def jump(by):
        monkeypatch.setattr("django.utils.timezone.now", lambda: now() + by)
        for name in ("time.time", "phonesite.session_store.time", "phonesite.reauthentication.time"):
            monkeypatch.setattr(name, lambda: seconds() + by.total_seconds())

    return jump


@pytest.mark.parametrize("jump", JUMPS)
def test_pages_are_answered_and_show_what_is_saved_after_it(desk, admin_user, kept_pages, set_clock, jump):
    one = make_phone("One", weight_g=201)
    make_phone("Two", weight_g=202)
    before = {path: desk.get(path).status_code for path in PATHS}
    set_clock(JUMPS[jump])
    after = {path: desk.get(path).status_code for path in PATHS}
    assert {*before.values()} == {200}
    signed_out = {"/desk/"} if JUMPS[jump] > timedelta(hours=12) else set()
    assert {path for path, status in after.items() if status != 200} == signed_out
    sign_in(desk, admin_user)
    assert saved(save(desk, one, weight_g="219"))
    assert b"219" in desk.get("/phones/acme-one/").content
    assert desk.get("/phones/acme-one.json").json()["facts"]["weight_g"]["value"] == 219
