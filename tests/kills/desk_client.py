"""An editor's browser, as far as saving goes: opens the form of a phone over HTTP, changes a field, sends it."""

import http.client
from urllib.parse import urlencode

from tests.filling import FormReader

TIMEOUT_S = 60


class DeskClient:
    def __init__(self, port, session):
        self.port = port
        self.cookies = {"desk_session": session}

    def ask(self, method, path, fields=None):
        """Status and text; the cookies of the answer are taken. ``OSError`` or ``HTTPException`` where none comes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        try:
            connection.request(method, path, urlencode(fields, doseq=True) if fields else None, self.headers())
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text

    def headers(self):
        return {
            "Host": "localhost",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def form(self, path, form_id="phone_form"):
        """The fields of a form as they would be sent; ``ValueError`` where the page is none."""
        status, text = self.ask("GET", path)
        reader = FormReader(form_id)
        reader.feed(text)
        if status != 200 or not reader.fields:
            raise ValueError(f"{status} for {path}")
        return reader.fields
