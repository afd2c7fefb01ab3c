"""An editor's browser, as far as saving goes: opens the form of a phone over HTTP, changes a field, sends it."""

import http.client
from urllib.parse import urlencode
from uuid import uuid4

from tests.filling import FormReader

TIMEOUT_S = 60


class DeskClient:
    def __init__(self, port, session):
        self.port = port
        self.cookies = {"desk_session": session}
        self.location = None

    def ask(self, method, path, fields=None, files=None):
        """Status and text; cookies, and where the answer leads to, are taken. ``OSError`` or ``HTTPException`` where
        none comes. ``files`` are name → (file name, bytes)."""
        kind, body = encoded(fields or {}, files or {})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        try:
            connection.request(method, path, body, {**self.headers(), "Content-Type": kind})
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        self.location = answer.headers.get("Location")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text

    def headers(self):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Host": "localhost", "Cookie": cookies}

    def form(self, path, form_id="phone_form"):
        """The fields of a form as they would be sent; ``ValueError`` where the page has none."""
        status, text = self.ask("GET", path)
        reader = FormReader(form_id)
        reader.feed(text)
        if status != 200 or not reader.fields:
            raise ValueError(f"{status} for {path}")
        return reader.fields


def encoded(fields, files):
    """The kind and the bytes of a form; None for one without fields."""
    if not files:
        text = urlencode(fields, doseq=True)
        return "application/x-www-form-urlencoded", text or None
    boundary = uuid4().hex
    pieces = []
    for name, values in fields.items():
        for value in values:
            pieces.append(part(boundary, f'name="{name}"', value.encode()))
    for name, (file_name, data) in files.items():
        pieces.append(part(boundary, f'name="{name}"; filename="{file_name}"', data))
    return f"multipart/form-data; boundary={boundary}", b"".join([*pieces, f"--{boundary}--\r\n".encode()])


def part(boundary, names, data):
    head = f"--{boundary}\r\nContent-Disposition: form-data; {names}\r\n\r\n"
    return head.encode() + data + b"\r\n"
