"""``python -m tests.audits.desk_session``: makes a chief editor on the copy that DATABASE_URL names, and prints the
cookies of a session of theirs that is asked for no code for a day."""

import time
from importlib import import_module

import django
from django.test import Client

A_DAY = 24 * 60 * 60


def main():
    django.setup()
    people = import_module("tests.people")
    client = people.sign_in(Client(headers={"host": "localhost"}), people.make_person("auditor", "Chief"))
    session = client.session
    session[people.PROVEN_AT] = time.time() + A_DAY
    session.save()
    client.get("/desk/")
    print("; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items()))


if __name__ == "__main__":
    main()
