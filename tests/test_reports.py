"""“Something wrong?”: what a reader says of a fact, and what an editor makes of it."""

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from catalog.models import Phone, Report, Revision, Source
from catalog.views import reader_reports, report_limits

from .contents import changes_in
from .desk import change_url, faults_at, form_of
from .factories import make_camera, make_phone, make_source
from .reading import page as read_page

pytestmark = pytest.mark.django_db

ASK = "/phones/acme-one/report/"


def opened(seconds_ago=10):
    return signing.dumps(timezone.now().timestamp() - seconds_ago, salt=report_limits.REPORT_SALT)


def send(client, address=ASK, **typed):
    facts = {"key": "weight_g", "value": "213 g", "opened": opened()}
    return client.post(address, facts | typed, **({"REMOTE_ADDR": typed.pop("sender")} if "sender" in typed else {}))


@pytest.fixture
def phone():
    phone = make_phone("One", weight_g=211, displays=[{"display_size_in": 6.6}])
    make_camera(phone, role="main", f_number=1.9)
    make_camera(phone, role="tele", f_number=2.8)
    return Phone.objects.get()


# At the value


def test_every_row_of_a_phone_and_of_its_cameras_has_its_link(client, phone):
    html = read_page(client, "/phones/acme-one/")
    for link in ("report/?key=weight_g", "report/?key=f_number"):
        assert f'href="{link}">Something wrong?</a>' in html


def test_a_comparison_asks_of_which_of_its_phones(client, phone):
    make_phone("Two", weight_g=300)
    assert 'href="report/?key=weight_g"' in read_page(client, "/compare/acme-one-vs-acme-two/")
    html = read_page(client, "/compare/acme-one-vs-acme-two/report/?key=weight_g")
    assert f'href="{ASK}?key=weight_g"' in html
    assert 'href="/phones/acme-two/report/?key=weight_g"' in html


def test_the_form_is_filled_in_from_the_link(client, phone):
    html = read_page(client, f"{ASK}?key=f_number&camera=2")
    assert '<option value="f_number" selected>' in html
    assert '<option value="2" selected>Telephoto</option>' in html


@pytest.mark.parametrize("facts", [{"status": "draft"}, {"publish_at": "2100-01-01T00:00Z"}])
def test_a_hidden_phone_takes_no_reports(client, facts):
    make_phone("One", **facts)
    assert (client.get(ASK).status_code, send(client).status_code) == (404, 404)
    assert not Report.objects.exists()


def test_a_renamed_phone_is_followed(client, phone):
    phone.slug = "acme-uno"
    phone.save()
    assert client.get(f"{ASK}?key=weight_g")["Location"] == "/phones/acme-uno/report/?key=weight_g"


# Sending


def test_a_report_is_kept_with_what_the_page_said(client, phone):
    response = send(client, why="On my scales", url="https://example.org/weight")
    report = Report.objects.get()
    assert (report.phone, report.key, report.shown, report.value) == (phone, "weight_g", "211\u202fg", "213 g")
    assert (report.why, report.url) == ("On my scales", "https://example.org/weight")
    assert response["Location"] == f"/report/{report.token}/"


@pytest.mark.parametrize(
    ("key", "camera", "shown"), [("f_number", "2", "f/2.8"), ("display_size_in", "", "6.6\u202fin")]
)
def test_what_the_page_said_of_a_camera_or_a_display(client, phone, key, camera, shown):
    send(client, key=key, camera=camera)
    assert Report.objects.get().shown == shown


def test_a_camera_named_with_a_fact_of_the_whole_phone_is_passed_over(client, phone):
    send(client, key="weight_g", camera="2")
    report = Report.objects.get()
    assert (report.camera, report.shown) == (None, "211\u202fg")


def test_of_what_the_page_said_at_length_the_beginning_is_kept(client):
    make_phone("One", colours=[f"Black {number}" for number in range(100)])
    send(client, key="colours")
    assert len(Report.objects.get().shown) == 500


def test_a_reader_without_any_cookie_may_send(phone):
    assert send(Client(enforce_csrf_checks=True)).status_code == 302


def test_no_cache_keeps_a_form_that_counts_its_seconds(client, phone):
    assert "no-store" in client.get(ASK)["Cache-Control"]


def test_a_report_does_not_give_away_a_phone_that_is_hidden_by_now(client, phone):
    address = send(client).headers["Location"]
    assert "Acme One" in client.get(address).content.decode()
    Phone.objects.update(status="withdrawn")
    assert "Acme One" not in client.get(address).content.decode()


def test_the_reader_comes_back_to_see_what_became_of_it(client, phone):
    address = send(client).headers["Location"]
    waiting = client.get(address)
    assert "An editor will look at your report" in waiting.content.decode()
    assert (waiting["Cache-Control"].count("no-store"), b"noindex" in waiting.content) == (1, True)
    Report.objects.update(decision="declined", answer="The maker says 211 g.")
    assert "The maker says 211 g." in client.get(address).content.decode()
    assert client.get("/report/somebody-elses/").status_code == 404


def test_no_cookie_and_nothing_of_the_reader_is_kept(client, phone):
    assert not client.get(ASK).cookies
    assert not send(client, sender="203.0.113.9").cookies
    stored = " ".join(str(value) for value in Report.objects.values_list().get())
    assert "203.0.113.9" not in stored


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": ""}, "This field is required"),
        ({"key": "nonsense"}, "nonsense is not one of the available choices"),
        ({"key": "f_number"}, "Choose which one"),
        ({"camera": "9", "key": "f_number"}, "9 is not one of the available choices"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"value": "x" * 301}, "at most 300 characters"),
        ({"website": "http://buy.example"}, "to catch robots"),
        ({"opened": "forged"}, "send the report again"),
        ({"opened": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(client, phone, typed, said):
    response = send(client, **{"why": "On <my> scales", **typed})
    html = response.content.decode()
    assert (response.status_code, Report.objects.exists()) == (400, False)
    assert said in html
    assert "Your report has not been sent yet." in html
    assert "On &lt;my&gt; scales" in html


def test_whoever_is_faster_than_people_may_send_once_more(client, phone):
    token = opened(seconds_ago=1)
    first = send(client, opened=token)
    assert (first.status_code, "faster than anyone types" in first.content.decode()) == (400, True)
    assert token in first.content.decode()


def test_a_form_left_open_for_days_gets_a_new_time(client, phone):
    token = opened(seconds_ago=reader_reports.MAX_SECONDS_OPEN + 60)
    html = send(client, opened=token).content.decode()
    assert "open for more than a day" in html
    assert token not in html


def test_one_sender_is_limited_and_others_are_not(client, phone):
    for _ in range(report_limits.MAX_REPORTS_PER_DAY):
        assert send(client, sender="203.0.113.9").status_code == 302
    refused = send(client, sender="203.0.113.9", why="One more")
    assert (refused.status_code, "One more" in refused.content.decode()) == (429, True)
    assert 0 < int(refused["Retry-After"]) <= 24 * 60 * 60
    assert send(client, sender="203.0.113.10").status_code == 302


@pytest.mark.parametrize(
    "addresses",
    [
        ("203.0.113.{}", "203.0.113.99", "203.0.114.1"),
        ("2001:db8:1:2::{}", "2001:db8:1:2:ffff::1", "2001:db8:1:3::1"),
    ],
)
def test_a_network_is_limited_whatever_its_addresses(client, phone, monkeypatch, addresses):
    first, same, other = addresses
    monkeypatch.setattr(report_limits, "MAX_REPORTS_FROM_NETWORK", 3)
    for number in range(3):
        assert send(client, sender=first.format(number + 1)).status_code == 302
    refused = send(client, sender=same, why="One more")
    html = refused.content.decode()
    assert (refused.status_code, "from your network" in html, "One more" in html) == (429, True, True)
    assert send(client, sender=other).status_code == 302


def test_all_senders_together_are_limited_for_a_day(client, phone, monkeypatch):
    monkeypatch.setattr(report_limits, "MAX_REPORTS_FROM_ALL", 3)
    for number in range(3):
        assert send(client, sender=f"203.0.{number}.1").status_code == 302
    refused = send(client, sender="198.51.100.1", why="One more")
    html = refused.content.decode()
    assert (refused.status_code, "than we can read" in html, "One more" in html) == (429, True, True)
    Report.objects.update(at=timezone.now() - timezone.timedelta(days=1))
    assert send(client, sender="198.51.100.1").status_code == 302


def test_whoever_clicks_twice_has_sent_one_report(client, phone):
    token = opened()
    first, second = send(client, opened=token), send(client, opened=token)
    assert (first.status_code, second.status_code, second["Location"]) == (302, 302, first["Location"])
    assert Report.objects.count() == 1


def test_a_second_click_counts_nowhere(client, phone, monkeypatch):
    monkeypatch.setattr(report_limits, "MAX_REPORTS_PER_DAY", 1)
    token = opened()
    assert [send(client, opened=token).status_code for _ in range(3)] == [302, 302, 302]


def test_a_form_is_taken_once_and_what_was_typed_stays(client, phone):
    token = opened()
    send(client, opened=token)
    again = send(client, opened=token, value="214 g", why="On other scales")
    html = again.content.decode()
    assert (again.status_code, "was sent before" in html, "On other scales" in html) == (409, True, True)
    assert (Report.objects.count(), token in html) == (1, False)


def test_a_form_is_not_taken_again_for_another_phone(client, phone):
    make_phone("Two")
    token = opened()
    send(client, opened=token)
    assert send(client, address="/phones/acme-two/report/", opened=token).status_code == 409


def test_of_two_clicks_at_one_moment_the_first_makes_the_report(client, phone):
    """The second has looked for the first before that was stored."""
    send(client)
    first = Report.objects.get()
    second = Report(phone=phone, key="weight_g", value="213 g", from_form=first.from_form)
    assert reader_reports.stored_or_first(second) == first
    assert Report.objects.count() == 1


def test_a_hash_of_a_form_does_not_outlive_its_day(client, phone):
    send(client)
    Report.objects.update(at=timezone.now() - timezone.timedelta(days=2))
    send(client)
    assert [bool(report.from_form) for report in Report.objects.all()] == [False, True]


def test_hashes_do_not_outlive_their_day(client, phone):
    send(client)
    assert Report.objects.get().from_whom
    Report.objects.update(at=timezone.now() - timezone.timedelta(days=1))
    send(client)
    kept = [(bool(report.from_whom), bool(report.from_network)) for report in Report.objects.all()]
    assert kept == [(False, False), (True, True)]


def test_what_is_kept_of_a_sender_is_another_each_day(client, phone, monkeypatch):
    send(client)
    today, tomorrow = Report.objects.get(), timezone.now() + timezone.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    send(client)
    then = Report.objects.exclude(from_whom="").get()
    assert (then.from_whom == today.from_whom, then.from_network == today.from_network) == (False, False)


# At the desk


def decide(desk, report, button, **typed):
    form = {name: value for name, value in form_of(desk, report).items() if not name.startswith("_")}
    return desk.post(change_url(report), {**form, **typed, button: "yes"})


def make_report(phone, **facts):
    return Report.objects.create(**{"phone": phone, "key": "weight_g", "value": "213", "shown": "211 g", **facts})


def test_an_accepted_report_is_the_fact_and_a_claim_with_its_source(desk, phone):
    report = make_report(phone, url="https://example.org/weight")
    decide(desk, report, "_accept")
    report.refresh_from_db()
    assert Phone.objects.get().weight_g == 213
    claim = phone.claims.get()
    assert (claim.key, claim.value, claim.accepted, claim.source.url) == ("weight_g", 213, True, report.url)
    assert (report.decision, report.claim, report.decided_by.username) == ("accepted", claim, "admin")
    assert [row[0] for row in changes_in(Revision.objects.get())] == ["weight_g", "claims[1]"]


def test_the_source_of_that_address_is_used_again(desk, phone):
    source = make_source("scales", url="https://example.org/weight")
    decide(desk, make_report(phone, url=source.url), "_accept")
    assert (phone.claims.get().source, Source.objects.count()) == (source, 1)


def test_a_report_on_a_camera_changes_that_camera(desk, phone):
    tele = phone.cameras.get(role="tele")
    decide(desk, make_report(phone, camera=tele, key="f_number", value="2.6"), "_accept", source=str(make_source().pk))
    tele.refresh_from_db()
    assert (tele.f_number, tele.claims.get().value) == (2.6, 2.6)


def test_a_list_is_read_by_its_commas(desk, phone):
    decide(desk, make_report(phone, key="colours", value="Black, White", url="https://example.org/"), "_accept")
    assert (Phone.objects.get().colours, phone.claims.get().value) == (["Black", "White"], ["Black", "White"])


@pytest.mark.parametrize(
    ("facts", "typed", "field"),
    [
        ({"url": "https://example.org/"}, {"as_value": "213 grams or so"}, "as_value"),
        ({"url": "https://example.org/"}, {"as_value": "90000"}, "as_value"),
        ({"url": "https://example.org/", "key": "sold_in"}, {"as_value": "JP"}, "as_value"),
        ({}, {}, "source"),
    ],
)
def test_what_cannot_be_accepted_is_said_at_its_field_and_nothing_is_stored(desk, phone, facts, typed, field):
    report = make_report(phone, **facts)
    response = decide(desk, report, "_accept", **typed)
    assert (response.status_code, bool(faults_at(response, field))) == (200, True)
    assert (phone.claims.exists(), Source.objects.exists(), Phone.objects.get().weight_g) == (False, False, 211)


def test_a_report_whose_source_is_known_to_hold_wrong_records_is_not_accepted(desk, phone):
    report = make_report(phone, url="https://example.org/dump")
    make_source("dump", url="https://example.org/dump", unverified=True)
    assert "known to contain errors" in faults_at(decide(desk, report, "_accept"), "source")[0]
    phone.refresh_from_db()
    assert phone.weight_g != 213


def test_declining_needs_an_answer(desk, phone):
    report = make_report(phone)
    assert faults_at(decide(desk, report, "_decline"), "answer")
    decide(desk, report, "_decline", answer="The maker says otherwise.")
    report.refresh_from_db()
    assert (report.decision, report.answer) == ("declined", "The maker says otherwise.")
    assert Phone.objects.get().weight_g == 211


def test_open_reports_stand_above_the_form_of_their_phone(desk, phone):
    make_report(phone)
    make_report(phone, value="declined one", decision="declined")
    html = desk.get(change_url(phone)).content.decode()
    assert "Weight: 211 g → 213" in html
    assert "declined one" not in html
