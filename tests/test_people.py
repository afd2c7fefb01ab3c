"""Who works at the desk: people and their roles, by chiefs and by command."""

import io
import sys

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from .desk import change_url, form_of
from .filling import form_on
from .people import PASSWORD, SECOND, enter, group, make_person, said

pytestmark = pytest.mark.django_db

User = get_user_model()


def test_a_chief_makes_people_and_gives_them_roles(chief):
    form = form_on(chief.get("/desk/auth/user/add/"), "user_form")
    group = make_person("other", "Contributor").groups.get()
    typed = {"username": "lyra", "password1": PASSWORD, "password2": PASSWORD, "groups": str(group.pk)}
    assert chief.post("/desk/auth/user/add/", form | typed).status_code == 302
    lyra = User.objects.get(username="lyra")
    assert (lyra.is_staff, lyra.is_superuser, list(lyra.groups.all())) == (True, False, [group])


def test_a_chief_gives_nobody_more_than_a_role(chief):
    lyra = make_person("lyra", "Contributor")
    form = form_of(chief, lyra)
    assert not {"is_superuser", "user_permissions"} & set(form)
    every = [str(key) for key in Permission.objects.values_list("pk", flat=True)]
    chief.post(change_url(lyra), form | {"is_superuser": "on", "user_permissions": every})
    lyra = User.objects.get(pk=lyra.pk)
    assert (lyra.is_superuser, lyra.user_permissions.exists()) == (False, False)


def test_a_chief_cannot_change_a_superuser(chief):
    boss = make_person("boss", is_superuser=True)
    assert chief.post(change_url(boss), {"username": "mine"}).status_code == 403
    assert chief.post(f"/desk/auth/user/{boss.pk}/password/", {}).status_code == 403


def test_a_chief_sees_no_password_of_a_superuser(chief):
    boss = make_person("boss", is_superuser=True)
    page = chief.get(change_url(boss))
    assert (page.status_code, boss.password in page.content.decode()) == (200, False)


@pytest.fixture
def beyond():
    """A role with a right that no chief has."""
    owners = Group.objects.create(name="Owners")
    owners.permissions.add(Permission.objects.get(codename="delete_user"))
    return owners


@pytest.mark.parametrize("whose", ["somebody else's", "the chief's own"])
def test_a_chief_gives_no_role_with_rights_that_a_chief_has_not(chief, beyond, whose):
    person = User.objects.get(username="chief") if whose == "the chief's own" else make_person("lyra", "Contributor")
    form = form_of(chief, person)
    answer = chief.post(change_url(person), form | {"groups": [str(beyond.pk)]})
    assert (answer.status_code, "not one of the available choices" in said(answer)) == (200, True)
    assert beyond not in person.groups.all()


@pytest.mark.parametrize("active", [True, False])
def test_a_chief_cannot_change_somebody_with_more_rights(chief, beyond, active):
    """Nor give that person another password, and be that person."""
    owner = make_person("owner", "Contributor", is_active=active)
    owner.groups.add(beyond)
    boss = make_person("boss", is_superuser=True, is_active=active)
    for person in (owner, boss):
        assert chief.post(change_url(person), {"username": "mine"}).status_code == 403
        assert chief.post(f"/desk/auth/user/{person.pk}/password/", {}).status_code == 403


def test_a_chief_changes_another_chief(chief):
    other = make_person("other", "Chief")
    form = form_of(chief, other)
    assert chief.post(change_url(other), form | {"groups": [str(group("Editor").pk)]}).status_code == 302
    assert [role.name for role in other.groups.all()] == ["Editor"]


def test_people_get_good_passwords(chief):
    form = form_on(chief.get("/desk/auth/user/add/"), "user_form")
    typed = {"username": "lyra", "password1": "password", "password2": "password"}
    assert "too common" in said(chief.post("/desk/auth/user/add/", form | typed))
    for length, is_taken in ((128, True), (129, False)):
        long = ("correct horse battery staple " * 5)[:length].strip().ljust(length, "x")
        typed = {"username": f"lyra{length}", "password1": long, "password2": long}
        answer = chief.post("/desk/auth/user/add/", form | typed)
        assert (answer.status_code == 302) is is_taken
    assert "at most 128 characters" in said(answer)


def test_somebody_made_inactive_is_out_at_once(chief):
    lyra = make_person("lyra", "Contributor")
    elsewhere = type(chief)()
    enter(elsewhere)
    form = form_of(chief, lyra)
    del form["is_active"]
    chief.post(change_url(lyra), form)
    assert elsewhere.get("/desk/").status_code == 302
    assert "Location" not in enter(elsewhere)


# By command


@pytest.fixture
def make_editor(monkeypatch):
    def run(*options):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"lyra\n{PASSWORD}"))
        call_command("make_editor", *options, stdout=io.StringIO())
        return User.objects.get()

    return run


def test_whoever_is_made_by_command_sets_up_a_second_factor_first(make_editor, client):
    assert make_editor().is_superuser
    enter(client)
    assert client.get("/desk/")["Location"] == SECOND


@pytest.mark.parametrize("role", ["contributor", "editor", "chief"])
def test_a_command_makes_people_of_a_role(make_editor, role):
    wanted = group(role.capitalize())
    make_editor()
    lyra = make_editor("--group", role)
    assert (lyra.is_superuser, lyra.is_staff, list(lyra.groups.all())) == (False, True, [wanted])


def test_a_new_password_takes_no_role_away(make_editor):
    wanted = group("Chief")
    make_editor("--group", "chief")
    assert list(make_editor().groups.all()) == [wanted]


def test_a_role_that_there_is_not_is_refused(make_editor):
    with pytest.raises(CommandError, match="invalid choice"):
        make_editor("--group", "owner")
