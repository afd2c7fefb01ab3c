"""Two people press the button at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from catalog.models import Edit, Phone

from .desk import change_url, form_of
from .factories import make_phone
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
