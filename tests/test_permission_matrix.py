"""Who gets in where: tests/permission_matrix.txt, asked from outside."""

import pytest
from django.contrib import admin
from django.template.response import SimpleTemplateResponse

from .permission_matrix import Stage, answers, every_pattern, expected_rows, is_at_desk, signed_in_client

pytestmark = pytest.mark.django_db

OTHER_METHODS = ("PUT", "DELETE", "OPTIONS", "NONSENSE")


@pytest.fixture
def stage(settings, tmp_path, monkeypatch):
    """Pages of the desk are not printed: who gets them has been decided by then."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    listed = admin.site.get_app_list
    monkeypatch.setattr(admin.site, "get_app_list", lambda request, label=None: label and listed(request, label))
    return Stage()


def test_every_address_is_on_a_row_of_the_table_and_every_row_is_an_address():
    names = [name for name, _ in every_pattern()]
    rows = {name for name, _ in expected_rows()}
    assert (set(names) - rows, rows - set(names)) == (set(), set())
    assert len(names) > 200


def test_each_visitor_gets_what_the_table_says(stage):
    expected, found = expected_rows(), answers(stage)
    assert {row: letters for row, letters in found.items() if letters != expected[row]} == {}


def test_no_other_method_gets_a_stranger_further(stage):
    client = signed_in_client(stage, "anonymous")
    taken = set()
    for name, pattern in every_pattern():
        turned_away = (302, 403, 404, 405) if is_at_desk(name) else (404, 405)
        address = stage.address(name, pattern)
        for method in OTHER_METHODS:
            if client.generic(method, address).status_code not in turned_away:
                taken.add(name)
    assert taken == {"admin:login"}
