"""``manage.py make_editor``: an account for the desk, or a new password for one."""

import sys
from getpass import getpass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

User = get_user_model()
ROLES = ("contributor", "editor", "chief")


class Command(BaseCommand):
    help = "Makes somebody who may do everything at the desk, or gives an existing one a new password. Asks for both."

    def add_arguments(self, parser):
        parser.add_argument("--group", choices=ROLES, help="who may do what this role may, and no more")

    def handle(self, *args, **options):
        groups = []
        if options["group"]:
            groups = [group_named(options["group"])]
        name = ask("Name: ")
        editor = editor_named(name)
        exists = editor.pk is not None
        if exists:
            self.stdout.write(f"{name} exists already and gets a new password.")
        save_editor(editor, password=self.accepted_password(editor), groups=groups)
        words = "has a new password" if exists else "can sign in"
        self.stdout.write(self.style.SUCCESS(f"{name} {words}."))

    def accepted_password(self, editor):
        """Asks until the password is good enough; without a terminal the first answer decides."""
        while True:
            try:
                return checked_password(editor)
            except ValidationError as error:
                if not sys.stdin.isatty():
                    raise CommandError(" ".join(error.messages)) from error
                self.stderr.write("\n".join(error.messages))


def editor_named(name):
    """The editor of that name, or a new one who is not stored yet."""
    editor = User.objects.filter(username=name).first() or User(username=name)
    try:
        editor.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise CommandError(f"Name: {' '.join(error.messages)}") from error
    return editor


def checked_password(editor):
    password = ask("Password: ", secretly=True)
    if sys.stdin.isatty() and ask("Password again: ", secretly=True) != password:
        raise ValidationError("The two passwords differ.")
    validate_password(password, user=editor)
    return password


def group_named(role):
    group = Group.objects.filter(name=role.capitalize()).first()
    if group is None:
        raise CommandError(f"There is no group {role.capitalize()}: run `make migrate` first.")
    return group


@transaction.atomic
def save_editor(editor, *, password, groups):
    """With the rights of ``groups`` alone; without groups as a superuser."""
    editor.is_staff = True
    editor.is_active = True
    editor.is_superuser = not groups
    editor.set_password(password)
    editor.save()
    if groups:
        editor.groups.set(groups)


def ask(question, *, secretly=False):
    """The answer typed in, or without a terminal the next line of standard input."""
    try:
        if not sys.stdin.isatty():
            return next(sys.stdin).rstrip("\n")
        if secretly:
            return getpass(question)
        return input(question).strip()
    except (EOFError, StopIteration, KeyboardInterrupt) as error:
        raise CommandError("Nobody was made: name and password are needed.") from error
