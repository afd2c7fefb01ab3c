"""Sessions in the database that end ``SESSION_COOKIE_AGE`` after signing in, however much is done in them.

Django's own would last that long after the last thing that was stored in them.
"""

from datetime import UTC, datetime, timedelta
from time import time

from django.conf import settings
from django.contrib.sessions.backends import db

BEGAN = "began"
"""When the session began, in seconds since 1970."""


class SessionStore(db.SessionStore):
    def create_model_instance(self, data):
        began = data.setdefault(BEGAN, time())
        row = super().create_model_instance(data)
        row.expire_date = datetime.fromtimestamp(began, UTC) + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return row

    def cycle_key(self):
        """Called at signing in."""
        self.pop(BEGAN, None)
        super().cycle_key()
