"""gunicorn's worker with threads, which refuses a request line that is too long in words."""

from gunicorn import util
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

_TOO_LONG = (
    "The address of this question is longer than the 8,190 characters that can be taken. Go back and choose fewer "
    "values, or exclude the few that you do not want instead."
)


class Worker(ThreadWorker):
    """``gunicorn --worker-class phonesite.worker.Worker``."""

    def handle_error(self, req, client, addr, exc):
        """Django never sees a request whose first line is too long: the answer is written here."""
        if not isinstance(exc, LimitRequestLine):
            return super().handle_error(req, client, addr, exc)
        return util.write_error(client, 414, "URI Too Long", _TOO_LONG)
