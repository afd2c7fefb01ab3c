"""Two people press the button at the same moment."""

from contextlib import suppress
from functools import partial
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.db import connection
from django.test import Client

from catalog.admin.saving import form_submission
from catalog.models import Edit, Phone
from catalog.models.vocabulary import RelationKind

from .desk import change_url, form_of
from .factories import make_phone, make_relation
from .people import make_person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Run these at the same moment; what they gave, in their order."""
    barrier, answers = Barrier(len(acts)), {}

    def run(number, act):
        barrier.wait()
        try:
            answers[number] = act()
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [answers[number] for number in range(len(acts))]


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_save_one_phone_at_the_same_moment_one_wins_and_the_other_chooses(attempt):
    phone = make_phone("One", weight_g=211, cameras=[{"role": "main"}])
    url, sent = change_url(phone), []
    for name, weight in (("anna", "213"), ("ben", "215")):
        client = sign_in(Client(), make_person(name, "Editor"))
        sent.append((client, form_of(client, phone) | {"weight_g": weight}))
    answers = together(*(lambda client=client, form=form: client.post(url, form) for client, form in sent))
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    loser = next(number for number, answer in enumerate(answers) if answer.status_code == 200)
    mine, theirs = (("213", "215"), ("215", "213"))[loser]
    (row,) = answers[loser].context["rows"]
    assert (row.theirs, row.mine, row.side) == (theirs, mine, None)
    assert Phone.objects.get().weight_g == int(theirs)
    assert Edit.objects.count() == 1


def test_of_two_who_save_related_phones_at_the_same_moment_both_are_saved(monkeypatch):
    """Each holds its own record and needs the other's: what is printed of a phone is prepared anew with its twin."""
    original = make_phone("One", weight_g=211)
    twin = make_phone("Two", weight_g=211)
    make_relation(twin, RelationKind.REBADGE, original)
    lock_record, both_hold = form_submission.lock_record_of_form, Barrier(2)

    def lock_and_meet(*of_form):
        lock = lock_record(*of_form)
        with suppress(BrokenBarrierError):
            both_hold.wait(1)
        return lock

    acts = []
    for name, phone in (("anna", original), ("ben", twin)):
        client = sign_in(Client(), make_person(name, "Editor"))
        form = form_of(client, phone) | {"weight_g": "213"}
        acts.append(partial(client.post, change_url(phone), form))
    monkeypatch.setattr(form_submission, "lock_record_of_form", lock_and_meet)
    assert [answer.status_code for answer in together(*acts)] == [302, 302]
    assert list(Phone.objects.values_list("weight_g", flat=True)) == [213, 213]
