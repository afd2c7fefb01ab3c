"""What is a link on a page is an address of the web, and words of vocabularies are theirs, whoever stores them."""

from importlib import import_module

import jsonschema
import pytest
from django.apps import apps
from django.contrib.admin import site
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import IntegrityError, connection, transaction
from django.db.models import URLField

from catalog.admin.reports import ReportAdmin
from catalog.models import Operator, Phone, Photo, Report, Source
from catalog.quantities.web_addresses import web_address
from catalog.records.json_schema import record_json_schema
from catalog.records.record_save import InvalidContent, validated_content
from catalog.views.jinja import markdown
from catalog.views.source_rows import printed_source
from catalog.views.template_fragments import template_macro

from .desk import faults_at, form_of, save
from .everything import make_full_phone
from .factories import make_market, make_operator, make_phone, make_source
from .reading import page

pytestmark = pytest.mark.django_db

HOSTILE = (
    "javascript:alert(1)", "JavaScript:alert(1)//https://x.example", " https://x.example", "data:text/html,x",
    "ftp://x.example/a", "file:///etc/passwd", "//x.example/", "/desk/", "https://x.example/\"onclick=x", "x",
)  # fmt: skip


@pytest.mark.parametrize("text", [*HOSTILE, "", None])
def test_nothing_else_is_an_address_of_the_web(text):
    assert web_address(text) is None


@pytest.mark.parametrize("text", ["https://x.example/a?b=c,d#e", "http://x.example", "HTTPS://X.example/é"])
def test_what_is_an_address_of_the_web(text):
    assert web_address(text) == text


def columns_of_addresses():
    for model in apps.get_app_config("catalog").get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, URLField):
                yield model, field


def test_columns_of_addresses_take_nothing_else():
    columns = list(columns_of_addresses())
    assert len(columns) == 2
    for _, field in columns:
        for text in HOSTILE[:6]:
            with pytest.raises(ValidationError):
                field.clean(text, None)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "ftp://x.example/a", "/desk/"])
def test_the_database_takes_no_other_address_from_anybody(text):
    make_source()
    phone = make_phone("One")
    Report.objects.create(phone=phone, key="weight_g", value="1")
    for model in (Source, Report):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(url=text)
        model.objects.update(url="HTTPS://x.example/")
        model.objects.update(url=None)


def test_the_desk_says_at_the_field_what_an_address_is(desk):
    source = make_source()
    assert "https://example.org" in faults_at(save(desk, source, url="ftp://x.example/a"), "url")[0]
    assert form_of(desk, source)["url"] == [""]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.example/a"])
def test_a_record_says_at_the_key_what_an_address_is(url):
    with pytest.raises(InvalidContent, match="url: Write an address"):
        validated_content("source", {"source": "a-page", "title": "A page", "url": url})


def test_the_schema_of_records_says_what_an_address_is():
    schema = record_json_schema("https://phones.example/record.schema.json")["$defs"]["source"]["properties"]["url"]
    fits = jsonschema.Draft202012Validator(schema).is_valid
    assert (fits("https://x.example/a"), fits("HTTP://x.example"), fits("ftp://x.example/a")) == (True, True, False)


def test_a_network_names_no_other_address_as_its_source():
    operator = make_operator(source_urls=["https://x.example/", "javascript:alert(1)"])
    with pytest.raises(ValidationError, match="not an address of the web"):
        operator.full_clean()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_page_makes_a_link_of_anything_else_whatever_is_stored(text):
    source = Source(slug="s", title="S", url=text)
    photo = Photo(credit="x", licence="x", source=source)
    assert "href" not in str(printed_source(source))
    assert "href" not in str(template_macro("macros/photos.html", "photo_credit")(photo))
    assert "href" not in str(ReportAdmin(Report, site).link(Report(url=text)))


def test_no_page_links_another_address_of_a_network(client):
    phone = make_phone("One")
    make_market(phone)
    make_operator(country="DE")
    Operator.objects.update(source_urls=["javascript:alert(1)", "https://x.example/bands"])
    html = page(client, "/phones/acme-one/abroad/?country=DE")
    assert ("javascript:" in html, "https://x.example/bands" in html) == (False, True)


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://x.example/a:b", True), ("http://x.example", True), ("mailto:a@x.example", True),
        ("/phones/?q=a:b", True), ("?q=a:b", True), ("#a:b", True), ("phones/", True),
        ("javascript:alert(1)", False), ("data:image/png;base64,AA", False), ("ftp://x.example", False),
        ("intent://x#Intent;end", False), ("java&#115;cript:alert(1)", False),
    ],
)  # fmt: skip
def test_links_in_texts_lead_to_the_web_to_a_letter_or_somewhere_here(address, linked):
    html = str(markdown(f"[words](<{address}>) <{address}>"))
    assert ("<a href" in html) is linked


# Words of vocabularies


def columns_with_words():
    for model in apps.get_app_config("catalog").get_models():
        for field in model._meta.local_concrete_fields:
            if field.choices:
                yield model, field


def test_the_database_takes_no_word_that_is_none_of_its_vocabulary():
    make_full_phone()
    columns = [(model, field) for model, field in columns_with_words() if model.objects.exists()]
    taken = []
    for model, field in columns:
        try:
            with transaction.atomic():
                model.objects.update(**{field.name: "x"})
        except IntegrityError:
            continue
        taken.append(f"{model.__name__}.{field.name}")
    assert (taken, len(columns) > 30) == ([], True)


def test_every_column_with_words_is_in_a_constraint():
    for model, field in columns_with_words():
        name = f"{model._meta.model_name}_words_of_vocabularies"
        conditions = [constraint.condition for constraint in model._meta.constraints if constraint.name == name]
        assert f"{field.name}__in" in str(conditions), f"{model.__name__}.{field.name}: make it a Term or a Choice"


def test_a_migration_names_the_rows_that_are_in_the_way(monkeypatch):
    migration = import_module("catalog.migrations.0040_words_and_web_addresses")
    migration.refuse_rows_in_the_way(apps, connection.schema_editor())
    phone = make_phone("One")
    monkeypatch.setattr(Phone._meta.get_field("status"), "choices", [("draft", "Draft")])
    with pytest.raises(CommandError, match=rf"phone {phone.pk}: status “published”"):
        migration.refuse_rows_in_the_way(apps, connection.schema_editor())
