"""Whether changes of the catalogue wait for one another before they lock anything: watched in all tests."""

import sys
from pathlib import Path

from catalog.models import Stamp
from catalog.models.catalogue_change import is_catalogue_changing

CALLED_BY_CHANGES = ("change_stamp.py", "change_recorder.py", "record_store.py")
"""Modules of the catalogue that move the stamp in the transaction of whoever calls them."""


def watch_lock_order(monkeypatch):
    """Whatever moves the stamp outside of ``catalogue_change`` fails from now on, but for tests themselves."""
    advance = Stamp.advance

    def watched():
        assert is_catalogue_changing() or is_test(caller(sys._getframe(1))), "Stamp moved outside of catalogue_change()"
        return advance()

    monkeypatch.setattr(Stamp, "advance", watched)


def caller(frame):
    """The file that asks for the stamp to be moved."""
    while Path(frame.f_code.co_filename).name in CALLED_BY_CHANGES:
        frame = frame.f_back
    return Path(frame.f_code.co_filename)


def is_test(path):
    return "catalog" not in path.parts
