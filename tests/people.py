"""People at the desk: with a role, a password and a second factor."""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_static.models import StaticDevice

PASSWORD = "long-Enough-9"

roles = import_module("catalog.migrations.0008_groups")


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
    return Group.objects.get(name=role)


def sign_in(client, person):
    """``client`` signed in as ``person``, past the second factor."""
    client.force_login(person)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = a_device(person).persistent_id
    session.save()
    return client


def a_device(person):
    """A device that the person has confirmed."""
    return StaticDevice.objects.get_or_create(user=person, name="For tests")[0]


def sign_in_page(page, client, person, url):
    """A browser's page signed in as ``person``, by the session of a client."""
    cookie = sign_in(client, person).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
    return page
