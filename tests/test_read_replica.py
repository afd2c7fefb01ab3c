"""Readers' requests read from a replica, as long as it is as new as the primary."""

import sqlite3
from contextlib import closing

import pytest
from django.db import OperationalError, connection, connections, router
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Phone, Stamp, read_replica
from phonesite.database_router import ReplicaRouter, is_readers_request

from .factories import make_phone
from .people import make_person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def replica(settings, tmp_path, monkeypatch):
    """A second database, which follows the tests' own when it is told to: ``replica.follow()``."""
    path = tmp_path / "replica.sqlite3"
    settings.DATABASE_ROUTERS = ["phonesite.database_router.ReplicaRouter"]
    connections.settings["replica"] = {**connection.settings_dict, "NAME": str(path)}
    monkeypatch.setattr(read_replica, "_paused_until", {})
    monkeypatch.setattr(read_replica, "MAX_WAIT_S", 0.1)
    make_phone("Brick", slug="brick", weight_g=211)
    Stamp.move()
    follower = connections["replica"]
    follower.ensure_connection = lambda: (
        follower.connection or follower.connect()
    )  # Django's tests allow none but theirs
    follower.follow = lambda: copy_database(path)
    follower.follow()
    yield follower
    follower.close()
    read_replica.begin_request(is_readers=False)
    del connections["replica"]
    del connections.settings["replica"]


def copy_database(path):
    connection.ensure_connection()
    connections["replica"].close()
    with closing(sqlite3.connect(path)) as target:
        connection.connection.backup(target)


def change_weight(weight_g):
    """On the primary alone."""
    Phone.objects.update(weight_g=weight_g)
    Stamp.move()


def weigh(client):
    answer = client.get("/phones/brick.json")
    assert answer.status_code == 200
    return answer.json()["facts"]["weight_g"]["value"]


def die(monkeypatch, alias):
    """Neither the open connection of this database answers, nor a new one."""

    def refuse(*args, **options):
        raise OperationalError("the server has gone")

    for method in ("cursor", "ensure_connection", "connect"):
        monkeypatch.setattr(connections[alias], method, refuse)


def test_a_readers_request_reads_everything_but_the_stamp_from_the_replica(client, replica):
    with CaptureQueriesContext(connection) as on_primary, CaptureQueriesContext(replica) as on_replica:
        assert weigh(client) == 211
    assert {query["sql"] for query in on_primary} == {"SELECT number, moved_at FROM catalog_stamp"}
    assert any("catalog_phone" in query["sql"] for query in on_replica)


def test_an_edit_is_shown_at_once_while_the_replica_lags_behind(client, replica):
    assert weigh(client) == 211
    change_weight(305)
    assert weigh(client) == 305
    replica.follow()
    assert weigh(client) == 305


def test_the_replica_answers_while_the_primary_does_not(client, replica, monkeypatch):
    die(monkeypatch, "default")
    assert weigh(client) == 211
    assert client.get("/phones/brick/").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_the_primary_answers_while_the_replica_does_not(client, replica, monkeypatch):
    die(monkeypatch, "replica")
    assert weigh(client) == 211


def test_a_primary_that_dies_in_the_middle_of_a_request_is_not_noticed(client, replica, monkeypatch):
    change_weight(305)
    real, calls = read_replica._newer_alias, []

    def dies_once_it_was_chosen():
        calls.append(real())
        if len(calls) == 1:
            replica.follow()
            die(monkeypatch, calls[0])
        return calls[-1]

    monkeypatch.setattr(read_replica, "_newer_alias", dies_once_it_was_chosen)
    assert weigh(client) == 305
    assert calls[:2] == ["default", "replica"]


def test_what_a_request_was_told_of_is_not_answered_from_something_older(replica, monkeypatch):
    change_weight(305)
    client = Client(raise_request_exception=False)
    real = read_replica._newer_alias

    def dies_before_it_is_asked_for_rows():
        read_replica.current_mark()
        die(monkeypatch, "default")
        return real()

    monkeypatch.setattr(read_replica, "_newer_alias", dies_before_it_is_asked_for_rows)
    answer = client.get("/phones/brick.json")
    assert answer.status_code == 503
    assert "no-store" in answer["Cache-Control"]


def test_a_database_that_keeps_others_waiting_is_left_alone_for_a_moment_and_found_again(
    client, replica, monkeypatch, caplog
):
    monkeypatch.setattr(read_replica, "QUICK_REFUSAL_S", -1)
    asked = []
    real = read_replica._stored_mark

    def count(alias):
        asked.append(alias)
        return real(alias)

    monkeypatch.setattr(read_replica, "_stored_mark", count)
    with monkeypatch.context() as dead:
        die(dead, "default")
        assert [weigh(client), weigh(client)] == [211, 211]
        assert asked.count("default") == 1
    change_weight(305)
    read_replica._paused_until["default"] = read_replica.monotonic()
    assert weigh(client) == 305
    assert "answers again" in caplog.text


def test_an_edit_shows_at_once_when_a_primary_is_back_that_said_no_quickly(client, replica, monkeypatch, caplog):
    with monkeypatch.context() as dead:
        die(dead, "default")
        assert [weigh(client), weigh(client)] == [211, 211]
    change_weight(305)
    assert weigh(client) == 305
    assert caplog.text.count("does not answer") == caplog.text.count("answers again") == 1


def test_without_any_database_readers_are_asked_to_come_back(replica, monkeypatch):
    for alias in connections:
        die(monkeypatch, alias)
    answer = Client(raise_request_exception=False).get("/phones/brick/")
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_the_desk_says_so_while_the_primary_is_away(replica, monkeypatch):
    client = sign_in(Client(raise_request_exception=False), make_person("anna", "Editor"))
    die(monkeypatch, "default")
    answer = client.get("/desk/catalog/phone/")
    assert answer.status_code == 503
    assert "database does not answer" in answer.content.decode()


def test_the_desk_reads_what_it_has_just_written(replica):
    client = sign_in(Client(), make_person("anna", "Editor"))
    with CaptureQueriesContext(replica) as on_replica:
        assert client.get("/desk/catalog/phone/").status_code == 200
    assert not list(on_replica)


def test_only_the_primary_is_written_to_and_migrated(replica):
    read_replica.begin_request(is_readers=True)
    assert router.db_for_read(Phone) == "replica"
    assert router.db_for_write(Phone) == "default"
    assert ReplicaRouter().allow_migrate("default", "catalog")
    assert not ReplicaRouter().allow_migrate("replica", "catalog")


@pytest.mark.parametrize(
    ("method", "path", "is_readers"),
    [
        ("GET", "/", True),
        ("HEAD", "/de/phones/brick/", True),
        ("GET", "/photos/a.webp", True),
        ("POST", "/phones/brick/report/", False),
        ("GET", "/report/qzx/", False),
        ("GET", "/ja/report/qzx/", False),
        ("GET", "/preview/qzx/", False),
        ("GET", "/desk/catalog/phone/", False),
    ],
)
def test_whose_request_it_is_follows_from_its_address(method, path, is_readers):
    assert is_readers_request(method, path) is is_readers
