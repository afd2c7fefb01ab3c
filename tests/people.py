"""People at the desk: with a role, a password and a second factor."""

import re
import time
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from phonesite.reauthentication import PROVEN_AT

PASSWORD = "long-Enough-9"
LOGIN, SECOND = "/desk/login/", "/desk/second-factor/"

roles = import_module("catalog.migrations.0008_groups")
later_permissions = [
    import_module(f"catalog.migrations.{name}") for name in ("0031_page_permissions", "0034_row_permissions")
]


def make_person(name, role=None, **facts):
    """Somebody at the desk, with the rights of that role."""
    person = get_user_model().objects.create_user(name, password=PASSWORD, is_staff=True, **facts)
    if role:
        person.groups.add(group(role))
    return person


def group(role):
    """Its group, made again where a test has emptied the database."""
    if not Group.objects.filter(name=role, permissions__isnull=False).exists():
        roles.make_groups(apps, None)
        for migration in later_permissions:
            migration.give_permissions(apps, None)
    return Group.objects.get(name=role)


def sign_in(client, person):
    """``client`` signed in as ``person`` just now, past the second factor."""
    sign_in_by_password(client, person)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = a_device(person).persistent_id
    session.save()
    return client


def sign_in_by_password(client, person):
    """``client`` signed in as ``person`` just now, by nothing but the password."""
    client.force_login(person)
    session = client.session
    session[PROVEN_AT] = time.time()
    session.save()


def a_device(person):
    """A device that the person has confirmed."""
    return StaticDevice.objects.get_or_create(user=person, name="For tests")[0]


def sign_in_page(page, client, person, url):
    """A browser's page signed in as ``person``, by the session of a client."""
    cookie = sign_in(client, person).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
    return page


def enter(client, name="lyra", password=PASSWORD, code="", address="198.51.100.1", **more):
    """Send the form of the login."""
    typed = {"username": name, "password": password, "otp_token": code, "next": "/desk/"}
    return client.post(LOGIN, typed | more, REMOTE_ADDR=address)


def with_app(person):
    """The app of somebody who has set up a second factor."""
    return TOTPDevice.objects.create(user=person, name="App", confirmed=True)


def code_of(device, steps=0):
    """What the app shows, or will show ``steps`` times 30 seconds later."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06}"


def forget_wrong_codes():
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)


def said(response):
    """The words of a page."""
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())
