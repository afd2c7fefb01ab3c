"""Figures for Prometheus: of all processes together, for whoever has the token, and not without end."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection

import pytest

from .processes import ROOT, serving

TOKEN = "token-of-the-operator"


def asked(port, path, method="GET", **headers):
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as asking:
        asking.request(method, path, headers=headers)
        answer = asking.getresponse()
        return answer.status, answer.read().decode()


def total(text, name, **labels):
    """The sum of the figures with that name and all these labels."""
    found = 0
    for labelled, value in re.findall(rf"^{name}(?:\{{(.*)\}})? (\S+)$", text, re.MULTILINE):
        if all(f'{label}="{wanted}"' in labelled for label, wanted in labels.items()):
            found += float(value)
    return found


@pytest.mark.django_db(transaction=True)
def test_requests_of_all_processes_are_counted_by_route_status_and_method(tmp_path):
    with serving(METRICS_TOKEN=TOKEN, METRICS_ROOT=str(tmp_path / "metrics")) as port:
        with ThreadPoolExecutor(8) as readers:
            found = list(readers.map(lambda number: asked(port, f"/phones/nowhere-{number}.json")[0], range(20)))
        assert found == 20 * [404]
        for number in range(5):
            asked(port, "/healthz", method=f"ODD{number}")
        status, text = asked(port, "/metrics", Authorization=f"Bearer {TOKEN}")
        assert [asked(port, "/metrics", **headers)[0] for headers in ({}, {"Authorization": "Bearer no"})] == [404, 404]
    assert status == 200
    assert total(text, "phonesite_requests_total", route="/phones/<slug:slug>.json", status="404", method="GET") == 20
    assert total(text, "phonesite_request_seconds_count", route="/phones/<slug:slug>.json") == 20
    assert total(text, "phonesite_queries_total", route="/phones/<slug:slug>.json") > 0
    assert total(text, "phonesite_requests_total", method="other") == 5
    assert total(text, "phonesite_memory_bytes") > 10_000_000
    assert "nowhere-1" not in text


def test_without_a_token_nothing_is_counted_and_there_is_no_such_page(client, db):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    variables = {**os.environ, "SECRET_KEY": "a secret", "METRICS_TOKEN": ""}
    loaded = "import django; django.setup(); import phonesite.wsgi, sys; print('prometheus_client' in sys.modules)"
    command = [sys.executable, "-W", "ignore", "-c", loaded]
    said = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
