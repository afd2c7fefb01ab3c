"""``manage.py addstatictoken``: one more recovery code for somebody who can sign in no other way.

In place of django-otp's command of this name, which stores codes as they are.
"""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from catalog.models.recovery_codes import new_code, recovery_device, stored_code

User = get_user_model()


class Command(BaseCommand):
    help = "Adds a recovery code for somebody at the desk and shows it: good once, in place of the app's code."

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NAME")

    def handle(self, *, name, **options):
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Nobody is called {name}.")
        device = recovery_device(user)
        code = new_code()
        device.token_set.create(token=stored_code(device, code))
        self.stdout.write(code)
