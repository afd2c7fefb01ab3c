"""What is done to the site in a process of its own: Django is set up, and the database is that of the environment."""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from catalog.admin.shared.change_recorder import update_derived_data
from catalog.backups.backup_names import stored_backups
from catalog.backups.site_restore import check_backup
from catalog.facts import once_a_stamp, phone_cache
from catalog.finder import index_ahead, index_cache  # noqa: F401 - commands import these late, and a fork should have them
from catalog.importers import coming_phones, record_loader  # noqa: F401 - as above
from catalog.inspection.catalogue_verification import verification_checks
from catalog.inspection.check_runs import check_lines
from catalog.inspection.database_state import unapplied_migrations
from catalog.models import Chipset, Phone, Report, Revision, Sensor, Source
from catalog.records.dump import dump_catalogue
from catalog.records.serializer import RecordSerializer
from catalog.records.shapes import RECORD_SHAPES
from catalog.records.yaml_writer import record_yaml
from catalog.worklists import catalogue_wide_lists, task_store  # noqa: F401 - as above
from tests.benches.made_up import fill
from tests.factories import make_publishable
from tests.people import make_person, sign_in, with_app
from tests.whole_site import add_photo, change_weight

PHONES = 3
NEW_PHONES = 5
coming_phones.MAX_PHONES_AT_ONCE = 3
coming_phones.COMING_BATCH = 2
"""So few phones come in as drafts, some at a time, as more than fifty do on a site."""
EDITED = "acme-brick"


def run_command(*arguments):
    """A command of manage.py."""
    call_command(*arguments)
    return True


def make_records(folder):
    """Record files: ``before`` of a small catalogue, ``heavier`` of the same with other weights, ``more`` with new
    phones beside."""
    fill(PHONES)
    make_publishable("Brick", status="published", weight_g=211)
    Chipset.objects.filter(phone_chipsets=None).delete()
    Sensor.objects.filter(cameras=None).delete()
    folder = Path(folder)
    for name in ("before", "heavier", "more"):
        dump_catalogue(folder / name)
    paths = sorted((folder / "heavier" / "phones").rglob("*.yaml"))
    for path in paths:
        path.write_text(re.sub(r"(?m)^weight_g: (\d+)", one_gram_more, path.read_text()))
    for number in range(NEW_PHONES):
        add_another(folder / "more" / "phones", paths[number % PHONES], number)


def one_gram_more(found):
    return f"weight_g: {int(found[1]) + 1}"


def add_another(folder, path, number):
    """A copy of a phone under a new name."""
    text = path.read_text()
    slug = f"new-{number}"
    text = re.sub(r"(?m)^phone: .*", f"phone: {slug}", text, count=1)
    text = re.sub(r"(?m)^name: .*", f"name: New {number}", text, count=1)
    text = re.sub(r"(?m)^(model_codes|aliases|relations|claims|photos):\n(?:[ -].*\n)*", "", text)
    (folder / f"{slug}.yaml").write_text(text)


def make_people_and_photos():
    """What a site has beside its catalogue."""
    brick = Phone.objects.get(slug=EDITED)
    add_photo(brick)
    Report.objects.create(phone=brick, key="weight_g", value="213 g")
    with_app(make_person("lyra", "Editor"))
    update_derived_data({brick.pk})
    return True


def change_the_edited_phone():
    brick = Phone.objects.get(slug=EDITED)
    change_weight(brick, 240)
    update_derived_data({brick.pk})
    return True


def load_what_is_needed():
    """In the process that forks the others: templates, addresses, migrations. It keeps nothing of the database."""
    verify_faults(may_have_other_tables=True)
    waiting_migrations()
    index_cache._cached_snapshot = None
    phone_cache._cache = None
    once_a_stamp._values.clear()
    catalogue_wide_lists._cache = None
    connections.close_all()


def session_of_an_editor():
    """The value of the session's cookie."""
    client = sign_in(Client(), make_person("editor", "Editor"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def edited_phone():
    """Its weight, and how many revisions its history has."""
    phone = Phone.objects.get(slug=EDITED)
    return phone.weight_g, Revision.objects.filter(kind="phone", record=phone.pk).count()


def keys_of_phone_and_source():
    """Of the phone that is edited, and of the source that says what it weighs."""
    return Phone.objects.get(slug=EDITED).pk, Source.objects.get(slug="a-page").pk


def catalogue_digest():
    """Of all records that readers see, and all that these are made of, as record files have them."""
    digest = hashlib.sha256()
    seen = set(Phone.objects.published(timezone.now()).values_list("slug", flat=True))
    contents = RecordSerializer()
    for kind in RECORD_SHAPES:
        for content in contents.all_of(kind):
            if kind != "phone" or content[kind] in seen:
                digest.update(record_yaml(kind, content).encode())
    return digest.hexdigest()


def verify_faults(may_have_other_tables):
    """The lines of ``verify --all`` that name a fault. Constraints, which take longest to look at, are left out where
    no table was made: the database keeps them, and kept them before."""
    checks = verification_checks(is_whole=True)
    if not may_have_other_tables:
        checks = [check for check in checks if check.name != "constraints"]
    return [line for is_sound, line in check_lines(checks) if not is_sound]


def waiting_migrations():
    return unapplied_migrations()


def whole_backups():
    """How many backups there are; each is tried."""
    found = stored_backups(settings.BACKUP_ROOT)
    for backup in found:
        check_backup(backup.path)
    return len(found)
