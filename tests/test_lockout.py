"""Who waits after wrong passwords and codes: strangers, networks, names; and who does not."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessFailureLog
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from catalog.quantities.client_networks import client_network, counted_address
from phonesite import lockout

from .people import PASSWORD, SECOND, code_of, enter, forget_wrong_codes, make_person, said, sign_in, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_request_number")]

LOGOUT = "/desk/logout/"
OFFICE, HOME = "192.0.2.7", "198.51.100.2"


@pytest.fixture
def lyra():
    return make_person("lyra", "Contributor")


def fail(times, *, name="lyra", address="203.0.113.9", device=""):
    for _ in range(times):
        lockout.note_failure(name, device, address)


def fail_from_everywhere(times):
    for number in range(times):
        lockout.note_failure("lyra", "", f"10.{number}.0.1")


@pytest.mark.parametrize(
    ("address", "network", "counted"),
    [
        ("203.0.113.9", "203.0.113.0/24", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.0/24", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::/64", "fe80::"),
        ("nonsense", None, None),
        ("", None, None),
    ],
)
def test_what_counts_as_one_network(address, network, counted):
    assert (client_network(address), counted_address(address)) == (network, counted)


@pytest.mark.parametrize(
    ("address", "status"), [("203.0.113.200", 429), ("203.0.112.9", 302), ("20.3.0.113", 302), (OFFICE, 302)]
)
def test_a_network_that_guesses_at_many_names_waits_as_a_whole(client, lyra, address, status):
    for number in range(lockout.NETWORK_LIMIT.most):
        fail(1, name=f"name-{number}", address=f"203.0.113.{number}")
    assert enter(client, address=address).status_code == status


def test_a_new_address_of_the_same_ipv6_network_is_no_new_sender(client, lyra):
    answers = [enter(client, password="wrong", address=f"2001:db8::{number}").status_code for number in range(1, 6)]
    assert answers == [200, 200, 200, 200, 429]
    assert enter(client, address="2001:db8:0:0:ffff::1").status_code == 429
    assert enter(client, address="2001:db8:0:1::1").status_code == 302


def test_guessing_from_everywhere_closes_the_name_to_strangers_and_not_to_its_owner(client, lyra):
    assert enter(client, address=HOME).status_code == 302
    client.post(LOGOUT)
    fail_from_everywhere(lockout.NAME_LIMIT.most)
    stranger = enter(Client(), address=OFFICE)
    assert (stranger.status_code, int(stranger["Retry-After"]) > 23 * 60 * 60) == (429, True)
    assert enter(client, address=OFFICE).status_code == 302


def test_strangers_who_share_the_address_do_not_lock_the_owner_out(client, lyra):
    enter(client, address=OFFICE)
    client.post(LOGOUT)
    assert [enter(Client(), password="wrong", address=OFFICE).status_code for _ in range(5)][-1] == 429
    assert enter(client, address=OFFICE).status_code == 302


def test_a_known_device_guesses_no_more_than_others_wherever_it_is(client, lyra):
    enter(client)
    client.post(LOGOUT)
    answers = [enter(client, password="wrong", address=f"10.{number}.0.1").status_code for number in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert enter(client, address=OFFICE).status_code == 429
    assert enter(Client(), address=OFFICE).status_code == 302


def test_a_device_that_is_known_for_one_name_is_a_stranger_for_others(client, lyra):
    make_person("cygnus", "Contributor")
    enter(client, name="cygnus")
    client.post(LOGOUT)
    fail_from_everywhere(lockout.NAME_LIMIT.most)
    assert enter(client).status_code == 429


@pytest.mark.parametrize("cookie", ["forged", "", "WyJseXJhIiwiYSJd:1abcde:signature"])
def test_a_device_does_not_say_by_itself_that_it_is_known(client, lyra, cookie):
    fail_from_everywhere(lockout.NAME_LIMIT.most)
    client.cookies[lockout.device_cookie_name()] = cookie
    assert enter(client).status_code == 429


def test_whoever_fails_to_sign_in_becomes_no_known_device(client):
    with_app(make_person("lyra", "Editor"))
    for typed in ({"password": "wrong"}, {"code": "000000"}, {}):
        assert lockout.device_cookie_name() not in enter(client, **typed).cookies


def test_the_cookie_of_a_known_device_is_the_desks_alone(client, lyra):
    cookie = enter(client).cookies[lockout.device_cookie_name()]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/desk/", "Strict", True)


def test_a_lockout_is_the_same_for_names_that_there_are_not(client, lyra):
    answers = [[enter(client, name=name, password="wrong") for _ in range(6)] for name in ("lyra", "nobody")]
    statuses = [[answer.status_code for answer in of_name] for of_name in answers]
    assert statuses[0] == statuses[1] == [200, 200, 200, 200, 429, 429]
    assert neutral(answers[0][-1]) == neutral(answers[1][-1])


def neutral(response):
    """What a page says, without what differs from request to request and what was typed."""
    text = response.content.decode().replace("nobody", "lyra")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_waiting_is_not_made_longer_by_trying(client, lyra):
    for _ in range(5):
        enter(client, password="wrong")
    AccessFailureLog.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert enter(client, password="wrong").status_code == 429
    assert AccessFailureLog.objects.count() == 5


def test_failures_are_forgotten_after_a_day(client, lyra):
    fail(3)
    AccessFailureLog.objects.update(attempt_time=timezone.now() - timedelta(days=1, minutes=1))
    enter(client, password="wrong")
    assert AccessFailureLog.objects.count() == 1


def test_of_a_failure_name_and_address_are_kept_and_not_what_the_browser_is_called(client):
    client.post("/desk/login/", {"username": "lyra", "password": "x"}, headers={"User-Agent": "Elinks"})
    assert "Elinks" not in str(AccessFailureLog.objects.values().get())


def test_a_name_of_any_length_is_answered(client):
    assert enter(client, name="x" * 5000, password="wrong").status_code == 200
    assert [enter(client, name="x" * 5000, password="wrong").status_code for _ in range(4)][-1] == 429


def test_whoever_runs_the_site_ends_a_lockout(client, lyra):
    fail_from_everywhere(lockout.NAME_LIMIT.most)
    for _ in range(lockout.CODE_LIMIT.most):
        lockout.note_wrong_code(lyra)
    call_command("axes_reset_username", "lyra", verbosity=0)
    assert (enter(client).status_code, lockout.has_codes_left(lyra)) == (302, True)


# A right password that does not show


@pytest.mark.parametrize("code", ["", "000000", "abcdefgh", "²²²²²²"])
def test_whether_the_password_was_right_shows_nowhere(client, code):
    """Not by words, status or cookies, nor by how often it may be tried: of the codes some are slowed down."""
    with_app(make_person("lyra", "Editor"))
    told = {}
    for password, address in (("wrong", OFFICE), (PASSWORD, HOME)):
        answers = [enter(Client(), password=password, code=code, address=address) for _ in range(6)]
        told[password] = [(answer.status_code, neutral(answer), sorted(answer.cookies)) for answer in answers]
    assert [status for status, _, _ in told["wrong"]] == [200, 200, 200, 200, 429, 429]
    assert told[PASSWORD] == told["wrong"]


def test_a_right_code_that_comes_too_soon_is_refused_in_the_same_words(client):
    device = with_app(make_person("lyra", "Editor"))
    for _ in range(3):
        wrong = enter(Client(), code="000000")
    refused = enter(Client(), code=code_of(device))
    assert (refused.status_code, errors_in(refused)) == (200, errors_in(wrong))


def errors_in(response):
    return re.findall('<p class="errornote">(.+?)</p>', response.content.decode())


def test_whoever_has_no_business_at_the_desk_is_turned_away_like_a_wrong_password(client):
    get_user_model().objects.create_user("reader", password=PASSWORD)
    wrong, right = (
        [enter(Client(), name="reader", password=word, address=address).status_code for _ in range(5)]
        for word, address in (("wrong", OFFICE), (PASSWORD, HOME))
    )
    assert wrong == right == [200, 200, 200, 200, 429]


def test_what_was_typed_before_comes_back_after_a_wrong_code(client):
    with_app(make_person("lyra", "Editor"))
    answer = enter(client, code="000000", kept='[["name", "One"]]', kept_path="/desk/catalog/phone/add/")
    assert "[[&quot;name&quot;, &quot;One&quot;]]" in answer.content.decode()


# Codes


def test_twenty_wrong_codes_a_day_are_the_last_from_wherever_they_come(client):
    device = with_app(make_person("lyra", "Editor"))
    for number in range(lockout.CODE_LIMIT.most):
        forget_wrong_codes()
        assert enter(Client(), code="000000", address=f"10.{number}.0.1").status_code == 200
    forget_wrong_codes()
    assert "wrong" in said(enter(client, code=code_of(device)))
    AccessFailureLog.objects.update(attempt_time=timezone.now() - timedelta(days=1))
    assert enter(client, code=code_of(device))["Location"] == "/desk/"


def test_wrong_codes_at_the_desk_count_as_well(client):
    person = make_person("lyra", "Editor")
    device = with_app(person)
    sign_in(client, person)
    for _ in range(lockout.CODE_LIMIT.most):
        forget_wrong_codes()
        client.post(SECOND, {"_codes": "yes", "otp_token": "000000"})
    forget_wrong_codes()
    answer = client.post(SECOND, {"_codes": "yes", "otp_token": code_of(device)})
    assert "none is taken until tomorrow" in said(answer)


def test_a_code_that_is_not_looked_at_is_not_counted(client):
    with_app(make_person("lyra", "Editor"))
    for _ in range(4):
        enter(client, code="000000")
    assert lockout.wrong_codes(get_user_model().objects.get()).count() == 1
