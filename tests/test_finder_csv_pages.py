"""A long answer as CSV comes in pages, each of which is little work."""

import csv
import re

import pytest

from catalog.finder import export

from .factories import make_phone

pytestmark = pytest.mark.django_db


def rows_of(response):
    return list(csv.DictReader(b"".join(response).decode("utf-8-sig").splitlines()))


def following(response):
    """The address that the header names as next; None where it names none."""
    found = re.search(r'<([^>]*)>; rel="next"', response["Link"])
    return found and found[1]


@pytest.fixture
def seven_phones():
    for number in range(5):
        make_phone(f"Brick {number}", weight_g=200 + number)
    for number in range(2):
        make_phone(f"Unweighed {number}")


def test_pages_of_a_csv_are_together_the_whole_answer(client, seven_phones, monkeypatch):
    question = "/phones.csv?weight_g_max=203&sort=weight_g"
    whole = rows_of(client.get(question))
    assert [row["match"] for row in whole] == 4 * ["yes"] + 2 * ["maybe"]
    monkeypatch.setattr(export, "CSV_PAGE_SIZE", 3)
    pages = [client.get(question)]
    while address := following(pages[-1]):
        pages.append(client.get(address))
    assert len(pages) == 2
    assert [row for page in pages for row in rows_of(page)] == whole
    assert 'filename="phones-2.csv"' in pages[1]["Content-Disposition"]


def test_behind_the_last_page_are_no_rows(client, seven_phones):
    response = client.get("/phones.csv?page=9")
    assert following(response) is None
    assert rows_of(response) == []


def test_a_page_that_is_no_number_is_refused(client):
    answer = client.get("/phones.csv?page=last")
    assert (answer.status_code, [*answer.json()["errors"]]) == (400, ["page"])


def test_the_list_says_where_the_rest_of_a_long_csv_is(client, seven_phones, monkeypatch):
    assert "phones a file" not in client.get("/phones/").text
    monkeypatch.setattr(export, "CSV_PAGE_SIZE", 3)
    assert "CSV</a> (3 phones a file" in client.get("/phones/").text
