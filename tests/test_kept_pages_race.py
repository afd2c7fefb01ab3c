"""Two processes keep pages while somebody saves: whoever asks after the commit gets what was committed, whole."""

import json
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import Event, Thread
from time import sleep

import pytest
from django.db import transaction

from catalog.models import Phone, Stamp

from .factories import make_phone
from .processes import serving

CHANGES = 20
READERS = 4

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Race:
    """``committed`` is the value that every answer has at least that is asked for from now on."""

    port: int
    committed: int = 100
    over: Event = field(default_factory=Event)
    answers: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    def read(self):
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as client:
            while not self.over.is_set():
                self.read_once(client)

    def read_once(self, client):
        least = self.committed
        client.request("GET", "/phones/acme-brick.json")
        facts = json.loads(client.getresponse().read())["facts"]
        weight, height = facts["weight_g"]["value"], facts["height_mm"]["value"]
        self.answers.append(weight)
        if weight < least or weight != height:
            self.faults.append((least, weight, height))

    def write(self, phone):
        for value in range(101, 101 + CHANGES):
            with transaction.atomic():
                Phone.objects.filter(pk=phone.pk).update(weight_g=value, height_mm=value)
                Stamp.move([phone.pk])
            self.committed = value
            self.wait_for_answers(2)

    def wait_for_answers(self, count):
        """Until there are so many more, or for some seconds."""
        enough = len(self.answers) + count
        for _ in range(500):
            if len(self.answers) >= enough:
                return
            sleep(0.01)


def test_after_a_commit_no_process_answers_with_what_was_before():
    phone = make_phone("Brick", weight_g=100, height_mm=100)
    Stamp.move()
    with serving(KEPT_PAGES_MB="8") as port:
        race = Race(port)
        readers = [Thread(target=race.read) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        race.wait_for_answers(READERS)
        race.write(phone)
        race.over.set()
        for reader in readers:
            reader.join(60)
    assert race.faults == []
    assert len(set(race.answers)) > CHANGES / 2
