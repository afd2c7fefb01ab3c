"""How tests ask the finder: through its data, and through its page with the filters of every group."""

from urllib.parse import urlencode

from django.http import QueryDict

from catalog.finder.finder_result import find_phones
from catalog.views.facet_fields import facet_groups

EVERY_GROUP = urlencode([("filters", key) for key, _, _ in facet_groups()])


def asked(client, question=""):
    response = client.get(f"/phones.json?{question}")
    assert response.status_code == 200, response.json()
    return response.json()


def slugs(client, question="", bucket="phones"):
    return [phone["slug"].removeprefix("acme-") for phone in asked(client, question)[bucket]]


def maybes(client, question):
    return {phone["slug"].removeprefix("acme-"): phone["because"] for phone in asked(client, question)["maybe_phones"]}


def refused(client, question, ending="json"):
    response = client.get(f"/phones.{ending}?{question}")
    assert response.status_code == 400
    return response.json()["errors"]


def find_now(question):
    return find_phones(QueryDict(question))


def whole_form(client, question=""):
    """The page with every filter."""
    return client.get(f"/phones/?{question}&{EVERY_GROUP}").text
