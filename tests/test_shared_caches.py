"""What caches in front of the site are told, and the files of deploy/ that go with it."""

import re
from pathlib import Path

import pytest

from .factories import make_phone

DEPLOY = Path(__file__).parent.parent / "deploy"


@pytest.mark.django_db
def test_nginx_keeps_a_page_and_asks_each_time_whether_it_still_holds(client):
    make_phone("Brick", slug="brick")
    for path in ("/", "/phones/brick/", "/phones.json"):
        answer = client.get(path)
        assert answer["X-Accel-Expires"] == "@1"
        assert answer["ETag"]
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "CDN-Cache-Control" not in answer


@pytest.mark.django_db
def test_caches_of_our_own_may_be_some_seconds_behind_and_browsers_may_not(client, settings):
    settings.SHARED_CACHE_SECONDS = 5
    answer = client.get("/about/")
    assert answer["X-Accel-Expires"] == "5"
    assert answer["CDN-Cache-Control"] == "public, max-age=5"
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/login/", "/preview/qzx/", "/report/qzx/", "/healthz", "/phones/unknown/"])
def test_what_is_not_a_page_for_everybody_is_not_kept_by_anybody(client, settings, path):
    settings.SHARED_CACHE_SECONDS = 5
    answer = client.get(path)
    assert "X-Accel-Expires" not in answer
    assert "CDN-Cache-Control" not in answer


def test_the_template_for_nginx_has_no_other_places_to_fill_in_than_it_names():
    template = (DEPLOY / "nginx" / "phonesite.conf.template").read_text()
    places = set(re.findall(r"\$\{([A-Z_]+)\}", template))
    assert places == {"LISTEN", "SERVER_NAME", "APP_SERVERS", "STATIC_ROOT", "CACHE_PATH", "ADMIN_PATH", "ACCESS_LOG"}
    assert template.count("{") == template.count("}")


def test_nginx_logs_nothing_that_the_site_does_not():
    template = (DEPLOY / "nginx" / "phonesite.conf.template").read_text()
    line = template.partition("log_format phonesite ")[2].partition(";")[0]
    assert "$phonesite_logged_address" in line
    for name in ("remote_addr", "request", "request_uri", "http_referer", "http_user_agent"):
        assert not re.search(rf"\${name}\b", line), name
    said = template.partition("map $uri $phonesite_logged_address {")[2].partition("}\n\n")[0]
    for place in ("(preview|report)", "/photos/", "/${ADMIN_PATH}"):
        assert place in said


def test_nginx_closes_idle_connections_before_gunicorn_does():
    template = (DEPLOY / "nginx" / "phonesite.conf.template").read_text()
    gunicorn = (DEPLOY / "gunicorn.conf.py").read_text()
    (idle_s,) = re.findall(r"^    keepalive_timeout (\d+)s;", template.partition("server {")[0], re.MULTILINE)
    (kept_s,) = re.findall(r"^keepalive = (\d+)", gunicorn, re.MULTILINE)
    assert int(idle_s) < int(kept_s)
