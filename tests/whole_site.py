"""A small site with everything that a backup keeps: records, history, people with second factors, reports, photos."""

import hashlib
import io
import os
import signal
import subprocess
import sys

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from PIL import Image

from catalog.admin.photos import store_rendition
from catalog.history.recorder import EditRecorder
from catalog.models import Phone, Photo, Report, Stamp
from catalog.models.vocabulary import Act
from catalog.processes.photo_renditions import Rendition
from catalog.records.dump import dump_catalogue
from catalog.records.serializer import record_content

from .factories import make_claim, make_phone, make_source
from .people import make_person, with_app
from .processes import ROOT, environment

PATCHED_COMMAND = """
import sys, time
import django
django.setup()
from pydoc import locate
from django.core.management import call_command
place, name = sys.argv[1].rsplit(".", 1)
owner = locate(place)
done = getattr(owner, name)
def wait(*arguments, **options):
    if sys.argv[2] == "after":
        done(*arguments, **options)
    print("there", flush=True)
    time.sleep(600)
setattr(owner, name, wait)
call_command(*sys.argv[3:])
"""


def make_site():
    """Two phones with a claim and a history, an editor with a second factor, a report, a photo."""
    brick = make_phone("Brick", weight_g=211, cameras=[{"role": "main", "f_number": 1.9}])
    make_phone("Wall", weight_g=305)
    make_claim(brick, "weight_g", 211)
    change_weight(brick, 212)
    Report.objects.create(phone=brick, key="weight_g", value="213 g")
    with_app(make_person("lyra", "Editor"))
    add_photo(brick)
    return brick


def change_weight(phone, weight):
    before = record_content(phone)
    Phone.objects.filter(pk=phone.pk).update(weight_g=weight)
    EditRecorder(Act.SAVED, why="weighed").note("phone", phone.pk, before, record_content(phone))
    Stamp.move([phone.pk])


def picture_bytes(colour="navy", kind="WEBP"):
    written = io.BytesIO()
    Image.new("RGB", (320, 320), colour).save(written, kind)
    return written.getvalue()


def add_photo(phone):
    data = picture_bytes()
    name = f"{hashlib.sha256(data).hexdigest()[:32]}.webp"
    photo = Photo(phone=phone, words="Its back", credit="Lyra", licence="CC0", source=make_source())
    photo.sizes = [store_rendition(Rendition(320, 320, "webp", name, data))]
    photo.original.save("brick.png", ContentFile(picture_bytes(kind="PNG")))
    return photo


def dumped(folder):
    """Name → bytes of every file of a dump."""
    dump_catalogue(folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def files_below(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said_by(*command, **options):
    """What a command of manage.py prints."""
    out = io.StringIO()
    call_command(*map(str, command), stdout=out, stderr=out, **options)
    ContentType.objects.clear_cache()
    return out.getvalue()


def kill_at(function, *command, when="before", **more):
    """Run a command in a process of its own and kill it the hard way as it comes to ``function`` (its full name)."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", PATCHED_COMMAND, function, when, *map(str, command)],
        cwd=ROOT,
        env=environment(**more),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "there\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait(60)
    process.stdout.close()
    connection.close()
