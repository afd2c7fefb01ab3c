"""Who gets in where: every address of the site, asked by every kind of visitor. ``permission_matrix.txt`` has what each
gets, and says at its top what its letters mean."""

from importlib import import_module
from pathlib import Path
from re import sub

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import reverse

from catalog.history.recorder import EditRecorder
from catalog.models import Heading, Phone, Photo, Proposal, Report, Source, Upload
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content

from .everything import make_full_phone
from .factories import make_phone
from .people import LOGIN, PROVEN_AT, SECOND, make_person, sign_in, sign_in_by_password

TABLE = Path(__file__).with_name("permission_matrix.txt")
VISITORS = ("anonymous", "no staff", "password only", "contributor", "editor", "chief", "superuser", "hours later")
METHODS = ("GET", "POST")
REFUSED = {"why": "x" * 1_000}
"""What is sent: nothing is done for a reason of such a length, and nothing deleted that is not said to be."""
PICTURE = "0123456789abcdef" * 2 + ".webp"
TURNED_AWAY = {403: "-", 404: "0", 405: "x"}


def expected_rows():
    """(name of the address, method) → one letter for each of ``visitors_of``, as the table has them."""
    rows = {}
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            name, *cells = line.split()
            rows |= {(name, method): cell for method, cell in zip(METHODS, cells, strict=True)}
    return rows


def visitors_of(name, method):
    """Who is asked about: at readers' addresses, which see no cookie, anybody; reading is dangerous at no hour."""
    if not is_at_desk(name):
        return VISITORS[:1]
    return VISITORS[:-1] if method == "GET" else VISITORS


def is_at_desk(name):
    return name.startswith(("admin:", settings.ADMIN_PATH))


# Every address


def every_pattern():
    """(name, parameters) of each address that the site answers; its route where it has no name."""
    yield from walk(import_module(settings.ROOT_URLCONF).urlpatterns)


def walk(patterns, namespace="", before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = namespace + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from walk(pattern.url_patterns, inner, route)
        else:
            yield pattern_name(pattern, namespace, route), pattern


def pattern_name(pattern, namespace, route):
    if pattern.name:
        return namespace + pattern.name
    return sub(r"\s", "", route) or "/"


# What they are asked about


class Stage:
    """One of everything, stored once, and the values of the addresses that name it."""

    def __init__(self):
        self.phone = make_full_phone()
        self.draft = make_phone("Spare", status="draft")
        self.people = self.make_people()
        self.records = {**self.first_of_each_model(), **self.make_rest()}

    def make_people(self):
        boss = make_person("superuser", is_superuser=True)
        half = make_person("half", "Editor")
        roles = {role: make_person(role, role.capitalize()) for role in ("contributor", "editor", "chief")}
        reader = get_user_model().objects.create_user("reader")
        people = {"anonymous": None, "no staff": reader, "password only": half, "superuser": boss, **roles}
        return people | {"hours later": boss}

    def first_of_each_model(self):
        models = apps.get_app_config("catalog").get_models()
        return {model._meta.model_name: model.objects.order_by("pk").first() for model in models}

    def make_rest(self):
        phone, source, editor = self.phone, Source.objects.first(), self.people["editor"]
        recording = EditRecorder(Act.SAVED, by=editor)
        recording.note("phone", phone.pk, None, record_content(phone))
        content = record_content(self.draft)
        size = {"width": 320, "height": 240, "format": "webp", "name": PICTURE, "bytes": 6}
        default_storage.save(f"photos/{PICTURE}", ContentFile(b"pixels"))
        words = {"words": "Its back", "credit": "Somebody", "licence": "CC0", "sizes": [size]}
        return {
            "edit": recording.edit,
            "revision": recording.edit.revisions.get(),
            "group": Group.objects.get(name="Contributor"),
            "user": make_person("somebody", "Contributor"),
            "photo": Photo.objects.create(phone=phone, source=source, **words),
            "heading": Heading.objects.create(text="gewicht", key="weight_g"),
            "upload": Upload.objects.create(name="a.csv", file=b"slug\nx\n", by=editor, source=source),
            "proposal": Proposal.objects.create(kind="phone", record=self.draft.pk, slug="acme-spare", content=content),
            "report": Report.objects.create(phone=phone, key="weight_g", value="213"),
        }

    def address(self, name, pattern):
        """One address of a pattern, about something that there is."""
        needed = pattern.pattern.converters or dict.fromkeys(pattern.pattern.regex.groupindex)
        if ":" not in name and not pattern.name:
            return f"/{name}"
        if "(?P<url>" in name:
            return f"{reverse('admin:index')}nonsense/"
        if name.startswith(settings.ADMIN_PATH):
            return reverse("admin:index") + self.old_address(name)
        asked_for = set(needed) - set(pattern.default_args)
        path = reverse(name, kwargs={key: self.parameter(name, key) for key in asked_for})
        return path + self.question(name)

    def question(self, name):
        """What stands behind the path where it is needed."""
        questions = {
            "admin:autocomplete": "?app_label=catalog&model_name=phone&field_name=brand",
            "admin:catalog_page_preview": f"?page={self.records['page'].pk}",
            "abroad_json": "?country=JP",
            "compare_rows": "?group=body",
        }
        return questions.get(name, "")

    def old_address(self, route):
        """A record's address as it was before Django 1.9, which still leads to its form."""
        model = route.split("/")[2]
        return f"{route.partition('<')[0].removeprefix(settings.ADMIN_PATH)}{self.records[model].pk}/"

    def parameter(self, name, key):
        if name.startswith("admin:"):
            return self.desk_parameter(name.removeprefix("admin:"), key)
        return self.reader_parameter(name, key)

    def desk_parameter(self, name, key):
        phone_kind = ContentType.objects.get_for_model(Phone).pk
        named = {
            "app_list": {"app_label": "catalog"},
            "bulk": {"name": "cite"},
            "catalog_edit_bring_back": {"number": self.records["revision"].pk},
            "catalog_phone_clone": {"kind": "rebadge_of", "key": self.phone.pk},
            "catalog_phone_delete": {"object_id": self.draft.pk},
            "catalog_phone_preview": {"key": self.draft.pk},
            "view_on_site": {"content_type_id": phone_kind, "object_id": self.phone.pk},
            "worklist": {"key": "conflicts"},
        }
        common = {"kind": "phone", "key": self.phone.pk, "ending": "yaml", "form": "csv"}
        if key in named.get(name, common):
            return named.get(name, common)[key]
        if key in common:
            return common[key]
        return self.records[name.split("_")[1]].pk

    def reader_parameter(self, name, key):
        pair = f"{self.phone.slug}-vs-{self.draft.slug}"
        parts = {"brand": "brand", "brand_feed": "brand", "chipset": "chipset", "sensor": "sensor", "page": "page"}
        parts |= {"sensor_drawing": "sensor", "collection": "collection", "guide": "guide", "report_of_guide": "guide"}
        values = {
            "slug": self.records[parts[name]].slug if name in parts else self.phone.slug,
            "slugs": pair,
            "token": self.records["report"].token,
            "drawing": "light",
            "ending": "svg",
            "name": PICTURE if name == "picture" else "phones.csv",
            "key": "phones",
            "number": 1,
        }
        return values[key]


# Asking


def answers(stage):
    """(name, method) → one letter for each of ``visitors_of``. Nothing of it stays in the database."""
    clients = [signed_in_client(stage, visitor) for visitor in VISITORS]
    rows = {}
    for name, pattern in every_pattern():
        address = stage.address(name, pattern)
        for method in METHODS:
            asking = clients[: len(visitors_of(name, method))]
            rows[name, method] = "".join(letters_of(asking, method, address))
    return rows


def letters_of(clients, method, address):
    """A letter for each client. The last two, where there are all, are one person, who gets the same at once and hours
    later unless a code is asked for."""
    if len(clients) < len(VISITORS):
        return [letter_of(client, method, address) for client in clients]
    *others, at_once, later = clients
    letters = [letter_of(client, method, address) for client in (*others, later)]
    first = letter_of(at_once, method, address) if letters[-1] == "?" else letters[-1]
    return [*letters[:-1], first, letters[-1]]


def signed_in_client(stage, visitor):
    client = Client()
    person = stage.people[visitor]
    if person is None:
        return client
    if visitor in ("no staff", "password only"):
        sign_in_by_password(client, person)
        return client
    sign_in(client, person)
    if visitor == "hours later":
        session = client.session
        del session[PROVEN_AT]
        session.save()
    return client


def letter_of(client, method, address):
    cookies = client.cookies.copy()
    with transaction.atomic():
        sent = REFUSED if method == "POST" and "/delete/" not in address else {}
        response = getattr(client, method.lower())(address, sent)
        read_whole(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    return letter_of_response(response)


def read_whole(response):
    """A file is closed when it has been read."""
    if response.streaming:
        for _ in response:
            pass


def letter_of_response(response):
    location = response.get("Location", "")
    if location.startswith(LOGIN):
        return "L"
    if location.startswith(SECOND):
        return "S"
    if getattr(response, "template_name", None) == "admin/proof.html":
        return "?"
    return TURNED_AWAY.get(response.status_code, "+")
