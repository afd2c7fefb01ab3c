"""The site that is asked: the shipped catalogue, one of everything besides, and hostile words in every text."""

import re
from functools import cached_property

from django.db import DatabaseError, transaction
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse

from catalog.views import reader_reports, report_limits
from tests.filling import FormReader
from tests.people import sign_in
from tests.permission_matrix import Stage, every_pattern, is_at_desk

from . import hostile

HOST = {"host": "localhost"}
FORM_ID = re.compile(r'<form\b[^>]*\bid="([^"]+)"')
FILE_FIELD = re.compile(r'<input type="file" name="([^"]+)"')
ENDS_THE_SESSION = ("logout", "password_change", "second_factor", "user_", "group_", "people")
KEPT_TEXTS = ("slug", "name", "kind", "key")
"""What addresses are made of stays."""
OF_CODE = ("search_index", "change_stamp", "tasks")
"""Modules of models that only code writes."""


def lift_limits():
    """Reports are taken from whoever sends them, and at once: else all but the first few would be turned away."""
    for name in ("MAX_REPORTS_PER_DAY", "MAX_REPORTS_FROM_NETWORK", "MAX_REPORTS_FROM_ALL"):
        setattr(report_limits, name, 10**9)
    reader_reports.MIN_SECONDS_OPEN = 0


class FuzzedSite:
    """Clients, addresses and forms."""

    def __init__(self):
        self.stage = Stage()
        self.plant_hostile_texts()
        self.reader = Client(raise_request_exception=False, headers=HOST)
        self.editor = Client(raise_request_exception=False, headers=HOST)
        self.sign_in()
        self.forms = {}
        named = [(name, self.stage.address(name, pattern)) for name, pattern in every_pattern()]
        self.readers_addresses = [path for name, path in named if not is_at_desk(name)] + self.shipped_addresses()
        self.desk = {path: name for name, path in named if is_at_desk(name)}
        self.desk_addresses = list(self.desk)
        self.report_addresses = [path for path in self.readers_addresses if path.endswith("/report/")]
        self.found_file_fields = set()

    @cached_property
    def form_addresses(self):
        return [path for path, name in self.desk.items() if not ends_session(name) and self.form_fields(path)]

    @cached_property
    def file_fields(self):
        """(path, name of a field), in their order."""
        assert self.form_addresses
        return sorted(self.found_file_fields)

    def shipped_addresses(self):
        pair = "/compare/leica-leitz-phone-2-vs-sharp-aquos-r7"
        endings = ("/", ".json", ".csv", "/light.svg", "/rows/?group=body", "/real-size/", "/sources/")
        phone = "/phones/leica-leitz-phone-2"
        of_phone = [phone + ending for ending in ("/", ".json", "/abroad/", "/report/", "/sources/", "/line/")]
        return [pair + ending for ending in endings] + of_phone

    def plant_hostile_texts(self):
        """In every text column of what ``Stage`` has stored, as far as its constraints let it in."""
        written = [record for record in self.stage.records.values() if record is not None and is_written(record)]
        for number, record in enumerate(written):
            text = hostile.MARKED[number % len(hostile.MARKED)]
            for column in filter(is_free_text, record._meta.concrete_fields):
                self.plant(record, column, text)

    def plant(self, record, column, text):
        try:
            with transaction.atomic():
                type(record)._base_manager.filter(pk=record.pk).update(**{column.name: text[: column.max_length]})
        except (DatabaseError, TypeError, ValueError):
            return

    def sign_in(self):
        sign_in(self.editor, self.stage.people["superuser"])

    def client_of(self, asked):
        return self.editor if asked.at_desk else self.reader

    def opened(self):
        return reader_reports.signed_opening_time()

    def form_fields(self, path):
        """Name → values of the largest form on a page of the desk; fetched once, and again when it was sent."""
        if path not in self.forms:
            response = self.editor.get(path)
            html = "" if response.streaming else response.content.decode("utf-8", "replace")
            self.forms[path] = largest_form(html)
            self.found_file_fields.update((path, name) for name in FILE_FIELD.findall(html))
        return self.forms[path]

    def forget_form(self, asked):
        self.forms.pop(asked.path, None)

    def pages_of_what_was_stored(self):
        """Where a stored script would show."""
        slug = self.stage.phone.slug
        desk = reverse("admin:catalog_phone_change", args=[self.stage.phone.pk])
        paths = ("/", f"/phones/{slug}/", f"/phones/{slug}.json", "/changes/", "/feeds/changes.atom", desk, "/desk/")
        return [(path, self.editor if path.startswith("/desk") else self.reader) for path in paths]


def is_written(record):
    """Whether people write it."""
    return type(record).__module__.rpartition(".")[2] not in OF_CODE


def is_free_text(column):
    return isinstance(column, CharField | TextField) and not column.choices and column.name not in KEPT_TEXTS


def largest_form(html):
    found = [{}]
    for form in FORM_ID.findall(html):
        reader = FormReader(form)
        reader.feed(html)
        found.append(reader.fields)
    return max(found, key=len)


def ends_session(name):
    return any(word in name for word in ENDS_THE_SESSION)
